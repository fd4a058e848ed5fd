// learner: a way of fitting a table, as a value; it fits one model on the rows outside each fold
import type { Family } from "@mainstay/core/stats/family";
import type { Frame } from "@mainstay/core/tabular/frame";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";
import type { InputLayout } from "./input-layout";

export type Rows = {
  frame: Frame; // training rows [n]
  layout: InputLayout; // which columns serve, and their order in the graph's inputs
  at: ArrayLike<number>; // epoch day each row's dates are measured against
};

export type Input<Options> = Rows & {
  label: ArrayLike<number>; // [n], within what the family knows
  family?: Family; // what a label is drawn from; bernoulli unless told, and a score is then a logit
  weight?: ArrayLike<number>; // [n], 1 by default
  // [n], the fold that holds the row out, 0 … folds − 1; a row of another number is learned from by all. Copies share one.
  fold: ArrayLike<number>;
  folds: number;
  seed: number;
  options?: Partial<Options>;
  progress?: (share: number) => void;
  signal?: AbortSignal;
};

export type Epoch = {
  epoch: number; // from 1; an epoch, a round of boosting or a penalty strength
  validationLoss: number; // pooled over the rows held out
  trainLoss?: number;
  trainAccuracy?: number;
  validationAccuracy?: number;
};

/** base + Σ contributions = logit. */
export type Shares = {
  contributions: Value; // [n, columns] of the layout's columns
  base: Value; // a scalar
  words?: Value; // [n, texts, length], what each hashed n-gram of a text adds
};

export type Fitted = {
  name: string;
  outOfFold: Float64Array; // [n], scores by the model that did not see the row, at the stopping point; 0 where all saw it
  options: Record<string, unknown>; // as used, the stopping point among them
  curve: Epoch[];
  /** It reads the layout's texts alone, and its contributions are theirs; others read all but them. */
  texts?: true;
  /** Mean of the fold models' logits, [rows]. */
  predict(frame: Frame, at: ArrayLike<number>): Promise<Float64Array>;
  /** The same as ONNX operators: raw columns → logit [n, 1]. */
  graph(g: Graph, raw: RawColumns): Value;
  explain?(g: Graph, raw: RawColumns): Shares;
};

export type Learner<Options = Record<string, unknown>> = {
  name: string;
  defaults: Options;
  fit(input: Input<Options>): Promise<Fitted>;
};
