// actions: the page of whom to see first, of actions by state and playbook, and the forms that change one
import { Hono } from "hono";
import { OpenActions } from "@mainstay/core/accounts/open-actions";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PlaybookEffects } from "@mainstay/core/periods/playbook-effects";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Failure } from "@mainstay/core/base/error";
import type { PlaybookReach } from "@mainstay/core/playbooks/playbook-reach";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { Settings } from "@mainstay/core/settings/settings";
import { ActionList } from "../parts/action-list";
import { DatasetChoice } from "../parts/dataset-choice";
import { EffectSection } from "../parts/effect-section";
import { FigureFormat } from "../parts/figure-format";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent, Panel } from "../parts/panel";
import { PriorityList } from "../parts/priority-list";
import { Select } from "../parts/select";
import { Session, type Env } from "../parts/session";
import { Tile } from "../parts/tile";

export const actions = new Hono<Env>();

const states = ["proposed", "accepted", "done", "dismissed"] as const;
const actionsPerPage = 25;
const customersPerPage = 25;

type View = {
  dataset: string;
  period: string;
  state?: (typeof states)[number];
  playbook?: string;
};

actions.get("/actions", Session.needs("read"), async (c) => {
  const { names, dataset } = await DatasetChoice.chosen(c);
  const frame = { title: "Actions", tab: "Actions", dataset, names } as const;
  const periods = await Dataset.periods(dataset);
  if (!periods.length)
    return Page.show(
      c,
      frame,
      <Absent>
        Actions are proposed for customers, and there are none yet:{" "}
        <a href="/import">upload a CSV</a> first.
      </Absent>,
    );
  const period = await Dataset.period(
    dataset,
    c.req.query("period") || undefined,
  );
  const view: View = {
    ...{ dataset, period },
    state: states.find((state) => state === c.req.query("state")),
    playbook: c.req.query("playbook") || undefined,
  };
  const from = Math.max(0, Math.floor(Number(c.req.query("from")) || 0));
  const now = new Date();
  const book: Book = {
    owner: c.req.query("owner") || undefined,
    segment: c.req.query("segment") || undefined,
    renewal: /^\d{4}-\d{2}$/.exec(c.req.query("renewal") ?? "")?.[0],
    soon: c.req.query("soon") ? true : undefined,
    left: c.req.query("left") ? true : undefined,
  };
  await Refresh.newest(dataset, now);
  const [first, choices, reach, all, effects, config] = await Promise.all([
    Priorities.list(
      dataset,
      { ...book, limit: customersPerPage, cursor: c.req.query("cursor") },
      now,
    ),
    Priorities.choices(dataset, now),
    PlaybookEffects.reach(dataset),
    OpenActions.render(dataset, await Action.all(dataset, [period]), now),
    PlaybookEffects.all(dataset),
    Settings.get(dataset, "playbooks"),
  ]);
  const { playbooks } = config ?? PlaybookConfig.defaults;
  const titles = new Map(playbooks.map(({ id, name }) => [id, name.en]));
  return Page.show(
    c,
    {
      ...frame,
      lead: "Whom to see first, by the money at risk, and what to do",
    },
    <>
      <First first={first} book={book} choices={choices} dataset={dataset} />
      <Counts view={view} actions={all} />
      <Filter view={view} periods={periods} titles={titles} />
      <List
        view={view}
        from={from}
        actions={all}
        may={Session.may(c, "write")}
      />
      <EffectSection.Section effects={effects} titles={titles} />
      <Silent reach={reach?.playbooks ?? []} />
    </>,
  );
});

// Filters of the list of customers.
type Book = Pick<
  Priorities.Query,
  "owner" | "segment" | "renewal" | "soon" | "left"
>;

const First = ({
  first,
  book,
  choices,
  dataset,
}: {
  first: Priorities.Info;
  book: Book;
  choices: Priorities.Choices;
  dataset: string;
}) => {
  const filters = {
    ...book,
    soon: book.soon ? "yes" : undefined,
    left: book.left ? "yes" : undefined,
  };
  return (
    <Panel
      title="Whom to see first"
      aside={
        <a
          href={Link.to("/v1/priorities", {
            ...{ dataset, ...filters, format: "csv", limit: 1000 },
          })}
          download="priorities.csv"
        >
          Download CSV
        </a>
      }
    >
      <form class="row" method="get" action="/actions">
        <input type="hidden" name="dataset" value={dataset} />
        {choices.owners.length > 0 && (
          <Select
            title="Owner"
            name="owner"
            chosen={book.owner}
            options={[["", "every"], ...choices.owners]}
          />
        )}
        {choices.segments.length > 0 && (
          <Select
            title="Segment"
            name="segment"
            chosen={book.segment}
            options={[["", "every"], ...choices.segments]}
          />
        )}
        {choices.renewals.length > 0 && (
          <Select
            title="Renewal"
            name="renewal"
            chosen={book.renewal}
            options={[["", "every"], ...choices.renewals]}
          />
        )}
        <label>
          <input type="checkbox" name="soon" value="yes" checked={book.soon} />{" "}
          can leave within 90 days
        </label>
        <label>
          <input type="checkbox" name="left" value="yes" checked={book.left} />{" "}
          with those who left
        </label>
        <button>Show</button>
      </form>
      <p>
        {FigureFormat.count(first.total, "customer")}
        {first.moneyAtRisk > 0 && (
          <>
            , <b>{FigureFormat.whole(first.moneyAtRisk)}</b> of a year's revenue
            at risk
          </>
        )}
        .
      </p>
      <PriorityList.List items={first.items} dataset={dataset} />
      {first.cursor && (
        <Pager
          links={[
            {
              href: Link.to("/actions", {
                ...{ dataset, ...filters, cursor: first.cursor },
              }),
              text: "Next customers ›",
            },
          ]}
        />
      )}
    </Panel>
  );
};

