// distil: one small network that says what the whole blend says (Hinton, Vinyals & Dean 2015)
import { random } from "@mainstay/core/base/random";
import { Encoding } from "../fit/encoding";
import type { FittedModel } from "../fit/fitted-model";
import { InputLayout } from "../fit/input-layout";
import { LoneModel } from "../fit/lone-model";
import { networks } from "../fit/network/networks";
import { TrainingTable } from "../fit/training-table";
import { sigmoid } from "@mainstay/core/stats/log-odds";

const student = networks(
  "distilled",
  Encoding.piecewise({ bins: 8, scale: "normal" }),
  { epochs: 40, patience: 6, batch: 64, rate: 2e-3, l2: 1e-4, references: 8 },
);
// So small a network learns little from more rows.
const maxRows = 50_000;

/**
 * A network fitted to the probabilities of `teacher`, its logits [n] of the rows. Logits by models that did not see the row
 * teach what is known of it, and not what was learned by heart.
 */
export function distilled(
  { learner, layout }: Pick<FittedModel.Info, "learner" | "layout">,
  rows: TrainingTable.Info,
  teacher: ArrayLike<number>,
  { seed, signal }: { seed: number; signal?: AbortSignal },
): Promise<FittedModel.Info> {
  const order = random(seed).permutation(rows.frame.rows);
  const some = order.subarray(0, maxRows).sort();
  return LoneModel.fit(student, TrainingTable.pick(rows, some), {
    name: learner,
    layout: InputLayout.withoutTexts(layout),
    seed,
    signal,
    target: Float32Array.from(some, (row) => sigmoid(teacher[row])),
  });
}

export * as Distil from "./distil";
