// near-copies: rows that agree in so many columns that chance does not explain it, such as one customer a little later
import type { Frame } from "@mainstay/core/tabular/frame";
import { random } from "@mainstay/core/base/random";
import { Bins } from "../trees/bins";

// Numbers are compared by fine bins, since most columns of a copy stay as they are, and by coarse ones, in which a small
// change of every column mostly goes unseen.
const resolutions = [256, 17];
// Tables of equal bits in a band: a pair that agrees in half of twenty columns of 5 bits meets in one of them 19 times in 20.
const bands = 64;
// Rows of one bucket that a row is compared with.
const compared = 2;
// A pair has to be so much rarer than one in all pairs of the table, in bits.
const surprise = 8;
// Rows that are joined for being alike, at most: what is alike in a chain of many is a kind of customer, not one.
const mostCopies = 24;
const sampledPairs = 20_000;
const deviations = 6;

const pairBits = (n: number) => Math.log2((n * (n - 1)) / 2 || 1);

export type Found = {
  group: Int32Array; // [n]
  share: number; // of the rows, that are in a group of two or more
};

/**
 * Rows of one given group stay together, and groups with near copies of each other are joined. Rows are near copies when
 * the columns they agree in would agree by chance in less than one pair of the table. Where even whole rows would, equal
 * rows merely repeat and are no group. Pairs are found by hashes of random columns (locality-sensitive hashing, Indyk &
 * Motwani 1998), in time linear in rows × columns.
 */
export function find(
  frame: Frame,
  names: readonly string[],
  at: ArrayLike<number>,
  given: ArrayLike<number>,
): Found {
  const n = frame.rows;
  const parent = Int32Array.from({ length: n }, (_, row) => row);
  const size = new Int32Array(n).fill(1);
  const first = new Map<number, number>();
  for (let row = 0; row < n; row++) {
    const known = first.get(given[row]);
    if (known === undefined) first.set(given[row], row);
    else unite(parent, size, known, row);
  }
  const draw = random(0);
  const hash = new Int32Array(n);
  for (const bins of resolutions) {
    const fitted = Bins.fit(frame, names, at, { bins });
    const { codes, columns } = Bins.apply(fitted, frame, at);
    const bits = columns.map((_, j) =>
      bitsOf(codes.subarray(j * n, (j + 1) * n)),
    );
    const wanted = leastBits(codes, bits, n);
    if (bits.reduce((a, b) => a + b, 0) < wanted) {
      if (bins !== resolutions[0] || !repeat(codes, given)) continue;
      return { group: Int32Array.from(parent.keys()), share: 0 };
    }
    for (let band = 0; band < bands; band++) {
      hashed(
        hash,
        codes,
        bits,
        draw.permutation(columns.length),
        pairBits(n) / 2,
      );
      meet(hash, (a, b) => {
        const [one, other] = [root(parent, a), root(parent, b)];
        if (one === other || size[one] + size[other] > mostCopies) return;
        if (agreement(codes, bits, n, a, b) >= wanted)
          unite(parent, size, a, b);
      });
    }
  }
  const group = parent.map((_, row) => root(parent, row));
  return { group, share: shareOf(group) };
}

/** Whether rows have so little to say that equal ones merely repeat: rows of one given group are equal in every column. */
export function repeats(
  frame: Frame,
  names: readonly string[],
  at: ArrayLike<number>,
  given: ArrayLike<number>,
): boolean {
  const bins = resolutions[0];
  const fitted = Bins.fit(frame, names, at, { bins });
  const { codes, columns } = Bins.apply(fitted, frame, at);
  const n = frame.rows;
  const bits = columns.map((_, j) =>
    bitsOf(codes.subarray(j * n, (j + 1) * n)),
  );
  const told = bits.reduce((a, b) => a + b, 0);
  return told < leastBits(codes, bits, n) && repeat(codes, given);
}

