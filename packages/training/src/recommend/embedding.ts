// embedding: vectors of users and products learnt together with a small network that says who takes what on which weekday
import { InferenceSession } from "@mainstay/core/model/runtime";
import { adam } from "../onnx/optimizer";
import { OnnxRuntime } from "../onnx/onnx-runtime";
import { type Random, random } from "@mainstay/core/base/random";
import { popularity } from "./interactions";
import { judge } from "./ranking-quality";
import { Course } from "./net/training-course";
import { NegativeDraws, weekday } from "./net/negative-draws";
import { ItemLikeness } from "./net/item-likeness";
import { days, PairNetwork } from "./net/pair-network";
import { Parameters } from "./net/parameters";
import { EarlyStopping } from "./net/early-stopping";
import type {
  History,
  Interactions,
  Learner,
  Model,
  Options,
} from "./recommender";

const defaults = {
  width: 32, // of a vector
  negatives: 8, // for each interaction
  positives: 128, // a step
  rate: 2e-3,
  l2: 0.3, // of l2 / 2 · |vector|² added to each row's loss
  epochs: 30, // at most
};

const stepsPerRun = 64;
const rows = defaults.positives * (1 + defaults.negatives); // a step
type Size = PairNetwork.Size;
type Learnt = Record<"users" | "items" | "network", Float32Array>;

function start(size: Size, draw: Random) {
  const { users, items, width } = size;
  const table = (n: number) => ({
    data: Float32Array.from({ length: n * width }, () => 0.1 * draw.normal()),
    shape: [n, width],
  });
  const network = Parameters.start(
    PairNetwork.shapes(size),
    draw,
    (_, [inputs]) => Math.sqrt(1 / inputs),
  );
  return {
    users: table(users),
    items: table(items),
    network: { data: network, shape: [network.length] },
  };
}

/** Trains an epoch each time `follow` calls `epoch`, and returns what `follow` returns. */
async function learn<T>(
  train: Interactions,
  size: Size,
  options: Options,
  follow: (epoch: () => Promise<void>, learnt: Learnt) => Promise<T>,
): Promise<T> {
  const draw = random(options.seed);
  const optimizer = adam({ rate: defaults.rate });
  const feeds = NegativeDraws.drawer(train, { ...defaults, rows }, draw);
  const graph = PairNetwork.learning(size, rows, defaults.l2, optimizer);
  return OnnxRuntime.using(graph, (session) => {
    const course = new Course(session, optimizer, start(size, draw));
    const epoch = async () => {
      const order = draw.permutation(train.item.length);
      if (order.length === 0) return;
      const steps = Math.max(
        stepsPerRun,
        Math.ceil(order.length / defaults.positives),
      );
      for (let from = 0; from < steps; from += stepsPerRun) {
        options.signal?.throwIfAborted();
        const count = Math.min(stepsPerRun, steps - from);
        const first = from * defaults.positives;
        const some = Int32Array.from(
          { length: count * defaults.positives },
          (_, i) => order[(first + i) % order.length],
        );
        await course.advance(feeds(some), count);
      }
    };
    return follow(epoch, course.mean as Learnt);
  });
}

/** The weekday most of the times fall on; the earliest such. */
function commonest(times: Float64Array): number {
  const count = new Int32Array(days);
  for (const time of times) count[weekday(time)]++;
  return count.indexOf(Math.max(...count));
}

/** Mean vector of the users who took each item: what is known of a newcomer who takes it. */
function audience(train: Interactions, { width }: Size, users: Float32Array) {
  const count = popularity(train);
  const sum = new Float32Array(train.items * width);
  for (let user = 0; user < train.users; user++)
    for (let at = train.start[user]; at < train.start[user + 1]; at++)
      for (let j = 0; j < width; j++)
        sum[train.item[at] * width + j] +=
          users[user * width + j] / count[train.item[at]];
  return sum;
}

type Run = (vector: Float32Array, day: Int32Array) => Promise<Float32Array>;

const usersPerRun = 16; // the widest layer is [batch, items, 64]

