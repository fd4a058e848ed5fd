// metric-history: what a period's metrics need of the periods before it, added one period at a time, oldest first
import { Period } from "../tabular/period";
import { CustomerTable } from "../customers/customer-table";
import { Completeness } from "./completeness";
import { RetentionCohorts } from "./retention-cohorts";
import { SurveyScores } from "./survey-scores";
import { CommitmentUse } from "./commitment-use";
import { MetricConfig } from "./metric-config";
import { YearlyRetention } from "./yearly-retention";

/** One period's usage and spend by customer number, 0 for an absent customer, null when the period had no such column. */
export type Usage = {
  order: number; // periods after the first
  meter: (typeof meters)[number] | null; // role of the usage column
  usage: Float64Array | null;
  spend: Float64Array | null;
};
/** What each customer spent in a period, by customer number, NaN where it is not known. */
export type Spend = { period: string; amounts: Float64Array };
type Totals = { order: number; tokens: number | null; requests: number | null };

export type MetricHistory = {
  config: MetricConfig.Config;
  start: string | null; // first period, from which the others are counted
  customer: Map<string, number>; // id to number, in the order first seen
  first: number[]; // [customer], order of the period first seen in
  recent: Usage[]; // as far back as the windows reach
  spends: Spend[]; // of periods that follow each other
  totals: Totals[];
  cohorts: RetentionCohorts.State;
  commitment: CommitmentUse.State;
  year: YearlyRetention.State;
  whole: Completeness.Whole | null; // the last period that was not incomplete
  incomplete: string | null; // the newest period, where it is
  answers: Set<string>; // roles of surveys whose answers have shown their scale
};

export const begin = (
  config: MetricConfig.Config = MetricConfig.defaults,
): MetricHistory => ({
  config,
  start: null,
  customer: new Map(),
  first: [],
  recent: [],
  spends: [],
  totals: [],
  cohorts: RetentionCohorts.begin(),
  commitment: CommitmentUse.begin(),
  year: [],
  whole: null,
  incomplete: null,
  answers: new Set(),
});

/** The history of tables already in memory, oldest first; many or large tables are added one by one. */
export function fromTables(
  tables: Iterable<CustomerTable>,
  config?: MetricConfig.Config,
): MetricHistory {
  const past = begin(config);
  for (const table of tables) add(past, table);
  return past;
}

/** Adds one period, which is later than all before it; of an incomplete one nothing is told of who is not in it. */
export function add(
  past: MetricHistory,
  given: CustomerTable,
  incomplete = false,
) {
  const table = CustomerTable.withFilledRoles(given);
  past.incomplete = incomplete ? table.period : null;
  if (!incomplete) past.whole = Completeness.whole(table);
  past.start ??= table.period;
  const order = orderOf(past, table.period);
  const numbers = new Int32Array(table.id.length);
  table.id.forEach((id, i) => {
    numbers[i] = past.customer.get(id) ?? past.customer.size;
    if (numbers[i] < past.customer.size) return;
    past.customer.set(id, numbers[i]);
    past.first.push(order);
  });
  const { usageChurn, billShock } = past.config;
  const window = Math.max(
    usageChurn.horizon + usageChurn.trailing,
    billShock.trailing + 1,
  );
  const usage = incomplete
    ? { order, meter: null, usage: null, spend: null }
    : usageOf(past, table, numbers);
  past.recent = [...past.recent, usage].slice(1 - window);
  past.spends = spends(past, table, numbers);
  past.totals = [...past.totals, totals(past, table)].slice(
    1 - 2 * span(table.period),
  );
  if (!incomplete)
    RetentionCohorts.add(past.cohorts, {
      period: table.period,
      id: customers(table),
    });
  past.year = YearlyRetention.add(
    past.year,
    table.period,
    order,
    incomplete ? null : revenueOf(past, table, numbers),
  );
  if (SurveyScores.showsScale(CustomerTable.role(table, "nps")))
    past.answers.add("nps");
  past.commitment = CommitmentUse.add(
    past.commitment,
    commitmentRows(past, table, numbers),
    past.customer.size,
  );
}

