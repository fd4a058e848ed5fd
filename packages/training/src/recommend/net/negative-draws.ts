// negative-draws: interactions, each followed by products drawn for the same user and day, as the pairing is trained on
import { OnnxRuntime } from "../../onnx/onnx-runtime";
import type { Random } from "@mainstay/core/base/random";
import { popularity } from "../interactions";
import type { Interactions } from "../recommender";
import { alias } from "./alias-draws";

// Products are drawn in proportion to popularity^0.75 (Mikolov et al. 2013).
export const power = 0.75;
const weights = (train: Interactions) =>
  Float64Array.from(popularity(train), (count) => count ** power);

/** An item's log share of the draws: with it, a logit against drawn products ranks by how likely each is to be taken. */
export function correction(train: Interactions): Float32Array {
  const share = weights(train);
  const sum = share.reduce((a, b) => a + b, 0);
  // Nobody took it: less likely than what one user took.
  return Float32Array.from(share, (w) => Math.log(Math.max(w, 0.1) / sum));
}

export const weekday = (time: number) =>
  Number.isFinite(time) ? new Date(time).getUTCDay() : 0;

/** Feeds of steps of `rows` rows from numbered interactions: a product taken, then `negatives` drawn. */
export function drawer(
  train: Interactions,
  { negatives, rows }: { negatives: number; rows: number },
  random: Random,
): (some: Int32Array) => OnnxRuntime.Feeds {
  const negative = alias(weights(train));
  const owner = new Int32Array(train.item.length);
  for (let user = 0; user < train.users; user++)
    owner.fill(user, train.start[user], train.start[user + 1]);
  const mean = train.value
    ? train.value.reduce((a, b) => a + b, 0) / train.value.length
    : 1;
  const each = 1 + negatives;
  return (some) => {
    const count = some.length * each;
    const int = () => new Int32Array(count);
    const [user, item, day] = [int(), int(), int()];
    const label = new Float32Array(count);
    const weight = new Float32Array(count).fill(1 / rows);
    some.forEach((at, place) => {
      const first = place * each;
      user.fill(owner[at], first, first + each);
      day.fill(weekday(train.time[at]), first, first + each);
      item[first] = train.item[at];
      label[first] = 1;
      if (train.value) weight[first] *= train.value[at] / mean;
      for (let row = first + 1; row < first + each; row++)
        item[row] = negative(random);
    });
    const shape = [count / rows, rows];
    return {
      user: OnnxRuntime.int64(user, shape),
      item: OnnxRuntime.int64(item, shape),
      day: OnnxRuntime.int64(day, shape),
      label: OnnxRuntime.float(label, [...shape, 1]),
      weight: OnnxRuntime.float(weight, [...shape, 1]),
    };
  };
}

export * as NegativeDraws from "./negative-draws";
