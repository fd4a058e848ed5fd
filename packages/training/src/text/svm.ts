// svm: L2-regularised squared-hinge support vector machine by dual coordinate descent (Hsieh et al. 2008, liblinear -s 1)
import { random } from "@mainstay/core/base/random";
import type { BucketMatrix } from "./bucket-matrix";

// Results change little if it is halved or doubled.
const C = 0.5;
const epochs = 20;

// Single precision keeps the weights of half a million buckets in the cache.
export type Plane = { w: Float32Array; bias: number };

/**
 * `x` are the entries' values; `positive` is 1 or 0 by row of the matrix. The bias is a constant feature of 1. It ends when
 * no row of a pass is further than `tolerance` from its own optimum: the largest projected gradient.
 */
export function svm(
  { columns, first, column }: BucketMatrix,
  x: Float32Array,
  rows: Int32Array,
  positive: ArrayLike<number>,
  { seed, tolerance }: { seed: number; tolerance: number },
): Plane {
  const w = new Float32Array(columns);
  let bias = 0;
  const slack = 1 / (2 * C);
  const n = rows.length;
  const a = new Float64Array(n);
  const q = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    q[i] = 1 + slack;
    for (let e = first[rows[i]]; e < first[rows[i] + 1]; e++)
      q[i] += x[e] * x[e];
  }
  const { permutation } = random(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = permutation(n);
    let worst = 0;
    for (let k = 0; k < n; k++) {
      const i = order[k];
      const row = rows[i];
      const y = positive[row] ? 1 : -1;
      const end = first[row + 1];
      let margin = bias;
      for (let e = first[row]; e < end; e++) margin += w[column[e]] * x[e];
      const gradient = y * margin - 1 + a[i] * slack;
      const pull = a[i] === 0 ? Math.min(gradient, 0) : gradient;
      worst = Math.max(worst, Math.abs(pull));
      const next = Math.max(a[i] - gradient / q[i], 0);
      const step = (next - a[i]) * y;
      a[i] = next;
      if (step === 0) continue;
      bias += step;
      for (let e = first[row]; e < end; e++) w[column[e]] += step * x[e];
    }
    if (worst < tolerance) break;
  }
  return { w, bias };
}

/** Distance of a row from the plane, its side as the sign. */
export function margin(
  { first, column }: BucketMatrix,
  x: Float32Array,
  { w, bias }: Plane,
  row: number,
): number {
  let sum = bias;
  for (let e = first[row]; e < first[row + 1]; e++) sum += w[column[e]] * x[e];
  return sum;
}
