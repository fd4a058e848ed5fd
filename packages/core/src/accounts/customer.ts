// customer: one customer over the periods: scores with reasons, health with components, segments and actions
import { own } from "../base/own";
import { formOf } from "../tabular/cell-reader";
import * as z from "zod";
import { Action } from "../playbooks/action/action";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Health } from "../health/health";
import { HealthChange } from "../health/health-change";
import { AnswerWords } from "../outcome/answer-words";
import type { Form } from "../text/wording";
import { Answer } from "../model/answer";
import type { Card } from "../model/card";
import { Period } from "../tabular/period";
import { Reason } from "../model/reason";
import { Registry } from "../model/registry";
import { AnyScorer } from "../outcome/any-scorer";
import { CustomerItem } from "../lists/customer-item";
import { CustomerRows } from "./customer-rows";
import { CustomerSpend } from "./customer-spend";
import { Driver } from "./driver";
import { HealthDisagreement } from "./health-disagreement";
import { HealthOverride } from "./health-override";
import { NotProposed } from "./not-proposed";
import { OpenActions } from "./open-actions";
import { Priorities } from "./priorities";
import { PlaybookConfig } from "../playbooks/playbook-config";
import { Settings } from "../settings/settings";
import { Given } from "../periods/given";
import { Peers } from "../state/peers";
import { Roster } from "../periods/roster";
import { ScoreRows } from "../scoring/score-rows";
import { Score } from "../model/score";
import { Snapshot } from "../customers/snapshot";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { PeriodIndex } from "../customers/period-index";
import { ExplainSnapshot } from "../scoring/explain-snapshot";

const cells = z.record(z.string(), z.string());
export const Moment = CustomerItem.Info.extend({
  cells,
  score: Score.Info.nullable(),
  answer: Answer.Info.nullable().describe(
    "What is foretold where the label is no question of yes and no",
  ),
});
export type Moment = z.infer<typeof Moment>;
export const Info = Moment.extend({
  health: Health.Info.nullable(),
  healthChange: HealthChange.Change.nullable(),
  segments: z.record(z.string(), z.string()).describe("Of every scheme"),
  reasons: z.array(Reason.Worded),
  drivers: z
    .array(Driver.Info)
    .describe(
      "Every column's push, the largest first, beside the customer's own past and its peers",
    ),
  // What moved the score since the customer's snapshot before, both scored by one model.
  changes: z.array(Reason.WordedChange),
  since: z.string().nullable(),
  actions: z.array(Action.Info),
  notProposed: z
    .array(NotProposed.Info)
    .describe("For each playbook, why it proposes nothing, or that it is open"),
  owner: z.string().nullable(),
  renewal: z.string().nullable(),
  daysToRenewal: z.int().nullable(),
  moneyAtRisk: z.number().nullable(),
  left: z.object({ period: z.string() }).nullable(),
  stage: z
    .string()
    .nullable()
    .describe("As its file says, else onboarding, adopted or renewing"),
  override: HealthOverride.Info.nullable().describe(
    "Somebody's word that holds in place of the computed status",
  ),
  overrides: z.array(HealthOverride.Info).describe("All of them, oldest first"),
  disagreement: HealthDisagreement.Info.nullable(),
  spend: CustomerSpend.Info.nullable().describe(
    "The month's spend before its bill; null where none is known",
  ),
  given: Given.Info.nullable().describe(
    "As said on the day; `probability` may be of a newer version",
  ),
});
export type Info = z.infer<typeof Info>;

/** The customer in every period, oldest first. */
export async function history(dataset: string, id: string): Promise<Moment[]> {
  const snapshots = await Snapshot.history(dataset, id);
  if (!snapshots.length)
    throw new Failure(
      "customer.unknown",
      `There is no customer "${id}" in "${dataset}"`,
      404,
    );
  const definition = await Dataset.current(dataset);
  const states = await Promise.all(
    snapshots.map(({ period }) => StoredState.ofCustomer(dataset, period, id)),
  );
  return snapshots.map((snapshot, k) => ({
    ...CustomerItem.of(PeriodIndex.rowOf(snapshot, definition), states[k]),
    cells: snapshot.cells,
    score: snapshot.score,
    answer: snapshot.answer ?? null,
  }));
}

