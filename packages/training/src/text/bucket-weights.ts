// bucket-weights: how much a bucket tells — its rarity times how differently it occurs in the two classes — and rows scaled by it
import type { BucketMatrix } from "./bucket-matrix";

type Rows = ArrayLike<number>;

/**
 * u = (ln((1 + n) / (1 + df)) + 1) · (|r| + ½) with r the log-ratio of Wang & Manning 2012, from the given rows;
 * 0 where fewer than two of them have the bucket. `positive` is 1 or 0 by row of the matrix.
 */
export function weigh(
  { columns, first, column }: BucketMatrix,
  rows: Rows,
  positive: ArrayLike<number>,
): Float32Array {
  const within = new Int32Array(columns);
  const without = new Int32Array(columns);
  let positives = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const counted = positive[row] ? within : without;
    positives += positive[row];
    for (let e = first[row]; e < first[row + 1]; e++) counted[column[e]]++;
  }
  const n = rows.length;
  const base = Math.log((n - positives + 2) / (positives + 2));
  const u = new Float32Array(columns);
  for (let c = 0; c < columns; c++) {
    const df = within[c] + without[c];
    if (df < 2) continue;
    const r = Math.log((within[c] + 1) / (without[c] + 1)) + base;
    u[c] = (Math.log((1 + n) / (1 + df)) + 1) * (Math.abs(r) + 0.5);
  }
  return u;
}

/** Entries [entries] of every row: frequency · u, each block of unit length, over √blocks. */
export function scale(
  { rows, first, column, frequency, block, blocks }: BucketMatrix,
  u: Float32Array,
): Float32Array {
  const x = new Float32Array(column.length);
  const squares = new Float64Array(blocks);
  for (let row = 0; row < rows; row++) {
    squares.fill(0);
    for (let e = first[row]; e < first[row + 1]; e++) {
      const c = column[e];
      x[e] = frequency[e] * u[c];
      squares[block[c]] += x[e] * x[e];
    }
    for (let b = 0; b < blocks; b++)
      squares[b] = squares[b] > 0 ? 1 / Math.sqrt(squares[b] * blocks) : 0;
    for (let e = first[row]; e < first[row + 1]; e++)
      x[e] *= squares[block[column[e]]];
  }
  return x;
}
