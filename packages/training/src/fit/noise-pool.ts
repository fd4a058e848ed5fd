// noise-pool: random numbers drawn once, of which every step reads windows at random places; a step costs a copy, not draws
import type { Graph, Value } from "../onnx/graph";
import type { Shape } from "../onnx/proto";
import type { Random } from "@mainstay/core/base/random";

const places = 1 << 20;

/** Long enough for any window of `longest` numbers. */
export function pool(longest: number, draw: () => number): Float32Array {
  return Float32Array.from({ length: places + longest }, draw);
}

/** 0 for the share dropped, and what keeps the mean at 1 for the rest. */
export function dropout(longest: number, share: number, draw: Random) {
  return pool(longest, () => (draw.uniform() < share ? 0 : 1 / (1 - share)));
}

/** Where the windows of `count` reads begin. */
export function starts(count: number, draw: Random): Int32Array {
  return Int32Array.from({ length: count }, () => draw.integer(places));
}

/** The window of `count` numbers (int64 [1]) that begins at `start` (int64 [1]), at most one dimension of it symbolic. */
export function window(
  g: Graph,
  strip: Value,
  { start, count, shape }: { start: Value; count: Value; shape: Shape },
): Value {
  const axes = g.constant("int64", [1], [0]);
  const inputs = [strip, start, g.Add(start, count), axes];
  const [read] = g.node("Slice", inputs, [{ shape: ["window"] }]);
  return g.Reshape(read, shape);
}

export * as NoisePool from "./noise-pool";
