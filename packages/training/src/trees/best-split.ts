// best-split: the best way to part a node's rows by one column, from its histogram alone
import { own } from "@mainstay/core/base/own";
import type { Bin } from "./bins";
import { hessian, type Matrix, type Scale, unit } from "./histogram";

export type Split = {
  gain: number; // loss reduction, twice over, as XGBoost counts it
  column: number;
  bin: number; // last code that goes left of a number; -1 for a category
  missingLeft: boolean;
  sum: number; // packed, of what goes left
  left: Uint32Array; // [8] bit per code: what goes left, missing included
};

export type Rules = {
  lambda: number;
  gamma: number;
  minChildWeight: number; // least sum of hessians on either side
  levelLuck: number; // share of what a category's splits gain by luck that is taken off them; 0 takes them as they are
  maxCatToOnehot: number; // a category with fewer levels is parted one level against the rest alone
  monotone?: Record<string, -1 | 0 | 1>; // columns that may move the score one way only
};

const words = 8;
// A smaller gain is rounding error.
const epsilon = 1e-6;

export const includes = (left: Uint32Array, code: number, from = 0) =>
  (left[from + (code >> 5)] >>> (code & 31)) & 1;
const include = (left: Uint32Array, code: number) => {
  left[code >> 5] |= 1 << (code & 31);
};

// Sums in the histogram's own units; λ and the least weight are brought to them once.
type Node = {
  total: number; // packed
  gradient: number;
  hessian: number;
  lambda: number;
  least: number;
  score: number; // G² / (H + λ)
  luck: number; // score that one level without signal has on average: the gradient's variance for a unit of hessian
  signs: Int8Array | null; // of the columns, where some may move the score one way only
};

/** Score of both sides when `left` (packed) goes left, or -1 if a side is too light. */
function score(node: Node, left: number): number {
  const h = hessian(left);
  const rest = node.hessian - h;
  if (h < node.least || rest < node.least) return -1;
  const g = left - h * unit;
  const other = node.gradient - g;
  const a = h + node.lambda;
  const b = rest + node.lambda;
  return (g * g * b + other * other * a) / (a * b); // one division is dear, two dearer
}

/** Whether the side of higher values, the right one, would move against the sign. */
function breaks(node: Node, left: number, sign: number) {
  if (sign === 0) return false;
  const h = hessian(left);
  const g = left - h * unit;
  const [a, b] = [h + node.lambda, node.hessian - h + node.lambda];
  return sign * (-(node.gradient - g) * a + g * b) < 0;
}

/** Newton's step −G / (H + λ) of a packed sum. */
export function stepOf(sum: number, scale: Scale, { lambda }: Rules): number {
  const h = hessian(sum);
  return -((sum - h * unit) / scale.gradient) / (h / scale.hessian + lambda);
}

/** Which way a column may move the score as its values rise; 0 for either. */
export const signOf = ({ monotone }: Rules, { name, type }: Bin) =>
  type === "category" ? 0 : (own(monotone ?? {}, name) ?? 0);

type Best = {
  score: number;
  sum: number;
  column: number;
  bin: number;
  missingLeft: boolean;
  // A category goes left by its first `bin` levels in the order of their ratios.
  order: number[] | null;
};

/**
 * Keeps the split that sends `sum` (packed) left, if none before was better. `luck` is what splits of its kind gain without
 * any signal, over what splits of a number do.
 */
function weigh(
  node: Node,
  best: Best,
  luck: number,
  sum: number,
  missingLeft: boolean,
  column: number,
  bin: number,
  order: number[] | null,
) {
  if (sum === node.total) return;
  if (node.signs && breaks(node, sum, node.signs[column])) return;
  const found = score(node, sum) - luck;
  if (found <= best.score) return;
  best.score = found;
  best.sum = sum;
  best.missingLeft = missingLeft;
  best.column = column;
  best.bin = bin;
  best.order = order;
}

/** Tries missing rows on either side; without any, they would go where most rows go. */
function offer(
  node: Node,
  best: Best,
  luck: number,
  left: number,
  missing: number,
  column: number,
  bin: number,
  order: number[] | null,
) {
  if (missing === 0) {
    weigh(node, best, luck, left, 2 * left > node.total, column, bin, order);
    return;
  }
  weigh(node, best, luck, left, false, column, bin, order);
  weigh(node, best, luck, left + missing, true, column, bin, order);
}

function scanNumber(
  node: Node,
  sums: Float64Array,
  first: number,
  { size }: Bin,
  column: number,
  best: Best,
) {
  const missing = sums[first + size];
  let left = 0;
  for (let bin = 0; bin < size; bin++) {
    const sum = sums[first + bin];
    if (sum === 0) continue;
    left += sum;
    offer(node, best, 0, left, missing, column, bin, null);
  }
}

