// settings: the page that shows and changes what an owner may set of a dataset
import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import type { Health } from "@mainstay/core/health/health";
import type { ReportConfig } from "@mainstay/core/settings/report-config";
import { Failure } from "@mainstay/core/base/error";
import { Settings } from "@mainstay/core/settings/settings";
import { StoredState } from "@mainstay/core/state/stored-state";
import * as z from "zod";
import { DatasetChoice } from "../parts/dataset-choice";
import { HealthForm } from "../parts/health-form";
import { SettingsFields } from "../parts/settings-fields";
import { SettingsForm } from "../parts/settings-form";
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

// What a form is shown with: what was refused, or what its settings would do.
type Shown = {
  refused?: SettingsFields.Refused;
  config?: unknown;
  above?: Child;
};

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

async function show(c: Request, shown: Shown = {}) {
  const { refused } = shown;
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
        {shown.above}
        {Session.may(c, "admin") && (
          <SettingsFields.Fields
            noun={noun}
            config={shown.config ?? config}
            path={Link.to("/settings", { dataset, noun })}
          />
        )}
        <SettingsFields.Json
          folded={SettingsFields.has(noun) && !refused && config !== null}
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

const schema = (noun: Settings.Noun) =>
  TypeSignature.write(
    z.toJSONSchema(Settings.schemas[noun], {
      io: "input",
      unrepresentable: "any",
      reused: "inline",
    }) as TypeSignature.Schema,
  );

settings.post("/settings", Session.needs("admin"), async (c) => {
  const { dataset, noun } = await chosen(c);
  await Dataset.get(dataset);
  const fields = await c.req.parseBody({ all: true });
  if (fields.do === "test") return test(c, dataset);
  const wanted = ["form", "preview"].includes(String(fields.do))
    ? fromForm(noun, (await inForce(dataset, noun)).config, fields)
    : null;
  if (wanted && fields.do === "preview") return preview(c, dataset, wanted);
  const text = wanted
    ? JSON.stringify(wanted, null, 2)
    : String(fields.text ?? "");
  const problems =
    fields.do === "usual"
      ? await Settings.remove(dataset, noun)
      : await save(dataset, noun, text);
  if (problems) return show(c, { refused: { text, problems } });
  await Refresh.after(dataset, new Date());
  return c.redirect(Link.to("/settings", { dataset, noun, saved: 1 }), 303);
});

type Body = Record<string, unknown>;

/** What the fields of a form say, on top of the settings in force. */
function fromForm(noun: Settings.Noun, config: unknown, fields: Body) {
  const known = Settings.schemas[noun].parse(config);
  if (noun === "health") return HealthForm.read(known as Health.Config, fields);
  return noun === "alerts"
    ? SettingsForm.readAlerts(known as Alert.Config, fields)
    : SettingsForm.readReport(known as ReportConfig.Config, fields);
}

async function preview(c: Request, dataset: string, wanted: unknown) {
  const read = Settings.schemas.health.safeParse(wanted);
  const period = (await Dataset.periods(dataset)).at(-1);
  const state = period ? await StoredState.current(dataset, period) : null;
  if (!read.success) {
    const problems = read.error.issues.map(({ message }) => message);
    return show(c, {
      refused: { text: JSON.stringify(wanted, null, 2), problems },
    });
  }
  const above = state && (
    <HealthForm.Preview effect={HealthForm.effect(state, read.data)} />
  );
  return show(c, { config: read.data, above });
}

async function test(c: Request, dataset: string) {
  const { config } = await Settings.show(dataset, "alerts");
  const sent = await Alert.test(config as Alert.Config);
  const above = (
    <div class="absent" role="status">
      {sent.length === 0 && <p>{t("settingsForm.noChannel")}</p>}
      {sent.map(({ name, error }) => (
        <p class={error ? "bad" : "good"}>
          {t(error ? "settingsForm.tookNot" : "settingsForm.took", { name })}{" "}
          {error && <span lang="en">{error}</span>}
        </p>
      ))}
    </div>
  );
  return show(c, { above });
}

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
