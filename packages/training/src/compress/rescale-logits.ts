// rescale-logits: a thinned model's logits, brought back to the scale of the whole model's without a look at the label
import type { Frame } from "@mainstay/core/tabular/frame";
import type { FittedModel } from "../fit/fitted-model";

export type Rows = { frame: Frame; at: ArrayLike<number> };

/** The model with its logits on the line that is nearest to `wanted`, the whole model's logits [n], by least squares. */
export async function stretched(
  model: FittedModel.Info,
  { frame, at }: Rows,
  wanted: ArrayLike<number>,
): Promise<FittedModel.Info> {
  const { slope, from } = line(await model.predict(frame, at), wanted);
  const { a, c, d } = model.reasons.calibration ?? { a: 1, c: 1, d: 0 };
  return {
    ...model,
    async predict(frame, at) {
      const logits = await model.predict(frame, at);
      return logits.map((z) => slope * z + from);
    },
    graph: (g, raw) =>
      g.Add(g.Mul(model.graph(g, raw), g.scalar(slope)), g.scalar(from)),
    reasons: {
      ...model.reasons,
      // A line over a beta calibration is a beta calibration.
      calibration: { a: slope * a, c: slope * c, d: slope * d + from },
    },
  };
}

/** Least squares of y ≈ from + slope · x; the slope is 1 where x is constant. */
export function line(x: ArrayLike<number>, y: ArrayLike<number>) {
  const rows = x.length;
  let [mx, my] = [0, 0];
  for (let i = 0; i < rows; i++) {
    mx += x[i] / rows;
    my += y[i] / rows;
  }
  let [squares, products] = [0, 0];
  for (let i = 0; i < rows; i++) {
    squares += (x[i] - mx) ** 2;
    products += (x[i] - mx) * (y[i] - my);
  }
  const slope = squares > 0 ? products / squares : 1;
  return { slope, from: my - slope * mx };
}

export * as RescaleLogits from "./rescale-logits";
