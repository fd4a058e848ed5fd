// blend-weights: several members' log-odds weighed into one
import { BoundedLogistic } from "./bounded-logistic";
import { bernoulli } from "@mainstay/core/stats/family";
import type { Graph, Value } from "../onnx/graph";

export type BlendWeights = { intercept: number; weights: number[] };

// The ridge is added to the summed loss, so it decides among hundreds of rows and vanishes among thousands.
const ridge = 10;

/**
 * Weights of z = b + Σ w·z_m with w ≥ 0, fitted to each member's out-of-fold logits [n] (stacking, Breiman 1996). Their sum is
 * free, and a ridge draws them to the plain mean.
 */
export function fit(
  logits: ArrayLike<number>[],
  label: ArrayLike<number>,
  { family = bernoulli, weight }: BoundedLogistic.Options = {},
): BlendWeights {
  const share = 1 / logits.length;
  const [intercept, ...weights] = BoundedLogistic.fit(
    [new Float64Array(label.length).fill(1), ...logits],
    label,
    [
      { low: -Infinity, high: Infinity, prior: 0, ridge: 0 },
      ...logits.map(() => ({ low: 0, high: Infinity, prior: share, ridge })),
    ],
    { family, weight },
  );
  return { intercept, weights };
}

// A member of less weight takes time for every row and moves hardly any.
const minWeight = 0.03;

/** Weights as by `fit`, but 0 for members below the least weight, without which the others are fitted again. */
export function lean(
  logits: ArrayLike<number>[],
  label: ArrayLike<number>,
  options: BoundedLogistic.Options = {},
): BlendWeights {
  const first = fit(logits, label, options);
  const kept = [...logits.keys()].filter((m) => first.weights[m] >= minWeight);
  if (!kept.length || kept.length === logits.length) return first;
  const { intercept, weights } = fit(
    kept.map((m) => logits[m]),
    label,
    options,
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

/** The blend of logits [n, 1] as operators; `logit` is not called for members of weight 0. */
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
