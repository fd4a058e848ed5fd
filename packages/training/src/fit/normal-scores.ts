// normal-scores: quantiles of the standard normal distribution as scores of a column's ranks
import { Normal } from "@mainstay/core/stats/normal";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { Knots } from "./knots";

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
    knots.y.push(Normal.quantile(clip((points[i].p + points[end - 1].p) / 2)));
  }
  return Knots.thinned(knots, { maxKnots, tolerance });
}

export * as NormalScores from "./normal-scores";