/** Share of the rows that are in a group of two or more. */
function shareOf(group: ArrayLike<number>): number {
  const count = new Map<number, number>();
  for (let row = 0; row < group.length; row++)
    count.set(group[row], (count.get(group[row]) ?? 0) + 1);
  let rows = 0;
  for (const size of count.values()) if (size > 1) rows += size;
  return group.length ? rows / group.length : 0;
}

/** Bits that two rows' agreement in a column is worth: −log₂ of its chance. */
function bitsOf(codes: Uint8Array): number {
  const count = new Float64Array(256);
  for (const code of codes) count[code]++;
  let chance = 0;
  for (const each of count) chance += (each / codes.length) ** 2;
  return -Math.log2(chance);
}

/** Hashes as many columns, in the given order, as tell a row from most others. */
function hashed(
  into: Int32Array,
  codes: Uint8Array,
  bits: number[],
  order: ArrayLike<number>,
  wanted: number,
) {
  const n = into.length;
  into.fill(0x811c9dc5);
  let told = 0;
  for (let k = 0; k < order.length && told < wanted; k++) {
    const j = order[k];
    if (bits[j] < 0.05) continue;
    told += bits[j];
    for (let row = 0; row < n; row++) {
      const mixed = Math.imul(into[row] ^ (codes[j * n + row] + 1), 0x9e3779b1);
      into[row] = mixed ^ (mixed >>> 15);
    }
  }
}

/** Calls `visit` with each row and those before it of the same hash, the nearest few. */
function meet(hash: Int32Array, visit: (a: number, b: number) => void) {
  const last = new Map<number, number>();
  const before = new Int32Array(hash.length).fill(-1);
  for (let row = 0; row < hash.length; row++) {
    before[row] = last.get(hash[row]) ?? -1;
    last.set(hash[row], row);
    let other = before[row];
    for (let k = 0; k < compared && other >= 0; k++) {
      visit(other, row);
      other = before[other];
    }
  }
}

/**
 * Bits that a pair of near copies has to agree in: rarer than one in all pairs if columns were independent and, since they are
 * not, further from what random pairs agree in than a normal distribution gets in all pairs.
 */
function leastBits(codes: Uint8Array, bits: number[], n: number): number {
  const draw = random(1);
  let [sum, squares] = [0, 0];
  for (let k = 0; k < sampledPairs; k++) {
    const told = agreement(codes, bits, n, draw.integer(n), draw.integer(n));
    sum += told;
    squares += told ** 2;
  }
  const mean = sum / sampledPairs;
  const deviation = Math.sqrt(squares / sampledPairs - mean ** 2);
  return Math.max(pairBits(n) + surprise, mean + deviations * deviation);
}

function agreement(
  codes: Uint8Array,
  bits: number[],
  n: number,
  a: number,
  b: number,
): number {
  let told = 0;
  for (let j = 0; j < bits.length; j++)
    if (codes[j * n + a] === codes[j * n + b]) told += bits[j];
  return told;
}

/** Whether rows of one given group are equal in every column. */
function repeat(codes: Uint8Array, given: ArrayLike<number>): boolean {
  const n = given.length;
  const first = new Map<number, number>();
  for (let row = 0; row < n; row++)
    if (!first.has(given[row])) first.set(given[row], row);
  for (let row = 0; row < n; row++)
    for (let at = 0; at < codes.length; at += n)
      if (codes[at + row] !== codes[at + first.get(given[row])!]) return false;
  return true;
}

function root(parent: Int32Array, row: number): number {
  let top = row;
  while (parent[top] !== top) {
    parent[top] = parent[parent[top]];
    top = parent[top];
  }
  return top;
}

function unite(parent: Int32Array, size: Int32Array, a: number, b: number) {
  const [one, other] = [root(parent, a), root(parent, b)];
  if (one === other) return;
  const [top, below] = one < other ? [one, other] : [other, one];
  parent[below] = top;
  size[top] += size[below];
}

export * as NearCopies from "./near-copies";
