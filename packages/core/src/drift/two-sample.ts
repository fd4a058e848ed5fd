// two-sample: whether two samples of counts in the same bins differ by more than chance does at their sizes
import type { Random } from "../base/random";
import { ChiSquare } from "../stats/chi-square";
import { Hypergeometric } from "../stats/hypergeometric";

export type Statistic = "ks" | "chi-square";
export type Info = {
  statistic: Statistic;
  value: number; // the greatest difference of cumulative shares, or Pearson's chi-square
  p: number;
  psi: number;
  /** The value that chance passes with this probability at these sizes. */
  threshold: (level: number) => number;
  psiThreshold: (level: number) => number;
};

// Random partings of the pooled rows, which tell how far a statistic strays when nothing has changed.
const partings = 400;
// Beyond this level the tail goes on as that of the statistic's limit does, scaled to meet the partings here.
const met = 0.05;

const sum = (counts: ArrayLike<number>) => {
  let total = 0;
  for (let k = 0; k < counts.length; k++) total += counts[k];
  return total;
};

/** Kolmogorov and Smirnov's distance: the greatest difference of cumulative shares. */
export function ks(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  n = sum(a),
  m = sum(b),
) {
  let [x, y, most] = [0, 0, 0];
  for (let k = 0; k < a.length; k++) {
    x += a[k] / n;
    y += b[k] / m;
    most = Math.max(most, Math.abs(x - y));
  }
  return most;
}

/** Pearson's chi-square of a table of two rows. */
export function chiSquare(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  n = sum(a),
  m = sum(b),
) {
  let total = 0;
  for (let k = 0; k < a.length; k++) {
    const both = a[k] + b[k];
    if (!both) continue;
    const expected = (both * n) / (n + m);
    const other = (both * m) / (n + m);
    total += (a[k] - expected) ** 2 / expected + (b[k] - other) ** 2 / other;
  }
  return total;
}

/** Population stability index Σ (q − p) ln(q / p); half a row stands in an empty bin, so that it stays finite. */
export function psi(a: ArrayLike<number>, b: ArrayLike<number>) {
  const bins = a.length;
  const [n, m] = [sum(a) + bins / 2, sum(b) + bins / 2];
  let total = 0;
  for (let k = 0; k < bins; k++) {
    const p = (a[k] + 0.5) / n;
    const q = (b[k] + 0.5) / m;
    total += (q - p) * Math.log(q / p);
  }
  return total;
}

// Bins are joined to ten, as the index is commonly read.
const psiBins = 10;
function coarse(counts: ArrayLike<number>, out: Float64Array) {
  out.fill(0);
  for (let k = 0; k < counts.length; k++)
    out[Math.floor((k * out.length) / counts.length)] += counts[k];
  return out;
}

/** Both as counts in the same bins; null where either has no row. */
export function compare(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  statistic: Statistic,
  random: Random,
): Info | null {
  const [n, m] = [sum(reference), sum(current)];
  if (!n || !m) return null;
  const pooled = Float64Array.from(reference, (k, bin) => k + current[bin]);
  const bins = pooled.filter((k) => k > 0).length;
  const width = statistic === "ks" ? Math.min(psiBins, pooled.length) : bins;
  const [a, b] = [new Float64Array(width), new Float64Array(width)];
  const index = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    statistic === "ks" ? psi(coarse(x, a), coarse(y, b)) : psi(x, y);
  const measure = statistic === "ks" ? ks : chiSquare;

  const drawn = new Float64Array(pooled.length);
  const left = new Float64Array(pooled.length);
  const values = new Float64Array(partings);
  const indices = new Float64Array(partings);
  for (let draw = 0; draw < partings; draw++) {
    Hypergeometric.deal(random, pooled, m, drawn);
    for (let k = 0; k < left.length; k++) left[k] = pooled[k] - drawn[k];
    values[draw] = measure(left, drawn, n, m);
    indices[draw] = index(left, drawn);
  }
  values.sort();
  indices.sort();
  const value = measure(reference, current, n, m);
  const free = Math.max(1, bins - 1);
  const tail =
    statistic === "ks" ? kolmogorovTail((n * m) / (n + m)) : chiTail(free);
  return {
    ...{ statistic, value },
    psi: index(reference, current),
    p: probability(values, value, tail),
    threshold: (level) => quantile(values, level, tail),
    psiThreshold: (level) => quantile(indices, level, chiTail(free)),
  };
}

// How a tail goes on from a value that chance passes with probability `met`.
type Tail = {
  beyond: (value: number, from: number) => number;
  at: (level: number, from: number) => number;
};

// P(D > d) falls as exp(−2 e d²), e the harmonic size (Smirnov 1939), and for values in bins no slower.
const kolmogorovTail = (size: number): Tail => ({
  beyond: (value, from) => met * Math.exp(-2 * size * (value ** 2 - from ** 2)),
  at: (level, from) =>
    Math.sqrt(from ** 2 + Math.log(met / level) / (2 * size)),
});

function chiTail(free: number): Tail {
  const limit = ChiSquare.upperQuantile(met, free);
  return {
    beyond: (value, from) =>
      from > 0 ? ChiSquare.survival((value / from) * limit, free) : 0,
    at: (level, from) => (from * ChiSquare.upperQuantile(level, free)) / limit,
  };
}

// The order statistic that a further draw passes with this probability at most.
const placeOf = (level: number) =>
  Math.min(partings, Math.ceil((1 - level) * (partings + 1))) - 1;

function quantile(sorted: Float64Array, level: number, tail: Tail) {
  if (level >= met) return sorted[placeOf(level)];
  return tail.at(level, sorted[placeOf(met)]);
}

function probability(sorted: Float64Array, value: number, tail: Tail) {
  const from = sorted[placeOf(met)];
  if (value > from) return tail.beyond(value, from);
  // Draws that reach the value, itself counted.
  let [low, high] = [0, partings];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value - 1e-12) low = middle + 1;
    else high = middle;
  }
  return Math.max(met, (partings - low + 1) / (partings + 1));
}

export * as TwoSample from "./two-sample";
