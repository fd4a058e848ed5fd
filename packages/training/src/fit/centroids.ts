// centroids: means of many rows, which a row is compared with when it is explained; no mean shows one customer
import type { Random } from "@mainstay/core/base/random";
import { Lloyd } from "@mainstay/core/stats/lloyd";

const maxSampledRows = 2000;
const maxRounds = 10;
// A mean of fewer rows would show too much of each row.
const minRowsPerMean = 10;

export type Clusters = { rows: Int32Array; cluster: Int32Array; count: number };

/** k-means over a sample of the rows [n, width]. */
export function clusters(
  features: Float32Array,
  width: number,
  wanted: number,
  draw: Random,
): Clusters {
  const rows = draw
    .permutation(features.length / width)
    .subarray(0, maxSampledRows)
    .sort();
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, i) =>
    values.set(features.subarray(row * width, (row + 1) * width), i * width),
  );
  const points = { values, rows: rows.length, width };
  const starts = Lloyd.start(points, Math.min(wanted, rows.length), draw);
  const { centres, size } = Lloyd.settle(points, starts, maxRounds);
  const kept = Array.from(size.keys()).filter((c) => size[c] >= minRowsPerMean);
  if (kept.length === 0)
    return { rows, cluster: new Int32Array(rows.length), count: 1 };
  const middles = Float64Array.from(
    kept.flatMap((c) => [...centres.subarray(c * width, (c + 1) * width)]),
  );
  const cluster = rows.map((_, i) => Lloyd.nearest(points, i, middles));
  return { rows, cluster, count: kept.length };
}

/** Mean of each cluster's rows, [count, width]; `features` may be another encoding of the same rows. */
export function centroids(
  features: Float32Array,
  width: number,
  { rows, cluster, count }: Clusters,
): Float32Array {
  const size = new Int32Array(count);
  const sums = new Float64Array(count * width);
  cluster.forEach((c, i) => {
    size[c]++;
    for (let j = 0; j < width; j++)
      sums[c * width + j] += features[rows[i] * width + j];
  });
  return Float32Array.from(
    sums,
    (sum, k) => sum / Math.max(1, size[Math.floor(k / width)]),
  );
}
