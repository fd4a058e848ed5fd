// yearly-retention: revenue kept over twelve months, as boards read it, and monthly churn brought to a year
import { Estimate } from "./estimate";
import { Period } from "../tabular/period";

export const definitions = Estimate.define({
  grr12: {
    name: "Gross revenue retention, 12 months",
    unit: "share",
    text: "Of the revenue of the customers who paid twelve months ago, the share they pay still, with no credit for expansion.",
    formula: "Σ min(now, then) / Σ then",
  },
  nrr12: {
    name: "Net revenue retention, 12 months",
    unit: "ratio",
    text: "Revenue now of the customers who paid twelve months ago, over what they paid then.",
    formula: "Σ now / Σ then",
  },
  logoChurnYear: {
    name: "Logo churn, annualised",
    unit: "share",
    text: "Customers that would be lost in twelve months if every period lost the share of this one.",
    formula: "1 − (1 − logo churn)^(periods a year)",
  },
});

// Of other periods a year is too long to hold, or no length at all.
const periodsAYear = { month: 12, week: 52, day: null, step: null };

/** The revenue of each period of the last year in whole cents, by customer number, oldest first. */
export type State = { order: number; cents: Float64Array }[];

const toCents = (money: number) => (money > 0 ? Math.round(money * 100) : 0);

/** Adds a period's revenue, [customer number]; null where it is not known. */
export function add(
  past: State,
  period: string,
  order: number,
  revenue: Float64Array | null,
): State {
  const year = periodsAYear[Period.kindOf(period)];
  if (year === null) return [];
  const kept = past.filter((one) => one.order > order - year);
  return revenue ? [...kept, { order, cents: revenue.map(toCents) }] : kept;
}

type Retention = Record<"grr12" | "nrr12", Estimate.Value>;

/** Retention against the period a year before; `revenue` is [customer number], 0 for who is not there. */
export function measure(
  past: State,
  period: string,
  order: number,
  revenue: Float64Array | null,
): Retention {
  const year = periodsAYear[Period.kindOf(period)];
  if (year === null) return none("It needs periods that are months or weeks.");
  if (!revenue) {
    const without = Estimate.withoutRole("revenue");
    return { grr12: without, nrr12: without };
  }
  const then = past.find((one) => one.order === order - year)?.cents;
  if (!then) return none("There is no complete period twelve months before.");
  let [start, kept, now, n] = [0, 0, 0, 0];
  then.forEach((cents, customer) => {
    if (cents === 0) return;
    const is = toCents(revenue[customer] ?? 0);
    start += cents;
    kept += Math.min(cents, is);
    now += is;
    n++;
  });
  if (!n) return none("Nobody paid twelve months before.");
  return {
    grr12: { value: kept / start, n },
    nrr12: { value: now / start, n },
  };
}

const none = (why: string): Retention => ({
  grr12: Estimate.none(why),
  nrr12: Estimate.none(why),
});

/** A period's churn brought to a year, its interval with it. */
export function annual(churn: Estimate.Value, period: string): Estimate.Value {
  const year = { ...periodsAYear, day: 365 }[Period.kindOf(period)];
  if (churn.value === null || year === null)
    return churn.value === null
      ? churn
      : Estimate.none("Steps have no length in time.");
  const overYear = (share: number) => 1 - (1 - share) ** year;
  const { value, n, low, high } = churn;
  return {
    ...{ value: overYear(value), n },
    ...(low !== undefined && { low: overYear(low) }),
    ...(high !== undefined && { high: overYear(high) }),
  };
}

export * as YearlyRetention from "./yearly-retention";
