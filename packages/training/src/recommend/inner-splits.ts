// inner-splits: the inner splits settings are chosen on, and what each of several settings finds again
import { best } from "@mainstay/core/recommend/top-ranked";
import { HiddenItems, type Split } from "./hidden-items";
import { flagged, ndcg } from "./ranking-quality";
import {
  type History,
  history,
  type Interactions,
  type Options,
} from "./recommender";

// With fewer tested users the choice is left to chance; more users only take time.
const minTestedUsers = 3000;
const atMost = 5000;
/** Splits of the kind the use will be, each fold's tested users after another until there are enough. */
export function folds(
  train: Interactions,
  hide: NonNullable<Options["hide"]>,
): { split: Split; users: Int32Array }[] {
  const makers =
    hide === "residues"
      ? [4, 3, 2, 1, 0].map((q) => () => HiddenItems.residue(train, q))
      : [0.8, 0.7, 0.6, 0.5].map(
          (share) => () => HiddenItems.later(train, share, share + 0.1),
        );
  // The newest stretch runs to the end, as the use does.
  if (hide === "time") makers[0] = () => HiddenItems.later(train, 0.8);
  const found = [];
  let tested = 0;
  for (const make of makers) {
    const split = make();
    const users = thinned(HiddenItems.tested(split));
    if (users.length) found.push({ split, users });
    tested += users.length;
    if (tested >= minTestedUsers) break;
  }
  if (tested >= 100 || hide === "residues") return found;
  // If few users came back after a common moment, the newest interactions of each are hidden.
  const split = HiddenItems.newest(train);
  return [...found, { split, users: thinned(HiddenItems.tested(split)) }];
}

const thinned = (users: Int32Array) => {
  const step = Math.ceil(users.length / atMost);
  return users.filter((_, k) => k % step === 0);
};

export type Fold = ReturnType<typeof folds>[number];
export type Scorer = {
  /** Scores [histories, items] under each of several settings, one after another. */
  scores: (histories: readonly History[]) => Promise<Float32Array[]>;
  count: number;
};

/** Σ of NDCG@10 over the fold's users, under each setting. */
export async function gained(
  { split, users }: Fold,
  { scores, count }: Scorer,
) {
  const { train, test } = split;
  const { items } = train;
  const sum = new Float64Array(count);
  const known = new Uint8Array(items);
  const hidden = new Uint8Array(items);
  for (let from = 0; from < users.length; from += 64) {
    const some = users.subarray(from, from + 64);
    const histories = Array.from(some, (user) => history(train, user));
    let k = 0;
    for (const all of await scores(histories)) {
      some.forEach((user, row) => {
        const first = flagged(known, train, user, () =>
          best(all, 10, {
            from: row * items,
            items,
            allowed: (item) => !known[item],
          }),
        );
        const hits = flagged(hidden, test, user, () =>
          first.map(({ item }) => hidden[item]),
        );
        sum[k] += ndcg(hits, test.start[user + 1] - test.start[user]);
      });
      k++;
    }
  }
  return sum;
}