/** Revenue by customer number, 0 for who is not there; null without the column. */
export function revenueOf(
  past: MetricHistory,
  table: CustomerTable,
  numbers: Int32Array,
) {
  const mrr = CustomerTable.role(table, "revenue");
  if (!mrr) return null;
  const all = new Float64Array(past.customer.size);
  numbers.forEach((customer, i) => {
    if (customer >= 0) all[customer] = mrr[i];
  });
  return all;
}

/** How many periods the period is after the first. */
export const orderOf = (past: MetricHistory, period: string) =>
  past.start === null ? 0 : Period.distance(past.start, period);

// Periods that make a month or 28 days.
const spans = { month: 1, week: 4, day: 28, step: 1 };
export const span = (period: string) => spans[Period.kindOf(period)];

// Usage is the column of the first of these roles that the table has.
const meters = ["usage", "tokens", "requests", "spend"] as const;

/** Ids of the customers: who pays, or, without a revenue column, everybody in the table. */
export function customers(table: CustomerTable): string[] {
  const mrr = CustomerTable.role(table, "revenue");
  return mrr ? table.id.filter((_, i) => mrr[i] > 0) : table.id;
}

/** The number of each of the table's customers, -1 for one not seen before. */
export function numbers(past: MetricHistory, table: CustomerTable): Int32Array {
  return Int32Array.from(table.id, (id) => past.customer.get(id) ?? -1);
}

export function usageOf(
  past: MetricHistory,
  table: CustomerTable,
  numbers: Int32Array,
): Usage {
  const byCustomer = (values: Float64Array | null) => {
    if (!values) return null;
    const all = new Float64Array(past.customer.size);
    numbers.forEach((customer, i) => {
      if (customer >= 0) all[customer] = values[i];
    });
    return all;
  };
  const meter = meters.find((role) => CustomerTable.role(table, role)) ?? null;
  return {
    order: orderOf(past, table.period),
    meter,
    usage: meter && byCustomer(CustomerTable.role(table, meter)),
    spend: byCustomer(CustomerTable.role(table, "spend")),
  };
}

// A year, or twelve weeks of days.
const spendsKept = { month: 12, week: 52, day: 84 };

/** With the table's period; without those before it where one is missing between. */
export function spends(
  past: MetricHistory,
  table: CustomerTable,
  numbers: Int32Array,
): Spend[] {
  const { period } = table;
  const kind = Period.kindOf(period);
  const spend = CustomerTable.role(table, "spend");
  if (!spend || kind === "step") return [];
  const amounts = new Float64Array(past.customer.size).fill(NaN);
  numbers.forEach((customer, i) => {
    if (customer >= 0) amounts[customer] = spend[i];
  });
  const isNext = past.spends.at(-1)?.period === Period.previous(period);
  return [...(isNext ? past.spends : []), { period, amounts }].slice(
    -spendsKept[kind],
  );
}

export function totals(past: MetricHistory, table: CustomerTable): Totals {
  const sum = (values: Float64Array | null) => {
    const known = values?.filter((value) => !Number.isNaN(value));
    return known?.length ? known.reduce((sum, value) => sum + value, 0) : null;
  };
  return {
    order: orderOf(past, table.period),
    tokens: sum(CustomerTable.role(table, "tokens")),
    requests: sum(CustomerTable.role(table, "requests")),
  };
}

export function commitmentRows(
  past: MetricHistory,
  table: CustomerTable,
  customer: Int32Array,
): CommitmentUse.Rows {
  return {
    customer,
    order: orderOf(past, table.period),
    from: Period.start(table.period),
    to: Period.end(table.period),
    spend: CustomerTable.role(table, "spend"),
    commitment: CustomerTable.role(table, "commitment"),
    termStart: CustomerTable.role(table, "termStart"),
    termEnd: CustomerTable.role(table, "termEnd"),
  };
}

export * as MetricHistory from "./metric-history";
