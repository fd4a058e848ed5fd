// inner-folds: the folds that stop and blend learners; copies of a row share one
import { random } from "@mainstay/core/base/random";

/**
 * Inner fold of each row, 0 … folds − 1, with the same share of positives in each. Rows with one group number stay
 * together. Groups are dealt out at random, largest first, each to the fold that lacks most of its kind.
 */
export function folds({
  label,
  group,
  folds,
  seed,
}: {
  label: ArrayLike<number>;
  group: ArrayLike<number>;
  folds: number;
  seed: number;
}): Int32Array {
  const groups = new Map<number, { rows: number[]; positives: number }>();
  for (let row = 0; row < label.length; row++) {
    const known = groups.get(group[row]) ?? { rows: [], positives: 0 };
    groups.set(group[row], known);
    known.rows.push(row);
    known.positives += label[row];
  }
  const list = [...groups.values()];
  const order = random(seed).permutation(list.length);
  const dealt = Array.from(order, (k) => list[k]).sort(
    (a, b) => b.rows.length - a.rows.length,
  );
  const positives = new Float64Array(folds);
  const negatives = new Float64Array(folds);
  const fold = new Int32Array(label.length);
  for (const next of dealt) {
    const others = next.rows.length - next.positives;
    const kind = next.positives > others ? positives : negatives;
    const target = least(kind, positives, negatives);
    positives[target] += next.positives;
    negatives[target] += others;
    for (const row of next.rows) fold[row] = target;
  }
  return fold;
}

// The first of the folds with fewest rows among those with least of this kind.
function least(
  kind: Float64Array,
  positives: Float64Array,
  negatives: Float64Array,
) {
  const rows = (k: number) => positives[k] + negatives[k];
  let best = 0;
  for (let k = 1; k < kind.length; k++)
    if (
      kind[k] < kind[best] ||
      (kind[k] === kind[best] && rows(k) < rows(best))
    )
      best = k;
  return best;
}

export * as InnerFolds from "./inner-folds";
