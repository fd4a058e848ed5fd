// settings: the page where an owner changes settings
import { Hono } from "hono";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Failure } from "@mainstay/core/base/error";
import { Settings } from "@mainstay/core/settings/settings";
import { PeriodState } from "@mainstay/core/periods/period-state";
import * as z from "zod";
import { signature, type Schema } from "../http/signature";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { Session, type Env, type Request } from "../parts/session";

export const settings = new Hono<Env>();

const nouns: Record<Settings.Noun, string> = {
  metrics: "Metrics",
  health: "Health",
  segments: "Segments",
  lifetime: "Lifetime value",
  playbooks: "Playbooks",
  alerts: "Alerts",
  recommend: "Recommendations",
  forecast: "Forecasts",
};
// What is recommended is learned of the log; all else is said of customers.
const logs = "events";
const nounsOf = (dataset: string) =>
  Settings.Noun.options.filter(
    (noun) => (noun === "recommend") === (dataset === logs),
  );

type Said = { text: string; problems: string[] };

async function choice(c: Request) {
  const all = await Dataset.names();
  const { names, dataset } = await Page.chosen(c);
  const offered = [...names, ...all.filter((name) => name === logs)];
  const known = nounsOf(dataset);
  const noun = known.find((one) => one === c.req.query("noun")) ?? known[0];
  return { offered, dataset, noun };
}

async function inForce(dataset: string, noun: Settings.Noun) {
  const { config, own } = await Settings.show(dataset, noun);
  if (config || noun !== "health") return { config, own };
  const period = (await Dataset.periods(dataset)).at(-1);
  const standing = period ? await PeriodState.current(dataset, period) : null;
  return { config: standing?.config ?? null, own };
}

settings.get("/settings", Session.needs("read"), (c) => show(c));

async function show(c: Request, said?: Said) {
  const { offered, dataset, noun } = await choice(c);
  const frame = { title: "Settings", dataset } as const;
  if (!(await Dataset.find(dataset)))
    return Page.show(
      c,
      frame,
      <>
        <h1>Settings</h1>
        <Absent>
          Settings are of a dataset, and there is none yet:{" "}
          <a href="/uploads">upload a CSV</a> first.
        </Absent>
      </>,
    );
  const { config, own } = await inForce(dataset, noun);
  const may = Session.may(c, "admin");
  return Page.show(
    c,
    { ...frame, status: said ? 400 : 200 },
    <>
      <h1>Settings</h1>
      <p class="lead">
        What is set of <code>{dataset}</code>
      </p>
      <Page.Datasets names={offered} dataset={dataset} path="/settings" />
      <nav class="tabs" aria-label="Settings">
        {nounsOf(dataset).map((one) => (
          <a
            href={Link.to("/settings", { dataset, noun: one })}
            aria-current={one === noun ? "true" : undefined}
          >
            {nouns[one]}
          </a>
        ))}
      </nav>
      {c.req.query("saved") && !said && (
        <p class="good" role="status">
          In force. The newest figures follow within a minute.
        </p>
      )}
      <section class="card">
        <div class="head">
          <h2>{nouns[noun]}</h2>
          <span class={own ? "chip on" : "chip"}>
            {own ? "your own" : config ? "as usual" : "nothing yet"}
          </span>
        </div>
        {said && <Problems problems={said.problems} />}
        <form method="post" action={Link.to("/settings", { dataset, noun })}>
          <label>
            {said ? "As you typed it" : "In force, as JSON"}
            <textarea
              class="code"
              name="text"
              spellcheck={false}
              readonly={!may}
              rows={lines(said?.text ?? written(config))}
              aria-invalid={said ? "true" : undefined}
            >
              {said?.text ?? written(config)}
            </textarea>
          </label>
          {may && (
            <div class="row">
              <button name="do" value="save">
                Save
              </button>
              {own && (
                <button class="plain" name="do" value="usual" formnovalidate>
                  Back to usual
                </button>
              )}
            </div>
          )}
        </form>
        {!may && (
          <p class="note">Changing it needs a key with the scope admin.</p>
        )}
        <details>
          <summary>What may be said here</summary>
          <pre>{signature(shape(noun))}</pre>
        </details>
      </section>
    </>,
  );
}

const written = (config: unknown) =>
  config ? JSON.stringify(config, null, 2) : "";
const lines = (text: string) =>
  Math.min(30, Math.max(6, text.split("\n").length + 1));
const shape = (noun: Settings.Noun) =>
  z.toJSONSchema(Settings.schemas[noun], {
    io: "input",
    unrepresentable: "any",
    reused: "inline",
  }) as Schema;

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
  const { dataset, noun } = await choice(c);
  await Dataset.get(dataset);
  const said = await c.req.parseBody();
  if (said.do === "usual") await Settings.remove(dataset, noun);
  else {
    const text = String(said.text ?? "");
    const { config, problems } = read(noun, text);
    if (problems) return show(c, { text, problems });
    try {
      await Settings.put(dataset, noun, config);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return show(c, { text, problems: [error.message] });
    }
  }
  await Refresh.after(dataset, new Date());
  return c.redirect(Link.to("/settings", { dataset, noun, saved: 1 }), 303);
});

// Each problem on a line of its own, with the place it stands at.
function read(noun: Settings.Noun, text: string) {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch (error) {
    return { problems: [`Expected JSON: ${(error as Error).message}`] };
  }
  const found = Settings.schemas[noun].safeParse(config);
  if (found.success) return { config };
  return {
    problems: found.error.issues.map(({ path, message }) =>
      [path.map(String).join("."), message].filter(Boolean).join(": "),
    ),
  };
}
