// plain-features: learners on a matrix of features as it stands, without a table before it
import { Frame } from "@mainstay/core/tabular/frame";
import type { Encoder } from "@mainstay/training/fit/encoding";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import type { Learner } from "@mainstay/training/fit/learner";
import { HatBasis } from "@mainstay/training/fit/logistic/hat-basis";
import { logistic as logisticOn } from "@mainstay/training/fit/logistic/logistic";
import { networks } from "@mainstay/training/fit/network/networks";
import { TrainTestSplit } from "@mainstay/training/stats/train-test-split";
import type { Graph, Value } from "@mainstay/training/onnx/graph";

const asTheyStand: Encoder = ({ layout }, train) => {
  const names = layout.inputs.numbers;
  const width = names.length;
  return {
    options: {},
    width,
    fold: names.map((_, j) => j),
    graph: (_, { numbers }) => train.map(() => numbers),
    async encode(_, frame) {
      const out = new Float32Array(frame.rows * width);
      names.forEach((name, j) => {
        const column = Frame.column(frame, name);
        if (column?.type === "number")
          column.values.forEach((x, i) => (out[i * width + j] = x));
      });
      return out;
    },
    sparse: (_, features, rows) => HatBasis.plain(features, width, rows),
  };
};

function frame(features: Float32Array, width: number): Frame {
  const rows = features.length / width;
  return {
    rows,
    columns: Array.from({ length: width }, (_, j) => ({
      name: `x${j}`,
      type: "number",
      values: Float64Array.from(
        { length: rows },
        (_, i) => features[i * width + j],
      ),
    })),
  };
}

type Input<Options> = {
  features: Float32Array; // [n, d]
  label: Float32Array;
  weight?: Float32Array;
  validation?: ArrayLike<number>; // rows held out; a fifth unless told
  seed: number;
  options?: Partial<Options>;
  progress?: (epoch: { epoch: number }) => void;
  signal?: AbortSignal;
};

function on<Options>(learner: Learner<Options>) {
  return {
    defaults: learner.defaults,
    async fit({
      features,
      label,
      validation,
      progress,
      ...input
    }: Input<Options>) {
      const width = features.length / label.length;
      const held =
        validation ??
        TrainTestSplit.stratified({ label, seed: input.seed }).test;
      const fold = new Int32Array(label.length).fill(1);
      for (const row of Array.from(held)) fold[row] = 0;
      const table = frame(features, width);
      let epoch = 0;
      const names = table.columns.map(({ name }) => name);
      const at = new Float64Array(label.length);
      const fitted = await learner.fit({
        ...input,
        frame: table,
        layout: {
          columns: names.map((name) => ({
            name,
            type: "number",
            role: "numbers",
          })),
          inputs: { numbers: names, categories: [] },
        } satisfies InputLayout,
        at,
        label,
        fold,
        folds: 1,
        progress: () => progress?.({ epoch: ++epoch }),
      });
      return {
        features: width,
        options: fitted.options,
        curves: fitted.curve,
        predict: (rows: Float32Array) => {
          const other = frame(rows, width);
          return fitted.predict(other, new Float64Array(other.rows));
        },
        graph: (g: Graph, x: Value) =>
          fitted.graph(g, { numbers: x, categories: x, at: x }),
      };
    },
  };
}

export const mlp = on(networks("mlp", asTheyStand));
export const logistic = on(
  logisticOn("logistic", asTheyStand, { tolerance: 1e-9 }),
);
export type Fitted = Awaited<ReturnType<typeof logistic.fit>>;
