// priority: the money that can be lost with each customer, and what can be lost sooner among equals
import { CustomerTable } from "../../customers/customer-table";
import { Period } from "../../tabular/period";

const monthsAYear = 12;
// A period's revenue times this is a month's; a step has no length.
const periodsAMonth = {
  month: 1,
  week: 365.25 / 12 / 7,
  day: 365.25 / 12,
  step: 1,
};

/** Twelve months of a revenue that is stated by period. */
export const annual = (revenue: number, period: string) =>
  Math.max(0, revenue) * periodsAMonth[Period.kindOf(period)] * monthsAYear;

/**
 * Money at risk of every customer: probability × twelve months of revenue, [customer], NaN where either is unknown. Revenue is
 * the column of the role revenue, else spend; who owes money has none at risk.
 */
export function moneyAtRisk(table: CustomerTable): Float64Array {
  const probability = table.number("score.probability");
  const revenue =
    CustomerTable.role(table, "revenue") ?? CustomerTable.role(table, "spend");
  return Float64Array.from(table.id, (_, i) =>
    probability && revenue
      ? probability[i] * annual(revenue[i], table.period)
      : NaN,
  );
}

/**
 * How urgent each customer is, [customer]: its money at risk; where a factor is unknown the median of the known stands for it,
 * or 1 where none is known.
 */
export function priorities(table: CustomerTable): Float64Array {
  const typical = (values: Float64Array | null) => {
    const known = values?.filter((value) => !Number.isNaN(value)).sort();
    const middle = known?.length ? median(known) : 1;
    return (i: number) =>
      values && !Number.isNaN(values[i]) ? values[i] : middle;
  };
  const probability = typical(table.number("score.probability"));
  const revenue = typical(
    CustomerTable.role(table, "revenue") ?? CustomerTable.role(table, "spend"),
  );
  return Float64Array.from(
    table.id,
    (_, i) => probability(i) * annual(revenue(i), table.period),
  );
}

/** Days within which a contract that ends is soon over. */
export const soonDays = 90;

/** Whether the customer can leave soon: its contract ends within 90 days from today, or it has none. */
export const isSoon = (daysToRenewal: number | null) =>
  daysToRenewal === null || (daysToRenewal >= 0 && daysToRenewal <= soonDays);

/** [customer], 1 for who can leave soon; nobody where no contract is known at all. */
export function soon(table: CustomerTable): Uint8Array {
  const days = table.number("renewal.days");
  return Uint8Array.from(table.id, (_, i) =>
    days ? Number(isSoon(Number.isNaN(days[i]) ? null : days[i])) : 0,
  );
}

const median = (sorted: Float64Array) =>
  (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

export * as Priority from "./priority";
