// ratio-estimate: one sum over customers divided by another, such as active seats by paid seats
import { StudentT } from "../stats/student-t";
import { Estimate } from "./estimate";

export type Pairs = { part: Float64Array; whole: Float64Array };

/** The customers of whom both are known and the whole is above zero; [customer] in, fewer out. */
export function pairs(
  part: ArrayLike<number>,
  whole: ArrayLike<number>,
): Pairs {
  const counts = Array.from({ length: part.length }, (_, i) => i).filter(
    (i) => whole[i] > 0 && !Number.isNaN(part[i]),
  );
  return {
    part: Float64Array.from(counts, (i) => part[i]),
    whole: Float64Array.from(counts, (i) => whole[i]),
  };
}

/**
 * Σ part / Σ whole, with the 95 % interval of a ratio of sums by its linearisation, customers being the sample (Cochran 1977,
 * chapter 6), cut to `min` and `max`; a single customer has no interval.
 */
export function ratio(
  { part, whole }: Pairs,
  { min = 0, max = Infinity } = {},
): Estimate.Value {
  const n = part.length;
  let parts = 0;
  let wholes = 0;
  for (let i = 0; i < n; i++) {
    parts += part[i];
    wholes += whole[i];
  }
  const value = parts / wholes;
  if (n < 2) return { value, n };
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (part[i] - value * whole[i]) ** 2;
  const half =
    (StudentT.quantile975(n - 1) * Math.sqrt((n * squares) / (n - 1))) / wholes;
  return {
    ...{ value, n },
    low: Math.max(min, value - half),
    high: Math.min(max, value + half),
  };
}

export * as RatioEstimate from "./ratio-estimate";
