// inner-folds: the folds that stop and blend learners; copies of a row share one
import { random } from "@mainstay/core/base/random";

/**
 * Inner fold of each row, 0 … folds − 1, with the same share of every label in each. Rows with one group number stay
 * together. Groups are dealt out at random, largest first, each to the fold that lacks most of its commonest label.
 */
export function folds({
  label,
  group,
  folds,
  seed,
}: {
  label: ArrayLike<number>; // [n], whole numbers from 0: a class, or which part of the range a number lies in
  group: ArrayLike<number>;
  folds: number;
  seed: number;
}): Int32Array {
  const groups = new Map<number, number[]>();
  let labels = 0;
  for (let row = 0; row < label.length; row++) {
    const known = groups.get(group[row]);
    if (known) known.push(row);
    else groups.set(group[row], [row]);
    labels = Math.max(labels, label[row] + 1);
  }
  const list = [...groups.values()];
  const order = random(seed).permutation(list.length);
  const dealt = Array.from(order, (k) => list[k]).sort(
    (a, b) => b.length - a.length,
  );
  const held = Array.from({ length: labels }, () => new Float64Array(folds));
  const sizes = new Float64Array(folds);
  const fold = new Int32Array(label.length);
  for (const rows of dealt) {
    const own = new Float64Array(labels);
    for (const row of rows) own[label[row]]++;
    const kind = own.indexOf(Math.max(...own));
    const target = least(held[kind], sizes);
    own.forEach((count, k) => (held[k][target] += count));
    sizes[target] += rows.length;
    for (const row of rows) fold[row] = target;
  }
  return fold;
}

// The first of the folds with fewest rows among those with least of this kind.
function least(kind: Float64Array, sizes: Float64Array) {
  let best = 0;
  for (let k = 1; k < kind.length; k++)
    if (
      kind[k] < kind[best] ||
      (kind[k] === kind[best] && sizes[k] < sizes[best])
    )
      best = k;
  return best;
}

export * as InnerFolds from "./inner-folds";
