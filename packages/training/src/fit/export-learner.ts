// export-learner: a fitted learner as one ONNX file from raw columns to logit, checked against the learner itself
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import { InputLayout } from "./input-layout";
import { Graph, type Value } from "../onnx/graph";
import { OnnxRuntime } from "../onnx/onnx-runtime";
import type { Preprocess } from "./preprocess";
import type { RawColumns } from "../onnx/raw-columns";

export const tolerance = 1e-5;

/** A model's operators from the raw columns to its logit [n, 1]. */
export type Scorer = (g: Graph, raw: RawColumns) => Value;

/** Bytes of model.onnx: `numbers`, `categories`, `at` → `logit`. */
export function model(
  layout: Pick<Preprocess, "inputs">,
  score: Scorer,
): Uint8Array {
  const g = new Graph();
  g.output("logit", score(g, InputLayout.inputs(g, layout)));
  return g.model();
}

export function predict(
  bytes: Uint8Array,
  inputs: Preprocess["inputs"],
  frame: Frame,
  at: number | ArrayLike<number>,
): Promise<Float64Array> {
  return OnnxRuntime.using(bytes, async (session) =>
    Float64Array.from(
      await OnnxRuntime.rows(session, frame.rows, "logit", (span) =>
        feeds(frame, inputs, at, span),
      ),
    ),
  );
}

/**
 * Largest difference between the trainer's logits and the exported model's, relative to the logit where that is
 * above 1, since both are float32.
 */
export async function check(
  bytes: Uint8Array,
  inputs: Preprocess["inputs"],
  frame: Frame,
  at: number | ArrayLike<number>,
  logit: ArrayLike<number>,
): Promise<number> {
  const exported = await predict(bytes, inputs, frame, at);
  const most = exported.reduce(
    (most, value, i) =>
      Math.max(
        most,
        Math.abs(value - logit[i]) / Math.max(1, Math.abs(logit[i])),
      ),
    0,
  );
  // Math.max keeps NaN, which passes no comparison.
  if (!(most <= tolerance))
    throw new Failure(
      "model.parity",
      `The exported model differs from the trained one by ${most} in log-odds; at most ${tolerance} is accepted.`,
    );
  return most;
}
