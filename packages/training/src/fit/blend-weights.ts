// blend-weights: several members' log-odds weighed into one
import { BoundedLogistic } from "./bounded-logistic";
import type { Graph, Value } from "../onnx/graph";

export type BlendWeights = { intercept: number; weights: number[] };

// Absolute, on the summed loss: it decides among hundreds of rows and vanishes among thousands.
const ridge = 10;

/**
 * z = b + Σ w·z_m with w ≥ 0, fitted to out-of-fold logits [n] per member; the weights' sum is free, and they are drawn to the
 * plain mean.
 */
export function fit(
  logits: ArrayLike<number>[],
  label: ArrayLike<number>,
): BlendWeights {
  const share = 1 / logits.length;
  const [intercept, ...weights] = BoundedLogistic.fit(
    [new Float64Array(label.length).fill(1), ...logits],
    label,
    [
      { low: -Infinity, high: Infinity, prior: 0, ridge: 0 },
      ...logits.map(() => ({ low: 0, high: Infinity, prior: share, ridge })),
    ],
  );
  return { intercept, weights };
}

// A member of less weight costs every row its time and moves hardly any.
const light = 0.03;

/** The same without the members that hardly count: their weight is 0. */
export function lean(
  logits: ArrayLike<number>[],
  label: ArrayLike<number>,
): BlendWeights {
  const first = fit(logits, label);
  const kept = [...logits.keys()].filter((m) => first.weights[m] >= light);
  if (!kept.length || kept.length === logits.length) return first;
  const { intercept, weights } = fit(
    kept.map((m) => logits[m]),
    label,
  );
  return {
    intercept,
    weights: logits.map((_, m) => weights[kept.indexOf(m)] ?? 0),
  };
}

export const apply = (
  { intercept, weights }: BlendWeights,
  logits: ArrayLike<number>[],
): Float64Array =>
  Float64Array.from(logits[0], (_, row) =>
    weights.reduce((z, w, m) => z + w * logits[m][row], intercept),
  );

/** The same over logits [n, 1]; members of no weight are not asked. */
export function graph(
  g: Graph,
  { intercept, weights }: BlendWeights,
  logit: (member: number) => Value,
): Value {
  return weights.reduce<Value>(
    (z, w, m) => (w > 0 ? g.Add(z, g.Mul(logit(m), g.scalar(w))) : z),
    g.scalar(intercept),
  );
}

export * as BlendWeights from "./blend-weights";
