// hat-basis: piecewise encoded rows in the basis of hat functions (degree-1 B-splines, de Boor 1978, chapter IX), where a row has
// two numbers a column instead of one a bin. A column's scaled number and its bins span the piecewise-linear functions with
// knots at the bins' edges. Weights w of features therefore become heights h = A·w at the edges, and since logits are rows · A · w,
// gradients and Hessians come back by Aᵀ.
import type { PiecewiseEncoding } from "../piecewise-encoding";

export type HatBasis = {
  size: number; // of the basis: heights, then features kept as they are, then the intercept
  features: number; // weights, the intercept last
  start: Int32Array; // of each row in `index` and `value`, [rows + 1]
  index: Int32Array; // places in the basis that are not 0, ascending within a row
  value: Float64Array;
  columns: Column[];
  flags: number; // features kept as they are: gaps and levels
  firstBin: number;
  bins: number; // a column's bins in feature space
};
type Column = {
  first: number; // its first height
  edges: number; // heights
  scaled: number[]; // the scaled number at each edge
};

/** The chosen rows of `features` [n, d] as hats. Numbers must lie within their edges, as those that fitted the encoding do. */
export function encode(
  features: Float32Array,
  rows: ArrayLike<number>,
  { shape, numbers }: PiecewiseEncoding,
): HatBasis {
  const width = shape.features.length;
  const count = numbers.length;
  let size = 0;
  const columns = numbers.map(({ edges, mean, deviation }) => {
    const first = size;
    size += edges.length;
    const scaled = edges.map((x) =>
      deviation > 0 ? (x - mean) / deviation : 0,
    );
    return { first, edges: edges.length, scaled };
  });
  const firstFlag = count * (1 + shape.bins);
  const flags = width - firstFlag;
  const start = new Int32Array(rows.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  const put = (place: number, height: number) => {
    index.push(place);
    value.push(height);
  };
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * width;
    columns.forEach(({ first, edges }, j) => {
      const bin = from + count + j * shape.bins;
      let passed = 0;
      while (passed < edges - 1 && features[bin + passed] === 1) passed++;
      const share = passed < edges - 1 ? features[bin + passed] : 0;
      put(first + passed, 1 - share);
      if (share > 0) put(first + passed + 1, share);
    });
    for (let j = 0; j < flags; j++)
      if (features[from + firstFlag + j] !== 0) put(size + j, 1);
    put(size + flags, 1);
    start[i + 1] = index.length;
  }
  return {
    size: size + flags + 1,
    features: width + 1,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
    columns,
    flags,
    firstBin: count,
    bins: shape.bins,
  };
}

/** The chosen rows of `features` [n, width] without a change of basis, for features that are no piecewise encodings. */
export function plain(
  features: Float32Array,
  width: number,
  rows: ArrayLike<number>,
): HatBasis {
  const start = new Int32Array(rows.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    for (let j = 0; j < width; j++) {
      const x = features[rows[i] * width + j];
      if (x === 0) continue;
      index.push(j);
      value.push(x);
    }
    index.push(width);
    value.push(1);
    start[i + 1] = index.length;
  }
  return sparse(start, Int32Array.from(index), Float64Array.from(value), width);
}

/** Sparse rows of `width` features that are no encodings, an intercept of 1 last in each, as they are. */
export const sparse = (
  start: Int32Array,
  index: Int32Array,
  value: Float64Array,
  width: number,
): HatBasis => ({
  size: width + 1,
  features: width + 1,
  ...{ start, index, value },
  columns: [],
  flags: width,
  firstBin: 0,
  bins: 0,
});

/** h = A·w. */
export function heights(hats: HatBasis, weights: Float64Array): Float64Array {
  const { size, features, columns, flags, firstBin, bins } = hats;
  const out = new Float64Array(size);
  columns.forEach(({ first, edges, scaled }, j) => {
    let passed = 0;
    for (let e = 0; e < edges; e++) {
      if (e > 0) passed += weights[firstBin + j * bins + e - 1];
      out[first + e] = weights[j] * scaled[e] + passed;
    }
  });
  for (let j = 1; j <= flags + 1; j++) out[size - j] = weights[features - j];
  return out;
}

