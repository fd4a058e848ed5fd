// distil: one small network that says what the whole blend says (Hinton, Vinyals & Dean 2015)
import { mlp } from "../fit/network/mlp";
import { folded } from "../fit/explain-network";
import { centroids, clusters } from "../fit/centroids";
import { contributions } from "../onnx/rescale";
import { PiecewiseEncoding } from "../fit/piecewise-encoding";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "../stats/sigmoid";
import { TrainTestSplit } from "../stats/train-test-split";
import { FittedModel } from "../fit/fitted-model";
import { TrainingTable } from "../fit/training-table";

const options = { epochs: 40, patience: 6, batch: 64, rate: 2e-3, l2: 1e-4 };
const bins = 8;
const references = 8;
// A fifth of the rows picks the epoch whose weights are kept.
const validationShare = 0.2;
// More teach so small a network little.
const mostRows = 50_000;

/**
 * `teacher` holds its logits [n] of the rows; their probabilities are the targets. Those of models that did not see the
 * row teach what is known of it, not what was learned by heart.
 */
export async function distilled(
  { learner, layout }: Pick<FittedModel.Info, "learner" | "layout">,
  rows: TrainingTable.Info,
  teacher: ArrayLike<number>,
  { seed, signal }: { seed: number; signal?: AbortSignal },
): Promise<FittedModel.Info> {
  const started = performance.now();
  const draw = random(seed);
  const some = draw.permutation(rows.frame.rows).subarray(0, mostRows).sort();
  const { frame, at, label, group } = TrainingTable.pick(rows, some);
  const shape = PiecewiseEncoding.shape(frame, layout, {
    bins,
    scale: "normal",
  });
  const piecewise = PiecewiseEncoding.fit(shape, frame, at, [...some.keys()]);
  const width = shape.features.length;
  const [features] = await PiecewiseEncoding.encode([piecewise], frame, at);
  const student = await mlp.fit({
    features,
    label: Float32Array.from(some, (row) => sigmoid(teacher[row])),
    validation: TrainTestSplit.stratified({
      label,
      group,
      share: validationShare,
      seed,
    }).test,
    seed,
    options,
    signal,
  });
  const background = centroids(
    features,
    width,
    clusters(features, width, references, draw),
  );
  return {
    learner,
    layout,
    parts: [
      {
        name: "distilled",
        weight: 1,
        seconds: (performance.now() - started) / 1000,
        options: student.options,
        curve: student.curves,
      },
    ],
    async predict(frame, at) {
      const [features] = await PiecewiseEncoding.encode([piecewise], frame, at);
      return student.predict(features);
    },
    graph: (g, raw) =>
      student.graph(g, PiecewiseEncoding.graph(g, raw, [piecewise])[0]),
    reasons: {
      intercept: 0,
      trees: [],
      calibration: null,
      graph(g, raw) {
        const shares = contributions(
          g,
          student.graph,
          PiecewiseEncoding.graph(g, raw, [piecewise])[0],
          g.constant("float", [background.length / width, width], background),
        );
        return {
          contributions: folded(g, shares.contributions, {
            fold: shape.fold,
            columns: layout.columns,
          }),
          base: shares.base,
        };
      },
    },
  };
}

export * as Distil from "./distil";
