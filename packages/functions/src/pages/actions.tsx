// actions: the page of whom to see first, of actions by state and playbook, and the forms that change one
import { Hono } from "hono";
import { OpenActions } from "@mainstay/core/accounts/open-actions";
import { Priorities } from "@mainstay/core/accounts/priorities";
import { Action } from "@mainstay/core/playbooks/action/action";
import { Transition } from "@mainstay/core/playbooks/action/transition";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { StoredUplift } from "@mainstay/core/playbooks/stored-uplift";
import { PlaybookEffects } from "@mainstay/core/periods/playbook-effects";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Failure } from "@mainstay/core/base/error";
import type { PlaybookReach } from "@mainstay/core/playbooks/playbook-reach";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { Settings } from "@mainstay/core/settings/settings";
import { ActionList } from "../parts/action-list";
import { DatasetChoice } from "../parts/dataset-choice";
import { EffectSection } from "../parts/effect-section";
import { UpliftSection } from "../parts/uplift-section";
import { FigureFormat } from "../parts/figure-format";
import { Link } from "../parts/link";
import { Page } from "../parts/page";
import { Pager } from "../parts/pager";
import { Absent, Panel } from "../parts/panel";
import { PriorityList } from "../parts/priority-list";
import { Select } from "../parts/select";
import { Session, type Env } from "../parts/session";
import { Tile } from "../parts/tile";
import { Words, T, t } from "../parts/words";

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
  const frame = {
    title: t("tab.actions"),
    tab: "actions",
    dataset,
    names,
  } as const;
  const periods = await Dataset.periods(dataset);
  if (!periods.length)
    return Page.show(
      c,
      frame,
      <Absent>
        <T
          k="actions.actionsAreProposedFor"
          a={(inside) => <a href="/import">{inside}</a>}
        />
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
  const [first, choices, reach, all, effects, learned, config] =
    await Promise.all([
      Priorities.list(
        dataset,
        {
          ...{ ...book, lang: Words.lang() },
          ...{ limit: customersPerPage, cursor: c.req.query("cursor") },
        },
        now,
      ),
      Priorities.choices(dataset, now),
      PlaybookEffects.reach(dataset),
      OpenActions.render(dataset, await Action.all(dataset, [period]), now),
      PlaybookEffects.all(dataset),
      StoredUplift.read(dataset),
      Settings.get(dataset, "playbooks"),
    ]);
  const { playbooks } = config ?? PlaybookConfig.defaults;
  const titles = new Map(playbooks.map(({ id, name }) => [id, Words.of(name)]));
  return Page.show(
    c,
    {
      ...frame,
      lead: t("actions.whomToSeeFirst"),
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
      <UpliftSection.Section learned={learned} playbooks={playbooks} />
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
      title={t("word.whomFirst")}
      aside={
        <a
          href={Link.to("/v1/priorities", {
            ...{ dataset, ...filters, format: "csv", limit: 1000 },
          })}
          download="priorities.csv"
        >
          {t("word.downloadCsv")}
        </a>
      }
    >
      <form class="row" method="get" action="/actions">
        <input type="hidden" name="dataset" value={dataset} />
        {choices.owners.length > 0 && (
          <Select
            title={t("column.owner")}
            name="owner"
            chosen={book.owner}
            options={[["", t("word.every")], ...choices.owners]}
          />
        )}
        {choices.segments.length > 0 && (
          <Select
            title={t("column.segment")}
            name="segment"
            chosen={book.segment}
            options={[["", t("word.every")], ...choices.segments]}
          />
        )}
        {choices.renewals.length > 0 && (
          <Select
            title={t("column.renewal")}
            name="renewal"
            chosen={book.renewal}
            options={[["", t("word.every")], ...choices.renewals]}
          />
        )}
        <label>
          <input type="checkbox" name="soon" value="yes" checked={book.soon} />{" "}
          {t("actions.canLeaveWithin90")}
        </label>
        <label>
          <input type="checkbox" name="left" value="yes" checked={book.left} />{" "}
          {t("actions.withThoseWhoLeft")}
        </label>
        <button>{t("word.show")}</button>
      </form>
      <p>
        {t("count.customer", { n: first.total })}
        {first.moneyAtRisk > 0 && (
          <>
            <T
              k="actions.ofAYearsRevenue"
              moneyAtRisk={FigureFormat.whole(first.moneyAtRisk)}
            />
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
              text: t("actions.nextCustomers"),
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
      <Panel title={t("actions.playbooksThatFitNobody")}>
        <dl>
          {silent.map(({ name, silent }) => (
            <>
              <dt>{Words.of(name)}</dt>
              <dd>{Words.of(silent!)}</dd>
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
      <section
        class="tiles"
        aria-label={t("actions.actionsOf", { period: view.period })}
      >
        {states.map((state) => (
          <Tile
            title={FigureFormat.title(t(`state.${state}`))}
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
          <T
            k="actions.heldOutAtRandom"
            held={t("count.customer", { n: held })}
          />
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
      title={t("word.period")}
      name="period"
      chosen={view.period}
      options={periods.toReversed()}
    />
    <Select
      title={t("word.state")}
      name="state"
      chosen={view.state}
      options={[
        ["", t("word.every")],
        ...states.map((state) => [state, t(`state.${state}`)] as const),
      ]}
    />
    <Select
      title={t("column.playbook")}
      name="playbook"
      chosen={view.playbook}
      options={[["", t("word.every")], ...titles]}
    />
    <button>{t("word.show")}</button>
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
      title={t("actions.actionList")}
      aside={
        actions.length > 0 && (
          <a
            href={Link.to("/v1/actions/csv", { dataset, period })}
            download={`actions-${period}.csv`}
          >
            {t("word.downloadCsv")}
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
        <p class="note">{t("actions.changingAnActionNeeds")}</p>
      )}
      {fitting.length > actionsPerPage && (
        <Pager
          links={[
            from > 0 && {
              href: Link.to("/actions", view),
              text: t("word.firstPage"),
            },
            next < fitting.length && {
              href: Link.to("/actions", { ...view, from: next }),
              text: t("actions.nextOf", {
                actionsPerPage,
                n: FigureFormat.whole(fitting.length),
              }),
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
      <T
        k="actions.noActionsMatchShow"
        a={(inside) => <a href={Link.to("/actions", { dataset })}>{inside}</a>}
      />
    </Absent>
  ) : (
    <Absent>
      <T
        k="actions.nothingWasProposedFor"
        a={(inside) => (
          <a href={Link.to("/settings", { dataset, noun: "playbooks" })}>
            {inside}
          </a>
        )}
      />
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
