// lone-model: a learner that serves without others beside it, fitted on most rows and stopped by the rest
import type { Name } from "@mainstay/core/learning/learner";
import type { Family } from "@mainstay/core/stats/family";
import { TrainTestSplit } from "../stats/train-test-split";
import type { FittedModel } from "./fitted-model";
import type { InputLayout } from "./input-layout";
import type { Learner } from "./learner";
import type { TrainingTable } from "./training-table";

const validationShare = 0.2;

export type Options = {
  name: Name; // that the definition asked for
  layout: InputLayout;
  family?: Family;
  target?: ArrayLike<number>; // [n], 0 … 1, learned instead of the label
  seed: number;
  progress?: (share: number, what: string) => void;
  signal?: AbortSignal;
};

export async function fit(
  learner: Learner<any>,
  { frame, at, label, group, weight }: TrainingTable.Info,
  { name, layout, family, target = label, seed, progress, signal }: Options,
): Promise<FittedModel.Info> {
  const started = performance.now();
  const share = validationShare;
  const { test } = TrainTestSplit.stratified({ label, group, share, seed });
  const fold = new Uint8Array(frame.rows).fill(1);
  for (const row of test) fold[row] = 0;
  const fitted = await learner.fit({
    frame,
    at,
    layout,
    label: target,
    weight,
    family,
    fold,
    folds: 1,
    seed,
    progress: (share) => progress?.(share, learner.name),
    signal,
  });
  const { options, curve, predict, graph, explain = null } = fitted;
  const seconds = (performance.now() - started) / 1000;
  return {
    learner: name,
    layout,
    parts: [{ name: learner.name, weight: 1, seconds, options, curve }],
    predict,
    graph,
    reasons: { intercept: 0, trees: [], calibration: null, graph: explain },
  };
}

export * as LoneModel from "./lone-model";
