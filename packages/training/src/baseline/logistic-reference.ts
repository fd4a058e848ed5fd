// logistic-reference: plain logistic regression, which every model of the card is compared with
import { bernoulli } from "@mainstay/core/stats/family";
import { Encoding } from "../fit/encoding";
import { InputLayout } from "../fit/input-layout";
import { logistic } from "../fit/logistic/logistic";
import { LoneModel } from "../fit/lone-model";
import type { TrainingTable } from "../fit/training-table";

const reference = logistic("logistic", Encoding.standard, { tolerance: 1e-9 });

/** Log-odds of the test rows, fitted on the training rows; those of the base rate where there is nothing but text. */
export async function logits(
  train: TrainingTable.Info,
  test: TrainingTable.Info,
  columns: readonly string[],
  seed: number,
): Promise<Float64Array> {
  const layout = InputLayout.withoutTexts(
    InputLayout.plan(train.frame, columns, train.at, { texts: true }),
  );
  if (!layout.columns.length)
    return new Float64Array(test.frame.rows).fill(
      bernoulli.prior(
        train.label,
        Array.from({ length: train.frame.rows }, (_, row) => row),
      ),
    );
  const options = { name: "logistic", layout, seed } as const;
  const fitted = await LoneModel.fit(reference, train, options);
  return fitted.predict(test.frame, test.at);
}

export * as LogisticReference from "./logistic-reference";
