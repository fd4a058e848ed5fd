// actions: the page of what to do for whom, and what came of it
import { Hono } from "hono";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PlaybookEffects } from "@mainstay/core/periods/playbook-effects";
import { Failure } from "@mainstay/core/base/error";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { Settings } from "@mainstay/core/settings/settings";
import { EffectSection } from "../parts/effect-section";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Absent } from "../parts/components";
import { Session, type Env } from "../parts/session";
import { ActionList } from "../parts/action-list";
import { FigureFormat } from "../parts/figure-format";

export const actions = new Hono<Env>();

const shown = ["proposed", "accepted", "done", "dismissed"] as const;
const atOnce = 25;

type View = {
  dataset: string;
  period: string;
  state?: (typeof shown)[number];
  playbook?: string;
};

actions.get("/actions", Session.needs("read"), async (c) => {
  const { names, dataset } = await Page.chosen(c);
  const frame = { title: "Actions", tab: "Actions", dataset } as const;
  const periods = await Dataset.periods(dataset);
  const choice = (
    <Page.Datasets names={names} dataset={dataset} path="/actions" />
  );
  if (!periods.length)
    return Page.show(
      c,
      frame,
      <>
        <h1>Actions</h1>
        {choice}
        <Absent>
          Actions are proposed for customers, and there are none yet:{" "}
          <a href="/uploads">upload a CSV</a> first.
        </Absent>
      </>,
    );
  const period = await Dataset.period(
    dataset,
    c.req.query("period") || undefined,
  );
  const view: View = {
    ...{ dataset, period },
    state: shown.find((one) => one === c.req.query("state")),
    playbook: c.req.query("playbook") || undefined,
  };
  const from = Math.max(0, Math.floor(Number(c.req.query("from")) || 0));
  const [all, effects, config] = await Promise.all([
    Action.all(dataset, [period]),
    PlaybookEffects.all(dataset),
    Settings.get(dataset, "playbooks"),
  ]);
  const fitting = ActionList.urgent(all).filter(
    ({ state, playbook }) =>
      (!view.state || state === view.state) &&
      (!view.playbook || playbook === view.playbook),
  );
  const page = fitting.slice(from, from + atOnce);
  const { playbooks } = config ?? PlaybookConfig.defaults;
  const titles = new Map(playbooks.map(({ id, name }) => [id, name.en]));
  return Page.show(
    c,
    frame,
    <>
      <h1>Actions</h1>
      <p class="lead">Steps of playbooks for {period}, the most urgent first</p>
      {choice}
      <Counts view={view} actions={all} />
      <Filter view={view} periods={periods} titles={titles} />
      <section class="card">
        <div class="head">
          <h2>To do</h2>
          {all.length > 0 && (
            <a
              href={Link.to("/v1/actions/csv", { dataset, period })}
              download={`actions-${period}.csv`}
            >
              As CSV
            </a>
          )}
        </div>
        {page.length ? (
          <ActionList.List
            actions={page}
            next={Link.to("/actions", { ...view, from: from || null })}
            may={Session.may(c, "write")}
          />
        ) : (
          <None any={all.length > 0} dataset={dataset} />
        )}
        {!Session.may(c, "write") && page.length > 0 && (
          <p class="note">
            To accept, finish or dismiss needs a key with the scope write.
          </p>
        )}
        {fitting.length > atOnce && (
          <nav class="pages" aria-label="Pages of the list">
            {from > 0 && <a href={Link.to("/actions", view)}>« First page</a>}
            {from + atOnce < fitting.length && (
              <a href={Link.to("/actions", { ...view, from: from + atOnce })}>
                Next {atOnce} of {FigureFormat.whole(fitting.length)} ›
              </a>
            )}
          </nav>
        )}
      </section>
      <EffectSection.Section effects={effects} titles={titles} />
    </>,
  );
});

const Counts = ({ view, actions }: { view: View; actions: Action.Info[] }) => {
  const held = actions.filter(({ heldOut }) => heldOut).length;
  return (
    <>
      <section class="tiles" aria-label={`Actions of ${view.period}`}>
        {shown.map((state) => (
          <div class="card">
            <h3>{FigureFormat.title(state)}</h3>
            <p class="value">
              <a href={Link.to("/actions", { ...view, state })}>
                {FigureFormat.whole(
                  actions.filter((one) => one.state === state).length,
                )}
              </a>
            </p>
          </div>
        ))}
      </section>
      {held > 0 && (
        <p class="note">
          {FigureFormat.plural(held, "customer")} drawn to be left alone, so
          that acting can be compared with not acting; the list leaves them out.
        </p>
      )}
    </>
  );
};

const Filter = ({
  view,
  periods,
  titles,
}: {
  view: View;
  periods: string[];
  titles: Map<string, string>;
}) => (
  <form class="card row" method="get" action="/actions">
    <input type="hidden" name="dataset" value={view.dataset} />
    <label>
      Period
      <select name="period">
        {periods.toReversed().map((period) => (
          <option value={period} selected={period === view.period}>
            {period}
          </option>
        ))}
      </select>
    </label>
    <label>
      State
      <select name="state">
        <option value="">every</option>
        {shown.map((state) => (
          <option value={state} selected={state === view.state}>
            {state}
          </option>
        ))}
      </select>
    </label>
    <label>
      Playbook
      <select name="playbook">
        <option value="">every</option>
        {[...titles].map(([id, title]) => (
          <option value={id} selected={id === view.playbook}>
            {title}
          </option>
        ))}
      </select>
    </label>
    <button>Show</button>
  </form>
);

const None = ({ any, dataset }: { any: boolean; dataset: string }) =>
  any ? (
    <Absent>
      No action fits. <a href={Link.to("/actions", { dataset })}>Show all</a>
    </Absent>
  ) : (
    <Absent>
      Nothing was proposed for this period: no customer met what a{" "}
      <a href={Link.to("/settings", { dataset, noun: "playbooks" })}>
        playbook
      </a>{" "}
      asks for, or the columns it reads are not there.
    </Absent>
  );

actions.post("/actions/:id", Session.needs("write"), async (c) => {
  const said = await c.req.parseBody();
  const { state, outcome, note } = said as Record<string, string>;
  const change = Action.Change.safeParse({
    state,
    outcome: outcome ? outcome === "yes" : undefined,
    note: note?.trim() || undefined,
  });
  if (!change.success)
    throw new Failure(
      "request.invalid",
      `Expected a state, and a note of at most 2,000 characters; got the state "${state}"`,
    );
  const id = c.req.param("id");
  await Transition.set(
    Dataset.name(String(said.dataset)),
    id,
    change.data,
    new Date(),
  );
  return c.redirect(`${Session.local(String(said.next ?? ""))}#${id}`, 303);
});
