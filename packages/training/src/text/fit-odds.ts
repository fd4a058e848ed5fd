// fit-odds: how far a learned model of comments is to be believed beside the word list, and whether it gains anything
import { MoodOdds } from "@mainstay/core/feedback/sentiment/mood-odds";
import type { SentimentCard } from "@mainstay/core/feedback/sentiment/sentiment-card";
import { softplus } from "@mainstay/core/stats/log-odds";
import { BoundedLogistic } from "../fit/bounded-logistic";
import { intervals } from "../judge/bootstrap";

export type Held = {
  evidence: ArrayLike<number>; // of planes that have not seen the row
  words: ArrayLike<number>; // the word list's score
  positive: ArrayLike<number>; // 0 or 1
};

// A few dozen comments of a class outweigh what is known beforehand: that words mean what they usually do.
const { prior } = MoodOdds;
const bounds = {
  model: { low: 0, high: 3, prior: prior.model, ridge: 10 },
  words: { low: 0.5, high: 6, prior: prior.words, ridge: 5 },
  offset: { low: -2, high: 2, prior: prior.offset, ridge: 100 },
};

/** Both classes weigh the same, so that a comment is not positive because most are. */
export function fit(held: Held): MoodOdds.Info {
  const { evidence, words, positive } = held;
  const [model, list, offset] = BoundedLogistic.fit(
    [evidence, words, new Float64Array(positive.length).fill(1)],
    positive,
    [bounds.model, bounds.words, bounds.offset],
    { weight: balanced(positive) },
  );
  return { model, words: list, offset };
}

function balanced(positive: ArrayLike<number>, drawn?: ArrayLike<number>) {
  const sums = [0, 0];
  for (let i = 0; i < positive.length; i++)
    sums[positive[i]] += drawn ? drawn[i] : 1;
  const n = sums[0] + sums[1];
  return Float64Array.from(
    { length: positive.length },
    (_, i) => ((drawn ? drawn[i] : 1) * n) / 2 / sums[positive[i]],
  );
}

/** Balanced log loss of the word list with its own weights, of both, and the interval of the difference. */
export function against(
  held: Held,
  odds: MoodOdds.Info,
  seed: number,
): NonNullable<SentimentCard.Info["againstWords"]> {
  const { evidence, words, positive } = held;
  const list = fit({ ...held, evidence: new Float64Array(words.length) });
  const loss = ({ model, words: listed, offset }: MoodOdds.Info) =>
    Float64Array.from({ length: positive.length }, (_, i) => {
      const z = model * evidence[i] + listed * words[i] + offset;
      return softplus(positive[i] ? -z : z);
    });
  const [alone, joint] = [loss({ ...list, model: 0 }), loss(odds)];
  const mean = (losses: Float64Array, drawn?: ArrayLike<number>) => {
    const weight = balanced(positive, drawn);
    let [sum, total] = [0, 0];
    weight.forEach((w, i) => {
      sum += w * losses[i];
      total += w;
    });
    return sum / total;
  };
  const measure = (drawn?: ArrayLike<number>) => ({
    gain: mean(alone, drawn) - mean(joint, drawn),
  });
  const { gain } = intervals({
    ...{ stratum: positive, measure, value: measure(), seed, resamples: 300 },
  });
  return { words: mean(alone), both: mean(joint), gain };
}

// Three numbers fitted on the rows they are judged on gain a little by themselves.
const leastGain = 0.002;
export const gains = ({
  gain,
}: NonNullable<SentimentCard.Info["againstWords"]>) => gain.low > leastGain;

export * as FitOdds from "./fit-odds";
