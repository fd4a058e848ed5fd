// settings: the page that shows and changes what an owner may set of a dataset
import { Hono } from "hono";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { Settings } from "@mainstay/core/settings/settings";
import { StoredState } from "@mainstay/core/state/stored-state";
import * as z from "zod";
import { DatasetChoice } from "../parts/dataset-choice";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Panel } from "../parts/panel";
import { Session, type Env, type Request } from "../parts/session";
import { TypeSignature } from "../http/type-signature";
import { Tabs } from "../parts/tabs";
import { T, t } from "../parts/words";

export const settings = new Hono<Env>();

const keysPath = "/settings/keys";
// Recommendations are learned from the event log; all other settings are about customers.
const eventLog = "events";
const nounsOf = (dataset: string) =>
  Settings.Noun.options.filter(
    (noun) => (noun === "recommend") === (dataset === eventLog),
  );

// What somebody typed, when it was refused.
type Refused = { text: string; problems: string[] };

async function chosen(c: Request) {
  const all = await Dataset.names();
  const { names, dataset } = await DatasetChoice.chosen(c);
  const nouns = nounsOf(dataset);
  return {
    names: [...names, ...all.filter((name) => name === eventLog)],
    dataset,
    nouns,
    noun: nouns.find((noun) => noun === c.req.query("noun")) ?? nouns[0],
  };
}

async function inForce(dataset: string, noun: Settings.Noun) {
  const { config, own } = await Settings.show(dataset, noun);
  if (config || noun !== "health") return { config, own };
  const period = (await Dataset.periods(dataset)).at(-1);
  const state = period ? await StoredState.head(dataset, period) : null;
  return { config: state?.config ?? null, own };
}

settings.get("/settings", Session.needs("read"), (c) => show(c));

async function show(c: Request, refused?: Refused) {
  const { names, dataset, nouns, noun } = await chosen(c);
  const frame = { title: t("page.settings"), dataset } as const;
  if (!(await Dataset.find(dataset)))
    return Page.show(
      c,
      frame,
      <Absent>
        <T
          k="settings.settingsBelongToA"
          a={(inside) => <a href="/import">{inside}</a>}
          more={
            Session.may(c, "admin") && (
              <>
                {" "}
                <T
                  k="settings.apiKeysAreHere"
                  a={(inside) => <a href={keysPath}>{inside}</a>}
                />
              </>
            )
          }
        />
      </Absent>,
    );
  const lead = (
    <>
      <T k="settings.settingsOf" dataset={dataset} />
    </>
  );
  const { config, own } = await inForce(dataset, noun);
  const state = own
    ? t("settings.custom")
    : config
      ? t("settings.default")
      : t("settings.notAvailableYet");
  return Page.show(
    c,
    { ...frame, names, lead, status: refused ? 400 : 200 },
    <>
      <Tabs
        label={t("page.settings")}
        chosen={noun}
        tabs={[
          ...nouns.map((name) => ({
            name,
            href: Link.to("/settings", { dataset, noun: name }),
            text: t(`noun.${name}`),
          })),
          ...(Session.may(c, "admin")
            ? [{ name: "keys", href: keysPath, text: t("word.apiKeys") }]
            : []),
        ]}
      />
      {c.req.query("saved") && !refused && (
        <p class="good" role="status">
          {t("settings.savedTheNewestFigures")}
        </p>
      )}
      <Panel
        title={t(`noun.${noun}`)}
        aside={<span class={own ? "chip on" : "chip"}>{state}</span>}
      >
        <Form
          path={Link.to("/settings", { dataset, noun })}
          refused={refused}
          text={
            refused?.text ?? (config ? JSON.stringify(config, null, 2) : "")
          }
          own={own}
          may={Session.may(c, "admin")}
        />
        <details>
          <summary>{t("settings.schema")}</summary>
          <pre>{schema(noun)}</pre>
        </details>
      </Panel>
    </>,
  );
}

const Form = ({
  path,
  refused,
  text,
  own,
  may,
}: {
  path: string;
  refused?: Refused;
  text: string;
  own: boolean;
  may: boolean;
}) => (
  <>
    {refused && <Problems problems={refused.problems} />}
    <form method="post" action={path}>
      <label>
        {refused ? t("settings.asYouTypedIt") : t("settings.inForceAsJson")}
        <textarea
          class="code"
          name="text"
          spellcheck={false}
          readonly={!may}
          rows={Math.min(30, Math.max(6, text.split("\n").length + 1))}
          aria-invalid={refused ? "true" : undefined}
        >
          {text}
        </textarea>
      </label>
      {may && (
        <div class="row">
          <button name="do" value="save">
            {t("word.save")}
          </button>
          {own && (
            <button class="plain" name="do" value="usual" formnovalidate>
              {t("settings.restoreDefaults")}
            </button>
          )}
        </div>
      )}
    </form>
    {!may && <p class="note">{t("settings.changingSettingsNeedsA")}</p>}
  </>
);

const schema = (noun: Settings.Noun) =>
  TypeSignature.write(
    z.toJSONSchema(Settings.schemas[noun], {
      io: "input",
      unrepresentable: "any",
      reused: "inline",
    }) as TypeSignature.Schema,
  );

const Problems = ({ problems }: { problems: string[] }) => (
  <div class="bad" role="alert">
    {t("settings.nothingWasChangedWhat")}
    <ul>
      {problems.map((problem) => (
        <li>{problem}</li>
      ))}
    </ul>
  </div>
);

settings.post("/settings", Session.needs("admin"), async (c) => {
  const { dataset, noun } = await chosen(c);
  await Dataset.get(dataset);
  const fields = await c.req.parseBody();
  const text = String(fields.text ?? "");
  const problems =
    fields.do === "usual"
      ? await Settings.remove(dataset, noun)
      : await save(dataset, noun, text);
  if (problems) return show(c, { text, problems });
  await Refresh.after(dataset, new Date());
  return c.redirect(Link.to("/settings", { dataset, noun, saved: 1 }), 303);
});

/** Saves the settings, or answers what is wrong with them, each problem with its place. */
async function save(dataset: string, noun: Settings.Noun, text: string) {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    return [t("settings.expectedJson", { message: (error as Error).message })];
  }
  const read = Settings.schemas[noun].safeParse(config);
  if (!read.success)
    return read.error.issues.map(({ path, message }) =>
      [path.map(String).join("."), message].filter(Boolean).join(": "),
    );
  try {
    await Settings.put(dataset, noun, config);
  } catch (error) {
    if (error instanceof Failure) return [error.message];
    throw error;
  }
}
