// uplift-model: what acting changes for each customer, learned from customers acted on and held out by a draw (the R-learner, Nie & Wager 2021)
import { random } from "@mainstay/core/base/random";
import { gaussian } from "@mainstay/core/stats/family";
import { Frame } from "@mainstay/core/tabular/frame";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import type { Trees } from "@mainstay/core/trees/trees";
import { Boost } from "../trees/boost";
import { Qini } from "./qini";

export type Trial = {
  frame: Frame; // [n] customers as they were when the draw was made
  at: Float64Array; // [n] epoch day that dates are measured against
  columns: readonly string[];
  treated: Uint8Array; // [n] 0 held out
  chance: Float64Array; // [n] of being treated, as drawn
  outcome: Float64Array; // [n] yes/no as 1/0, or a number
};

const folds = 5;

// Few shallow trees: an effect is smaller than the outcome's own spread, and those held out are few.
const options: Partial<Boost.Options> = {
  ...{ grow: "leaf", leaves: 4, depth: 2, bins: 32 },
  ...{ eta: 0.1, rounds: 40, subsample: 0.8, minChildWeight: 10, lambda: 5 },
};

type Rows = ArrayLike<number>;
const pick = (values: ArrayLike<number>, rows: Rows) =>
  Float64Array.from(rows, (row) => values[row]);

function boost(
  { frame, at, columns }: Trial,
  rows: Rows,
  label: ArrayLike<number>,
  { weight, seed }: { weight?: ArrayLike<number>; seed: number },
): Trees.Trees {
  return Boost.fit({
    ...{ frame: Frame.select(frame, rows), at: pick(at, rows), columns },
    ...{ label, weight, options, family: gaussian, seed },
  }).trees;
}

const predict = (trees: Trees.Trees, { frame, at }: Trial, rows: Rows) =>
  PackedTrees.predict(trees, Frame.select(frame, rows), pick(at, rows));

/** Rows by fold, both arms spread evenly over all of them. */
function assign(treated: Uint8Array, seed: number): Int32Array {
  const fold = new Int32Array(treated.length);
  const next = [0, 0];
  for (const row of random(seed).permutation(treated.length))
    fold[row] = next[treated[row]]++ % folds;
  return fold;
}

/** Those of other folds, and those of fold k. */
function apart(rows: readonly number[], fold: Int32Array, k: number) {
  const [others, own]: [number[], number[]] = [[], []];
  for (const row of rows) (fold[row] === k ? own : others).push(row);
  return { others, own };
}

/** The outcome expected of each customer whether acted on or not, told by those of other folds. */
function expected(
  trial: Trial,
  rows: number[],
  fold: Int32Array,
  seed: number,
): Float64Array {
  const expected = new Float64Array(trial.outcome.length);
  for (let k = 0; k < folds; k++) {
    const { others, own } = apart(rows, fold, k);
    const trees = boost(trial, others, pick(trial.outcome, others), { seed });
    predict(trees, trial, own).forEach(
      (value, i) => (expected[own[i]] = value),
    );
  }
  return expected;
}

/**
 * Trees whose score is the uplift of a row. With the chance e of being treated and the outcome m expected of anybody,
 * y − m = (w − e) uplift + noise: a weighted regression of (y − m) / (w − e).
 */
function learn(
  trial: Trial,
  rows: number[],
  fold: Int32Array,
  seed: number,
): Trees.Trees {
  const { outcome, treated, chance } = trial;
  const mean = expected(trial, rows, fold, seed);
  const off = rows.map((row) => treated[row] - chance[row]);
  return boost(
    trial,
    rows,
    rows.map((row, i) => (outcome[row] - mean[row]) / off[i]),
    { weight: off.map((one) => one * one), seed },
  );
}

export type Fitted = {
  trees: Trees.Trees; // of all customers
  evidence: Qini.Info; // of rankings by models that had not seen those they rank
};

/**
 * Learns from all customers. How well that ranks is told fold after fold, each ranked by what the folds before it tell:
 * folds that rank each other in turn agree by chance, and their interval is too narrow (Wager 2024, "Sequential validation
 * of treatment heterogeneity").
 */
export function fit(trial: Trial, seed: number): Fitted {
  const { treated, chance, outcome } = trial;
  const fold = assign(treated, seed);
  const rows = Array.from(treated.keys());
  const ranked: Qini.Ranked[] = [];
  for (let k = 1; k < folds; k++) {
    const earlier = rows.filter((row) => fold[row] < k);
    const own = rows.filter((row) => fold[row] === k);
    const inner = assign(treated, seed + k);
    const uplift = predict(learn(trial, earlier, inner, seed), trial, own);
    const means = predict(
      boost(trial, earlier, pick(outcome, earlier), { seed }),
      trial,
      own,
    );
    ranked.push({
      rank: Qini.ranks(uplift),
      score: Float64Array.from(own, (row, i) => {
        const e = chance[row];
        return ((treated[row] - e) / (e * (1 - e))) * (outcome[row] - means[i]);
      }),
    });
  }
  return {
    trees: learn(trial, rows, fold, seed),
    evidence: Qini.measure(ranked),
  };
}

export * as UpliftModel from "./uplift-model";
