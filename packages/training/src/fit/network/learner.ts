// learner: a way of fitting features to a label, as a value
import type { Graph, Value } from "../../onnx/graph";
import type { Epoch } from "../../stats/training-curve";

export type Input<Options> = {
  features: Float32Array; // [n, d]
  label: Float32Array; // [n], 0 or 1
  weight?: Float32Array; // [n], 1 unless told
  validation?: ArrayLike<number>; // rows kept out of fitting; a seeded, stratified fifth unless told
  seed: number;
  options?: Partial<Options>;
  progress?: (epoch: Epoch) => void;
  signal?: AbortSignal;
};

export type Fitted = {
  features: number; // d
  options: Record<string, unknown>; // as used, what was chosen among them
  curves: Epoch[];
  /** Log-odds of rows [n, d]. */
  predict(features: Float32Array): Promise<Float64Array>;
  /** The same as ONNX operators: [n, d] → logit [n, 1]. */
  graph(g: Graph, features: Value): Value;
  /** Contributions [n, d] against references [k, d]; learners without it are explained through their graph. */
  explain?(g: Graph, features: Value, references: Value): Value;
};

export type Learner<Options = Record<string, unknown>> = {
  name: string;
  defaults: Options;
  fit(input: Input<Options>): Promise<Fitted>;
};
