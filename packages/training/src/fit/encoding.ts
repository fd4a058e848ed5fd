// encoding: a table's raw columns as features, one encoding for each fold's model, and features folded back to columns
import type { Frame } from "@mainstay/core/tabular/frame";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";
import type { Rows } from "./learner";
import { HatBasis } from "./logistic/hat-basis";
import { PiecewiseEncoding } from "./piecewise-encoding";
import { Preprocess } from "./preprocess";

export type Encoding = {
  options: Record<string, unknown>; // as used
  width: number; // features, d
  fold: number[]; // feature → index in the layout's columns
  /** Features [n, d] of the raw columns, as each fold's model reads them. */
  graph(g: Graph, raw: RawColumns): Value[];
  /** The features [rows, d] of a frame as fold k's model reads them. */
  encode(k: number, frame: Frame, at: ArrayLike<number>): Promise<Float32Array>;
  /** Rows of fold k's features [n, d] as logistic regression reads them. */
  sparse(k: number, features: Float32Array, rows: Int32Array): HatBasis;
};

/** Fits an encoding on each fold's training rows. */
export type Encoder = (rows: Rows, train: Int32Array[]) => Encoding;

/** Numbers as piecewise-linear encodings, every fold with quantiles of its own. */
export const piecewise =
  (options: PiecewiseEncoding.Options): Encoder =>
  ({ frame, layout, at }, train) => {
    const shape = PiecewiseEncoding.shape(frame, layout, options);
    const folds = train.map((rows) =>
      PiecewiseEncoding.fit(shape, frame, at, rows),
    );
    return {
      options,
      width: shape.features.length,
      fold: shape.fold,
      graph: (g, raw) => PiecewiseEncoding.graph(g, raw, folds),
      encode: (k, frame, at) => PiecewiseEncoding.encode(folds[k], frame, at),
      sparse: (k, features, rows) => HatBasis.encode(features, rows, folds[k]),
    };
  };

/** Numbers standardised by all rows, the same for every fold. */
export const standard: Encoder = ({ frame, layout, at }, train) => {
  const names = layout.columns.map(({ name }) => name);
  const preprocess = Preprocess.fit(frame, names, at);
  const width = preprocess.features.length;
  return {
    options: {},
    width,
    fold: preprocess.fold,
    graph(g, raw) {
      const features = Preprocess.graph(g, raw, preprocess);
      return train.map(() => features);
    },
    encode: (_, frame, at) => Preprocess.encode(preprocess, frame, at),
    sparse: (_, features, rows) => HatBasis.plain(features, width, rows),
  };
};

/** Contributions of features summed for the columns they were made from: [n, d] → [n, columns]. */
export function folded(
  g: Graph,
  contributions: Value,
  { fold }: Pick<Encoding, "fold">,
  columns: number,
): Value {
  const matrix = new Float32Array(fold.length * columns);
  fold.forEach((column, feature) => {
    matrix[feature * columns + column] = 1;
  });
  return g.MatMul(
    contributions,
    g.constant("float", [fold.length, columns], matrix),
  );
}

/** Mean of each feature over all rows [n, width]. */
export function mean(features: Float32Array, width: number): Float32Array {
  const rows = features.length / width;
  const sum = new Float64Array(width);
  for (let i = 0; i < features.length; i++) sum[i % width] += features[i];
  return Float32Array.from(sum, (total) => total / rows);
}

export * as Encoding from "./encoding";
