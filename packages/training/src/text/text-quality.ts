// text-quality: how often labels are right, how well each class is found, and how well two are told apart
import type { Ranked } from "../judge/rank";

export { found as judge } from "../judge/class-quality";

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