const Silent = ({ reach }: { reach: PlaybookReach.Info[] }) => {
  const silent = reach.filter((one) => one.silent);
  return (
    silent.length > 0 && (
      <Panel title="Playbooks that fit nobody">
        <dl>
          {silent.map(({ name, silent }) => (
            <>
              <dt>{name.en}</dt>
              <dd>{silent!.en}</dd>
            </>
          ))}
        </dl>
      </Panel>
    )
  );
};

const Counts = ({ view, actions }: { view: View; actions: Action.Info[] }) => {
  const held = actions.filter(({ heldOut }) => heldOut).length;
  return (
    <>
      <section class="tiles" aria-label={`Actions of ${view.period}`}>
        {states.map((state) => (
          <Tile
            title={FigureFormat.title(state)}
            value={
              <a href={Link.to("/actions", { ...view, state })}>
                {FigureFormat.whole(
                  actions.filter((action) => action.state === state).length,
                )}
              </a>
            }
          />
        ))}
      </section>
      {held > 0 && (
        <p class="note">
          {FigureFormat.count(held, "customer")} held out at random, so that
          acting can be compared with not acting; the list leaves them out.
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
    <Select
      title="Period"
      name="period"
      chosen={view.period}
      options={periods.toReversed()}
    />
    <Select
      title="State"
      name="state"
      chosen={view.state}
      options={[["", "every"], ...states]}
    />
    <Select
      title="Playbook"
      name="playbook"
      chosen={view.playbook}
      options={[["", "every"], ...titles]}
    />
    <button>Show</button>
  </form>
);

const List = ({
  view,
  from,
  actions,
  may,
}: {
  view: View;
  from: number;
  actions: Action.Info[];
  may: boolean;
}) => {
  const { dataset, period } = view;
  const fitting = ActionList.byUrgency(actions).filter(
    ({ state, playbook }) =>
      (!view.state || state === view.state) &&
      (!view.playbook || playbook === view.playbook),
  );
  const next = from + actionsPerPage;
  const shown = fitting.slice(from, next);
  return (
    <Panel
      title="Action list"
      aside={
        actions.length > 0 && (
          <a
            href={Link.to("/v1/actions/csv", { dataset, period })}
            download={`actions-${period}.csv`}
          >
            Download CSV
          </a>
        )
      }
    >
      {shown.length ? (
        <ActionList.List
          actions={shown}
          next={Link.to("/actions", { ...view, from: from || null })}
          may={may}
        />
      ) : (
        <None any={actions.length > 0} dataset={dataset} />
      )}
      {!may && shown.length > 0 && (
        <p class="note">Changing an action needs a key with the scope write.</p>
      )}
      {fitting.length > actionsPerPage && (
        <Pager
          links={[
            from > 0 && {
              href: Link.to("/actions", view),
              text: "« First page",
            },
            next < fitting.length && {
              href: Link.to("/actions", { ...view, from: next }),
              text: `Next ${actionsPerPage} of ${FigureFormat.whole(fitting.length)} ›`,
            },
          ]}
        />
      )}
    </Panel>
  );
};

const None = ({ any, dataset }: { any: boolean; dataset: string }) =>
  any ? (
    <Absent>
      No actions match.{" "}
      <a href={Link.to("/actions", { dataset })}>Show all actions</a>
    </Absent>
  ) : (
    <Absent>
      Nothing was proposed for this period: no customer met the conditions of a{" "}
      <a href={Link.to("/settings", { dataset, noun: "playbooks" })}>
        playbook
      </a>
      , or the columns it reads are not there.
    </Absent>
  );

actions.post("/actions/:id", Session.needs("write"), async (c) => {
  const fields = await c.req.parseBody();
  const { state, outcome, note } = fields as Record<string, string>;
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
  const dataset = Dataset.name(String(fields.dataset));
  await Transition.set(dataset, id, change.data, new Date());
  return c.redirect(`${Session.local(String(fields.next ?? ""))}#${id}`, 303);
});
