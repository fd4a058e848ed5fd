// judged-outcome: a label of any kind fitted on some rows and judged on others, beside plainer answers and other versions
import type { Card } from "@mainstay/core/model/card";
import { Outcome } from "@mainstay/core/outcome/outcome";
import type { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { OutcomeScorer } from "@mainstay/core/outcome/outcome-scorer";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import type { Frame } from "@mainstay/core/tabular/frame";
import { OutcomeReference } from "../baseline/outcome-reference";
import type { FittedModel } from "../fit/fitted-model";
import { AmountQuality } from "../judge/amount-quality";
import { Bootstrap } from "../judge/bootstrap";
import { ClassQuality } from "../judge/class-quality";
import { AmountModel } from "../outcome/amount-model";
import { ClassModel } from "../outcome/class-model";
import { OutcomeRows } from "../outcome/outcome-rows";

type Loss = (weight?: ArrayLike<number>) => number;
export type Rows = { frame: Frame; at: ArrayLike<number> };

export type Info = {
  heads: FittedModel.Info[];
  outcome: Outcome.Info;
  test: Record<string, Card.Measure>;
  baselines: Record<string, Record<string, number>>;
  bands: OutcomeCard.Bands | null;
  refused: string | null; // why it has not earned its place
  /** A proper score by which versions are compared, the lower the better, of rows counted `weight` times. */
  score: string;
  scoreTitle: string;
  loss: Loss;
  /** The same of some of the judged rows, their cells changed. */
  lossOn: (places: Int32Array, frame: Frame) => Promise<number>;
  /** What is told of rows like these, [answer][row], and what each answer is of. */
  answered: string[];
  answers: (rows: Rows) => Promise<ArrayLike<number>[]>;
  /** The same of another version, of the same rows; null where it foretells something else. */
  lossOf: (
    scorer: OutcomeScorer.OutcomeScorer,
    rows: Rows,
  ) => Promise<Loss | null>;
};

export type Options = OutcomeRows.Options & { seed: number };
export async function amounts(
  learned: OutcomeRows.Info,
  judged: OutcomeRows.Info,
  options: Options,
): Promise<Info> {
  const model = await AmountModel.fit(learned, options);
  const said = await AmountModel.predict(model, judged.frame, judged.at);
  const measure = (said: Outcome.Amounts) => (weight?: ArrayLike<number>) =>
    AmountQuality.measure(judged.label, said, weight);
  const test = intervals(
    new Uint8Array(judged.label.length),
    options,
    measure(said),
  );
  const { mean, linear } = await OutcomeReference.amounts(
    ...([learned, judged, options.columns, options.seed] as const),
  );
  const loss =
    (said: Outcome.Amounts): Loss =>
    (weight) =>
      measure(said)(weight).pinball;
  return {
    ...model,
    test,
    baselines: { mean: measure(mean)(), linear: measure(linear)() },
    bands: bandsOf(learned.label),
    refused:
      test.r2.low > 0
        ? null
        : `The model is no better than the mean: it explains ${test.r2.value.toFixed(3)} of the variance (95 % interval from ${test.r2.low.toFixed(3)}) on ${judged.label.length} held-out rows`,
    ...{ score: "pinball", scoreTitle: "pinball loss" },
    loss: loss(said),
    async lossOn(places, frame) {
      const { label, at } = OutcomeRows.pick(judged, places);
      const said = await AmountModel.predict(model, frame, at);
      return AmountQuality.measure(label, said).pinball;
    },
    answered: [],
    answers: async ({ frame, at }) => [
      (await AmountModel.predict(model, frame, at)).value,
    ],
    async lossOf(scorer, { frame, at }) {
      const { outcome } = scorer.card;
      if (outcome.kind !== "number") return null;
      const z = await OutcomeScorer.scores(scorer, frame, at);
      return loss(Outcome.amounts(outcome, z));
    },
  };
}

export async function classes(
  kind: Outcome.Classes["kind"],
  names: string[],
  learned: OutcomeRows.Info,
  judged: OutcomeRows.Info,
  options: Options,
): Promise<Info> {
  const shape = { classes: names.length, ordered: kind === "ordered" };
  const model = await ClassModel.fit(learned, kind, names, options);
  const shares = await ClassModel.predict(model, judged.frame, judged.at);
  const measure = (shares: Float64Array) => (weight?: ArrayLike<number>) =>
    ClassQuality.measure(judged.label, shares, shape, weight);
  const test = intervals(judged.label, options, measure(shares));
  const { shares: base, linear } = await OutcomeReference.shares(
    ...([learned, judged, options.columns] as const),
    { classes: names.length, seed: options.seed },
  );
  const baselines = {
    shares: measure(base)() as Record<string, number>,
    linear: measure(linear)() as Record<string, number>,
  };
  const { logLoss } = test;
  const loss =
    (shares: Float64Array): Loss =>
    (weight) =>
      measure(shares)(weight).logLoss;
  const ranks = Array.from({ length: judged.frame.rows }, (_, row) =>
    Outcome.mean(shares.subarray(row * names.length, (row + 1) * names.length)),
  );
  return {
    ...model,
    ...{ test, baselines },
    bands: shape.ordered ? bandsOf(ranks) : null,
    refused:
      logLoss.high < baselines.shares.logLoss
        ? null
        : `The model is no better than the classes' shares: log loss ${logLoss.value.toFixed(4)} (95 % interval to ${logLoss.high.toFixed(4)}) on ${judged.label.length} held-out rows, where their shares score ${baselines.shares.logLoss.toFixed(4)}`,
    ...{ score: "logLoss", scoreTitle: "log loss" },
    loss: loss(shares),
    async lossOn(places, frame) {
      const { label, at } = OutcomeRows.pick(judged, places);
      const own = await ClassModel.predict(model, frame, at);
      return ClassQuality.measure(label, own, shape).logLoss;
    },
    ...toldOf(model),
    async lossOf(scorer, { frame, at }) {
      const { outcome } = scorer.card;
      if (outcome.kind !== kind) return null;
      const z = await OutcomeScorer.scores(scorer, frame, at);
      const theirs = Outcome.shares(outcome, z, frame.rows);
      const width = outcome.names.length;
      const place = names.map((name) => outcome.names.indexOf(name));
      // A class that it does not know has no share.
      return loss(
        Float64Array.from({ length: frame.rows * names.length }, (_, i) => {
          const k = place[i % names.length];
          return k < 0 ? 0 : theirs[Math.floor(i / names.length) * width + k];
        }),
      );
    },
  };
}

// Of levels their mean place, of classes the share of each.
function toldOf(
  model: ClassModel.ClassModel,
): Pick<Info, "answered" | "answers"> {
  const { names, kind } = model.outcome;
  return {
    answered: kind === "ordered" ? [] : names,
    async answers({ frame, at }) {
      const shares = await ClassModel.predict(model, frame, at);
      return kind === "ordered"
        ? [Outcome.places({ names }, shares)]
        : names.map((_, k) => shares.filter((_, i) => i % names.length === k));
    },
  };
}

/** The amounts from which a row is among the highest fifth, and above the middle. */
export function bandsOf(values: ArrayLike<number>): OutcomeCard.Bands {
  const sorted = Float64Array.from(values).sort();
  return { high: quantile(sorted, 0.8), medium: quantile(sorted, 0.5) };
}

export const intervals = (
  stratum: ArrayLike<number>,
  { seed, resamples = 300 }: { seed: number; resamples?: number },
  measure: (weight?: ArrayLike<number>) => object,
) =>
  Bootstrap.intervals({
    ...{ stratum, seed, resamples },
    measure: (weight) => measure(weight) as Record<string, number>,
    value: measure() as Record<string, number>,
  });

export type Comparison = {
  score: string;
  value: number; // of the other version
  difference: Card.Measure; // the new version's less the other's
};

/** The difference of the scores of two versions, by the same resamples of the same rows, those that are `counted`. */
export function compare(
  { score, loss }: Pick<Info, "score" | "loss">,
  other: Loss,
  counted: boolean[],
  seed: number,
): Comparison {
  const kept = (weight?: ArrayLike<number>) =>
    counted.map((is, row) => (is ? (weight?.[row] ?? 1) : 0));
  const { difference } = intervals(counted.map(Number), { seed }, (weight) => ({
    difference: loss(kept(weight)) - other(kept(weight)),
  }));
  return { score, value: other(kept()), difference };
}

export * as JudgedOutcome from "./judged-outcome";
