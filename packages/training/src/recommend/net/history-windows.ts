// history-windows: stretches of users' histories with questions about them, drawn anew every epoch
import { OnnxRuntime } from "../../onnx/onnx-runtime";
import type { Random } from "@mainstay/core/base/random";
import type { Interactions } from "../recommender";

export type Question = {
  at: number; // place in the window after which it is asked
  answers: Int32Array;
  weight: Float32Array; // of each answer
};
export type Window = { items: Int32Array; questions: Question[] };

/** A user's products in the order of time; those of one moment (a basket) share its number. */
export type Sequence = { items: Int32Array; moment: Int32Array };

/** Sequences of all users with two products or more. */
export function sequences(train: Interactions): Sequence[] {
  return Array.from({ length: train.users }, (_, user) => {
    const from = train.start[user];
    const times = train.time.subarray(from, train.start[user + 1]);
    const order = Int32Array.from(times, (_, i) => i).sort(
      (a, b) => times[a] - times[b],
    );
    let count = 0;
    return {
      items: order.map((at) => train.item[from + at]),
      moment: order.map((at, place) =>
        place > 0 && times[order[place - 1]] < times[at] ? ++count : count,
      ),
    };
  }).filter(({ items }) => items.length > 1);
}

/** Sizes of a step: windows, questions about each, and answers to each question at most. */
export type Batch = { windows: number; questions: number; answers: number };

/** Windows that lack between a tenth and a half of their products, another share every time; their end asks which. */
export function missing(
  { items: history }: Sequence,
  length: number,
  { answers }: Batch,
  random: Random,
): Window[] {
  const windows: Window[] = [];
  const share = 0.1 + 0.4 * random.uniform();
  const cut = history.length > 2 * length ? random.integer(length) : -1;
  let [seen, hidden]: [number[], number[]] = [[], []];
  const close = () => {
    if (seen.length > 0 && hidden.length > 0) {
      const all = Int32Array.from(hidden);
      // A longer list counts more, but less than in proportion to its length.
      const total = Math.sqrt(all.length);
      const some = random
        .permutation(all.length)
        .subarray(0, answers)
        .map((place) => all[place]);
      windows.push({
        items: Int32Array.from(seen),
        questions: [
          {
            at: seen.length - 1,
            answers: some,
            weight: new Float32Array(some.length).fill(total / some.length),
          },
        ],
      });
    }
    [seen, hidden] = [[], []];
  };
  history.forEach((item, place) => {
    (random.uniform() < share ? hidden : seen).push(item);
    if (seen.length === length || place === cut) close();
  });
  close();
  return windows;
}

/** Products with each basket in a random order, since a basket has none. */
function shuffled({ items, moment }: Sequence, random: Random): Int32Array {
  const order = items.slice();
  let first = 0;
  for (let place = 0; place < order.length; place++) {
    if (moment[place] !== moment[first]) first = place;
    const other = first + random.integer(place - first + 1);
    [order[place], order[other]] = [order[other], order[place]];
  }
  return order;
}

/**
 * Windows that ask what came after moments of a stretch. A product of the next moment counts 1, of the one after it 1/2, then
 * 1/3 and so on. Only ends of moments ask, as a recommendation does; the rest of a basket is never asked for.
 */
export function following(
  sequence: Sequence,
  length: number,
  { questions, answers }: Batch,
  random: Random,
): Window[] {
  const { moment } = sequence;
  const all = shuffled(sequence, random);
  const ends: number[] = []; // places whose next is of a later moment
  for (let place = 0; place + 1 < all.length; place++)
    if (moment[place] < moment[place + 1]) ends.push(place);
  if (ends.length === 0) return [];
  const windows: Window[] = [];
  // Half of the windows end at the last product and half at any, so that every place is asked after any number of products.
  let last = ends.length - 1;
  if (random.uniform() < 0.5) last = random.integer(ends.length);
  while (last >= 0) {
    const end = ends[last] + 1;
    const from = Math.max(0, end - length);
    let first = last;
    while (first > 0 && ends[first - 1] >= from) first--;
    const places = Array.from({ length: questions }, (_, i) =>
      i === 0 ? ends[last] : ends[first + random.integer(last - first + 1)],
    );
    windows.push({
      items: all.subarray(from, end),
      questions: places.map((place) => {
        const next = all.subarray(place + 1, place + 1 + answers);
        const weight = Float32Array.from(
          next,
          (_, k) => 1 / (moment[place + 1 + k] - moment[place]),
        );
        const sum = weight.reduce((a, b) => a + b);
        return {
          at: place - from,
          answers: next,
          weight: weight.map((w) => w / sum),
        };
      }),
    });
    last = first - 1;
  }
  return windows;
}

export const tasks = { residues: missing, time: following };

/** Feeds of the training graph: `steps` batches of `windows`, which start over at their end. */
export function feeds(
  windows: Window[],
  steps: number,
  length: number,
  batch: Batch,
): OnnxRuntime.Feeds {
  const asked = batch.windows * batch.questions; // a step
  const told = asked * batch.answers;
  const ids = new Int32Array(steps * batch.windows * length);
  const query = new Int32Array(steps * asked);
  const answer = new Int32Array(steps * told * 2);
  const weight = new Float32Array(steps * told);
  const total = new Float32Array(steps * asked);
  for (let step = 0; step < steps; step++) {
    let sum = 0;
    for (let row = 0; row < batch.windows; row++) {
      const place = step * batch.windows + row;
      const { items, questions } = windows[place % windows.length];
      const first = length - items.length;
      items.forEach((item, k) => (ids[place * length + first + k] = item + 1));
      questions.forEach((question, q) => {
        const local = row * batch.questions + q;
        query[step * asked + local] = row * length + first + question.at;
        question.answers.forEach((item, k) => {
          const at = step * told + local * batch.answers + k;
          answer.set([local, item], 2 * at);
          weight[at] = question.weight[k];
          total[step * asked + local] += weight[at];
          sum += weight[at];
        });
      });
    }
    for (let i = step * told; i < (step + 1) * told; i++) weight[i] /= sum;
    for (let i = step * asked; i < (step + 1) * asked; i++) total[i] /= sum;
  }
  return {
    ids: OnnxRuntime.int64(ids, [steps, batch.windows, length]),
    query: OnnxRuntime.int64(query, [steps, asked]),
    answer: OnnxRuntime.int64(answer, [steps, told, 2]),
    weight: OnnxRuntime.float(weight, [steps, told]),
    total: OnnxRuntime.float(total, [steps, asked, 1]),
  };
}

/** The newest `length` products as a row of ids, padded at the left. */
export function padded(items: Int32Array, length: number): Int32Array {
  const row = new Int32Array(length);
  const newest = items.subarray(Math.max(0, items.length - length));
  newest.forEach((item, k) => (row[length - newest.length + k] = item + 1));
  return row;
}

export * as HistoryWindows from "./history-windows";
