// noise-pool: random numbers drawn once, of which every step reads windows at random starts, since a copy is cheaper than draws
import type { Random } from "@mainstay/core/base/random";
import type { Graph, Value } from "./graph";
import type { Shape } from "./proto";

const starts = 1 << 20; // different windows

/** A pool long enough for windows of up to `longest` numbers. */
export function pool(longest: number, draw: () => number): Float32Array {
  return Float32Array.from({ length: starts + longest }, draw);
}

/** A pool with 0 for the dropped share, and 1/(1 − share) for the rest, which keeps the mean at 1. */
export function dropout(longest: number, share: number, draw: Random) {
  return pool(longest, () => (draw.uniform() < share ? 0 : 1 / (1 - share)));
}

/** Random starts of `count` windows. */
export function drawStarts(count: number, draw: Random): Int32Array {
  return Int32Array.from({ length: count }, () => draw.integer(starts));
}

/** The window of `count` numbers (int64 [1]) from `start` (int64 [1]) on, in a shape of at most one symbolic dimension. */
export function window(
  g: Graph,
  pool: Value,
  { start, count, shape }: { start: Value; count: Value; shape: Shape },
): Value {
  const axes = g.constant("int64", [1], [0]);
  const inputs = [pool, start, g.Add(start, count), axes];
  const [read] = g.node("Slice", inputs, [{ shape: ["window"] }]);
  return g.Reshape(read, shape);
}

export * as NoisePool from "./noise-pool";
