// member: one way of learning, fitted on every inner fold in lockstep and stopped at one point for all of them
import type { Frame } from "@mainstay/core/tabular/frame";
import type { Graph, Value } from "../../onnx/graph";
import type { RawColumns } from "../../onnx/raw-columns";
import type { InputLayout } from "../input-layout";

export type Input<Options> = {
  frame: Frame; // training rows [n]
  layout: InputLayout; // which columns, and their order in the graph's inputs
  at: ArrayLike<number>; // epoch day each row's dates are measured against
  label: ArrayLike<number>; // 0 or 1
  fold: ArrayLike<number>; // inner fold of each row, 0 … folds − 1; copies of a row share one
  folds: number;
  seed: number;
  options?: Partial<Options>;
  progress?: (share: number) => void;
  signal?: AbortSignal;
};

export type Step = {
  step: number; // rounds, epochs or C, in the order tried
  validationLoss: number; // pooled over the out-of-fold rows
};

export type Bagged = {
  name: string;
  outOfFold: Float64Array; // [n] logits of the fold model that did not see the row, at the stopping point
  options: Record<string, unknown>; // as used, the stopping point among them
  curve: Step[];
  /** Mean of the fold models' logits, [rows]. */
  predict(frame: Frame, at: ArrayLike<number>): Promise<Float64Array>;
  /** The same as ONNX operators: raw columns → logit [n, 1]. */
  graph(g: Graph, raw: RawColumns): Value;
  /** What each of the layout's columns adds to the base, a scalar: base + Σ contributions [n, columns] = logit. */
  explain?(g: Graph, raw: RawColumns): { contributions: Value; base: Value };
};

export type Member<Options = Record<string, unknown>> = {
  name: string;
  defaults: Options;
  fit(input: Input<Options>): Promise<Bagged>;
};
