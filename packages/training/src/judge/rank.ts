// rank: labels and probabilities in the order of the probabilities, checked once, and cut into equal masses
import { Failure } from "@mainstay/core/base/error";

export type Values = ArrayLike<number>;
// Rows ascend by p, ties in the order of the rows; `order` is the row in each place.
export type Ranked = { y: Uint8Array; p: Float64Array; order: Uint32Array };

export const bins = 15;

export function rank(y: Values, p: Values): Ranked {
  let positives = 0;
  for (let i = 0; i < p.length; i++) {
    if (!(p[i] >= 0 && p[i] <= 1))
      throw new Failure(
        "evaluate.probability",
        `Expected a probability from 0 to 1 in row ${i}, not ${p[i]}.`,
      );
    positives += y[i];
  }
  if (positives === 0 || positives === y.length)
    throw new Failure(
      "evaluate.classes",
      `Judging needs rows of both outcomes; of ${y.length} rows ${positives} are positive.`,
    );
  const order = Uint32Array.from(p, (_, i) => i).sort(
    (a, b) => p[a] - p[b] || a - b,
  );
  return {
    y: Uint8Array.from(order, (row) => y[row]),
    p: Float64Array.from(order, (row) => p[row]),
    order,
  };
}

/** Sizes of numpy.array_split's parts: the first rows % count are one longer; empty parts are left out. */
export function cuts(rows: number, count: number): number[] {
  const sizes = Array.from(
    { length: count },
    (_, k) => Math.floor(rows / count) + (k < rows % count ? 1 : 0),
  );
  return sizes.filter((size) => size > 0);
}
