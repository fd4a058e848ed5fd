// evaluate: how good probabilities are against what happened; y is 0 or 1, both arrays [rows]
import type { Bands, Card, Decision } from "@mainstay/core/model/card";
import { intervals } from "./bootstrap";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { lift, precisionRecall, reliability, roc } from "./threshold-curves";
import { random } from "@mainstay/core/base/random";
import { bins, cuts, rank, type Ranked, type Values } from "./rank";

// Probabilities are clipped, so that the log loss of a wrong certainty stays finite.
export const clip = 1e-6;

export const auc = (y: Values, p: Values) => measure(y, p).auc;
export const averagePrecision = (y: Values, p: Values) =>
  measure(y, p).averagePrecision;
export const logLoss = (y: Values, p: Values) => measure(y, p).logLoss;
export const brier = (y: Values, p: Values) => measure(y, p).brier;
export const ece = (y: Values, p: Values) => measure(y, p).ece;

/** Every figure of the card, without intervals. Answers at or above the threshold count as positive. */
export function measure(y: Values, p: Values, threshold = 0.5) {
  return sweep(rank(y, p), threshold);
}

/** The parts of a card that follow from held-out labels and probabilities. */
export function evaluate({
  y,
  probability,
  bands,
  base,
  threshold = 0.5,
  seed = 42,
  resamples = 300,
}: {
  y: Values;
  probability: Values;
  bands: Bands;
  /** Share of positives in the training rows: the answer a model must beat. */
  base: number;
  threshold?: number;
  seed?: number;
  resamples?: number;
}) {
  const ranked = rank(y, probability);
  const test = intervals({
    stratum: ranked.y,
    measure: (weight) => sweep(ranked, threshold, weight),
    value: sweep(ranked, threshold),
    seed,
    resamples,
  });
  const constant = sweep(
    { y: ranked.y, p: new Float64Array(ranked.y.length).fill(base) },
    threshold,
  );
  return {
    metrics: {
      test,
      eceNoise99: eceNoise99(probability, { seed }),
      baseRate: { logLoss: constant.logLoss, brier: constant.brier },
    },
    confusion: [
      decide(y, probability, { name: "half", threshold }),
      decide(y, probability, { name: "high", threshold: bands.high }),
      decide(y, probability, { name: "medium", threshold: bands.medium }),
    ],
    reliability: reliability(y, probability),
    roc: roc(y, probability),
    precisionRecall: precisionRecall(y, probability),
    lift: lift(y, probability),
  } satisfies Partial<Card.Info>;
}

/** Outcomes of acting on everybody at or above the threshold. A share of nobody is 0. */
export function decide(
  y: Values,
  p: Values,
  {
    name = "half",
    threshold = 0.5,
  }: Partial<Pick<Decision, "name" | "threshold">> = {},
): Decision {
  let truePositive = 0;
  let falsePositive = 0;
  let positives = 0;
  for (let i = 0; i < y.length; i++) {
    positives += y[i];
    if (p[i] < threshold) continue;
    truePositive += y[i];
    falsePositive += 1 - y[i];
  }
  const falseNegative = positives - truePositive;
  const trueNegative = y.length - positives - falsePositive;
  const table = { truePositive, falsePositive, trueNegative, falseNegative };
  return { name, threshold, ...table, ...ratios(table) };
}

/** 99th percentile of the ECE perfectly calibrated labels would show: labels are drawn from the predictions themselves. */
export function eceNoise99(
  p: Values,
  { seed = 42, draws = 1000 }: { seed?: number; draws?: number } = {},
) {
  const { uniform } = random(seed);
  const sorted = Float64Array.from(p).sort();
  const sizes = cuts(sorted.length, bins);
  const found = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    let row = 0;
    for (const size of sizes) {
      let gap = 0;
      for (const end = row + size; row < end; row++)
        gap += uniform() < sorted[row] ? sorted[row] - 1 : sorted[row];
      found[draw] += Math.abs(gap) / sorted.length;
    }
  }
  return quantile(found.sort(), 0.99);
}

function ratios(
  table: Pick<
    Decision,
    "truePositive" | "falsePositive" | "trueNegative" | "falseNegative"
  >,
) {
  const { truePositive, falsePositive, trueNegative, falseNegative } = table;
  const over = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const rows = truePositive + falsePositive + trueNegative + falseNegative;
  return {
    accuracy: over(truePositive + trueNegative, rows),
    precision: over(truePositive, truePositive + falsePositive),
    recall: over(truePositive, truePositive + falseNegative),
    f1: over(
      2 * truePositive,
      2 * truePositive + falsePositive + falseNegative,
    ),
  };
}

// One ascending pass, rows counted `weight` times, so that a bootstrap resample needs no sorting.
// AUC: Mann–Whitney with ties as halves. Average precision: sum of recall steps times precision, ties in one step.
function sweep(
  { y, p }: Pick<Ranked, "y" | "p">,
  threshold: number,
  weight?: Int32Array,
) {
  let rows = 0;
  let positives = 0;
  for (let i = 0; i < y.length; i++) {
    const times = weight ? weight[i] : 1;
    rows += times;
    positives += times * y[i];
  }
  const sizes = cuts(rows, bins);
  let [bin, room, gap] = [0, sizes[0], 0];
  let [below, positivesBelow, pairs, precisions, loss, squares, gaps] = [
    0, 0, 0, 0, 0, 0, 0,
  ];
  const table = {
    truePositive: 0,
    falsePositive: 0,
    trueNegative: 0,
    falseNegative: 0,
  };
  for (let start = 0; start < y.length;) {
    let end = start;
    let tied = 0;
    let tiedPositives = 0;
    for (; end < y.length && p[end] === p[start]; end++) {
      const times = weight ? weight[end] : 1;
      tied += times;
      tiedPositives += times * y[end];
      for (let left = times; left > 0;) {
        const taken = Math.min(left, room);
        gap += taken * (p[end] - y[end]);
        left -= taken;
        room -= taken;
        if (room > 0) continue;
        gaps += Math.abs(gap);
        gap = 0;
        room = sizes[++bin];
      }
    }
    const probability = p[start];
    const tiedNegatives = tied - tiedPositives;
    const clipped = Math.min(Math.max(probability, clip), 1 - clip);
    if (tied > 0)
      precisions +=
        (tiedPositives * (positives - positivesBelow)) / (rows - below);
    pairs += tiedPositives * (below - positivesBelow + tiedNegatives / 2);
    loss -=
      tiedPositives * Math.log(clipped) + tiedNegatives * Math.log(1 - clipped);
    squares +=
      tiedPositives * (1 - probability) ** 2 + tiedNegatives * probability ** 2;
    table[probability >= threshold ? "truePositive" : "falseNegative"] +=
      tiedPositives;
    table[probability >= threshold ? "falsePositive" : "trueNegative"] +=
      tiedNegatives;
    below += tied;
    positivesBelow += tiedPositives;
    start = end;
  }
  return {
    auc: pairs / (positives * (rows - positives)),
    averagePrecision: precisions / positives,
    logLoss: loss / rows,
    brier: squares / rows,
    ece: gaps / rows,
    ...ratios(table),
  };
}

export * as Evaluate from "./evaluate";