function scorer(
  train: Interactions,
  size: Size,
  users: Float32Array,
  run: Run,
): Model["scores"] {
  const { items, width } = size;
  const newcomer = audience(train, size, users);
  const days = Int32Array.from({ length: train.users }, (_, user) =>
    commonest(train.time.subarray(train.start[user], train.start[user + 1])),
  );
  const day = commonest(train.time);
  const seen = ({ user }: History) =>
    user !== undefined && train.start[user + 1] > train.start[user]
      ? user
      : undefined;
  function vector(history: History): Float32Array {
    const user = seen(history);
    if (user !== undefined)
      return users.subarray(user * width, (user + 1) * width);
    const sum = new Float32Array(width);
    for (const item of history.items)
      for (let j = 0; j < width; j++)
        sum[j] += newcomer[item * width + j] / history.items.length;
    return sum;
  }
  return async (histories) => {
    const scores = new Float32Array(histories.length * items);
    for (let from = 0; from < histories.length; from += usersPerRun) {
      const some = histories.slice(from, from + usersPerRun);
      const vectors = new Float32Array(some.length * width);
      some.forEach((history, i) => vectors.set(vector(history), i * width));
      const on = Int32Array.from(some, (history) => {
        if (history.at !== undefined) return weekday(history.at);
        const user = seen(history);
        return user === undefined ? day : days[user];
      });
      scores.set(await run(vectors, on), from * items);
    }
    return scores;
  };
}

/** Runs the scoring graph on what is learnt so far. */
const runner =
  (
    session: InferenceSession,
    { width, items }: Size,
    draws: Float32Array,
    learnt: Learnt,
  ): Run =>
  async (vector, day) => {
    const { network } = learnt;
    const { scores } = await session.run({
      vector: OnnxRuntime.float(vector, [day.length, width]),
      weekday: OnnxRuntime.int64(day, [day.length]),
      items: OnnxRuntime.float(learnt.items, [items, width]),
      draws: OnnxRuntime.float(draws, [items]),
      network: OnnxRuntime.float(network, [network.length]),
    });
    return scores.data as Float32Array;
  };

// Rows of a step a second that one thread of a shared machine surely takes; a clock would make fits differ.
const speed = 5e5;

function affordable({ item, users, items }: Interactions, minutes = 3): number {
  const steps = Math.max(stepsPerRun, item.length / defaults.positives);
  const copied = 6 * (users + items) * defaults.width; // numbers a step
  const seconds = steps * (rows / speed + copied * 1e-9);
  const affordable = (minutes * 60) / (2 * seconds);
  return Math.max(2, Math.min(defaults.epochs, Math.floor(affordable)));
}

/**
 * The network reads user ∘ product too, since layers hardly learn a product of two vectors by themselves (Rendle et al.
 * 2020). Weighed log loss, negatives drawn by popularity^0.75, and that share added to the logit when scoring.
 */
export const embedding: Learner = {
  async fit(train, options) {
    const { users, items } = train;
    const size = { users, items, width: defaults.width };
    const graph = PairNetwork.scoring(size);
    const epochs = affordable(train, options.minutes);
    const split = EarlyStopping.inner(
      train,
      options.hide ?? "time",
      random(options.seed + 1),
    );
    const search = () =>
      OnnxRuntime.using(graph, (session) =>
        learn(split.train, size, options, (epoch, learnt) => {
          const draws = NegativeDraws.correction(split.train);
          const every = Math.max(1, Math.round(epochs / 15));
          return EarlyStopping.bestEpoch(epochs, every, epoch, async () => {
            const run = runner(session, size, draws, learnt);
            const scores = scorer(split.train, size, learnt.users, run);
            const { ndcgAt10 } = await judge({ scores }, split);
            options.progress?.(
              `embedding: inner NDCG@10 ${ndcgAt10.toFixed(4)}`,
            );
            return ndcgAt10;
          });
        }),
      );
    const best =
      split.test.item.length < 20
        ? { epoch: Math.min(epochs, 10), figure: null }
        : await search();
    const learnt = await learn(train, size, options, async (epoch, learnt) => {
      for (let i = 0; i < best.epoch; i++) await epoch();
      return learnt;
    });
    const draws = NegativeDraws.correction(train);
    const session = await InferenceSession.create(graph, {
      intraOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const run = runner(session, size, draws, learnt);
    const { epochs: _, ...settings } = {
      ...defaults,
      power: NegativeDraws.power,
    };
    return {
      items,
      settings: {
        ...settings,
        epochs: best.epoch,
        innerNdcgAt10: best.figure,
      },
      scores: scorer(train, size, learnt.users, run),
      similar: async (target, k) =>
        ItemLikeness.nearest(learnt.items, defaults.width, target, k),
      artifact: async () => ({
        form: "users",
        model: PairNetwork.serving(size, { ...learnt, draws }),
        users,
      }),
      close: () => session.release(),
    };
  },
};
