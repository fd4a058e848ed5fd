// metric-history: what the metrics of a month need to know of the periods before it, fed one period at a time, oldest first
import { Period } from "../tabular/period";
import { CustomerTable } from "../customers/customer-table";
import { RetentionCohorts } from "./retention-cohorts";
import { CommitmentUse } from "./commitment-use";
import { defaults, type Config } from "./metric-config";

/** One period by customer number; a customer not there used and spent nothing; null when the period had no such column. */
type Kept = {
  at: number;
  metered: (typeof metered)[number] | null;
  usage: Float64Array | null;
  spend: Float64Array | null;
};
type Totals = { at: number; tokens: number | null; requests: number | null };

export type MetricHistory = {
  config: Config;
  start: string | null; // first period, from which the others are counted
  customer: Map<string, number>; // numbered as first seen
  first: number[]; // [customer], the period first seen in
  recent: Kept[]; // as far back as the windows reach
  totals: Totals[];
  cohorts: RetentionCohorts.State;
  commitment: CommitmentUse.State;
};

export const begin = (config: Config = defaults): MetricHistory => ({
  config,
  start: null,
  customer: new Map(),
  first: [],
  recent: [],
  totals: [],
  cohorts: RetentionCohorts.begin(),
  commitment: CommitmentUse.begin(),
});

/** Of periods already at hand, oldest first; where they are many or large, add them one by one. */
export function fromTables(
  sheets: Iterable<CustomerTable>,
  config?: Config,
): MetricHistory {
  const past = begin(config);
  for (const sheet of sheets) add(past, sheet);
  return past;
}

/** One period more, later than all before it. */
export function add(past: MetricHistory, sheet: CustomerTable) {
  past.start ??= sheet.period;
  const at = position(past, sheet.period);
  const numbers = new Int32Array(sheet.id.length);
  sheet.id.forEach((id, i) => {
    numbers[i] = past.customer.get(id) ?? past.customer.size;
    if (numbers[i] < past.customer.size) return;
    past.customer.set(id, numbers[i]);
    past.first.push(at);
  });
  const { usageChurn, billShock } = past.config;
  const window = Math.max(
    usageChurn.horizon + usageChurn.trailing,
    billShock.trailing + 1,
  );
  past.recent = [...past.recent, kept(past, sheet, numbers)].slice(1 - window);
  past.totals = [...past.totals, totals(past, sheet)].slice(
    1 - 2 * span(sheet.period),
  );
  RetentionCohorts.add(past.cohorts, {
    period: sheet.period,
    id: there(sheet),
  });
  past.commitment = CommitmentUse.add(
    past.commitment,
    rows(past, sheet, numbers),
    past.customer.size,
  );
}

/** How many periods after the first. */
export const position = (past: MetricHistory, period: string) =>
  past.start === null ? 0 : Period.distance(past.start, period);

/** Periods that make a month or 28 days. */
const spans = { month: 1, week: 4, day: 28, step: 1 };
export const span = (period: string) => spans[Period.kindOf(period)];

// What is metered: the first of these that there is.
const metered = ["usage", "tokens", "requests", "spend"] as const;

/** Who counts as a customer: who pays, or, without a revenue column, everybody in the sheet. */
export function there(sheet: CustomerTable): string[] {
  const mrr = CustomerTable.role(sheet, "revenue");
  return mrr ? sheet.id.filter((_, i) => mrr[i] > 0) : sheet.id;
}

/** The number of each of the sheet's customers, -1 for who was never there. */
export function numbered(
  past: MetricHistory,
  sheet: CustomerTable,
): Int32Array {
  const numbers = new Int32Array(sheet.id.length);
  sheet.id.forEach((id, i) => (numbers[i] = past.customer.get(id) ?? -1));
  return numbers;
}

export function kept(
  past: MetricHistory,
  sheet: CustomerTable,
  numbers: Int32Array,
): Kept {
  const by = (values: Float64Array | null) => {
    if (!values) return null;
    const all = new Float64Array(past.customer.size);
    numbers.forEach((customer, i) => {
      if (customer >= 0) all[customer] = values[i];
    });
    return all;
  };
  const role = metered.find((role) => CustomerTable.role(sheet, role)) ?? null;
  return {
    at: position(past, sheet.period),
    metered: role,
    usage: role && by(CustomerTable.role(sheet, role)),
    spend: by(CustomerTable.role(sheet, "spend")),
  };
}

export function totals(past: MetricHistory, sheet: CustomerTable): Totals {
  const sum = (values: Float64Array | null) => {
    const known = values?.filter((value) => !Number.isNaN(value));
    return known?.length ? known.reduce((sum, value) => sum + value, 0) : null;
  };
  return {
    at: position(past, sheet.period),
    tokens: sum(CustomerTable.role(sheet, "tokens")),
    requests: sum(CustomerTable.role(sheet, "requests")),
  };
}

export function rows(
  past: MetricHistory,
  sheet: CustomerTable,
  customer: Int32Array,
): CommitmentUse.Rows {
  return {
    customer,
    at: position(past, sheet.period),
    from: Period.start(sheet.period),
    to: Period.end(sheet.period),
    spend: CustomerTable.role(sheet, "spend"),
    commitment: CustomerTable.role(sheet, "commitment"),
    termStart: CustomerTable.role(sheet, "termStart"),
    termEnd: CustomerTable.role(sheet, "termEnd"),
  };
}

export * as MetricHistory from "./metric-history";
