// logistic-reference: plain logistic regression, which every model of the card is held against
import { logistic } from "./logistic";
import { Preprocess } from "../fit/preprocess";
import { TrainTestSplit } from "../stats/train-test-split";
import type { TrainingTable } from "../fit/training-table";

const validationShare = 0.2;

/** Log-odds of the test rows, fitted on the training rows. */
export async function logits(
  train: TrainingTable.Info,
  test: TrainingTable.Info,
  columns: readonly string[],
  seed: number,
): Promise<Float64Array> {
  const preprocess = Preprocess.fit(train.frame, columns, train.at);
  const label = Float32Array.from(train.label);
  const fitted = await logistic.fit({
    features: await Preprocess.encode(preprocess, train.frame, train.at),
    label,
    validation: TrainTestSplit.stratified({
      label,
      group: train.group,
      share: validationShare,
      seed,
    }).test,
    seed,
  });
  const features = await Preprocess.encode(preprocess, test.frame, test.at);
  return fitted.predict(features);
}

export * as LogisticReference from "./logistic-reference";
