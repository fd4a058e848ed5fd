// judged-times: times to an event fitted on some people and judged on others, beside Kaplan–Meier
import { Answer } from "@mainstay/core/model/answer";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { OutcomeScorer } from "@mainstay/core/outcome/outcome-scorer";
import { SurvivalQuality } from "../judge/survival-quality";
import { JudgedOutcome } from "./judged-outcome";
import { SurvivalModel } from "../outcome/survival-model";

const resamples = 100;

/** `judged` has one row of each person. */
export async function judge(
  learned: SurvivalModel.Rows,
  judged: SurvivalModel.Rows,
  options: JudgedOutcome.Options,
): Promise<JudgedOutcome.Info> {
  const model = await SurvivalModel.fit(learned, options);
  const left = await SurvivalModel.predict(model, judged.frame, judged.at);
  const times = SurvivalQuality.grid(judged);
  const all = Int32Array.from(judged.time.keys());
  const measured =
    (expected: Float64Array, curves: Float64Array) =>
    (weight?: ArrayLike<number>) => {
      const rows = weight ? repeated(all, weight) : all;
      const own = {
        time: Float64Array.from(rows, (row) => judged.time[row]),
        event: Uint8Array.from(rows, (row) => judged.event[row]),
      };
      const width = times.length;
      return {
        concordance: SurvivalQuality.concordance(
          own,
          Float64Array.from(rows, (row) => expected[row]),
        ),
        ibs: SurvivalQuality.integratedBrier(
          own,
          Float64Array.from(
            { length: rows.length * width },
            (_, i) => curves[rows[Math.floor(i / width)] * width + (i % width)],
          ),
          { times, seen: learned },
        ),
      };
    };
  const measure = ({ ends, left }: SurvivalQuality.Curves) =>
    measured(
      Outcome.expectedTime({ ends }, left),
      SurvivalQuality.curvesAt({ ends, left }, times),
    );
  const { outcome } = model;
  const own = measure({ ends: outcome.ends, left });
  const test = JudgedOutcome.intervals(
    judged.event,
    { ...options, resamples },
    own,
  );
  const same = SurvivalQuality.kaplanMeier(learned, times);
  const plain = measured(
    new Float64Array(all.length),
    Float64Array.from(
      { length: all.length * times.length },
      (_, i) => same[i % times.length],
    ),
  )();
  const { concordance, ibs } = test;
  const longest = Answer.horizons.at(-1)!;
  const width = outcome.ends.length;
  return {
    ...model,
    test,
    baselines: { kaplanMeier: plain },
    bands: JudgedOutcome.bandsOf(
      Array.from(
        all,
        (row) =>
          1 -
          Outcome.leftAfter(
            outcome,
            left.subarray(row * width, (row + 1) * width),
            longest,
          ),
      ),
    ),
    refused:
      concordance.low > 0.5 && ibs.value < plain.ibs
        ? null
        : `The model is no better than one curve for everybody: concordance ${concordance.value.toFixed(3)} (95 % interval from ${concordance.low.toFixed(3)}) and integrated Brier score ${ibs.value.toFixed(4)} on ${all.length} held-out people, where Kaplan–Meier scores ${plain.ibs.toFixed(4)}`,
    ...{ score: "ibs", scoreTitle: "integrated Brier score" },
    loss: (weight) => own(weight).ibs,
    async lossOn(places, frame) {
      const some = SurvivalModel.pick(judged, places);
      const left = await SurvivalModel.predict(model, frame, some.at);
      const { ends } = outcome;
      return SurvivalQuality.integratedBrier(
        some,
        SurvivalQuality.curvesAt({ ends, left }, times),
        { times, seen: learned },
      );
    },
    answered: [],
    answers: async ({ frame, at }) => [
      Outcome.within(
        outcome,
        await SurvivalModel.predict(model, frame, at),
        longest,
      ),
    ],
    async lossOf(scorer, { frame, at }) {
      const { outcome } = scorer.card;
      if (outcome.kind !== "time") return null;
      const left = await OutcomeScorer.curves(scorer, outcome, frame, at);
      const theirs = measure({ ends: outcome.ends, left });
      return (weight) => theirs(weight).ibs;
    },
  };
}

const repeated = (rows: Int32Array, weight: ArrayLike<number>) =>
  Int32Array.from(
    Array.from(rows).flatMap((row) => new Array<number>(weight[row]).fill(row)),
  );

export * as JudgedTimes from "./judged-times";
