// descent: networks trained epoch by epoch until their pooled loss of the rows held out falls no more
import type { Random } from "@mainstay/core/base/random";
import { bernoulli } from "@mainstay/core/stats/family";
import { judge } from "@mainstay/core/stats/log-odds";
import { FoldRows } from "../fold-rows";
import type { Epoch, Input } from "../learner";
import { BatchedTraining } from "./batched-training";
import { NetworkLayers } from "./network-layers";
import { schedules } from "./schedule";

export type Options = {
  hidden: number[]; // widths
  scales: boolean; // of every hidden layer's inputs and outputs, learned beside the weights
  start: NetworkLayers.Limit;
  epochs: number; // at most; the best one's parameters are kept
  patience: number | null; // epochs without a lower pooled loss before the end; null runs them all
  batch: number | null; // rows of a step; null takes about a 32nd of the rows
  rate: number; // Adam's
  schedule: keyof typeof schedules;
  average: boolean; // judge and keep a moving average of the parameters
  decay: number; // of weights, decoupled from the gradient as in AdamW (Loshchilov & Hutter 2019)
  dropout: number; // share of each hidden layer left out of a step
  l1: number; // of l1 · Σ |w| added to the mean log loss, over weights
  l2: number; // of l2 · Σ w², likewise
  noise: number; // deviation of the Gaussian noise added to the features of a step
};

/** The article's network: 64-32-1 with ReLU, Adam on the log loss, and nothing else until it is asked for. */
export const defaults: Options = {
  hidden: [64, 32],
  scales: false,
  start: "glorot",
  epochs: 10,
  patience: null,
  batch: 32,
  rate: 1e-3,
  schedule: "fixed",
  average: false,
  decay: 0,
  dropout: 0,
  l1: 0,
  l2: 0,
  noise: 0,
};

export type Task = Pick<
  Input<unknown>,
  "label" | "weight" | "family" | "progress" | "signal"
> & {
  features: Float32Array; // [folds · n, d], each fold's encoding of all rows
  rows: FoldRows;
  options: Options;
  random: Random;
};

export type Found = {
  layers: NetworkLayers.Layer[][]; // of each fold
  outOfFold: Float64Array; // [n]
  curve: Epoch[];
  epoch: number; // the one kept; 0 where none was better than the start
  lastRate: number;
  batch: number;
};

/**
 * Trains a network for each fold, all stopped at one epoch: that of the lowest pooled loss of the rows held out, or of the
 * lowest training loss where none are.
 */
