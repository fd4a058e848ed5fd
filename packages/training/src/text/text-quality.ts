// text-quality: how often labels are right, how well each class is found, and how well two are told apart
import type { Ranked } from "../judge/rank";

export type Verdict = { accuracy: number; macroF1: number };

/** `truth` and `said` are classes by row; rows count `weight` times. Classes neither true nor said are left out. */
export function judge(
  truth: ArrayLike<number>,
  said: ArrayLike<number>,
  classes: number,
  weight?: ArrayLike<number>,
): Verdict {
  const right = new Float64Array(classes);
  const touched = new Float64Array(classes); // true and said together, each counted
  let rows = 0;
  for (let i = 0; i < truth.length; i++) {
    const times = weight ? weight[i] : 1;
    rows += times;
    touched[truth[i]] += times;
    touched[said[i]] += times;
    if (truth[i] === said[i]) right[truth[i]] += times;
  }
  let [f1, met] = [0, 0];
  for (let k = 0; k < classes; k++) {
    if (touched[k] === 0) continue;
    f1 += (2 * right[k]) / touched[k];
    met++;
  }
  const accuracy = right.reduce((a, b) => a + b, 0) / rows;
  return { accuracy, macroF1: f1 / met };
}

/**
 * Area under the ROC curve of rows in ascending order of score, ties as halves. Row `order[i]`, which stands in place i,
 * counts `weight` times.
 */
export function auc(
  { y, p, order }: Ranked,
  weight?: ArrayLike<number>,
): number {
  let [pairs, below, negatives, positives] = [0, 0, 0, 0];
  for (let start = 0; start < y.length;) {
    let end = start;
    let [up, down] = [0, 0];
    for (; end < y.length && p[end] === p[start]; end++) {
      const times = weight ? weight[order[end]] : 1;
      up += times * y[end];
      down += times * (1 - y[end]);
    }
    pairs += up * (below + down / 2);
    below += down;
    positives += up;
    negatives += down;
    start = end;
  }
  return pairs / (positives * negatives);
}

export * as TextQuality from "./text-quality";
