// customer: one customer over the periods: its scores with their reasons, its health with its parts, what is done for it
import * as z from "zod";
import { Action } from "../playbooks/action/action";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { Health } from "../health/health";
import { HealthChange } from "../health/health-change";
import type { Card } from "../model/card";
import { Reason } from "../model/reason";
import { Registry } from "../model/registry";
import { Scorer } from "../model/scorer";
import { item, Item, placed } from "./customer-list";
import { ScoreRows } from "../scoring/score-rows";
import { Score } from "../model/score";
import { Snapshot } from "../customers/snapshot";
import { PeriodState } from "../periods/period-state";
import { PeriodIndex } from "../customers/period-index";
import { ExplainSnapshot } from "../scoring/explain-snapshot";

const cells = z.record(z.string(), z.string());
export const Moment = Item.extend({ cells, score: Score.Info.nullable() });
export type Moment = z.infer<typeof Moment>;
export const Info = Moment.extend({
  // With its components, and what moved it since the period before.
  health: Health.Info.nullable(),
  healthChange: HealthChange.Change.nullable(),
  segments: z.record(z.string(), z.string()).describe("Of every scheme"),
  reasons: z.array(Reason.Worded),
  // What moved the score since the customer's snapshot before, by the same model.
  changes: z.array(Reason.WordedChange),
  since: z.string().nullable(),
  actions: z.array(Action.Info),
});
export type Info = z.infer<typeof Info>;

// Every period, oldest first.
export async function history(dataset: string, id: string): Promise<Moment[]> {
  const snapshots = await Snapshot.history(dataset, id);
  if (!snapshots.length)
    throw new Failure(
      "customer.unknown",
      `There is no customer "${id}" in "${dataset}"`,
      404,
    );
  const { roles } = await Dataset.current(dataset);
  const standings = await Promise.all(
    snapshots.map(({ period }) => PeriodState.current(dataset, period)),
  );
  return snapshots.map((snapshot, k) => ({
    ...item(placed(PeriodIndex.rowOf(snapshot, roles), standings[k])),
    cells: snapshot.cells,
    score: snapshot.score,
  }));
}

// The newest snapshot, its score with the reasons of every column, and what changed since the one before.
export async function get(
  dataset: string,
  id: string,
  { lang = "en" }: { lang?: Reason.Lang } = {},
): Promise<Info> {
  const moments = await history(dataset, id);
  const [moment, before] = [moments.at(-1)!, moments.at(-2)];
  const version =
    moment.score?.modelVersion ?? (await Registry.current(dataset))?.version;
  const [scorer, definition] = await Promise.all([
    version ? Scorer.open(dataset, version) : null,
    Dataset.current(dataset),
  ]);
  const anew =
    scorer && (await ExplainSnapshot.explain(scorer, definition, moment));
  const old =
    anew &&
    before &&
    (await ExplainSnapshot.explain(scorer, definition, before));
  const score = anew ?? moment.score;
  const form = scorer ? forms(scorer.card, definition, lang) : () => ({ lang });
  const [actions, stands] = await Promise.all([
    Action.byCustomer(dataset, id),
    standing(dataset, id, moment, before),
  ]);
  const changes = old ? Reason.changes(old.reasons, anew.reasons) : [];
  return {
    ...moment,
    probability: score?.probability ?? null,
    band: score?.band ?? null,
    score,
    reasons: (score?.reasons ?? []).map((reason) => ({
      ...reason,
      text: Reason.sentence(reason, form(reason.column)),
    })),
    changes: changes.map((change) => ({
      ...change,
      text: Reason.changed(change, form(change.column)),
    })),
    since: old ? before.period : null,
    ...stands,
    actions,
  };
}

async function standing(
  dataset: string,
  id: string,
  now: Moment,
  before?: Moment,
) {
  const of = async (moment: Moment | undefined) => {
    const found = moment && (await PeriodState.current(dataset, moment.period));
    const at = found ? PeriodState.rowOf(found, id) : -1;
    if (!found || at < 0) return { health: null, segments: {} };
    const labels = Object.entries(found.segments);
    return {
      health: PeriodState.health(found, at),
      segments: Object.fromEntries(labels.map(([name, of]) => [name, of[at]])),
    };
  };
  const [is, was] = await Promise.all([of(now), of(before)]);
  return {
    ...is,
    healthChange:
      is.health && was.health && HealthChange.explain(was.health, is.health),
  };
}

// How each column's cells are written for a person.
function forms(card: Card.Info, definition: Dataset.Info, lang: Reason.Lang) {
  const { columns, dates } = ScoreRows.types(card, definition);
  const typical = new Map(card.columns.map((c) => [c.name, c.typical]));
  return (column: string) => ({
    lang,
    type: columns[column],
    order: dates[column],
    typical: typical.get(column),
  });
}

export * as Customer from "./customer";
