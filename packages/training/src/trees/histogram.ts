// histogram: sums of gradients and hessians per bin; both are whole numbers packed into one double, so that a sum is
// exact, the same in whatever order, and costs one addition (quantised gradients as Shi et al. 2022)
import type { Random } from "@mainstay/core/base/random";
import type { Binned } from "./bins";

/** Codes of all columns side by side, each moved to its own range of bins: [rows, width]. */
export type Matrix = {
  width: number; // columns, padded to a multiple of four by a bin nobody reads
  offset: Int32Array; // of each column's first bin
  bins: number;
  codes: Uint16Array | Uint32Array;
};

export function matrix({ columns, rows, codes }: Binned): Matrix {
  const width = Math.ceil(columns.length / 4) * 4;
  const offset = new Int32Array(columns.length + 1);
  columns.forEach(({ size }, j) => (offset[j + 1] = offset[j] + size + 1));
  const bins = offset[columns.length] + 1;
  const wide = new (bins > 65536 ? Uint32Array : Uint16Array)(rows * width);
  wide.fill(bins - 1);
  for (let j = 0; j < columns.length; j++) {
    const from = j * rows;
    for (let i = 0; i < rows; i++)
      wide[i * width + j] = offset[j] + codes[from + i];
  }
  return { width, offset, bins, codes: wide };
}

// A packed sum is hessian · unit + gradient, |gradient| < unit / 2 and hessian < 2²⁵: within the 53 bits of a double.
export const unit = 2 ** 27;
const maxHessianUnits = 2 ** 25;

export const hessian = (sum: number) => Math.floor((sum + unit / 2) / unit);

export type Scale = {
  gradient: number;
  hessian: number;
  dispersion: number; // a gradient's square for each unit of hessian, on average, in packed units
};

/**
 * Gradients and hessians of `rows` as packed whole numbers, in units so fine that no sum leaves its bits. Rounding is
 * up or down at random, so that sums are right on average.
 */
export function pack(
  into: Float64Array,
  gradient: Float64Array,
  hessians: Float64Array,
  rows: Int32Array,
  random: Random,
): Scale {
  let [sumGradient, sumHessian, sumSquare] = [0, 0, 0];
  for (let q = 0; q < rows.length; q++) {
    sumGradient += Math.abs(gradient[rows[q]]);
    sumHessian += hessians[rows[q]];
    sumSquare += gradient[rows[q]] ** 2;
  }
  const room = maxHessianUnits - rows.length;
  if (room <= 0)
    throw new Error(`${rows.length} rows exceed ${maxHessianUnits}`);
  const g = sumGradient > 0 ? room / sumGradient : 0;
  const h = sumHessian > 0 ? room / sumHessian : 0;
  // Marsaglia's xorshift (2003) is quick, and there are two draws for each row and tree.
  let draw = random.next() | 1;
  for (let q = 0; q < rows.length; q++) {
    const i = rows[q];
    draw ^= draw << 13;
    draw ^= draw >>> 17;
    draw ^= draw << 5;
    into[i] =
      Math.floor(gradient[i] * g + (draw & 0xffff) / 0x10000) +
      Math.floor(hessians[i] * h + (draw >>> 16) / 0x10000) * unit;
  }
  const dispersion = h > 0 ? ((sumSquare / sumHessian) * g * g) / h : 0;
  return { gradient: g, hessian: h, dispersion };
}

/** Sums over rows[from…to) of every bin. It takes two rows at a time, so that both wait for memory at once. */
export function fill(
  into: Float64Array,
  { codes, width }: Matrix,
  packed: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
) {
  into.fill(0);
  for (let q = from; q < to; q += 2) {
    const row = rows[q];
    const twin = q + 1 < to ? rows[q + 1] : row;
    const a = packed[row];
    const b = q + 1 < to ? packed[twin] : 0;
    const end = (row + 1) * width;
    for (let k = row * width, m = twin * width; k < end; k += 4, m += 4) {
      into[codes[k]] += a;
      into[codes[m]] += b;
      into[codes[k + 1]] += a;
      into[codes[m + 1]] += b;
      into[codes[k + 2]] += a;
      into[codes[m + 2]] += b;
      into[codes[k + 3]] += a;
      into[codes[m + 3]] += b;
    }
  }
}

/** A child's sums, which are its parent's less those of the other child. */
export function subtract(node: Float64Array, child: Float64Array) {
  for (let k = 0; k < node.length; k++) node[k] -= child[k];
}

export * as Histogram from "./histogram";
