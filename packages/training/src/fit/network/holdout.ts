// holdout: which rows are fitted and which only judge the fit
import type { Random } from "@mainstay/core/base/random";

export type Holdout = { train: Int32Array; validation: Int32Array };

/** A fifth of the rows of each label, at random; at least one row of each label stays in training. */
export function holdout(
  label: ArrayLike<number>,
  random: Random,
  share = 0.2,
): Holdout {
  const train: number[] = [];
  const validation: number[] = [];
  const order = random.permutation(label.length);
  for (const positive of [false, true]) {
    const rows = order.filter((row) => label[row] > 0.5 === positive);
    const cut = Math.min(Math.round(rows.length * share), rows.length - 1);
    rows.forEach((row, i) => (i < cut ? validation : train).push(row));
  }
  return {
    train: Int32Array.from(train).sort(),
    validation: Int32Array.from(validation).sort(),
  };
}

/** The rows left when `validation` is taken out. */
export function without(rows: number, validation: ArrayLike<number>): Holdout {
  const out = new Uint8Array(rows);
  for (let i = 0; i < validation.length; i++) out[validation[i]] = 1;
  const train = Int32Array.from({ length: rows }, (_, row) => row);
  return {
    train: train.filter((row) => !out[row]),
    validation: Int32Array.from(validation),
  };
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