// The best of many splits gains something where there is nothing to gain. Its mean and deviation, in units of one level's
// luck, for a number of 255 bins (simulated), for n levels each against the rest (simulated), and for the best prefix of n
// levels in order, which keeps 2/π of their scatter.
const luckOf = {
  number: { mean: 5, deviation: 2.8 },
  onehot: (n: number) => ({ mean: 1 + 1.5 * Math.log(n), deviation: 2.2 }),
  prefix: (n: number) => ({
    mean: 1 + (2 / Math.PI) * (n - 2),
    deviation: 0.94 * Math.sqrt(n),
  }),
};
// A tree takes the best of all columns in every node, so the column of the widest luck would win by its deviation, not its mean.
const deviations = 5;
/** What a category has to gain before it is worth as much as a number without signal. */
const excess = ({ mean, deviation }: typeof luckOf.number) =>
  Math.max(
    0,
    mean -
      luckOf.number.mean +
      deviations * (deviation - luckOf.number.deviation),
  );

/**
 * Each level against the rest and, where levels are many, those that come first in the order of G / (H + λ), among
 * which the best two-way cut is found (Fisher 1958). What either kind gains by its number of tries alone is taken off,
 * so that a column is not chosen for having many levels.
 */
function scanCategory(
  node: Node,
  sums: Float64Array,
  first: number,
  { size }: Bin,
  column: number,
  { maxCatToOnehot }: Rules,
  best: Best,
) {
  const missing = sums[first + size];
  const seen: number[] = [];
  for (let code = 0; code < size; code++)
    if (sums[first + code] !== 0) seen.push(code);
  const alone = node.luck * excess(luckOf.onehot(seen.length));
  for (const code of seen)
    offer(node, best, alone, sums[first + code], missing, column, 1, [code]);
  if (size < maxCatToOnehot) return;
  const ratio = new Float64Array(size);
  let roots = 0;
  for (const code of seen) {
    const sum = sums[first + code];
    const h = hessian(sum);
    ratio[code] = (sum - h * unit) / (h + node.lambda);
    roots += Math.sqrt(h);
  }
  const order = seen.sort((a, b) => ratio[a] - ratio[b] || a - b);
  const tries = (roots * roots) / node.hessian;
  const luck = node.luck * excess(luckOf.prefix(tries));
  let left = 0;
  order.forEach((code, k) => {
    left += sums[first + code];
    offer(node, best, luck, left, missing, column, k + 1, order);
  });
}

/** The levels and codes that go left; a level not in the node goes as missing goes. */
function leftOf(
  { bin, missingLeft, order }: Best,
  { size }: Bin,
  present: (code: number) => boolean,
): Uint32Array {
  const left = new Uint32Array(words);
  if (order) for (let i = 0; i < bin; i++) include(left, order[i]);
  else for (let code = 0; code <= bin; code++) include(left, code);
  if (!missingLeft) return left;
  include(left, size);
  if (order)
    for (let code = 0; code < size; code++)
      if (!present(code)) include(left, code);
  return left;
}

/** Null when no split gains more than gamma. */
export function split(
  sums: Float64Array,
  total: number,
  columns: Bin[],
  active: Int32Array,
  { offset }: Matrix,
  scale: Scale,
  rules: Rules,
): Split | null {
  const h = hessian(total);
  const g = total - h * unit;
  const lambda = rules.lambda * scale.hessian;
  const node: Node = {
    total,
    gradient: g,
    hessian: h,
    lambda,
    least: Math.max(1, rules.minChildWeight * scale.hessian),
    score: (g * g) / (h + lambda),
    luck: rules.levelLuck * scale.dispersion,
    signs: rules.monotone
      ? Int8Array.from(columns, (column) => signOf(rules, column))
      : null,
  };
  const toGain = scale.hessian / scale.gradient ** 2;
  const floor = node.score + Math.max(epsilon, rules.gamma) / toGain;
  const best: Best = {
    score: floor,
    sum: 0,
    column: -1,
    bin: -1,
    missingLeft: false,
    order: null,
  };
  for (const j of active) {
    if (columns[j].type === "category")
      scanCategory(node, sums, offset[j], columns[j], j, rules, best);
    else scanNumber(node, sums, offset[j], columns[j], j, best);
  }
  if (best.column < 0) return null;
  const { column, missingLeft, sum } = best;
  return {
    gain: (best.score - node.score) * toGain,
    column,
    bin: best.order ? -1 : best.bin,
    missingLeft,
    sum,
    left: leftOf(
      best,
      columns[column],
      (code) => sums[offset[column] + code] !== 0,
    ),
  };
}
