// explain-network: how much each CSV column moved a row's log-odds away from those of the references
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import type { Fitted } from "./network/learner";
import { Graph, type Value } from "../onnx/graph";
import { contributions } from "../onnx/rescale";
import { OnnxRuntime } from "../onnx/onnx-runtime";
import { Preprocess } from "./preprocess";

export const tolerance = 1e-4;
// Every row stands beside every reference, so a call holds [rows, references, width].
const rowsPerCall = 512;

/** Contributions of features added up to those of the CSV columns they were made from: [n, d] → [n, columns]. */
export function folded(
  g: Graph,
  contributions: Value,
  { fold, columns }: Pick<Preprocess, "fold" | "columns">,
): Value {
  const matrix = new Float32Array(fold.length * columns.length);
  fold.forEach((column, feature) => {
    matrix[feature * columns.length + column] = 1;
  });
  return g.MatMul(
    contributions,
    g.constant("float", [fold.length, columns.length], matrix),
  );
}

/** The one reference that is the mean of all rows. */
export function mean(features: Float32Array, width: number): Float32Array {
  const rows = features.length / width;
  const sum = new Float64Array(width);
  for (let i = 0; i < features.length; i++) sum[i % width] += features[i];
  return Float32Array.from(sum, (total) => total / rows);
}

/**
 * Bytes of explain.onnx: the model's own inputs → `logit` [n, 1], `contributions` [n, columns] in the order of
 * `preprocess.columns`, and `base`. References are feature rows [k, d], flat.
 */
export function model(
  preprocess: Preprocess,
  fitted: Fitted,
  references: Float32Array,
): Uint8Array {
  const g = new Graph();
  const raw = Preprocess.inputs(g, preprocess);
  const features = Preprocess.graph(g, raw, preprocess);
  const width = preprocess.features.length;
  const background = g.constant(
    "float",
    [references.length / width, width],
    references,
  );
  const shares = explained(g, fitted, features, background);
  g.output("logit", shares.logit);
  g.output("contributions", folded(g, shares.contributions, preprocess));
  g.output("base", shares.base);
  return g.model();
}

function explained(
  g: Graph,
  fitted: Fitted,
  features: Value,
  references: Value,
) {
  if (!fitted.explain)
    return contributions(g, fitted.graph, features, references);
  return {
    logit: fitted.graph(g, features),
    contributions: fitted.explain(g, features, references),
    base: g.ReduceMean(fitted.graph(g, references), [0, 1]),
  };
}

/**
 * Largest |base + Σ contributions − logit| of the frame's rows, relative to the logit where that is above 1; a Failure
 * above the tolerance.
 */
export async function check(
  bytes: Uint8Array,
  inputs: Preprocess["inputs"],
  frame: Frame,
  at: number | ArrayLike<number>,
): Promise<number> {
  const most = await OnnxRuntime.using(bytes, async (session) => {
    let most = 0;
    for (const span of OnnxRuntime.spans(frame.rows, rowsPerCall)) {
      const { logit, contributions, base } = await session.run(
        feeds(frame, inputs, at, span),
      );
      const logits = logit.data as Float32Array;
      const shares = contributions.data as Float32Array;
      const width = shares.length / logits.length;
      logits.forEach((logit, i) => {
        let sum = Number(base.data[0]);
        for (let j = 0; j < width; j++) sum += shares[i * width + j];
        // Math.max keeps a NaN, and NaN adds up to nothing.
        most = Math.max(
          most,
          Math.abs(sum - logit) / Math.max(1, Math.abs(logit)),
        );
      });
    }
    return most;
  });
  if (!(most <= tolerance))
    throw new Failure(
      "model.explanation",
      `Contributions miss the logit by ${most}; at most ${tolerance} is accepted.`,
    );
  return most;
}

export * as ExplainNetwork from "./explain-network";
