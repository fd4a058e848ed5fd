// lloyd: k-means clustering (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007), and its silhouette
import type { Random } from "../base/random";

type Values = Float64Array | Float32Array;
export type Points = { values: Values; rows: number; width: number }; // [row, dimension]
export type Clusters = {
  centres: Float64Array; // [centre, dimension]
  size: Uint32Array; // [centre], rows whose mean it is
  label: Uint8Array; // [row], the nearest centre
  inertia: number; // sum of squared distances to the nearest centre
};

/** Squared distance between row i of a and row j of b. */
function distance(a: Values, i: number, b: Values, j: number, width: number) {
  let sum = 0;
  for (let d = 0; d < width; d++)
    sum += (a[i * width + d] - b[j * width + d]) ** 2;
  return sum;
}

/** Index of the centre that is nearest to a row. */
export function nearest(
  { values, width }: Points,
  row: number,
  centres: Float64Array,
): number {
  const k = centres.length / width;
  let [label, smallest] = [0, Infinity];
  for (let c = 0; c < k; c++) {
    const found = distance(values, row, centres, c, width);
    if (found >= smallest) continue;
    label = c;
    smallest = found;
  }
  return label;
}

/** The clusters of least inertia among several starts. */
export function fit(
  points: Points,
  k: number,
  { random, restarts }: { random: Random; restarts: number },
): Clusters {
  const tries = Array.from({ length: restarts }, () =>
    settle(points, start(points, k, random)),
  );
  return tries.reduce((best, one) => (one.inertia < best.inertia ? one : best));
}

/** k rows as first centres: each next one is drawn in proportion to its squared distance from the centres so far. */
export function start(points: Points, k: number, { uniform, integer }: Random) {
  const { values, rows, width } = points;
  const centres = new Float64Array(k * width);
  const gap = new Float64Array(rows).fill(Infinity);
  let chosen = integer(rows);
  for (let c = 0; ; c++) {
    centres.set(
      values.subarray(chosen * width, (chosen + 1) * width),
      c * width,
    );
    if (c === k - 1) return centres;
    let sum = 0;
    for (let i = 0; i < rows; i++) {
      gap[i] = Math.min(gap[i], distance(values, i, centres, c, width));
      sum += gap[i];
    }
    let left = uniform() * sum;
    for (chosen = 0; chosen < rows - 1 && left >= gap[chosen]; chosen++)
      left -= gap[chosen];
  }
}

/** Moves the centres to the means of their rows, until no row changes its centre; overwrites `centres`. */
export function settle(
  points: Points,
  centres: Float64Array,
  maxRounds = 60,
): Clusters {
  const { values, rows, width } = points;
  const k = centres.length / width;
  const label = new Uint8Array(rows).fill(255);
  const gap = new Float64Array(rows);
  const size = new Uint32Array(k);
  for (let round = 0; ; round++) {
    let moved = false;
    let inertia = 0;
    for (let i = 0; i < rows; i++) {
      const found = nearest(points, i, centres);
      moved ||= found !== label[i];
      label[i] = found;
      gap[i] = distance(values, i, centres, found, width);
      inertia += gap[i];
    }
    if (!moved || round === maxRounds) return { centres, size, label, inertia };
    size.fill(0);
    const sums = new Float64Array(k * width);
    for (let i = 0; i < rows; i++) {
      size[label[i]]++;
      for (let d = 0; d < width; d++)
        sums[label[i] * width + d] += values[i * width + d];
    }
    for (let c = 0; c < k; c++) {
      if (size[c] > 0)
        for (let d = 0; d < width; d++)
          centres[c * width + d] = sums[c * width + d] / size[c];
      // A centre that lost all its rows moves to the row that is furthest from its own centre.
      if (size[c] === 0) {
        const furthest = gap.indexOf(gap.reduce((a, b) => Math.max(a, b)));
        gap[furthest] = 0;
        centres.set(
          values.subarray(furthest * width, (furthest + 1) * width),
          c * width,
        );
      }
    }
  }
}

/**
 * Mean over rows of (b − a) / max(a, b), a the mean distance to the own cluster and b to the nearest other one; 0 for a row
 * alone in its cluster (Rousseeuw 1987).
 */
export function silhouette(
  { values, rows, width }: Points,
  label: ArrayLike<number>,
  k: number,
): number {
  const size = new Uint32Array(k);
  const sums = new Float64Array(rows * k); // [row, cluster], of the row's distances to the cluster
  for (let i = 0; i < rows; i++) {
    size[label[i]]++;
    for (let j = 0; j < i; j++) {
      const away = Math.sqrt(distance(values, i, values, j, width));
      sums[i * k + label[j]] += away;
      sums[j * k + label[i]] += away;
    }
  }
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const own = label[i];
    if (size[own] < 2) continue;
    const a = sums[i * k + own] / (size[own] - 1);
    let b = Infinity;
    for (let c = 0; c < k; c++)
      if (c !== own && size[c] > 0) b = Math.min(b, sums[i * k + c] / size[c]);
    if (b < Infinity && Math.max(a, b) > 0) total += (b - a) / Math.max(a, b);
  }
  return total / rows;
}

export * as Lloyd from "./lloyd";
