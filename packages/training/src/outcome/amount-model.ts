// amount-model: a number learned with its intervals, which hold as often as they say on rows that no model had seen
import { Outcome } from "@mainstay/core/outcome/outcome";
import { gaussian, poisson } from "@mainstay/core/stats/family";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { BoundedLogistic } from "../fit/bounded-logistic";
import type { FittedModel } from "../fit/fitted-model";
import { OutcomeRows } from "./outcome-rows";

export type AmountModel = {
  heads: FittedModel.Info[];
  outcome: Outcome.Amount;
};

// A label from 0 on whose third standardised moment is above this is also learned by its logarithm.
const skewed = 1;
// Errors are noisier than what they are errors of: the additive member and short trees suffice for their size.
const spreadMembers = ["plr", "l6"];
const meanMembers = ["plr", "l31w", "l6", "mlp", "linear", "words"];
const logMembers = ["plr", "l31w", "l6", "words"];
// An exponential may run away beyond what was seen; no mean is taken to be more than this multiple of the largest label.
const farthest = 1.5;
// No interval is narrower than this share of the mean error.
const leastSpread = 0.05;
const strata = 5;

/** Fits the mean, then how far off it is from row to row, and calibrates intervals by the errors out of fold (conformal prediction). */
export async function fit(
  rows: OutcomeRows.Info,
  options: OutcomeRows.Options,
): Promise<AmountModel> {
  const { label } = rows;
  const { learner } = options;
  const { members = OutcomeRows.isAuto(learner) ? meanMembers : undefined } =
    options;
  const { mean, deviation, skewness, least, most } = moments(label);
  const fits = least >= 0 && skewness > skewed ? 3 : 2;
  const heads = OutcomeRows.heads(rows, {
    ...options,
    strata: ranks(label),
    count: fits,
  });
  const parts: Part[] = [
    {
      head: await heads.fit(
        label.map((y) => (y - mean) / deviation),
        gaussian,
        members,
      ),
      family: "gaussian",
      scale: deviation,
      shift: mean,
    },
  ];
  if (fits === 3)
    parts.push({
      ...parts[0],
      head: await heads.fit(
        label.map((y) => y / mean),
        poisson,
        OutcomeRows.isAuto(learner) ? logMembers : members,
      ),
      ...{ family: "poisson", scale: mean, shift: 0 },
      most: (farthest * most) / mean,
    });
  const blend = blended(parts, heads.outOfFold(), label, deviation);
  const value = Outcome.values(blend, heads.outOfFold());
  const error = label.map((y, row) => Math.abs(y - value[row]));
  const size = error.reduce((a, b) => a + b, 0) / error.length || 1e-12;
  const spread = {
    head: await heads.fit(
      error.map((e) => e / size),
      poisson,
      spreadMembers,
    ),
    scale: size,
    least: leastSpread * size,
  };
  const units = Outcome.spreads({ spread }, heads.outOfFold());
  const ratio = label.map((y, row) => (y - value[row]) / units[row]).sort();
  return {
    heads: heads.fitted,
    outcome: {
      kind: "number",
      ...blend,
      spread,
      multiples: multiples(ratio),
      least: least >= 0 ? 0 : null,
    },
  };
}

type Part = {
  head: number;
  family: "gaussian" | "poisson";
  scale: number;
  shift: number;
  most?: number; // of the mean, in units of `scale`
};

// The heads' means weighed by least squares out of fold, in deviations of the label; alone, a head keeps its weight near 1.
function blended(
  parts: Part[],
  scores: Outcome.Scores,
  label: Float64Array,
  deviation: number,
): Pick<Outcome.Amount, "intercept" | "means"> {
  const means = parts.map(({ scale, shift, ...part }) =>
    Outcome.values(
      {
        intercept: shift / deviation,
        means: [{ ...part, weight: scale / deviation }],
      },
      scores,
    ),
  );
  const free = { low: -Infinity, high: Infinity, prior: 0, ridge: 0 };
  const share = { low: 0, high: Infinity, prior: 1 / parts.length, ridge: 10 };
  const [intercept, ...weights] = BoundedLogistic.fit(
    [new Float64Array(label.length).fill(1), ...means],
    label.map((y) => y / deviation),
    [free, ...parts.map(() => share)],
    { family: gaussian },
  );
  const kept = parts.flatMap(({ scale, shift: _, ...part }, k) =>
    weights[k] > 0 ? { ...part, weight: weights[k] * scale } : [],
  );
  return {
    intercept: parts.reduce(
      (sum, { shift }, k) => sum + weights[k] * shift,
      intercept * deviation,
    ),
    means: kept,
  };
}

/** Ends of intervals in units of the spread: the order statistics that hold at least as many of n + 1 rows (Vovk 2005). */
function multiples(sorted: Float64Array): Outcome.Amount["multiples"] {
  const n = sorted.length;
  const end = (level: number) => {
    if (level === 0.5) return quantile(sorted, level);
    const place =
      level < 0.5
        ? Math.floor((n + 1) * level) - 1
        : Math.ceil((n + 1) * level) - 1;
    return sorted[Math.min(Math.max(place, 0), n - 1)];
  };
  return Object.fromEntries(
    Outcome.levelNames.map((name) => [name, end(Outcome.levels[name])]),
  ) as Outcome.Amount["multiples"];
}

function moments(label: Float64Array) {
  const n = label.length;
  const mean = label.reduce((a, b) => a + b, 0) / n;
  const power = (k: number) =>
    label.reduce((sum, y) => sum + (y - mean) ** k, 0) / n;
  const deviation = Math.sqrt(power(2)) || 1;
  return {
    ...{ mean, deviation },
    skewness: power(3) / deviation ** 3,
    least: label.reduce((a, b) => Math.min(a, b), Infinity),
    most: label.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

// Which fifth of the labels each row's is in.
export function ranks(label: Float64Array): Int32Array {
  const sorted = label.slice().sort();
  const cuts = Array.from({ length: strata - 1 }, (_, k) =>
    quantile(sorted, (k + 1) / strata),
  );
  return Int32Array.from(label, (y) => cuts.filter((cut) => y > cut).length);
}

export async function predict(
  { heads, outcome }: AmountModel,
  frame: OutcomeRows.Info["frame"],
  at: ArrayLike<number>,
): Promise<Outcome.Amounts> {
  return Outcome.amounts(outcome, await OutcomeRows.scores(heads, frame, at));
}

export * as AmountModel from "./amount-model";
