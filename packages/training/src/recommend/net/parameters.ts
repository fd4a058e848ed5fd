// parameters: a network's named tensors, kept end to end in one flat vector
import type { Graph, Value } from "../../onnx/graph";
import type { Random } from "@mainstay/core/base/random";

export type Shapes = Record<string, readonly number[]>;
export type Named = Record<string, Value>;

const count = (shape: readonly number[]) =>
  shape.reduce((product, n) => product * n, 1);

export function size(shapes: Shapes): number {
  return Object.values(shapes).reduce((sum, shape) => sum + count(shape), 0);
}

/** The tensors of a flat vector that training still moves. */
export function split(g: Graph, shapes: Shapes, flat: Value): Named {
  const parts = g.Split(flat, Object.values(shapes).map(count), 0);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape], i) => [
      name,
      g.Reshape(parts[i], shape),
    ]),
  );
}

/** Each tensor's place in the flat vector, by name. */
export function views(
  shapes: Shapes,
  flat: Float32Array,
): Record<string, Float32Array> {
  let offset = 0;
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      flat.subarray(offset, (offset += count(shape))),
    ]),
  );
}

/** The tensors of a model that is done learning. */
export function constants(g: Graph, shapes: Shapes, flat: Float32Array): Named {
  return Object.fromEntries(
    Object.entries(views(shapes, flat)).map(([name, data]) => [
      name,
      g.constant("float", shapes[name], data),
    ]),
  );
}

/** Vectors by name start at 0 and matrices normal with deviation `spread(name, shape)`. */
export function start(
  shapes: Shapes,
  random: Random,
  spread: (name: string, shape: readonly number[]) => number,
  ones: readonly string[] = [],
): Float32Array {
  const flat = new Float32Array(size(shapes));
  for (const [name, view] of Object.entries(views(shapes, flat))) {
    const shape = shapes[name];
    if (ones.includes(name)) view.fill(1);
    if (shape.length < 2) continue;
    const deviation = spread(name, shape);
    for (let i = 0; i < view.length; i++) view[i] = deviation * random.normal();
  }
  return flat;
}

export * as Parameters from "./parameters";
