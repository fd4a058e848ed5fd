// evidence: how much of an outcome a column tells by itself, learned on one half of the rows and judged on the other
import type { Random } from "@mainstay/core/base/random";
import type { ValueBins } from "./value-bins";

export type Halves = {
  half: Int8Array; // 0 or 1, -1 where the outcome is unknown; [rows]
  label: ArrayLike<number>;
  rows: number; // of known outcome
  positives: number;
};

export type Evidence = {
  /** Share of the outcome's entropy that goes once the column is known, three standard errors off; 0…1. */
  explained: number;
  /** Share of the rarer outcome found where the column makes it practically certain; 0…1. */
  certain: number;
  /** Of a column of two values, the one that is practically always of the rarer outcome: how much that exceeds chance. */
  flag: { rows: number; surprise: number } | null;
  /** The group that tells most, over all rows. */
  telling: { name: string; rows: number; positives: number };
};

// A leak is no purer than this, since about 2 labels in 100 are mistyped.
const pure = 0.98;
// Rows from which a group's purity counts, on the half it is learned on and on the one it is judged on.
const fewest = 5;
const deviations = 3;

/** Random halves of the rows. Rows of one key, such as a customer's periods, stay in one half. */
export function halves(
  label: ArrayLike<number>,
  { integer, permutation }: Random,
  key?: ArrayLike<string>,
): Halves {
  const half = new Int8Array(label.length).fill(-1);
  const sides = new Map<string, number>();
  const order = permutation(label.length);
  let [rows, positives] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    if (!(label[row] >= 0)) continue;
    rows++;
    positives += label[row];
    if (!key) {
      half[row] = rows & 1;
      continue;
    }
    const side = sides.get(key[row]) ?? integer(2);
    sides.set(key[row], side);
    half[row] = side;
  }
  return { half, label, rows, positives };
}

export function weigh(
  { code, size, name }: ValueBins,
  { half, label, rows, positives }: Halves,
): Evidence {
  const all = [new Int32Array(size), new Int32Array(size)];
  const hits = [new Int32Array(size), new Int32Array(size)];
  for (let row = 0; row < half.length; row++) {
    const side = half[row];
    if (side < 0) continue;
    all[side][code[row]]++;
    hits[side][code[row]] += label[row];
  }
  const base = positives / rows;
  const rarer = base <= 0.5 ? 1 : 0;
  const doubt = -Math.log(base);
  const trust = -Math.log(1 - base);
  const entropy = base * doubt + (1 - base) * trust;
  let [gain, squares, crossed, sure, found] = [0, 0, 0, 0, 0];
  let best = 0;
  let most = -1;
  let values = 0;
  let flag: Evidence["flag"] = null;
  for (let g = 0; g < size; g++) {
    for (let side = 0; side < 2; side++) {
      const n = all[side][g];
      const yes = hits[side][g];
      const known = all[1 - side][g];
      const seen = hits[1 - side][g];
      // The base rate counts as one row, so that a group never seen has it.
      const p = (seen + base) / (known + 1);
      const up = doubt + Math.log(p);
      const down = trust + Math.log(1 - p);
      gain += yes * up + (n - yes) * down;
      squares += yes * up * up + (n - yes) * down * down;
      crossed += yes * up * doubt + (n - yes) * down * trust;
      if (known < fewest) continue;
      if ((rarer ? seen : known - seen) < pure * known) continue;
      sure += n;
      found += rarer ? yes : n - yes;
    }
    const n = all[0][g] + all[1][g];
    const weight = surprise(hits[0][g] + hits[1][g], n, base);
    if (weight > most) [best, most] = [g, weight];
    if (n === 0) continue;
    // Code 0 is a gap, unless the column is of gaps and of what is filled.
    if (g > 0 || size === 2) values++;
    const yes = hits[0][g] + hits[1][g];
    if ((rarer ? yes : n - yes) >= pure * n && weight > (flag?.surprise ?? 0))
      flag = { rows: n, surprise: weight };
  }
  // Standard error of a ratio estimator (Cochran 1977, chapter 6), whose residuals are gain − share × loss of each row.
  const share = gain / (rows * entropy);
  const losses = positives * doubt * doubt + (rows - positives) * trust * trust;
  const spread = squares - 2 * share * crossed + share * share * losses;
  const error = Math.sqrt(Math.max(0, spread)) / (rows * entropy);
  const scarce = rarer ? positives : rows - positives;
  const certain = sure >= fewest && found >= pure * sure ? found / scarce : 0;
  return {
    explained: clip(share - deviations * error),
    certain,
    flag: values === 2 ? flag : null,
    telling: {
      name: name(best),
      rows: all[0][best] + all[1][best],
      positives: hits[0][best] + hits[1][best],
    },
  };
}

/**
 * The number of rows times the Kullback–Leibler divergence of a group's rate from the base rate: chance alone gets so far
 * with a probability below exp(−surprise) (Chernoff 1952).
 */
export function surprise(yes: number, n: number, base: number) {
  const part = (k: number, p: number) => (k ? k * Math.log(k / n / p) : 0);
  return part(yes, base) + part(n - yes, 1 - base);
}

const clip = (share: number) => Math.min(1, Math.max(0, share));

export * as Evidence from "./evidence";
