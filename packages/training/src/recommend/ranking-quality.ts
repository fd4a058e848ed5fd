// ranking-quality: how well the hidden interactions are found among the first few of all items not taken before
import { best } from "@mainstay/core/recommend/top-ranked";
import { HiddenItems, type Split } from "./hidden-items";
import { byItem, popularity } from "./interactions";
import { history, type Interactions, type Model } from "./recommender";

export type Figures = {
  users: number; // that were tested
  ndcgAt10: number;
  recallAt20: number;
  hitRateAt10: number;
  precisionAt10: number;
  coverageAt10: number;
  diversityAt10: number;
  noveltyAt10: number;
};

const discount = Float64Array.from(
  { length: 10 },
  (_, p) => 1 / Math.log2(p + 2),
);
const usersPerCall = 128;

/** Normalised discounted cumulative gain of the first ten (Järvelin & Kekäläinen 2002), a hit counting 1. */
export function ndcg(hits: ArrayLike<boolean | number>, hidden: number) {
  let [gain, ideal] = [0, 0];
  for (let p = 0; p < 10; p++) {
    if (p < hits.length && hits[p]) gain += discount[p];
    if (p < hidden) ideal += discount[p];
  }
  return gain / ideal;
}

/** A user's row as flags over the items, for the time of `use`. */
export function flagged<T>(
  flags: Uint8Array,
  { start, item }: Interactions,
  user: number,
  use: () => T,
): T {
  for (let k = start[user]; k < start[user + 1]; k++) flags[item[k]] = 1;
  const result = use();
  for (let k = start[user]; k < start[user + 1]; k++) flags[item[k]] = 0;
  return result;
}

export async function judge(
  model: Pick<Model, "scores">,
  split: Split,
  users = HiddenItems.tested(split),
): Promise<Figures> {
  const { train, test } = split;
  const { items } = train;
  const known = new Uint8Array(items);
  const hidden = new Uint8Array(items);
  const distance = distances(train);
  const taken = popularity(train);
  const seen = new Set<number>();
  let active = 0;
  for (let u = 0; u < train.users; u++)
    if (train.start[u + 1] > train.start[u]) active++;
  const sum = { ndcg: 0, recall: 0, hit: 0, precision: 0, diversity: 0 };
  let [novelty, shown] = [0, 0];
  for (let from = 0; from < users.length; from += usersPerCall) {
    const some = users.subarray(from, from + usersPerCall);
    const scores = await model.scores(
      Array.from(some, (user) => history(train, user)),
    );
    some.forEach((user, row) => {
      const first = flagged(known, train, user, () =>
        best(scores, 20, {
          from: row * items,
          items,
          allowed: (item) => !known[item],
        }).map(({ item }) => item),
      );
      const relevant = test.start[user + 1] - test.start[user];
      const hits = flagged(hidden, test, user, () =>
        first.map((item) => hidden[item]),
      );
      const ten = hits.slice(0, 10).reduce((n, hit) => n + hit, 0);
      sum.ndcg += ndcg(hits, relevant);
      sum.recall += hits.reduce((n, hit) => n + hit, 0) / relevant;
      sum.hit += +(ten > 0);
      sum.precision += ten / 10;
      const list = first.slice(0, 10);
      sum.diversity += spread(list, distance);
      for (const item of list) {
        seen.add(item);
        novelty -= Math.log2((taken[item] + 1) / (active + 1));
        shown++;
      }
    });
  }
  const mean = (total: number) => total / users.length;
  return {
    users: users.length,
    ndcgAt10: mean(sum.ndcg),
    recallAt20: mean(sum.recall),
    hitRateAt10: mean(sum.hit),
    precisionAt10: mean(sum.precision),
    coverageAt10: seen.size / items,
    diversityAt10: mean(sum.diversity),
    noveltyAt10: novelty / shown, // bits; 0 what everybody has
  };
}

/** 1 − cosine of two items' columns; an item nobody has is far from all. */
function distances(train: Interactions) {
  const { start, user } = byItem(train);
  return (a: number, b: number) => {
    let common = 0;
    let [i, j] = [start[a], start[b]];
    while (i < start[a + 1] && j < start[b + 1]) {
      if (user[i] === user[j]) common++;
      const step = user[i] - user[j];
      if (step <= 0) i++;
      if (step >= 0) j++;
    }
    const norm = Math.sqrt(
      (start[a + 1] - start[a]) * (start[b + 1] - start[b]),
    );
    return norm === 0 ? 1 : 1 - common / norm;
  };
}

function spread(list: number[], distance: (a: number, b: number) => number) {
  let [sum, pairs] = [0, 0];
  for (let i = 0; i < list.length; i++)
    for (let j = 0; j < i; j++) {
      sum += distance(list[i], list[j]);
      pairs++;
    }
  return pairs === 0 ? 0 : sum / pairs;
}
