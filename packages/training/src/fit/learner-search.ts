// learner-search: options of a member tried against its recipe by successive halving over the inner folds
import { random, type Random } from "@mainstay/core/base/random";
import { bernoulli } from "@mainstay/core/stats/family";
import type { Input, Learner } from "./learner";

type Options = Record<string, unknown>;
type Choices = Record<string, readonly unknown[]>;

// What is tried of each member; the recipe's own choice is among them. Additive members choose their penalty by themselves.
const trees = {
  leaves: [4, 6, 10, 16, 31, 63],
  eta: [0.03, 0.06, 0.1, 0.15],
  subsample: [0.5, 0.8, 1],
  colsample: [0.4, 0.6, 0.8, 1],
  lambda: [0.3, 1, 3, 10],
  minChildWeight: [1, 3, 10],
};
const choices = new Map<string, Choices>([
  ["l31w", trees],
  ["l6", trees],
  [
    "mlp",
    {
      hidden: [[32], [64], [32, 32], [64, 64], [128, 64], [64, 64, 64]],
      dropout: [0, 0.1, 0.2, 0.4],
      decay: [3e-4, 3e-3, 1e-2, 3e-2],
      rate: [5e-4, 1e-3, 2e-3],
    },
  ],
]);

/** Whether there is anything to try of it. */
export const canSearch = ({ name }: Pick<Learner<any>, "name">) =>
  choices.has(name);

// Of three candidates one goes on, to twice as many folds, until all of them judge (Jamieson & Talwalkar 2016).
const keptOf = 3;
const firstFolds = 2;
const mostCandidates = 27;

/** Fits over all folds that so many candidates cost, the recipe among them. */
export function costOf(candidates: number, folds: number): number {
  let [left, sum] = [candidates, 0];
  for (const rung of rungs(folds)) {
    sum += (left * rung) / folds;
    left = Math.max(2, Math.ceil(left / keptOf));
  }
  return sum;
}

/** Candidates that so many whole fits pay for; 1, the recipe alone, where it is too few for a choice. */
export function affordable(fits: number, folds: number): number {
  let most = 1;
  for (let n = keptOf; n <= mostCandidates; n++)
    if (costOf(n, folds) <= fits) most = n;
  return most;
}

function rungs(folds: number): number[] {
  const found: number[] = [];
  for (let each = firstFolds; each < folds; each *= 2) found.push(each);
  return [...found, folds];
}

/**
 * The member with the options that do best on rows held out, or the recipe unless another beats it there by more than one
 * standard error of the difference, row by row. `fold` of the input has 0 … folds − 1; equal seeds try equal options.
 */
export async function search<O extends Options>(
  member: Learner<O>,
  input: Input<O>,
  candidates: number,
): Promise<Learner<O>> {
  const draw = random(input.seed);
  let left = [{}, ...drawn(member.name, candidates - 1, draw)].map(
    (options) => ({
      options,
      loss: 0,
      scores: new Float64Array(0) as Float64Array,
    }),
  );
  const [recipe] = left;
  for (const folds of rungs(input.folds)) {
    for (const one of left) {
      input.signal?.throwIfAborted();
      const options = { ...input.options, ...one.options } as Partial<O>;
      const fitted = await member.fit({ ...input, options, folds });
      one.scores = fitted.outOfFold;
      one.loss = Math.min(...fitted.curve.map((at) => at.validationLoss));
    }
    const kept = Math.max(2, Math.ceil(left.length / keptOf));
    const best = [...left].sort((a, b) => a.loss - b.loss).slice(0, kept);
    // The recipe is compared with whatever is left.
    left = best.includes(recipe) ? best : [recipe, ...best.slice(0, kept - 1)];
  }
  const [best] = [...left].sort((a, b) => a.loss - b.loss);
  const chosen = isBetter(best.scores, recipe.scores, input) ? best : recipe;
  return {
    ...member,
    async fit(task) {
      const options = { ...task.options, ...chosen.options } as Partial<O>;
      const fitted = await member.fit({ ...task, options });
      return {
        ...fitted,
        options: {
          ...fitted.options,
          searched: candidates,
          found: chosen !== recipe,
        },
      };
    },
  };
}

function drawn(name: string, count: number, draw: Random): Options[] {
  const from = Object.entries(choices.get(name) ?? {});
  return Array.from({ length: from.length ? count : 0 }, () =>
    Object.fromEntries(
      from.map(([key, values]) => [key, values[draw.integer(values.length)]]),
    ),
  );
}

function isBetter(
  scores: Float64Array,
  than: Float64Array,
  { label, family = bernoulli }: Pick<Input<never>, "label" | "family">,
): boolean {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < scores.length; row++) {
    const gain =
      family.loss(than[row], label[row]) - family.loss(scores[row], label[row]);
    sum += gain;
    squares += gain ** 2;
  }
  const n = scores.length;
  const mean = sum / n;
  return mean > Math.sqrt(Math.max(0, squares / n - mean ** 2) / n);
}

export * as LearnerSearch from "./learner-search";
