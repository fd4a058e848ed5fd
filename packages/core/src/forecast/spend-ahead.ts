// spend-ahead: what a customer will have spent at the month's end, and the day on which what it may spend is used up
import { StudentT } from "../stats/student-t";
import { LocalLevel } from "./local-level";
import { WeekdayPattern } from "./weekday-pattern";

/** Amounts one after another without a gap; days count from 1970-01-01. */
export type Past = {
  from: number; // the first day
  days: Float64Array; // [step], 1 where amounts are of days
  amounts: Float64Array; // [step]
  /** [7], where amounts of longer steps leave the days open; by the amounts themselves where it is left out. */
  weekdays?: Float64Array;
};

export const kinds = ["commitment", "credits", "budget"] as const;
export type Limit = {
  kind: (typeof kinds)[number];
  left: number; // at the end of the past
  until: number; // the day on which it begins anew or ends
};

export type Sum = {
  spent: number;
  projected: number;
  low: number;
  high: number;
};
/** `on` is when the expected spend reaches the limit; bounds are NaN where they lie beyond it. */
export type Exhaustion = {
  kind: Limit["kind"];
  on: number;
  earliest: number;
  latest: number;
};

const lastDay = ({ from, days }: Past) => days.reduce((at, n) => at + n, from);

/** What fell on days from `from` to before `to`; a step that stands across a border counts by its days. */
export function spent(
  { from, days, amounts }: Past,
  start: number,
  end: number,
) {
  let [sum, at] = [0, from];
  for (let k = 0; k < days.length; at += days[k++]) {
    const shared = Math.min(end, at + days[k]) - Math.max(start, at);
    if (shared > 0) sum += amounts[k] * (shared === days[k] ? 1 : shared / days[k]); // prettier-ignore
  }
  return sum;
}

type Path = {
  asOf: number;
  mean: Float64Array; // [days ahead + 1], sums from asOf to the day's end
  reach: Float64Array; // half of the 95 % interval; NaN where too little is known
};

/** Sums of so many days ahead. Null of a past without a value. */
export function path(past: Past, ahead = 366): Path | null {
  const { from, days, amounts } = past;
  const isDaily = days.every((n) => n === 1);
  const weekdays =
    past.weekdays ??
    (isDaily
      ? WeekdayPattern.measure(amounts, from)
      : new Float64Array(7).fill(1));
  const weightOf = (day: number, n: number) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += weekdays[(day + k) % 7];
    return sum;
  };
  let at = from;
  const weights = days.map((n) => {
    const weight = weightOf(at, n);
    at += n;
    return weight;
  });
  const fit = LocalLevel.fit(amounts, weights);
  if (!fit) return null;
  const t = fit.values < 3 ? NaN : StudentT.quantile975(fit.values - 2);
  const next = LocalLevel.ahead(fit);
  const mean = new Float64Array(ahead + 1);
  const reach = new Float64Array(ahead + 1);
  let total = 0;
  for (let k = 1; k <= ahead; k++) {
    const weight = weekdays[(at + k - 1) % 7];
    total += weight;
    // The errors of longer steps are those of a whole step at once.
    const sum = isDaily ? next(weight) : LocalLevel.step(fit, total);
    mean[k] = sum.mean;
    reach[k] = t * sum.spread;
  }
  return { asOf: at, mean, reach };
}

/** The month from day `start` to before `end`: with its end in the past its own sum, without an interval. */
export function month(
  past: Past,
  ahead: Path,
  start: number,
  end: number,
): Sum {
  const sum = spent(past, start, end);
  const last = ahead.mean.length - 1;
  const k = Math.max(0, Math.min(last, end - ahead.asOf));
  const before = Math.max(0, Math.min(last, start - ahead.asOf));
  const rest = ahead.mean[k] - ahead.mean[before];
  const reach = k === 0 ? 0 : ahead.reach[k];
  // What is spent does not come back, unless refunds have shown that it does.
  const isRising = past.amounts.every((amount) => amount >= 0);
  const low = sum + rest - reach;
  return {
    spent: sum,
    projected: sum + rest,
    low: isRising ? Math.max(sum, low) : low,
    high: sum + rest + reach,
  };
}

/** The limit that is reached first; null where none is before it begins anew, within a year. */
export function exhaustion(
  past: Past,
  ahead: Path,
  limits: Limit[],
): Exhaustion | null {
  const found = limits.flatMap((limit) => reached(past, ahead, limit) ?? []);
  found.sort((a, b) => a.on - b.on);
  return found[0] ?? null;
}

function reached(
  past: Past,
  { asOf, mean, reach }: Path,
  { kind, left, until }: Limit,
): Exhaustion | null {
  if (Number.isNaN(left)) return null;
  if (left <= 0) {
    const on = passed(past, left);
    return { kind, on, earliest: on, latest: on };
  }
  // The first day at whose end the sum, moved by so much of its reach, is as large as what is left.
  const first = (side: -1 | 0 | 1) => {
    for (let k = 1; k < mean.length && asOf + k <= until; k++) {
      const bound = side === 0 ? mean[k] : mean[k] + side * reach[k];
      if (bound >= left * (1 - 1e-12)) return asOf + k - 1;
    }
    return NaN;
  };
  const on = first(0);
  if (Number.isNaN(on)) return null;
  return { kind, on, earliest: first(1), latest: first(-1) };
}

// The day on which the limit was passed, as far back as the past goes.
function passed({ from, days, amounts }: Past, left: number) {
  let at = lastDay({ from, days, amounts });
  for (let k = days.length - 1; k >= 0; k--) {
    at -= days[k];
    left += amounts[k];
    if (left > 0) return at + Math.min(days[k] - 1, Math.floor((left / amounts[k]) * days[k])); // prettier-ignore
  }
  return from;
}

export * as SpendAhead from "./spend-ahead";
