// boost: histogram gradient boosting of a family's loss, the log loss unless told (Friedman 2001; second order as XGBoost), one tree a step
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { type At, Trees } from "@mainstay/core/trees/trees";
import { type Random, random } from "@mainstay/core/base/random";
import { bernoulli, type Family } from "@mainstay/core/stats/family";
import { judge } from "@mainstay/core/stats/log-odds";
import { type Binned, Bins } from "./bins";
import {
  flatten,
  grow,
  onGrid,
  predictBinned,
  type Shape,
  type Tree,
} from "./grow-tree";
import { Histogram, type Matrix } from "./histogram";

export type { Binned, Tree };
export { predictBinned };

export type Options = Shape & {
  eta: number; // shrinkage
  subsample: number; // share of rows a tree sees, drawn without replacement
  colsample: number; // share of columns a tree sees
  bins: number; // codes a column, missing among them
  rounds: number; // trees, at most
  patience: number; // rounds without a better validation loss before stopping
};

export const defaults: Options = {
  grow: "leaf",
  leaves: 31,
  depth: 0,
  lambda: 1,
  gamma: 0,
  minChildWeight: 1,
  levelLuck: 1,
  maxCatToOnehot: 5,
  eta: 0.05,
  subsample: 0.8,
  colsample: 1,
  bins: 256,
  rounds: 1000,
  patience: 50,
};

export type State = {
  train: Binned;
  label: ArrayLike<number>; // [n], within what the family knows
  weight?: ArrayLike<number>; // [n], 1 by default
  family: Family;
  options: Options;
  base: number; // score of the mean label, a float32
  logits: Float64Array; // of the rows of `train`, all trees so far
  random: Random;
  matrix: Matrix;
  gradient: Float64Array;
  hessian: Float64Array;
  packed: Float64Array;
  order: Int32Array;
  scratch: Int32Array;
  pool: Float64Array[];
};

function constant(
  family: Family,
  label: ArrayLike<number>,
  weight?: ArrayLike<number>,
) {
  let [sum, total] = [0, 0];
  for (let i = 0; i < label.length; i++) {
    const w = weight ? weight[i] : 1;
    sum += w * label[i];
    total += w;
  }
  const score = family.score(sum / total);
  if (!Number.isFinite(score))
    throw new Failure(
      "model.label.constant",
      `Boosting needs rows of both outcomes; the label of all ${label.length} rows is the same.`,
    );
  return score;
}

export function start(
  train: Binned,
  label: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
  options: Partial<Options>,
  seed: number,
  family = bernoulli,
): State {
  const { rows } = train;
  const base = onGrid(constant(family, label, weight));
  return {
    train,
    label,
    weight,
    family,
    options: { ...defaults, ...options },
    base,
    logits: new Float64Array(rows).fill(base),
    random: random(seed),
    matrix: Histogram.matrix(train),
    gradient: new Float64Array(rows),
    hessian: new Float64Array(rows),
    packed: new Float64Array(rows),
    order: new Int32Array(rows),
    scratch: new Int32Array(rows),
    pool: [],
  };
}

/** First and second derivative of the loss by the score. */
function differentiate(state: State) {
  const { logits, label, weight, family, gradient, hessian } = state;
  for (let i = 0; i < logits.length; i++) {
    const mean = family.mean(logits[i]);
    const w = weight ? weight[i] : 1;
    gradient[i] = w * (mean - label[i]);
    hessian[i] = w * family.curvature(mean, label[i]);
  }
}

/** `count` of 0…n−1 drawn without replacement, in order, and behind them the others (selection sampling, Knuth 3.4.2 S). */
function draw(into: Int32Array, count: number, random: Random) {
  const n = into.length;
  if (count === n) {
    for (let i = 0; i < n; i++) into[i] = i;
    return;
  }
  let [taken, left] = [0, count];
  for (let i = 0; i < n; i++) {
    const take = random.uniform() * (n - i) < count - taken;
    if (take) into[taken++] = i;
    else into[left++] = i;
  }
}

const share = (n: number, part: number) =>
  Math.max(1, Math.min(n, Math.round(n * part)));

/** Grows one tree, adds it to the logits of all training rows and returns it. */
export function step(state: State): Tree {
  const { train, options, random, order, gradient, hessian, packed, logits } =
    state;
  differentiate(state);
  const width = train.columns.length;
  draw(order, share(train.rows, options.subsample), random);
  const rows = order.subarray(0, share(train.rows, options.subsample));
  const columns = new Int32Array(width);
  draw(columns, share(width, options.colsample), random);
  const scale = Histogram.pack(packed, gradient, hessian, rows, random);
  const grown = grow(
    {
      binned: train,
      matrix: state.matrix,
      rows,
      scratch: state.scratch,
      packed,
      scale,
      active: columns.subarray(0, share(width, options.colsample)),
      pool: state.pool,
    },
    options,
  );
  const tree = flatten(
    grown,
    rows,
    gradient,
    hessian,
    options,
    (from, to, value) => {
      for (let q = from; q < to; q++) logits[rows[q]] += value;
    },
  );
  predictBinned(tree, train, logits, order.subarray(rows.length));
  return tree;
}

