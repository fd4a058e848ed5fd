// auto: settings of the closed form chosen by what an inner split finds again; simpler learners where they find more
import { best } from "@mainstay/core/recommend/rank";
import {
  fit as ease,
  gains,
  plain,
  prepare,
  scoresOf,
  type Settings,
} from "./ease";
import { Hide, type Split } from "./hide";
import { flagged, ndcg } from "./judge";
import { of as knn } from "./knn";
import { of as popular } from "./popular";
import { busiest, type Part } from "./wide";
import {
  type Attributes,
  type History,
  history,
  type Interactions,
  type Learner,
  type Model,
  type Options,
} from "./recommender";

const lambdas = [100, 150, 300, 500];
const relaxations = [0, 0.2, 0.3, 0.4, 0.5, 0.6];
// A third of the entries left out in expectation, and users damped by the root of what they took.
const base: Settings = { ...plain, dropout: 0.33, damping: 0.5 };
const floor = 0.4;
const beta = 2;

// Fewer tested users than these leave the choice to chance; more cost time alone.
const enough = 3000;
const atMost = 5000;
// The search looks at the busiest items alone where an inverse over all would take minutes.
const searched = 4000;

/** Splits of the kind the use will be, each fold's tested users after another until there are enough. */
export function folds(
  train: Interactions,
  hide: NonNullable<Options["hide"]>,
): { split: Split; users: Int32Array }[] {
  const makers =
    hide === "residues"
      ? [4, 3, 2, 1, 0].map((q) => () => Hide.residue(train, q))
      : [0.8, 0.7, 0.6, 0.5].map(
          (share) => () => Hide.later(train, share, share + 0.1),
        );
  // The newest stretch of time is the use itself to the end.
  if (hide === "time") makers[0] = () => Hide.later(train, 0.8);
  const found = [];
  let tested = 0;
  for (const make of makers) {
    const split = make();
    const users = thinned(Hide.tested(split));
    if (users.length) found.push({ split, users });
    tested += users.length;
    if (tested >= enough) break;
  }
  if (tested >= 100 || hide === "residues") return found;
  // Few people came back after a moment in common: each one's own newest, then.
  const split = Hide.newest(train);
  return [...found, { split, users: thinned(Hide.tested(split)) }];
}

const thinned = (users: Int32Array) => {
  const step = Math.ceil(users.length / atMost);
  return users.filter((_, k) => k % step === 0);
};

type Fold = ReturnType<typeof folds>[number];
type Scorer = {
  /** Scores [histories, items] under each of several settings, one after another. */
  scores: (histories: readonly History[]) => Promise<Float32Array[]>;
  count: number;
};

/** Σ of NDCG@10 over the fold's users, under each setting. */
async function gained({ split, users }: Fold, { scores, count }: Scorer) {
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

const one = ({ scores }: Model): Scorer => ({
  count: 1,
  scores: async (histories) => [await scores(histories)],
});

export type Trial = { settings: Settings; ndcgAt10: number };
export type Choice = {
  learner: "ease" | "knn" | "popular";
  settings: Settings;
  ndcgAt10: number; // inner
  trials: number;
  rivals: { popular: number; knn: number };
};

export async function choose(
  train: Interactions,
  options: Pick<Options, "attributes" | "hide" | "signal" | "progress">,
): Promise<Choice> {
  const { hide = "residues", signal, progress = () => {} } = options;
  const part: Pick<Part, "train" | "attributes"> =
    train.items > searched && train.users >= searched
      ? busiest(train, searched, options.attributes)
      : { train, attributes: options.attributes };
  const inner = folds(part.train, hide);
  const tested = inner.reduce((n, { users }) => n + users.length, 0);
  if (tested === 0)
    return {
      learner: "popular",
      settings: base,
      ndcgAt10: 0,
      trials: 0,
      rivals: { popular: 0, knn: 0 },
    };
  const mean = async (scorer: (fold: Fold) => Promise<Scorer>) => {
    let sum: Float64Array | undefined;
    for (const fold of inner) {
      const some = await gained(fold, await scorer(fold));
      sum = sum ? sum.map((s, k) => s + some[k]) : some;
    }
    return sum!.map((s) => s / tested);
  };
  const trials: Trial[] = [];
  /** One inverse for each λ serves every relaxation. */
  async function grid(
    some: Settings,
    ridges: readonly number[],
    relaxations: readonly number[],
  ) {
    for (const fold of inner) {
      const { scale, solve } = prepare(fold.split.train, some, part.attributes);
      for (const lambda of ridges) {
        signal?.throwIfAborted();
        const closed = await solve(lambda);
        const sums = await gained(fold, {
          count: relaxations.length,
          async scores(histories) {
            const projected = await closed.project(histories);
            return relaxations.map((relaxation) =>
              scoresOf(
                projected,
                histories,
                gains(closed, { lambda, relaxation }),
                scale,
              ),
            );
          },
        });
        relaxations.forEach((relaxation, k) =>
          add({ ...some, lambda, relaxation }, sums[k] / tested),
        );
      }
    }
  }
  function add(settings: Settings, ndcgAt10: number) {
    const name = JSON.stringify(settings);
    const known = trials.find((t) => JSON.stringify(t.settings) === name);
    if (known) known.ndcgAt10 += ndcgAt10;
    else trials.push({ settings, ndcgAt10 });
  }
  const top = () => trials.reduce((a, b) => (b.ndcgAt10 > a.ndcgAt10 ? b : a));

  async function more(change: Partial<Settings>) {
    const { lambda, relaxation } = top().settings;
    const some = { ...top().settings, ...change };
    await grid(some, below(lambda), around(relaxation));
  }

  await grid(base, lambdas, relaxations);
  const said = () =>
    progress(`inner NDCG@10 ${top().ndcgAt10.toFixed(4)} of ${trials.length}`);
  said();
  // Values and attributes each have to earn their place; values below 1 ask for less of a ridge.
  if (part.train.value) {
    await more({ floor });
    said();
  }
  if (part.attributes) {
    await more({ beta });
    said();
  }
  const rivals = {
    popular: (await mean(async ({ split }) => one(popular(split.train))))[0],
    knn: (await mean(async ({ split }) => one(await knn(split.train))))[0],
  };
  const { settings, ndcgAt10 } = top();
  const learner =
    rivals.knn > ndcgAt10 && rivals.knn >= rivals.popular
      ? "knn"
      : rivals.popular > ndcgAt10
        ? "popular"
        : "ease";
  return { learner, settings, ndcgAt10, trials: trials.length, rivals };
}

const below = (lambda: number) => {
  const at = lambdas.indexOf(lambda);
  return lambdas.slice(Math.max(0, at - 1), at + 1);
};
const around = (relaxation: number) => {
  const at = relaxations.indexOf(relaxation);
  return relaxations.slice(Math.max(0, at - 1), at + 2);
};

/** The whole fitted the way that was chosen on a part. */
export async function settled(
  train: Interactions,
  choice: Choice,
  attributes?: Attributes,
): Promise<Model> {
  const fitted = {
    ease: () => ease(train, choice.settings, attributes),
    knn: () => knn(train),
    popular: async () => popular(train),
  } satisfies Record<Choice["learner"], () => Promise<Model>>;
  const model = await fitted[choice.learner]();
  const { ndcgAt10, trials, rivals } = choice;
  return {
    ...model,
    settings: { ...model.settings, inner: { ndcgAt10, trials, rivals } },
  };
}

export const auto: Learner = {
  fit: async (train, options) =>
    settled(train, await choose(train, options), options.attributes),
};