export async function descend(task: Task): Promise<Found> {
  const { features, label, weight, rows, options, random, signal } = task;
  const { family = bernoulli } = task;
  const folds = rows.train.length;
  const width = features.length / label.length / folds;
  const { hidden, scales } = options;
  const shape = { folds, features: width, hidden, scales };
  const own = (k: number) =>
    features.subarray(k * label.length * width, (k + 1) * label.length * width);
  const held = rows.held.map((held, k) => FoldRows.take(own(k), width, held));
  const parameters = NetworkLayers.start(
    shape,
    options.start,
    {
      live: rows.train.map((train, k) => live(own(k), width, train)),
      priors: rows.train.map((train) => family.prior(label, train)),
    },
    random,
  );
  const sizes = rows.train.map(({ length }) => length);
  const rowsATrain = sizes.reduce((a, b) => a + b) / folds;
  const batch = Math.min(
    options.batch ?? batchOf(rowsATrain),
    folds > 1 ? Infinity : rowsATrain,
  );
  const epochSteps = Math.max(1, Math.round(Math.max(...sizes) / batch));
  const plan = {
    ...options,
    ...{ shape, features, label, weight, family, batch, random },
  };
  const curve: Epoch[] = [];
  let lastRate = options.rate;
  let best = {
    loss: Infinity,
    epoch: 0,
    layers: NetworkLayers.layers(shape, parameters),
    outOfFold: new Float64Array(label.length) as Float64Array,
  };
  await BatchedTraining.training(plan, (trainer) =>
    NetworkLayers.scoring(shape, async (score) => {
      let state = BatchedTraining.begin(plan, parameters);
      let step = 0;
      const losses: number[] = [];
      for (let epoch = 1; epoch <= options.epochs; epoch++) {
        signal?.throwIfAborted();
        lastRate = schedules[options.schedule](options.rate, losses);
        const order = ordered(rows.train, {
          batch,
          rows: label.length,
          random,
        });
        const seen = new Float32Array(order.length);
        for (const span of spans(order.length, folds * batch)) {
          const turns = Array.from({ length: span.steps }, () => ++step);
          const next = await trainer.run(state, {
            order: order.subarray(span.from, span.to),
            rates: Float32Array.from(
              turns,
              (turn) => trainer.rate(turn) * (lastRate / options.rate),
            ),
            averaging: Float32Array.from(turns, (turn) =>
              averaging(turn, epochSteps),
            ),
          });
          state = next.state;
          seen.set(next.logits, span.from);
        }
        const kept = state.average ?? state.parameters;
        const layers = NetworkLayers.layers(shape, kept);
        const logits = [];
        for (const [k, features] of held.entries())
          logits.push(await score(features, layers[k]));
        const fitted = judge(seen, label, {
          rows: order.map((place) => place % label.length),
          weight,
          loss: family.loss,
        });
        const unseen = FoldRows.pooled(rows, logits, { label, weight, family });
        curve.push({
          epoch,
          trainLoss: fitted.loss,
          validationLoss: unseen.loss,
          ...(family === bernoulli && {
            trainAccuracy: fitted.accuracy,
            validationAccuracy: unseen.accuracy,
          }),
        });
        const { outOfFold } = unseen;
        const { loss } = held.some(({ length }) => length) ? unseen : fitted;
        losses.push(loss);
        if (loss < best.loss) best = { loss, epoch, layers, outOfFold };
        task.progress?.(epoch / options.epochs);
        if (epoch - best.epoch >= (options.patience ?? Infinity)) break;
      }
    }),
  );
  const { layers, outOfFold, epoch } = best;
  return { layers, outOfFold, epoch, curve, lastRate, batch };
}

/** Rows of a step for a table of so many. */
const batchOf = (rows: number) =>
  Math.min(256, Math.max(32, 2 ** Math.round(Math.log2(rows / 32))));

/** The share of itself that the average keeps: it looks back over an epoch and a half, over less at first. */
const averaging = (turn: number, epochSteps: number) =>
  Math.min(1 - 1 / Math.max(20, 1.5 * epochSteps), (1 + turn) / (10 + turn));

/** Whether each feature is other than 0 in some of `rows`, [d]. */
function live(features: Float32Array, width: number, rows: Int32Array) {
  const seen = new Array<boolean>(width).fill(false);
  for (const row of rows)
    for (let j = 0; j < width; j++)
      if (features[row * width + j] !== 0) seen[j] = true;
  return seen;
}

/**
 * Every fold's rows in a random order of its own, [steps, folds · batch] into [folds · rows]. Folds side by side step by full
 * batches: where the rows do not fill the last one, it is dropped if less than half full, and else filled up from the first.
 */
function ordered(
  train: Int32Array[],
  { batch, rows, random }: { batch: number; rows: number; random: Random },
): Int32Array {
  const folds = train.length;
  const longest = Math.max(...train.map(({ length }) => length));
  const each =
    folds === 1 ? longest : batch * Math.max(1, Math.round(longest / batch));
  const out = new Int32Array(folds * each);
  train.forEach((own, k) => {
    const places = random.permutation(own.length);
    for (let i = 0; i < each; i++) {
      const step = Math.floor(i / batch);
      out[step * folds * batch + k * batch + (i % batch)] =
        k * rows + own[places[i % own.length]];
    }
  });
  return out;
}

/** The full steps in one run, and the last rows as a smaller step of their own. */
function spans(length: number, step: number) {
  const full = Math.floor(length / step);
  const last = length - full * step;
  return [
    { from: 0, to: full * step, steps: full },
    { from: full * step, to: length, steps: +(last > 0) },
  ].filter(({ steps }) => steps > 0);
}

export * as Descent from "./descent";