/** The newest snapshot, its score with the reasons of every column, and what changed since the one before. */
export async function get(
  dataset: string,
  id: string,
  { lang = "en", now = new Date() }: { lang?: Reason.Lang; now?: Date } = {},
): Promise<Info> {
  const moments = await history(dataset, id);
  const [moment, before] = [moments.at(-1)!, moments.at(-2)];
  const version =
    (moment.score ?? moment.answer)?.modelVersion ??
    (await Registry.promoted(dataset))?.version;
  const [scorer, definition] = await Promise.all([
    version ? AnyScorer.open(dataset, version) : null,
    Dataset.current(dataset),
  ]);
  const explain = (moment: Moment | undefined) =>
    scorer && moment && ExplainSnapshot.explain(scorer, definition, moment);
  const explained = await explain(moment);
  const explainedBefore = explained && (await explain(before));
  const said = explained ?? moment.score ?? moment.answer;
  const answer = said && AnyScorer.isAnswer(said) ? said : null;
  const score = said && !AnyScorer.isAnswer(said) ? said : null;
  const does =
    scorer && answer && AnswerWords.effect(answer, scorer.card.label.column);
  const form = scorer
    ? forms(scorer.card, definition, { lang, ...(does && { does }) })
    : () => ({ lang });
  const [advice, overrides, given, peers, is, was] = await Promise.all([
    adviceOf(dataset, moments, now),
    HealthOverride.history(dataset, id),
    Given.find(dataset, moment.period, id),
    peersOf(dataset, id, moment.period),
    stateOf(dataset, id, moment),
    stateOf(dataset, id, before),
  ]);
  // Reasons of two classes have nothing in common.
  const isSame =
    !answer ||
    (explainedBefore as Partial<Answer.Info> | null)?.class === answer.class;
  const changes =
    explainedBefore && isSame
      ? Reason.changes(explainedBefore.reasons, explained.reasons)
      : [];
  return {
    ...moment,
    probability: score?.probability ?? null,
    band: said?.band ?? null,
    score,
    answer,
    reasons: (said?.reasons ?? []).map((reason) => ({
      ...reason,
      text: Reason.sentence(reason, form(reason.column)),
    })),
    drivers: Driver.all(
      said?.reasons ?? [],
      moments.slice(0, -1).toReversed(),
      {
        ...{ ...peers, lang },
        ...{ labels: definition.labels, numbers: definition.numbers },
      },
    ),
    changes: changes.map((change) => ({
      ...change,
      text: Reason.changed(change, form(change.column)),
    })),
    since: explainedBefore && isSame ? before!.period : null,
    ...is,
    healthChange:
      is.health && was.health && HealthChange.explain(was.health, is.health),
    ...advice,
    ...{ overrides, override: HealthOverride.active(overrides, now), given },
  };
}

// What is usual among the customers of its plan or segment.
async function peersOf(dataset: string, id: string, period: string) {
  const state = await StoredState.ofCustomer(dataset, period, id);
  const row = state ? PeriodState.rowOf(state, id) : -1;
  if (!state || row < 0) return { peers: Peers.none, group: null };
  const { peers, plan, segments, primary } = state;
  const groups = peers.by === "plan" ? plan : segments[primary];
  return { peers, group: groups?.[row] ?? null };
}

// What is to be done for the customer today, and why no more.
async function adviceOf(dataset: string, moments: Moment[], now: Date) {
  const { id, period } = moments.at(-1)!;
  const [all, left, settings, state] = await Promise.all([
    Action.byCustomer(dataset, id, { held: true }),
    Roster.left(
      dataset,
      id,
      moments.map((moment) => moment.period),
    ),
    Settings.get(dataset, "playbooks"),
    StoredState.ofCustomer(dataset, period, id),
  ]);
  const shown = all.filter(({ heldOut }) => !heldOut);
  const row = state ? PeriodState.rowOf(state, id) : -1;
  if (!state || row < 0)
    return {
      ...{ actions: shown, notProposed: [], left, owner: null, renewal: null },
      ...{ daysToRenewal: null, moneyAtRisk: null, stage: null },
      ...{ disagreement: null, spend: null },
    };
  const place = { state, row, left };
  const [found] = await CustomerRows.read(dataset, [place], now);
  const [ranked] = Priorities.rank([place], now);
  const { owner, renewal, daysToRenewal, moneyAtRisk } = ranked;
  const before = await StoredState.ofCustomer(
    dataset,
    Period.previous(period),
    id,
  );
  return {
    stage: found.table.text("lifecycle.stage")?.[found.row.get(id)!] ?? null,
    disagreement: left ? null : HealthDisagreement.of(place, before, now),
    spend: left ? null : CustomerSpend.of(state, row, now),
    ...{ owner, renewal, daysToRenewal, moneyAtRisk, left },
    actions: await OpenActions.render(dataset, shown, now),
    notProposed: NotProposed.explain({
      config: settings ?? PlaybookConfig.defaults,
      ...{ table: found.table, row: found.row.get(id)!, actions: all },
      ...{ left, now },
    }),
  };
}

async function stateOf(
  dataset: string,
  id: string,
  moment: Moment | undefined,
) {
  const state =
    moment && (await StoredState.ofCustomer(dataset, moment.period, id));
  const row = state ? PeriodState.rowOf(state, id) : -1;
  if (!state || row < 0) return { health: null, segments: {} };
  return {
    health: PeriodState.health(state, row),
    segments: Object.fromEntries(
      Object.entries(state.segments).map(([scheme, labels]) => [
        scheme,
        labels[row],
      ]),
    ),
  };
}

// How the cells of each column are written for people.
function forms(
  card: Pick<Card.Info, "columns">,
  definition: Dataset.Info,
  shared: Pick<Form, "lang" | "does">,
) {
  const types = ScoreRows.types(card, definition);
  const typical = new Map(card.columns.map((c) => [c.name, c.typical]));
  return (column: string) => ({
    ...shared,
    labels: definition.labels,
    type: own(types.columns, column),
    ...formOf(types, column),
    typical: typical.get(column),
  });
}

export * as Customer from "./customer";
