// beta-calibration: beta calibration fitted to out-of-fold logits, and as ONNX operators
import { BoundedLogistic } from "./bounded-logistic";
import type { Graph, Value } from "../onnx/graph";
import { Calibration } from "@mainstay/core/model/calibration";
import { softplus } from "@mainstay/core/stats/log-odds";

export type BetaCalibration = Calibration.Beta;
export const { apply } = Calibration;

const slope = { low: 0.1, high: 3, prior: 1, ridge: 10 };

export function fit(
  logit: ArrayLike<number>,
  label: ArrayLike<number>,
  weight?: ArrayLike<number>,
): BetaCalibration {
  const [a, c, d] = BoundedLogistic.fit(
    [
      Float64Array.from(logit, (z) => -softplus(-z)),
      Float64Array.from(logit, (z) => softplus(z)),
      new Float64Array(logit.length).fill(1),
    ],
    label,
    [slope, slope, { low: -Infinity, high: Infinity, prior: 0, ridge: 0 }],
    { weight },
  );
  return { a, c, d };
}

export function graph(g: Graph, { a, c, d }: BetaCalibration, z: Value): Value {
  const positive = g.Mul(g.Softplus(z), g.scalar(c));
  const negative = g.Mul(g.Softplus(g.Neg(z)), g.scalar(a));
  return g.Add(g.Sub(positive, negative), g.scalar(d));
}

export * as BetaCalibration from "./beta-calibration";
