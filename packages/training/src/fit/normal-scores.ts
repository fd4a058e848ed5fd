// normal-scores: the standard normal distribution's quantiles, and the scores they give the ranks of a column
import { quantile } from "../stats/quantile";
import { Knots } from "./knots";

const central = {
  a: [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2,
    1.38357751867269e2, -3.066479806614716e1, 2.506628277459239,
  ],
  b: [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2,
    6.680131188771972e1, -1.328068155288572e1, 1,
  ],
};
const tail = {
  a: [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838,
    -2.549732539343734, 4.374664141464968, 2.938163982698783,
  ],
  b: [
    7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996,
    3.754408661907416, 1,
  ],
};
const horner = (coefficients: number[], x: number) =>
  coefficients.reduce((sum, c) => sum * x + c, 0);

/** Φ⁻¹(p), p in (0, 1), relative error below 1.2e-9 (Acklam's rational approximation). */
export function inverse(p: number): number {
  if (p > 0.5) return -inverse(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return horner(tail.a, q) / horner(tail.b, q);
  }
  const q = p - 0.5;
  return (q * horner(central.a, q * q)) / horner(central.b, q * q);
}

// Shares at which the curve gets a point of its own, since its tails bend most between the quantiles of a small table.
const bends = [0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.1];
const clip = (p: number) => Math.min(0.999, Math.max(0.001, p));

/**
 * Normal scores of a column (van der Waerden 1952): Φ⁻¹ of its empirical distribution at min(1000, max(10, n/30)) quantiles.
 * A value that spans several quantiles scores the middle of them, and ranks are clipped to [.001, .999].
 */
export function scores(
  sorted: Float32Array,
  { maxKnots = 48, tolerance = 0.01 } = {},
): Knots {
  const count = Math.round(Math.min(1000, Math.max(10, sorted.length / 30)));
  const even = Array.from({ length: count }, (_, i) => i / (count - 1));
  const values = even.map((p) => quantile(sorted, p));
  const points = [
    ...even.map((p, i) => ({ x: values[i], p })),
    ...bends
      .flatMap((p) => [p, 1 - p])
      .map((p) => ({ x: quantile(values, p), p })),
  ]
    .map(({ x, p }) => ({ x: Math.fround(x), p }))
    .sort((a, b) => a.x - b.x || a.p - b.p);
  const knots: Knots = { x: [], y: [] };
  for (let i = 0, end; i < points.length; i = end) {
    for (end = i; points[end]?.x === points[i].x; end++);
    knots.x.push(points[i].x);
    knots.y.push(inverse(clip((points[i].p + points[end - 1].p) / 2)));
  }
  return Knots.thinned(knots, { maxKnots, tolerance });
}

export * as NormalScores from "./normal-scores";
