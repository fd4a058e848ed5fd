// choose-learner: settings of the closed form chosen by what an inner split finds again; simpler learners where they find more
import {
  fit as ease,
  gains,
  plain,
  prepare,
  scoresOf,
  type Settings,
} from "./ease";
import { type Fold, folds, gained, type Scorer } from "./inner-splits";
import { fit as knn } from "./knn";
import { fit as popular } from "./popular";
import { busiest, type Part } from "./wide-catalogue";
import {
  type Attributes,
  type Interactions,
  type Learner,
  type Model,
  type Options,
} from "./recommender";

const lambdas = [100, 150, 300, 500];
const relaxations = [0, 0.2, 0.3, 0.4, 0.5, 0.6];
// A third of the entries is left out in expectation, and users are damped by the square root of their number of items.
const base: Settings = { ...plain, dropout: 0.33, damping: 0.5 };
const floor = 0.4;
const beta = 2;

// The search uses only the busiest items where an inverse over all would take minutes.
const searched = 4000;

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
    await grid(some, [Math.round(lambda / 1.5), lambda], around(relaxation));
  }

  await grid(base, lambdas, relaxations);
  // Few interactions ask for a smaller ridge than any of these, very many for a greater one.
  for (
    let [low, high, step] = [lambdas[0], lambdas.at(-1)!, 0];
    step < 4;
    step++
  ) {
    const { lambda } = top().settings;
    if (lambda !== low && lambda !== high) break;
    const next = lambda === low ? (low /= 2) : (high *= 2);
    await grid(base, [next], relaxations);
  }
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

const around = (relaxation: number) => {
  const at = relaxations.indexOf(relaxation);
  return relaxations.slice(Math.max(0, at - 1), at + 2);
};

/** The model of all interactions, fitted with the settings chosen on a part. */
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
