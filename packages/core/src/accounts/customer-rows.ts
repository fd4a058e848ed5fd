// customer-rows: a few customers' newest rows as a table with every computed column, days counted from today
import { Group } from "../base/group";
import { AnswerColumns } from "../customers/answer-columns";
import { CustomerTable } from "../customers/customer-table";
import { Snapshot } from "../customers/snapshot";
import { Dataset } from "../dataset/dataset";
import { Lifecycle } from "../health/lifecycle";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { ReadCustomers } from "../periods/read-customers";
import type { Roster } from "../periods/roster";
import { SpendColumns } from "../state/spend-columns";
import { Calendar } from "../reading/calendar";
import { Period } from "../tabular/period";

export type Info = {
  /** Rows in the order of their ids. */
  table: CustomerTable;
  row: Map<string, number>; // by id
  snapshots: Map<string, Snapshot.Info[]>; // by id, newest first: of the row's own period and of up to three before
};

const periodsBefore = 3;

/** `customers` share one period. */
async function ofPeriod(
  dataset: string,
  customers: Roster.Row[],
  today: number,
): Promise<Info> {
  const definition = await Dataset.current(dataset);
  const { state } = customers[0];
  const periods = [state.period];
  while (periods.length <= periodsBefore && canStep(periods.at(-1)!))
    periods.push(Period.previous(periods.at(-1)!));
  const ids = customers.map(({ row }) => state.id[row]);
  const found = await Snapshot.some(
    dataset,
    ids.flatMap((id) => periods.map((period) => ({ id, period }))),
  );
  const snapshots = new Map<string, Snapshot.Info[]>(ids.map((id) => [id, []]));
  for (const one of found) snapshots.get(one.id)!.push(one);
  for (const own of snapshots.values())
    own.sort((a, b) => (a.period < b.period ? 1 : -1));
  const of = (period: string) =>
    ReadCustomers.fromSnapshots(
      definition,
      period,
      found.filter((one) => one.period === period),
    );
  const now = of(periods[0]);
  const table = ReadCustomers.table(
    now,
    definition.roles,
    periods.length > 1 ? of(periods[1]) : null,
  );
  const before =
    periods.length < 2
      ? null
      : ids.length === 1
        ? await StoredState.ofCustomer(dataset, periods[1], ids[0])
        : await StoredState.current(dataset, periods[1]);
  return {
    table: withStage(
      CustomerTable.asOf(withState(table, state, before), today),
    ),
    row: new Map(now.id.map((id, row) => [id, row])),
    snapshots,
  };
}

// The first step is 0 and the first year 1000.
const canStep = (period: string) =>
  Period.kindOf(period) !== "step" || Number(period) > 0;

function withState(
  table: CustomerTable,
  state: PeriodState.Info,
  before: PeriodState.Info | null,
): CustomerTable {
  const rows = table.id.map((id) => PeriodState.rowOf(state, id));
  const numbers = (list: (number | null)[]) =>
    Float64Array.from(rows, (row) => list[row] ?? NaN);
  const texts = (list: (string | null)[]) =>
    rows.map((row) => list[row] ?? null);
  const change = Float64Array.from(rows, (row) => {
    if (row < 0) return NaN; // not assessed yet
    const id = state.id[row];
    if (id === undefined)
      throw new Error(`the state of ${table.period} has no row ${row}`);
    const was = before ? PeriodState.rowOf(before, id) : -1;
    return (state.health[row] ?? NaN) - (before?.health[was] ?? NaN);
  });
  const answers = state.answers && {
    ...state.answers,
    values: state.answers.values.map((one) =>
      one.type === "text"
        ? { ...one, values: texts(one.values) }
        : { ...one, values: numbers(Array.from(one.values)) },
    ),
    band: texts(state.answers.band) as typeof state.band,
  };
  return CustomerTable.withColumns(
    table,
    AnswerColumns.table(answers ?? null),
    state.spend ? spendColumns(state.spend, rows) : {},
    {
      numbers: {
        "score.probability": numbers(state.probability),
        "health.score": numbers(state.health),
        "health.change": change,
        "feedback.sentiment": numbers(state.sentiment),
        "feedback.count": numbers(state.comments),
        "lifetime.value": numbers(state.lifetime),
        "lifetime.alive": numbers(state.alive),
        "events.recency": numbers(state.recency),
        "use.trend": numbers(state.trend),
      },
      texts: {
        "score.band": texts(state.band),
        "health.status": texts(state.status),
        ...Object.fromEntries(
          Object.entries(state.segments).map(([scheme, labels]) => [
            `segment.${scheme}`,
            texts(labels),
          ]),
        ),
      },
    },
  );
}

const spendColumns = (spend: SpendColumns.Info, rows: number[]) => {
  const some = <T>(list: T[]) => rows.map((row) => list[row] ?? null);
  return SpendColumns.columns({
    ...{ spent: some(spend.spent), projected: some(spend.projected) },
    ...{ low: some(spend.low), high: some(spend.high) },
    ...{ asOf: some(spend.asOf), limit: some(spend.limit) },
    ...{ exhausted: some(spend.exhausted), earliest: some(spend.earliest) },
    latest: some(spend.latest),
  });
};

function withStage(table: CustomerTable): CustomerTable {
  const stages = Lifecycle.stagesOf(table);
  return stages
    ? CustomerTable.withColumns(table, { texts: { "lifecycle.stage": stages } })
    : table;
}

/** One table for each period that the customers' newest rows are of. */
export async function read(
  dataset: string,
  customers: Roster.Row[],
  now: Date,
): Promise<Info[]> {
  const today = Math.floor(now.getTime() / Calendar.dayMs);
  const byPeriod = Group.by(customers, ({ state }) => state.period);
  return Promise.all(
    [...byPeriod.values()].map((own) => ofPeriod(dataset, own, today)),
  );
}

/** The table that has the customer, and its row there. */
export const find = (tables: Info[], id: string) =>
  tables.find(({ row }) => row.has(id)) ?? null;

export * as CustomerRows from "./customer-rows";
