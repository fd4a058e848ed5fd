// boost: histogram gradient boosting of the log loss (Friedman 2001; second order as XGBoost), one tree a step
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { type At, Trees } from "@mainstay/core/model/trees";
import type { Epoch } from "../stats/training-curve";
import { type Random, random } from "@mainstay/core/base/random";
import { judge, logit, sigmoid } from "../stats/sigmoid";
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
  rounds: number; // most trees
  patience: number; // rounds without a better validation loss before stopping
};

export const defaults: Options = {
  grow: "leaf",
  leaves: 31,
  depth: 0,
  lambda: 1,
  gamma: 0,
  minChildWeight: 1,
  maxCatToOnehot: 5,
  maxCatThreshold: 64,
  eta: 0.05,
  subsample: 0.8,
  colsample: 1,
  bins: 256,
  rounds: 1000,
  patience: 50,
};

export type State = {
  train: Binned;
  label: ArrayLike<number>; // [n], 0 or 1
  weight?: ArrayLike<number>; // [n], 1 unless told
  options: Options;
  base: number; // log-odds of the prevalence, a float32
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

function prevalence(label: ArrayLike<number>, weight?: ArrayLike<number>) {
  let [positive, total] = [0, 0];
  for (let i = 0; i < label.length; i++) {
    const w = weight ? weight[i] : 1;
    positive += w * label[i];
    total += w;
  }
  if (!(positive > 0 && positive < total))
    throw new Failure(
      "model.label.constant",
      `Boosting needs rows of both outcomes; the label of all ${label.length} rows is the same.`,
    );
  return positive / total;
}

export function start(
  train: Binned,
  label: ArrayLike<number>,
  weight: ArrayLike<number> | undefined,
  options: Partial<Options>,
  seed: number,
): State {
  const { rows } = train;
  const base = onGrid(logit(prevalence(label, weight)));
  return {
    train,
    label,
    weight,
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

/** First and second derivative of the log loss by the logit. */
function differentiate({ logits, label, weight, gradient, hessian }: State) {
  for (let i = 0; i < logits.length; i++) {
    const p = sigmoid(logits[i]);
    const w = weight ? weight[i] : 1;
    gradient[i] = w * (p - label[i]);
    hessian[i] = w * Math.max(p * (1 - p), 1e-16);
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

/** The trees over raw values instead of codes. */
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

export type Input = {
  frame: Frame;
  columns: readonly string[];
  at: At; // epoch day of each row's period
  label: ArrayLike<number>;
  weight?: ArrayLike<number>;
  validation?: {
    frame: Frame;
    at: At;
    label: ArrayLike<number>;
    weight?: ArrayLike<number>;
  };
  options?: Partial<Options>;
  seed: number;
  progress?: (epoch: Epoch) => void;
  signal?: AbortSignal;
};
export type Fitted = { trees: Trees.Trees; options: Options; curves: Epoch[] };

/** Grows trees until the validation loss has not fallen for `patience` rounds, and keeps those up to the best round. */
export function fit({
  frame,
  columns,
  at,
  label,
  weight,
  validation,
  seed,
  ...input
}: Input): Fitted {
  const options = { ...defaults, ...input.options };
  const bins = Bins.fit(frame, columns, at, options);
  const state = start(
    Bins.apply(bins, frame, at),
    label,
    weight,
    options,
    seed,
  );
  const unseen =
    validation && Bins.apply(bins, validation.frame, validation.at);
  const logits = new Float64Array(unseen?.rows ?? 0).fill(state.base);
  const grown: Tree[] = [];
  const curves: Epoch[] = [];
  let best = { round: 0, loss: Infinity };
  for (let round = 1; round <= options.rounds; round++) {
    input.signal?.throwIfAborted();
    const tree = step(state);
    grown.push(tree);
    if (!unseen) {
      best = { round, loss: 0 };
      continue;
    }
    predictBinned(tree, unseen, logits);
    const train = judge(state.logits, label, { weight });
    const held = judge(logits, validation.label, validation);
    const point = {
      epoch: round,
      trainLoss: train.loss,
      validationLoss: held.loss,
      trainAccuracy: train.accuracy,
      validationAccuracy: held.accuracy,
    };
    curves.push(point);
    input.progress?.(point);
    if (held.loss < best.loss) best = { round, loss: held.loss };
    if (round - best.round >= options.patience) break;
  }
  return {
    trees: ensemble(bins, state.base, grown.slice(0, best.round)),
    options,
    curves,
  };
}

export * as Boost from "./boost";