/** Aᵀ·v, where v begins at `from` with a stride, written from `to` on with a step. */
function back(
  hats: HatBasis,
  v: Float64Array,
  [from, stride]: [number, number],
  out: Float64Array,
  [to, step]: [number, number],
) {
  const { size, features, columns, flags, firstBin, bins } = hats;
  columns.forEach(({ first, edges, scaled }, j) => {
    let [behind, sum] = [0, 0];
    for (let e = edges - 1; e >= 0; e--) {
      const height = v[from + (first + e) * stride];
      sum += height * scaled[e];
      behind += height;
      if (e > 0) out[to + (firstBin + j * bins + e - 1) * step] = behind;
    }
    out[to + j * step] = sum;
  });
  for (let j = 1; j <= flags + 1; j++)
    out[to + (features - j) * step] = v[from + (size - j) * stride];
}

/** Each row's logit, Σ h·value, [rows]. */
export function logits(hats: HatBasis, weights: Float64Array): Float64Array {
  const { start, index, value } = hats;
  const h = heights(hats, weights);
  const out = new Float64Array(start.length - 1);
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    for (let a = start[i]; a < start[i + 1]; a++) sum += h[index[a]] * value[a];
    out[i] = sum;
  }
  return out;
}

/** Gradient by the weights of a loss whose derivatives by the logits are `error`: Σ row · error, [features]. */
export function slope(hats: HatBasis, error: Float64Array): Float64Array {
  const { size, start, index, value } = hats;
  const sums = new Float64Array(size);
  for (let i = 0; i < error.length; i++)
    for (let a = start[i]; a < start[i + 1]; a++)
      sums[index[a]] += error[i] * value[a];
  const out = new Float64Array(hats.features);
  back(hats, sums, [0, 1], out, [0, 1]);
  return out;
}

/** Hessian by the weights of a loss whose second derivatives by the logits are `weight`: Σ weight · row · rowᵀ, [features, features]. */
export function curvature(hats: HatBasis, weight: Float64Array): Float64Array {
  const { size, features, start, index, value } = hats;
  const sums = new Float64Array(size * size);
  for (let i = 0; i < weight.length; i++)
    for (let a = start[i]; a < start[i + 1]; a++) {
      const scaled = weight[i] * value[a];
      const row = index[a] * size;
      for (let b = start[i]; b <= a; b++)
        sums[row + index[b]] += scaled * value[b];
    }
  for (let a = 0; a < size; a++)
    for (let b = 0; b < a; b++) sums[b * size + a] = sums[a * size + b];
  const half = new Float64Array(size * features);
  for (let a = 0; a < size; a++)
    back(hats, sums, [a * size, 1], half, [a * features, 1]);
  const out = new Float64Array(features * features);
  for (let j = 0; j < features; j++)
    back(hats, half, [j, features], out, [j, features]);
  return out;
}

/** The diagonal of `curvature` alone, [features]. Within a column only neighbouring heights meet in a row. */
export function diagonal(hats: HatBasis, weight: Float64Array): Float64Array {
  const { size, features, start, index, value, columns } = hats;
  const own = new Float64Array(size);
  const next = new Float64Array(size); // with the height after it
  for (let i = 0; i < weight.length; i++)
    for (let a = start[i]; a < start[i + 1]; a++) {
      own[index[a]] += weight[i] * value[a] ** 2;
      if (index[a + 1] === index[a] + 1 && a + 1 < start[i + 1])
        next[index[a]] += weight[i] * value[a] * value[a + 1];
    }
  const out = new Float64Array(features);
  columns.forEach(({ first, edges, scaled }, j) => {
    let behind = 0;
    for (let e = edges - 1; e >= 0; e--) {
      const place = first + e;
      const both = e + 1 < edges ? 2 * next[place] : 0;
      out[j] += scaled[e] ** 2 * own[place];
      if (both !== 0) out[j] += scaled[e] * scaled[e + 1] * both;
      behind += own[place] + both;
      if (e > 0) out[hats.firstBin + j * hats.bins + e - 1] = behind;
    }
  });
  for (let j = 1; j <= hats.flags + 1; j++) out[features - j] = own[size - j];
  return out;
}

export * as HatBasis from "./hat-basis";
