// contract-value: what customers under contract are yet to bring: monthly revenue over the months they are expected to stay
import * as z from "zod";
import { Survival } from "../metrics/survival";

/** How many customers stay for so many months, and what share leaves in every month beyond the last of them. */
export const Curve = z.object({
  survival: z.array(z.number().min(0).max(1)).min(1), // [month], 1 at 0
  tail: z.number().min(0).max(1),
  n: z.int(),
  ended: z.int(),
});
export type Curve = z.infer<typeof Curve>;

// Fewer at risk than this say too little of a month; a year of them says what comes after.
const least = 20;
const tailMonths = 12;

/**
 * Kaplan–Meier by month, of tenure in months and whether it has ended, one entry per customer. Where fewer than 20 customers are
 * at risk the curve goes on with the rate of its last 12 months: leavers per month at risk.
 */
export function curve({
  tenure,
  ended,
}: {
  tenure: ArrayLike<number>;
  ended: ArrayLike<number>;
}): Curve {
  const km = Survival.kaplanMeier(tenure, ended);
  const known = Float64Array.from(tenure)
    .filter((t) => t >= 0)
    .sort();
  const months = known.length < least ? 0 : known[known.length - least];
  const last = Math.floor(months);
  const survival = Array.from({ length: last + 1 }, (_, month) =>
    month === 0 ? 1 : Survival.at(km, month).survival,
  );
  const from = Math.max(0, last - tailMonths);
  // A short history is all there is to go by.
  const until = last > 0 ? last : Infinity;
  let [leavers, exposure] = [0, 0];
  for (let i = 0; i < tenure.length; i++) {
    if (!(tenure[i] >= from)) continue;
    exposure += Math.min(tenure[i], until) - from;
    if (ended[i] && tenure[i] <= until) leavers++;
  }
  const tail = exposure > 0 ? 1 - Math.exp(-leavers / exposure) : 0;
  return { survival, tail, n: km.n, ended: km.events };
}

/** Customers leave with the same chance every month. */
export const geometric = (rate: number): Curve => ({
  survival: [1],
  tail: rate,
  n: 0,
  ended: 0,
});

/** The monthly chance that makes `probability` over so many months. */
export const monthly = (probability: number, months: number) =>
  1 - (1 - probability) ** (1 / months);

export type Terms = {
  margin?: number; // share of the revenue that is the company's own
  horizonMonths?: number;
  discount?: number; // a year
};

/**
 * Money expected of each customer: revenue × margin of every month within the horizon at whose end the customer is still
 * there, discounted to now; NaN where revenue is not known. `rate`, where a customer has one, goes before the curve; a
 * customer of unknown tenure is taken for a new one.
 */
export function value({
  revenue,
  tenure,
  curve,
  rate = [],
  margin = 1,
  horizonMonths = 36,
  discount = 0.1,
}: {
  revenue: ArrayLike<number>; // [customer] a month
  tenure: ArrayLike<number>; // [customer] months
  curve: Curve;
  rate?: ArrayLike<number>; // [customer] chance to leave in a month, NaN where only the curve tells
} & Terms): Float64Array {
  const growth = (1 + discount) ** (-1 / 12);
  const stays = stayingBy(curve);
  const known = new Map<number, number>();
  const monthsFrom = (start: number) => {
    const before = known.get(start);
    if (before !== undefined) return before;
    let [sum, worth] = [0, 1];
    for (let k = 0; k < horizonMonths; k++) {
      worth *= stays(start + k) * growth;
      sum += worth;
    }
    known.set(start, sum);
    return sum;
  };
  const monthsAt = (rate: number) => {
    const ratio = (1 - rate) * growth;
    return ratio === 1
      ? horizonMonths
      : (ratio * (1 - ratio ** horizonMonths)) / (1 - ratio);
  };
  return Float64Array.from(revenue, (money, i) => {
    const months =
      rate[i] >= 0
        ? monthsAt(rate[i])
        : monthsFrom(Math.floor(tenure[i] > 0 ? tenure[i] : 0));
    return money * margin * months;
  });
}

// Chance to stay through the month that follows so many.
const stayingBy =
  ({ survival, tail }: Curve) =>
  (month: number) =>
    month + 1 < survival.length && survival[month] > 0
      ? survival[month + 1] / survival[month]
      : 1 - tail;

export * as ContractValue from "./contract-value";
