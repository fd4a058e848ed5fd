// attention: what comes next, or what is missing, from the sequence of what came before; for users never seen, too
import { InferenceSession } from "@mainstay/core/model/runtime";
import { adam } from "../onnx/optimizer";
import { NoisePool } from "../onnx/noise-pool";
import { OnnxRuntime } from "../onnx/onnx-runtime";
import { type Random, random } from "@mainstay/core/base/random";
import { popularity } from "./interactions";
import { judge } from "./ranking-quality";
import { Course } from "./net/training-course";
import { ItemLikeness } from "./net/item-likeness";
import { Parameters } from "./net/parameters";
import { SequenceTraining } from "./net/sequence-training";
import { ones, type Size, shapes } from "./net/transformer";
import { EarlyStopping } from "./net/early-stopping";
import { type Batch, HistoryWindows } from "./net/history-windows";
import {
  type History,
  type Interactions,
  type Learner,
  type Model,
  type Options,
} from "./recommender";

const defaults = {
  length: 100, // of a history, at most
  width: 64,
  heads: 2,
  blocks: 1, // a second overfits a hundred thousand interactions
  dropout: 0.05, // the items left out of a window disturb enough
  rate: 1e-3,
  epochs: 60, // at most
};

// A window asks once about what is missing, and at several places about what follows.
const batches: Record<NonNullable<Options["hide"]>, Batch> = {
  residues: { windows: 32, questions: 1, answers: 40 },
  time: { windows: 32, questions: 4, answers: 24 },
};

const stepsPerRun = 16;

type Task = {
  size: Size;
  batch: Batch;
  hide: NonNullable<Options["hide"]>;
  options: Options;
};

/** First parameters. Item vectors are small, so that popularity leads at first. */
function start(train: Interactions, size: Size, draw: Random): Float32Array {
  const shape = shapes(size);
  const flat = Parameters.start(
    shape,
    draw,
    (name, [rows]) =>
      name === "item" || name === "position" ? 0.02 : Math.sqrt(1 / rows),
    ones(size),
  );
  Parameters.views(shape, flat).popularity.set(
    Float32Array.from(popularity(train), (count) => Math.log(count + 0.1)),
  );
  return flat;
}

/** Trains an epoch each time `follow` calls `epoch`, and returns what `follow` returns. */
async function learn<T>(
  train: Interactions,
  { size, batch, hide, options }: Task,
  follow: (epoch: () => Promise<void>, parameters: Float32Array) => Promise<T>,
): Promise<T> {
  const draw = random(options.seed);
  const optimizer = adam({ rate: defaults.rate });
  const strip = NoisePool.dropout(
    batch.windows * size.length * size.width,
    defaults.dropout,
    draw,
  );
  const dropout = OnnxRuntime.float(strip, [strip.length]);
  const all = HistoryWindows.sequences(train);
  const first = start(train, size, draw);
  const graph = SequenceTraining.learning(
    size,
    batch,
    defaults.dropout,
    optimizer,
  );
  return OnnxRuntime.using(graph, (session) => {
    const course = new Course(session, optimizer, {
      parameters: { data: first, shape: [first.length] },
    });
    const epoch = async () => {
      const windows = all.flatMap((sequence) =>
        HistoryWindows.tasks[hide](sequence, size.length, batch, draw),
      );
      if (windows.length === 0) return;
      const order = draw.permutation(windows.length);
      const steps = Math.max(
        stepsPerRun,
        Math.ceil(order.length / batch.windows),
      );
      for (let from = 0; from < steps; from += stepsPerRun) {
        options.signal?.throwIfAborted();
        const count = Math.min(stepsPerRun, steps - from);
        const some = Array.from(
          { length: Math.min(count * batch.windows, order.length) },
          (_, i) => windows[order[(from * batch.windows + i) % order.length]],
        );
        const places = NoisePool.drawStarts(
          count * SequenceTraining.drops(size),
          draw,
        );
        await course.advance(
          {
            ...HistoryWindows.feeds(some, count, size.length, batch),
            dropout,
            places: OnnxRuntime.int64(places, [
              count,
              SequenceTraining.drops(size),
            ]),
          },
          count,
        );
      }
    };
    return follow(epoch, course.mean.parameters);
  });
}

/**
 * Scores of histories by `run`, ids [batch, N] → [batch, items]. A history longer than N is read in stretches where what
 * is missing may lie anywhere in it (the mean of their log-probabilities), and from its newest N where what follows counts.
 */
