// contract-value: money expected of customers under contract: monthly revenue over the months they are expected to stay
import * as z from "zod";
import { Survival } from "../metrics/survival";

/** Share of customers that stay for so many months, and the share that leaves in every month beyond the last of them. */
export const Curve = z.object({
  survival: z.array(z.number().min(0).max(1)).min(1), // [month], 1 at 0
  tail: z.number().min(0).max(1),
  n: z.int(),
  ended: z.int(),
});
export type Curve = z.infer<typeof Curve>;

// The curve needs so many customers at risk; its last year gives the rate beyond.
const minAtRisk = 20;
const tailMonths = 12;

/**
 * Kaplan–Meier's curve by month; `tenure` in months and `ended` (1 or 0) are [customer]. Where fewer than 20 customers are at
 * risk it goes on with a constant hazard: leavers per month at risk over its last 12 months, which is the maximum
 * likelihood estimate for exponential durations (Kalbfleisch & Prentice 1980, chapter 3).
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
  const months = known.length < minAtRisk ? 0 : known[known.length - minAtRisk];
  const last = Math.floor(months);
  const survival = Array.from({ length: last + 1 }, (_, month) =>
    month === 0 ? 1 : Survival.at(km, month).survival,
  );
  const from = Math.max(0, last - tailMonths);
  // A history too short for a curve counts in full.
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

/** The curve of customers who leave with the same chance every month. */
export const geometric = (rate: number): Curve => ({
  survival: [1],
  tail: rate,
  n: 0,
  ended: 0,
});

/** The chance to leave in a month that makes `probability` over so many months. */
export const monthly = (probability: number, months: number) =>
  1 - (1 - probability) ** (1 / months);

export type Terms = {
  margin?: number; // share of the revenue
  horizonMonths?: number;
  discount?: number; // a year
};

/**
 * Money expected of each customer within the horizon: Σ revenue × margin × P(stays through month k) / (1 + discount)^(k/12),
 * NaN where revenue is unknown (the customer lifetime value of Gupta, Lehmann & Stuart 2004 with a curve for their constant
 * retention). A customer's own `rate` replaces the curve; a customer of unknown tenure counts as new.
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
  rate?: ArrayLike<number>; // [customer] chance to leave in a month, NaN where the curve applies
} & Terms): Float64Array {
  const growth = (1 + discount) ** (-1 / 12);
  const stays = stayingBy(curve);
  const discountedMonths = new Map<number, number>();
  const monthsFrom = (start: number) => {
    const known = discountedMonths.get(start);
    if (known !== undefined) return known;
    let [sum, worth] = [0, 1];
    for (let k = 0; k < horizonMonths; k++) {
      worth *= stays(start + k) * growth;
      sum += worth;
    }
    discountedMonths.set(start, sum);
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

// Chance to stay through the month after `month` months.
const stayingBy =
  ({ survival, tail }: Curve) =>
  (month: number) =>
    month + 1 < survival.length && survival[month] > 0
      ? survival[month + 1] / survival[month]
      : 1 - tail;

export * as ContractValue from "./contract-value";