/** The trees grown over codes, as trees over raw values. */
export function ensemble(
  { columns }: Bins,
  base: number,
  grown: readonly Tree[],
): Trees.Trees {
  const nodes = grown.reduce((sum, { feature }) => sum + feature.length, 0);
  const sets: number[] = [];
  const trees = {
    columns: columns.map(({ name, type, levels }) => ({ name, type, levels })),
    base,
    roots: new Int32Array(grown.length),
    feature: new Int16Array(nodes),
    threshold: new Float32Array(nodes),
    set: new Int32Array(nodes).fill(-1),
    missingLeft: new Uint8Array(nodes),
    right: new Int32Array(nodes),
    value: new Float32Array(nodes),
    cover: new Float32Array(nodes),
  };
  let at = 0;
  grown.forEach((tree, t) => {
    trees.roots[t] = at;
    for (const part of ["feature", "missingLeft", "value", "cover"] as const)
      trees[part].set(tree[part], at);
    tree.feature.forEach((column, i) => {
      if (column < 0) return;
      const bin = columns[column];
      trees.right[at + i] = at + tree.right[i];
      if (bin.type !== "category") {
        trees.threshold[at + i] = bin.cuts[tree.bin[i]];
        return;
      }
      trees.set[at + i] = sets.length;
      const words = Trees.words(bin);
      const left = tree.left.slice(i * 8, i * 8 + words);
      // The bit behind the last level is that of missing.
      if (bin.size % 32) left[words - 1] &= 2 ** (bin.size % 32) - 1;
      sets.push(...left);
    });
    at += tree.feature.length;
  });
  return { ...trees, sets: Uint32Array.from(sets) };
}

type Labelled = {
  frame: Frame;
  at: At; // epoch day of each row's period
  label: ArrayLike<number>; // [n], within what the family knows
  weight?: ArrayLike<number>; // [n], 1 by default
};

/** An ensemble that grows, and the rows held out of it. */
export type Side = {
  bins: Bins;
  state: State;
  held: Binned;
  label: ArrayLike<number>; // of the held rows
  weight?: ArrayLike<number>; // likewise
  logits: Float64Array; // likewise, all trees so far
  trees: Tree[];
};

export function side(
  train: Labelled,
  held: Labelled | undefined,
  {
    columns,
    options,
    family,
    seed,
  }: Pick<Input, "columns" | "seed" | "family"> & { options: Options },
): Side {
  const bins = Bins.fit(train.frame, columns, train.at, options);
  const { frame, at, label, weight } = held ?? {
    ...train,
    frame: { rows: 0, columns: [] },
    label: [],
  };
  const state = start(
    Bins.apply(bins, train.frame, train.at),
    train.label,
    train.weight,
    options,
    seed,
    family,
  );
  return {
    bins,
    state,
    held: Bins.apply(bins, frame, at),
    label,
    weight,
    logits: new Float64Array(frame.rows).fill(state.base),
    trees: [],
  };
}

export type Round = {
  round: number; // from 1
  loss: number; // mean loss pooled over the held rows; NaN where none are held
  best: number; // the round of least loss so far
};

/** Grows a tree of each side a round, until the pooled loss has not fallen for `patience` rounds. */
export function* rounds(
  sides: Side[],
  { rounds, patience }: Pick<Options, "rounds" | "patience">,
): Generator<Round> {
  let best = { round: 0, loss: Infinity };
  for (
    let round = 1;
    round <= rounds && round - best.round <= patience;
    round++
  ) {
    let [sum, total] = [0, 0];
    for (const { state, held, label, weight, logits, trees } of sides) {
      const tree = step(state);
      trees.push(tree);
      predictBinned(tree, held, logits);
      for (let i = 0; i < logits.length; i++) {
        const w = weight ? weight[i] : 1;
        sum += w * state.family.loss(logits[i], label[i]);
        total += w;
      }
    }
    const loss = sum / total;
    if (total === 0 || loss < best.loss) best = { round, loss };
    yield { round, loss, best: best.round };
  }
}

export type Input = Labelled & {
  columns: readonly string[];
  validation?: Labelled;
  options?: Partial<Options>;
  family?: Family;
  seed: number;
};
export type Curve = { trainLoss: number; validationLoss: number }[];

/** One ensemble, kept up to the round of least validation loss; without validation rows all rounds. */
export function fit({ validation, seed, columns, family, ...train }: Input): {
  trees: Trees.Trees;
  curves: Curve;
} {
  const options = { ...defaults, ...train.options };
  const one = side(train, validation, { columns, options, family, seed });
  const curves: Curve = [];
  let kept = 0;
  for (const { loss, best } of rounds([one], options)) {
    kept = best;
    if (!validation) continue;
    const trained = judge(one.state.logits, train.label, {
      weight: train.weight,
      loss: one.state.family.loss,
    });
    curves.push({ trainLoss: trained.loss, validationLoss: loss });
  }
  const grown = one.trees.slice(0, kept);
  return { trees: ensemble(one.bins, one.state.base, grown), curves };
}

export * as Boost from "./boost";
