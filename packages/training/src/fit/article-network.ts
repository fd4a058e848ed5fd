// article-network: the classifier of the article this system grew from, 64-32-1, as a model of its own
import { contributions } from "../onnx/rescale";
import { folded, mean } from "./explain-network";
import type { InputLayout } from "./input-layout";
import { mlp, type Options } from "./network/mlp";
import { Preprocess } from "./preprocess";
import { TrainTestSplit } from "../stats/train-test-split";
import type { FittedModel } from "./fitted-model";
import type { TrainingTable } from "./training-table";

// A fifth of the training rows picks the epoch whose weights are kept.
const validationShare = 0.2;

export type Input = TrainingTable.Info & {
  layout: InputLayout;
  seed: number;
  options?: Partial<Options>;
  progress?: (share: number, what: string) => void;
  signal?: AbortSignal;
};

export async function article({
  frame,
  at,
  label,
  group,
  layout,
  seed,
  options,
  progress = () => {},
  signal,
}: Input): Promise<FittedModel.Info> {
  const started = performance.now();
  const columns = layout.columns.map(({ name }) => name);
  const preprocess = Preprocess.fit(frame, columns, at);
  const features = await Preprocess.encode(preprocess, frame, at);
  const { epochs } = { ...mlp.defaults, ...options };
  const fitted = await mlp.fit({
    features,
    label: Float32Array.from(label),
    validation: TrainTestSplit.stratified({
      label,
      group,
      share: validationShare,
      seed,
    }).test,
    seed,
    options,
    progress: ({ epoch }) => progress(epoch / epochs, "article"),
    signal,
  });
  const width = preprocess.features.length;
  const reference = mean(features, width);
  return {
    learner: "article",
    layout,
    parts: [
      {
        name: "article",
        weight: 1,
        seconds: (performance.now() - started) / 1000,
        options: fitted.options,
        curve: fitted.curves,
      },
    ],
    predict: async (frame, at) =>
      fitted.predict(await Preprocess.encode(preprocess, frame, at)),
    graph: (g, raw) => fitted.graph(g, Preprocess.graph(g, raw, preprocess)),
    reasons: {
      intercept: 0,
      trees: [],
      calibration: null,
      graph(g, raw) {
        const shares = contributions(
          g,
          fitted.graph,
          Preprocess.graph(g, raw, preprocess),
          g.constant("float", [1, width], reference),
        );
        return {
          contributions: folded(g, shares.contributions, preprocess),
          base: shares.base,
        };
      },
    },
  };
}
