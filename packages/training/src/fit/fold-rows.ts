// fold-rows: the rows that each fold's model learns from and those that judge it
import { bernoulli } from "@mainstay/core/stats/family";
import { judge } from "@mainstay/core/stats/log-odds";
import type { Input } from "./learner";

export type FoldRows = {
  train: Int32Array[]; // of each fold's model, ascending
  held: Int32Array[]; // held out of it, ascending
};

export function rowsByFold(fold: ArrayLike<number>, folds: number): FoldRows {
  const rows = Int32Array.from(fold, (_, row) => row);
  const each = Array.from({ length: folds }, (_, k) => k);
  return {
    train: each.map((k) => rows.filter((row) => fold[row] !== k)),
    held: each.map((k) => rows.filter((row) => fold[row] === k)),
  };
}

/** Every fold's logits of its held rows, put where the rows stand, and how well they foretell the label. */
export function pooled(
  { held }: FoldRows,
  logits: ArrayLike<number>[], // [held rows] of each fold
  {
    label,
    weight,
    family = bernoulli,
  }: Pick<Input<unknown>, "label" | "weight" | "family">,
): { outOfFold: Float64Array; loss: number; accuracy: number } {
  const outOfFold = new Float64Array(label.length);
  const judged = new Uint8Array(label.length);
  held.forEach((rows, k) =>
    rows.forEach((row, i) => {
      outOfFold[row] = logits[k][i];
      judged[row] = 1;
    }),
  );
  const rows = Int32Array.from(judged, (_, row) => row).filter(
    (row) => judged[row],
  );
  const known = Float64Array.from(rows, (row) => outOfFold[row]);
  return {
    outOfFold,
    ...judge(known, label, { rows, weight, loss: family.loss }),
  };
}

/** Mean of the fold models' logits. */
export function mean(logits: ArrayLike<number>[]): Float64Array {
  return Float64Array.from(
    logits[0],
    (_, i) => logits.reduce((sum, fold) => sum + fold[i], 0) / logits.length,
  );
}

/** Rows of a matrix [n, width], copied together. */
export function take(
  matrix: Float32Array,
  width: number,
  rows: ArrayLike<number>,
): Float32Array {
  const taken = new Float32Array(rows.length * width);
  for (let i = 0; i < rows.length; i++)
    taken.set(
      matrix.subarray(rows[i] * width, (rows[i] + 1) * width),
      i * width,
    );
  return taken;
}

export * as FoldRows from "./fold-rows";
