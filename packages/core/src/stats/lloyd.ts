// lloyd: points parted around k centres (Lloyd 1982), started by k-means++ (Arthur & Vassilvitskii 2007)
import type { Random } from "../base/random";

export type Points = { values: Float64Array; rows: number; width: number }; // [row, dimension]
export type Parted = {
  centres: Float64Array; // [centre, dimension]
  label: Uint8Array; // [row]
  inertia: number; // sum of squared distances to the own centre
};

const rounds = 60;

/** Squared distance between row i of a and row j of b. */
function apart(
  a: Float64Array,
  i: number,
  b: Float64Array,
  j: number,
  width: number,
) {
  let sum = 0;
  for (let d = 0; d < width; d++)
    sum += (a[i * width + d] - b[j * width + d]) ** 2;
  return sum;
}

/** The nearest centre. */
export function closest(
  { values, width }: Points,
  row: number,
  centres: Float64Array,
): number {
  const k = centres.length / width;
  let [label, least] = [0, Infinity];
  for (let c = 0; c < k; c++) {
    const found = apart(values, row, centres, c, width);
    if (found >= least) continue;
    label = c;
    least = found;
  }
  return label;
}

/** The best of several starts. */
export function part(
  points: Points,
  k: number,
  { random, restarts }: { random: Random; restarts: number },
): Parted {
  const tries = Array.from({ length: restarts }, () =>
    settle(points, start(points, k, random)),
  );
  return tries.reduce((best, one) => (one.inertia < best.inertia ? one : best));
}

// Each next centre is a point drawn in proportion to its squared distance from the centres so far.
function start(points: Points, k: number, { uniform, integer }: Random) {
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
      gap[i] = Math.min(gap[i], apart(values, i, centres, c, width));
      sum += gap[i];
    }
    let left = uniform() * sum;
    for (chosen = 0; chosen < rows - 1 && left >= gap[chosen]; chosen++)
      left -= gap[chosen];
  }
}

function settle(points: Points, centres: Float64Array): Parted {
  const { values, rows, width } = points;
  const k = centres.length / width;
  const label = new Uint8Array(rows).fill(255);
  const gap = new Float64Array(rows);
  for (let round = 0; ; round++) {
    let moved = false;
    let inertia = 0;
    for (let i = 0; i < rows; i++) {
      const found = closest(points, i, centres);
      moved ||= found !== label[i];
      label[i] = found;
      gap[i] = apart(values, i, centres, found, width);
      inertia += gap[i];
    }
    if (!moved || round === rounds) return { centres, label, inertia };
    const size = new Uint32Array(k);
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
      // A centre that lost all its points goes to the point furthest from its own.
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

/** Mean of (b − a) / max(a, b); 0 for one alone in its group (Rousseeuw 1987). */
export function silhouette(
  { values, rows, width }: Points,
  label: ArrayLike<number>,
  k: number,
): number {
  const size = new Uint32Array(k);
  const sums = new Float64Array(rows * k); // of a row's distances to each group
  for (let i = 0; i < rows; i++) {
    size[label[i]]++;
    for (let j = 0; j < i; j++) {
      const distance = Math.sqrt(apart(values, i, values, j, width));
      sums[i * k + label[j]] += distance;
      sums[j * k + label[i]] += distance;
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
