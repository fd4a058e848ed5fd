// knots: a line bent at given points, as numbers and as ONNX operators
import type { Graph, Value } from "../onnx/graph";

export type Knots = { x: number[]; y: number[] }; // x ascends strictly; between knots y is linear

/**
 * As few knots of the curve as keep it within `tolerance`, and at most `maxKnots`. The knot that the curve misses by most is
 * added first (Douglas & Peucker 1973, with vertical distances).
 */
export function thinned(
  { x, y }: Knots,
  { maxKnots, tolerance }: { maxKnots: number; tolerance: number },
): Knots {
  const kept = x.length > 1 ? [0, x.length - 1] : [0];
  while (kept.length < maxKnots) {
    let [worst, miss, place] = [-1, tolerance, 0];
    for (let k = 1; k < kept.length; k++) {
      const [from, to] = [kept[k - 1], kept[k]];
      const slope = (y[to] - y[from]) / (x[to] - x[from]);
      for (let i = from + 1; i < to; i++) {
        const off = Math.abs(y[from] + slope * (x[i] - x[from]) - y[i]);
        if (off > miss) [worst, miss, place] = [i, off, k];
      }
    }
    if (worst < 0) break;
    kept.splice(place, 0, worst);
  }
  return { x: kept.map((i) => x[i]), y: kept.map((i) => y[i]) };
}

// No number reaches this start, so a piece that begins here stays 0.
const unreached = 3e38;

/** The piecewise-linear encoding of Gorishniy et al. 2022, the share of each piece that x has passed, clip((x − xⱼ) / (xⱼ₊₁ − xⱼ), 0, 1): [n, k] → [n, k, pieces]. */
export function passed(
  g: Graph,
  x: Value,
  knots: number[][],
  pieces: number,
): Value {
  const each = (read: (knots: number[], i: number) => number) =>
    g.constant(
      "float",
      [knots.length, pieces],
      knots.flatMap((knots) =>
        Array.from({ length: pieces }, (_, i) => read(knots, i)),
      ),
    );
  const from = each((x, i) => (i + 1 < x.length ? x[i] : unreached));
  const width = each((x, i) => (i + 1 < x.length ? x[i + 1] - x[i] : 1));
  return g.Clip(g.Div(g.Sub(g.Unsqueeze(x, 2), from), width), 0, 1);
}

/** The y at x of a column's knots, linear between them and constant beyond: [n, k]. */
export function interpolated(g: Graph, x: Value, knots: Knots[]): Value {
  const pieces = Math.max(1, ...knots.map(({ x }) => x.length - 1));
  const rises = g.constant(
    "float",
    [knots.length, pieces],
    knots.flatMap(({ y }) =>
      Array.from({ length: pieces }, (_, i) =>
        i + 1 < y.length ? y[i + 1] - y[i] : 0,
      ),
    ),
  );
  const first = g.constant(
    "float",
    [knots.length],
    knots.map(({ y }) => y[0]),
  );
  const shares = passed(
    g,
    x,
    knots.map(({ x }) => x),
    pieces,
  );
  return g.Add(g.ReduceSum(g.Mul(shares, rises), [2]), first);
}

export * as Knots from "./knots";
