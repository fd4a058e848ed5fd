// outcome-reference: the plainest answers to any kind of label, which a model is compared with: the mean and a straight line
import { Outcome } from "@mainstay/core/outcome/outcome";
import { type Family, gaussian } from "@mainstay/core/stats/family";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { Encoding } from "../fit/encoding";
import { InputLayout } from "../fit/input-layout";
import { logistic } from "../fit/logistic/logistic";
import { LoneModel } from "../fit/lone-model";
import type { OutcomeRows } from "../outcome/outcome-rows";

const line = logistic("line", Encoding.standard);

async function fitted(
  train: OutcomeRows.Info,
  label: Float64Array,
  columns: readonly string[],
  { seed, family }: { seed: number; family?: Family },
) {
  const layout = InputLayout.plan(train.frame, columns, train.at);
  const options = { name: "logistic", layout, family, seed } as const;
  return LoneModel.fit(line, { ...train, label }, options);
}

/** The training rows' mean for everybody, and linear regression; intervals are those of the training rows' own errors. */
export async function amounts(
  train: OutcomeRows.Info,
  test: OutcomeRows.Info,
  columns: readonly string[],
  seed: number,
): Promise<Record<"mean" | "linear", Outcome.Amounts>> {
  const { label } = train;
  const mean = label.reduce((a, b) => a + b, 0) / label.length;
  const deviation =
    Math.sqrt(
      label.reduce((sum, y) => sum + (y - mean) ** 2, 0) / label.length,
    ) || 1;
  const linear = await fitted(
    train,
    label.map((y) => (y - mean) / deviation),
    columns,
    { seed, family: gaussian },
  );
  const own = (z: Float64Array) => z.map((x) => mean + deviation * x);
  const inside = own(await linear.predict(train.frame, train.at));
  const value = own(await linear.predict(test.frame, test.at));
  return {
    mean: around(
      new Float64Array(test.label.length).fill(mean),
      label.map((y) => y - mean),
    ),
    linear: around(
      value,
      label.map((y, row) => y - inside[row]),
    ),
  };
}

function around(value: Float64Array, errors: Float64Array): Outcome.Amounts {
  const sorted = errors.slice().sort();
  const ends = Outcome.levelNames.map((name) => {
    const off = quantile(sorted, Outcome.levels[name]);
    return [name, value.map((at) => at + off)];
  });
  return { value, ...Object.fromEntries(ends) };
}

/** Every class's share of the training rows, and logistic regressions of each class brought to a sum of 1; [rows, classes]. */
export async function shares(
  train: OutcomeRows.Info,
  test: OutcomeRows.Info,
  columns: readonly string[],
  { classes, seed }: { classes: number; seed: number },
): Promise<Record<"shares" | "linear", Float64Array>> {
  const rows = test.label.length;
  const counts = new Float64Array(classes).fill(0.5);
  for (const k of train.label) counts[k]++;
  const plain = counts.map((n) => n / (train.label.length + classes / 2));
  const linear = new Float64Array(rows * classes);
  for (let k = 0; k < classes; k++) {
    const label = train.label.map((y) => +(y === k));
    const z =
      counts[k] < 3
        ? new Float64Array(rows).fill(Math.log(plain[k]))
        : await (
            await fitted(train, label, columns, { seed })
          ).predict(test.frame, test.at);
    for (let row = 0; row < rows; row++)
      linear[row * classes + k] = 1 / (1 + Math.exp(-z[row]));
  }
  for (let row = 0; row < rows; row++) {
    const own = linear.subarray(row * classes, (row + 1) * classes);
    const sum = own.reduce((a, b) => a + b, 0);
    for (let k = 0; k < classes; k++) own[k] /= sum;
  }
  return {
    shares: Float64Array.from(
      { length: rows * classes },
      (_, i) => plain[i % classes],
    ),
    linear,
  };
}

export * as OutcomeReference from "./outcome-reference";
