// commitment-use: what customers have used of what they committed to, and when it will be used up
import { Estimate } from "./estimate";
import { QuantileInterval } from "./quantile-interval";
import { RatioEstimate } from "./ratio-estimate";

export const definitions = Estimate.define({
  burn: {
    name: "Burn of commitments",
    unit: "ratio",
    text: "Spend since the term began, over the part of the commitment that the elapsed part of the term makes due; 1 is on course, above 1 is faster. Summed over customers. Customers whose term began before the data are left out; without columns of the term, the commitment is read as that of one period.",
    formula: "burn = (used / commitment) / (elapsed / term)",
  },
  overCommitment: {
    name: "Ahead of their commitment",
    unit: "share",
    text: "Customers whose burn is above 1, as a share of those whose burn is known.",
    formula: "customers with burn > 1 / customers",
  },
  daysToExhaustion: {
    name: "Days until the commitment is used up",
    unit: "days",
    text: "Median over customers of the days until the commitment is used up if spend goes on as since the term began, from the period's end; 0 where it is used up. Customers who spend nothing are left out.",
    formula: "(commitment − used) / (used / elapsed)",
  },
});

/** Each customer's first day of the term and spend since then, at the end of the period `order`; NaN where unknown. */
export type State = { order: number; start: Float64Array; used: Float64Array };
const nobody = new Float64Array(0);
export const begin = (): State => ({
  order: NaN,
  start: nobody,
  used: nobody,
});

type Column = Float64Array | null; // [row], NaN missing; null without the role

/** One period's rows: `customer` holds each one's number, -1 if never seen; the period lasts from day `from` to before `to`. */
export type Rows = {
  customer: Int32Array;
  order: number; // counts periods
  from: number;
  to: number;
  spend: Column;
  commitment: Column;
  termStart: Column;
  termEnd: Column;
};

// Spend since the term began, in proportion of days in its first period. NaN when the term began before the data.
function spent(state: State, rows: Rows, row: number): number {
  const { customer, order, from, to, spend, termStart } = rows;
  const [amount, start] = [spend![row], termStart![row]];
  if (start >= to) return NaN;
  if (start >= from) return (amount * (to - start)) / (to - from);
  const number = customer[row];
  const follows = state.start[number] === start && state.order === order - 1;
  return follows ? state.used[number] + amount : NaN;
}

/** The state after one more period; `customers` have a number by then. */
export function add(state: State, rows: Rows, customers: number): State {
  const start = new Float64Array(customers).fill(NaN);
  const used = new Float64Array(customers).fill(NaN);
  if (rows.spend && rows.termStart)
    rows.customer.forEach((customer, row) => {
      start[customer] = rows.termStart![row];
      used[customer] = spent(state, rows, row);
    });
  return { order: rows.order, start, used };
}

/** The period's figures; `burn` and the `days` until exhaustion are [row], NaN where unknown. */
export function measure(state: State, rows: Rows) {
  const { customer, spend, commitment, termStart, termEnd, from, to } = rows;
  const n = customer.length;
  const burn = new Float64Array(n).fill(NaN);
  const days = new Float64Array(n).fill(NaN);
  const none = (value: Estimate.Value) => ({
    ...{ burn, days },
    values: { burn: value, overCommitment: value, daysToExhaustion: value },
  });
  if (!spend || !commitment)
    return none(Estimate.withoutRole(spend ? "commitment" : "spend"));
  const used = new Float64Array(n).fill(NaN);
  const due = new Float64Array(n);
  const hasTerms = termStart && termEnd;
  for (let row = 0; row < n; row++) {
    const elapsed = hasTerms ? Math.min(to, termEnd[row]) - termStart[row] : 1;
    const term = hasTerms ? termEnd[row] - termStart[row] : 1;
    if (hasTerms && !(termEnd[row] > from && elapsed > 0)) continue;
    if (!(commitment[row] > 0)) continue;
    used[row] = hasTerms ? spent(state, rows, row) : spend[row];
    due[row] = (commitment[row] * elapsed) / term;
    burn[row] = used[row] / due[row];
    if (hasTerms && used[row] > 0)
      days[row] =
        (Math.max(0, commitment[row] - used[row]) * elapsed) / used[row];
  }
  const pairs = RatioEstimate.pairs(used, due);
  if (pairs.part.length === 0)
    return none(
      Estimate.none(
        "No customer has a commitment of a known term that began within the data.",
      ),
    );
  const rates = burn.filter((rate) => !Number.isNaN(rate));
  return {
    ...{ burn, days },
    values: {
      burn: RatioEstimate.ratio(pairs),
      overCommitment: Estimate.share(rates.map((rate) => +(rate > 1))),
      daysToExhaustion: exhaustion(days, !!hasTerms),
    },
  };
}

function exhaustion(days: Float64Array, hasTerms: boolean): Estimate.Value {
  if (!hasTerms) return Estimate.withoutRole("termStart and termEnd");
  const known = days.filter((left) => !Number.isNaN(left));
  return known.length === 0
    ? Estimate.none("No customer with a commitment spends anything.")
    : QuantileInterval.quantile(known, 0.5);
}

export * as CommitmentUse from "./commitment-use";
