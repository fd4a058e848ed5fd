// fold-rows: the rows a fold model learns from and those it is judged by
import { judge } from "../stats/sigmoid";

export type FoldRows = {
  train: Int32Array[]; // of each fold model, ascending
  held: Int32Array[];
};

export function rowsByFold(fold: ArrayLike<number>, folds: number): FoldRows {
  const rows = Int32Array.from(fold, (_, row) => row);
  const each = Array.from({ length: folds }, (_, k) => k);
  return {
    train: each.map((k) => rows.filter((row) => fold[row] !== k)),
    held: each.map((k) => rows.filter((row) => fold[row] === k)),
  };
}

/** Logits of each fold's held rows, put where the rows stand. */
export function pooled(
  { held }: FoldRows,
  logits: ArrayLike<number>[],
): Float64Array {
  const out = new Float64Array(held.reduce((n, rows) => n + rows.length, 0));
  held.forEach((rows, k) =>
    rows.forEach((row, i) => (out[row] = logits[k][i])),
  );
  return out;
}

export const lossOf = (logits: Float64Array, label: ArrayLike<number>) =>
  judge(logits, label, {}).loss;

/** Mean of the fold models' logits. */
export function mean(logits: ArrayLike<number>[]): Float64Array {
  return Float64Array.from(
    logits[0],
    (_, i) => logits.reduce((sum, fold) => sum + fold[i], 0) / logits.length,
  );
}

export * as FoldRows from "./fold-rows";
