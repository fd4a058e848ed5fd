// centroids: means of many rows, which a row is compared with when it is explained; no mean shows one customer
import type { Random } from "@mainstay/core/base/random";

const maxSampledRows = 2000;
const rounds = 10;
// A mean of fewer rows would show too much of each row.
const minRowsPerMean = 10;

export type Clusters = { rows: Int32Array; cluster: Int32Array; count: number };

/** k-means (Lloyd 1982) over a sample of the rows [n, width], started at rows drawn far apart (k-means++, Arthur 2007). */
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
  const row = (i: number) =>
    features.subarray(rows[i] * width, (rows[i] + 1) * width);
  let centres = spread(rows.length, row, wanted, draw);
  let cluster = new Int32Array(rows.length);
  for (let round = 0; round < rounds; round++) {
    cluster = cluster.map((_, i) => nearest(row(i), centres).centre);
    centres = means(cluster, centres.length, row, width).centres;
  }
  const { counts } = means(cluster, centres.length, row, width);
  const kept = centres.filter((_, k) => counts[k] >= minRowsPerMean);
  if (kept.length === 0) return { rows, cluster: cluster.fill(0), count: 1 };
  cluster = cluster.map((_, i) => nearest(row(i), kept).centre);
  return { rows, cluster, count: kept.length };
}

/** Mean of each cluster's rows, [count, width]; `features` may be another encoding of the same rows. */
export function centroids(
  features: Float32Array,
  width: number,
  { rows, cluster, count }: Clusters,
): Float32Array {
  const row = (i: number) =>
    features.subarray(rows[i] * width, (rows[i] + 1) * width);
  const { centres } = means(cluster, count, row, width);
  return Float32Array.from(centres.flatMap((centre) => [...centre]));
}

type Row = (i: number) => ArrayLike<number>;

function distance(a: ArrayLike<number>, b: ArrayLike<number>) {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += (a[j] - b[j]) ** 2;
  return sum;
}

function nearest(row: ArrayLike<number>, centres: ArrayLike<number>[]) {
  let best = { centre: 0, away: Infinity };
  centres.forEach((each, centre) => {
    const away = distance(row, each);
    if (away < best.away) best = { centre, away };
  });
  return best;
}

function spread(rows: number, row: Row, wanted: number, draw: Random) {
  const centres = [Float64Array.from(row(draw.integer(rows)))];
  const away = new Float64Array(rows).fill(Infinity);
  while (centres.length < Math.min(wanted, rows)) {
    let total = 0;
    for (let i = 0; i < rows; i++) {
      away[i] = Math.min(away[i], distance(row(i), centres.at(-1)!));
      total += away[i];
    }
    if (total === 0) break;
    let left = draw.uniform() * total;
    let next = 0;
    while (next < rows - 1 && (left -= away[next]) > 0) next++;
    centres.push(Float64Array.from(row(next)));
  }
  return centres;
}

function means(cluster: Int32Array, count: number, row: Row, width: number) {
  const counts = new Int32Array(count);
  const centres = Array.from({ length: count }, () => new Float64Array(width));
  cluster.forEach((k, i) => {
    counts[k]++;
    const values = row(i);
    for (let j = 0; j < width; j++) centres[k][j] += values[j];
  });
  centres.forEach((centre, k) => {
    for (let j = 0; j < width; j++) centre[j] /= Math.max(1, counts[k]);
  });
  return { centres, counts };
}
