// settings: the page that shows and changes what an owner may set of a dataset
import { Hono } from "hono";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { Settings } from "@mainstay/core/settings/settings";
import { StoredState } from "@mainstay/core/periods/stored-state";
import * as z from "zod";
import { DatasetChoice } from "../parts/dataset-choice";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent, Panel } from "../parts/panel";
import { Session, type Env, type Request } from "../parts/session";
import { TypeSignature } from "../http/type-signature";
import { Tabs } from "../parts/tabs";

export const settings = new Hono<Env>();

const titles: Record<Settings.Noun, string> = {
  metrics: "Metrics",
  health: "Health",
  segments: "Segments",
  lifetime: "Lifetime value",
  playbooks: "Playbooks",
  alerts: "Alerts",
  recommend: "Recommendations",
  forecast: "Forecasts",
  topics: "Topics of comments",
  report: "Monthly report",
};
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
  const state = period ? await StoredState.current(dataset, period) : null;
  return { config: state?.config ?? null, own };
}

settings.get("/settings", Session.needs("read"), (c) => show(c));

async function show(c: Request, refused?: Refused) {
  const { names, dataset, nouns, noun } = await chosen(c);
  const frame = { title: "Settings", dataset } as const;
  if (!(await Dataset.find(dataset)))
    return Page.show(
      c,
      frame,
      <Absent>
        Settings belong to a dataset, and there is none yet:{" "}
        <a href="/import">upload a CSV</a> first.
        {Session.may(c, "admin") && (
          <>
            {" "}
            <a href={keysPath}>API keys</a> are here.
          </>
        )}
      </Absent>,
    );
  const lead = (
    <>
      Settings of <code>{dataset}</code>
    </>
  );
  const { config, own } = await inForce(dataset, noun);
  const state = own ? "custom" : config ? "default" : "not available yet";
  return Page.show(
    c,
    { ...frame, names, lead, status: refused ? 400 : 200 },
    <>
      <Tabs
        label="Settings"
        chosen={noun}
        tabs={[
          ...nouns.map((name) => ({
            name,
            href: Link.to("/settings", { dataset, noun: name }),
            text: titles[name],
          })),
          ...(Session.may(c, "admin")
            ? [{ name: "keys", href: keysPath, text: "API keys" }]
            : []),
        ]}
      />
      {c.req.query("saved") && !refused && (
        <p class="good" role="status">
          Saved. The newest figures follow within a minute.
        </p>
      )}
      <Panel
        title={titles[noun]}
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
          <summary>Schema</summary>
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
        {refused ? "As you typed it" : "In force, as JSON"}
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
            Save
          </button>
          {own && (
            <button class="plain" name="do" value="usual" formnovalidate>
              Restore defaults
            </button>
          )}
        </div>
      )}
    </form>
    {!may && (
      <p class="note">Changing settings needs a key with the scope admin.</p>
    )}
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
    Nothing was changed; what you typed is still below.
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
    return [`Expected JSON: ${(error as Error).message}`];
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
