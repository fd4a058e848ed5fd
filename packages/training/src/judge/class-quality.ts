// class-quality: how good the shares of several classes are, how often the likeliest is right, and how well each is found
import { random } from "@mainstay/core/base/random";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { bins, cuts } from "./rank";

export const names = ["logLoss", "accuracy", "macroF1", "ece"] as const;
export type Figures = Record<(typeof names)[number], number> & { mae?: number };

// Shares are clipped, so that the log loss of a wrong certainty stays finite.
const clip = 1e-6;

/** The figures of shares [rows, classes]; of ordered classes also the mean distance of the median level from the true one. */
export function measure(
  label: ArrayLike<number>,
  shares: Float64Array,
  { classes, ordered }: { classes: number; ordered: boolean },
  weight?: ArrayLike<number>,
): Figures {
  const said = likeliest(shares, classes);
  let [loss, total, distance] = [0, 0, 0];
  for (let row = 0; row < label.length; row++) {
    const w = weight ? weight[row] : 1;
    const p = shares[row * classes + label[row]];
    loss -= w * Math.log(Math.min(Math.max(p, clip), 1 - clip));
    total += w;
    if (ordered)
      distance += w * Math.abs(median(shares, row, classes) - label[row]);
  }
  return {
    logLoss: loss / total,
    ...found(label, said, classes, weight),
    ece: ece(label, said, shares, classes, weight),
    ...(ordered && { mae: distance / total }),
  };
}

export const likeliest = (shares: Float64Array, classes: number) =>
  Int32Array.from({ length: shares.length / classes }, (_, row) => {
    const own = shares.subarray(row * classes, (row + 1) * classes);
    return own.indexOf(own.reduce((a, b) => Math.max(a, b)));
  });

function median(shares: Float64Array, row: number, classes: number) {
  let below = 0;
  for (let k = 0; k < classes; k++) {
    below += shares[row * classes + k];
    if (below >= 0.5) return k;
  }
  return classes - 1;
}

/** Share of right answers, and the mean F1 of the classes. Classes neither true nor said are left out. */
export function found(
  truth: ArrayLike<number>,
  said: ArrayLike<number>,
  classes: number,
  weight?: ArrayLike<number>,
): { accuracy: number; macroF1: number } {
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

/** Expected calibration error of the likeliest class (Guo et al. 2017), in bins of equal mass. */
function ece(
  label: ArrayLike<number>,
  said: Int32Array,
  shares: Float64Array,
  classes: number,
  weight?: ArrayLike<number>,
) {
  const sure = confidence(said, shares, classes);
  return straying(sure, (row) => +(label[row] === said[row]), weight);
}

const confidence = (said: Int32Array, shares: Float64Array, classes: number) =>
  Float64Array.from(said, (k, row) => shares[row * classes + k]);

function straying(
  sure: Float64Array,
  right: (row: number) => number,
  weight?: ArrayLike<number>,
) {
  const order = Int32Array.from(sure, (_, row) => row).sort(
    (a, b) => sure[a] - sure[b] || a - b,
  );
  let [from, off, total] = [0, 0, 0];
  for (const size of cuts(order.length, bins)) {
    let gap = 0;
    for (const row of order.subarray(from, (from += size))) {
      const w = weight ? weight[row] : 1;
      gap += w * (sure[row] - right(row));
      total += w;
    }
    off += Math.abs(gap);
  }
  return off / total;
}

/** The 99th percentile of the calibration error where the shares are the truth, by 1,000 draws of labels from them. */
export function eceNoise99(
  shares: Float64Array,
  classes: number,
  { seed, draws = 1000 }: { seed: number; draws?: number },
) {
  const sure = confidence(likeliest(shares, classes), shares, classes);
  const { uniform } = random(seed);
  const found = Float64Array.from({ length: draws }, () =>
    straying(sure, (row) => +(uniform() < sure[row])),
  );
  return quantile(found.sort(), 0.99);
}

export * as ClassQuality from "./class-quality";