function scorer(
  train: Interactions,
  { size, hide }: Task,
  run: (ids: OnnxRuntime.Feeds[string]) => Promise<Float32Array>,
): Model["scores"] {
  const { items, length } = size;
  const known = Float32Array.from(popularity(train), (n) => Math.log1p(n));
  const parts = ({ items: all }: History) => {
    const count = hide === "time" ? 1 : Math.ceil(all.length / length);
    const from = (part: number) => Math.floor((part * all.length) / count);
    return Array.from({ length: count }, (_, part) =>
      HistoryWindows.padded(all.subarray(from(part), from(part + 1)), length),
    );
  };
  return async (histories) => {
    const scores = new Float32Array(histories.length * items);
    for (const [row, history] of histories.entries()) {
      const into = scores.subarray(row * items, (row + 1) * items);
      if (history.items.length === 0) {
        into.set(known);
        continue;
      }
      const windows = parts(history);
      const ids = new Int32Array(windows.length * length);
      windows.forEach((window, i) => ids.set(window, i * length));
      const all = await run(OnnxRuntime.int64(ids, [windows.length, length]));
      for (let i = 0; i < windows.length; i++)
        addLogSoftmax(into, all.subarray(i * items, (i + 1) * items));
      for (let i = 0; i < items; i++) into[i] /= windows.length;
    }
    return scores;
  };
}

function addLogSoftmax(into: Float32Array, scores: Float32Array) {
  const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (const score of scores) sum += Math.exp(score - most);
  const level = most + Math.log(sum);
  for (let i = 0; i < into.length; i++) into[i] += scores[i] - level;
}

// Multiplications a second that one thread of a shared machine surely does; a clock would make fits differ.
const speed = 2.5e10;

/** Epochs that `minutes` allow, half of them to find how many are best. */
function affordable(
  train: Interactions,
  { size, batch, options: { minutes = 3 } }: Task,
): number {
  const { length, width, items, blocks } = size;
  let windows = 0;
  for (let user = 0; user < train.users; user++)
    windows += Math.ceil((train.start[user + 1] - train.start[user]) / length);
  const steps = Math.max(stepsPerRun, windows / batch.windows);
  const tokens = batch.windows * length;
  const forward =
    tokens * width * blocks * (8 * width + 2 * length) +
    batch.windows * batch.questions * items * width;
  const step = 3 * forward + 20 * items * width; // 20 of Adam
  const affordable = (minutes * 60 * speed) / (2 * steps * step);
  return Math.max(2, Math.min(defaults.epochs, Math.floor(affordable)));
}

/** The best number of epochs, judged on a hidden part of `train`; the figure is null where nothing could be hidden. */
async function search(train: Interactions, task: Task, epochs: number) {
  const { size, hide, options } = task;
  const split = EarlyStopping.inner(train, hide, random(options.seed + 1));
  if (split.test.item.length < 20)
    return { epoch: Math.min(epochs, 30), figure: null };
  return OnnxRuntime.using(SequenceTraining.scoring(size), (session) =>
    learn(split.train, task, (epoch, parameters) => {
      const scores = scorer(split.train, task, async (ids) => {
        const given = OnnxRuntime.float(parameters, [parameters.length]);
        const { scores } = await session.run({ ids, parameters: given });
        return scores.data as Float32Array;
      });
      const judged = async () => {
        const { ndcgAt10 } = await judge({ scores }, split);
        options.progress?.(`attention: inner NDCG@10 ${ndcgAt10.toFixed(4)}`);
        return ndcgAt10;
      };
      const every = Math.max(1, Math.round(epochs / 15));
      return EarlyStopping.bestEpoch(epochs, every, epoch, judged);
    }),
  );
}

/**
 * Self-attentive sequential recommendation (Kang & McAuley 2018): causal, one item table for input and output, softmax
 * over all items. For use between known events it is asked what a window lost, else what follows it.
 */
export const attention: Learner = {
  async fit(train, options) {
    const hide = options.hide ?? "time";
    const { width, heads, blocks } = defaults;
    let longest = 2;
    for (let user = 0; user < train.users; user++)
      longest = Math.max(longest, train.start[user + 1] - train.start[user]);
    const length = Math.min(defaults.length, longest);
    const size = { items: train.items, length, width, heads, blocks };
    const task = { size, hide, options, batch: batches[hide] };
    const best = await search(train, task, affordable(train, task));
    const parameters = await learn(train, task, async (epoch, parameters) => {
      for (let i = 0; i < best.epoch; i++) await epoch();
      return parameters;
    });
    const model = SequenceTraining.serving(size, parameters);
    const session = await InferenceSession.create(model, {
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const run = async (ids: OnnxRuntime.Feeds[string]) =>
      (await session.run({ ids })).scores.data as Float32Array;
    const { item } = Parameters.views(shapes(size), parameters);
    const { dropout, rate } = defaults;
    return {
      items: train.items,
      settings: {
        ...{ length, width, heads, blocks, dropout, rate },
        epochs: best.epoch,
        innerNdcgAt10: best.figure,
      },
      scores: scorer(train, task, run),
      similar: async (target, k) =>
        ItemLikeness.nearest(item, width, target, k),
      artifact: async () => ({ form: "sequence", model, length }),
      close: () => session.release(),
    };
  },
};
