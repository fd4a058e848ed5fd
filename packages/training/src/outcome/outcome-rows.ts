// outcome-rows: the rows that a model of any kind of label learns from or is judged on
import { Failure } from "@mainstay/core/base/error";
import type { Learner } from "@mainstay/core/learning/learner";
import { Frame } from "@mainstay/core/tabular/frame";
import type { Family } from "@mainstay/core/stats/family";
import { FitModel } from "../fit/fit-model";
import type { FittedModel } from "../fit/fitted-model";
import { InnerFolds } from "../fit/inner-folds";

export type Info = {
  frame: Frame;
  at: ArrayLike<number>; // epoch day of each row
  label: Float64Array; // [n] an amount, or the number of a class
  group: ArrayLike<number>; // equal for copies of a row
};

export const pick = (
  { frame, at, label, group }: Info,
  rows: Int32Array,
): Info => ({
  frame: Frame.select(frame, rows),
  at: Float64Array.from(rows, (row) => at[row]),
  label: Float64Array.from(rows, (row) => label[row]),
  group: Int32Array.from(rows, (row) => group[row]),
});

export type Options = Omit<FitModel.Options, "family" | "fold">;

/** Whether the members of the blend are ours to choose. */
export const isAuto = (learner: Learner.Info = "auto") =>
  learner === "auto" ||
  (typeof learner === "object" && learner.kind === "auto" && !learner.members);

/** Fits one head after another; all share the inner folds, so that what they say of unseen rows can be brought together. */
export function heads(
  rows: Info,
  {
    strata, // [n], whole numbers from 0 that every fold has its share of
    count, // of heads that are to come, for the progress bar
    ...options
  }: Options & { strata: ArrayLike<number>; count: number },
) {
  const { frame, at, group } = rows;
  const { seed = 42, progress, learner } = options;
  if (learner === "article")
    throw new Failure(
      "learner.kind",
      'The learner "article" tells yes from no alone; expected one of auto, logistic, mlp, boost',
    );
  const fold = InnerFolds.folds({
    label: strata,
    group,
    folds: FitModel.innerFolds(frame.rows),
    seed,
  });
  const fitted: FittedModel.Info[] = [];
  return {
    fitted,
    /** The number of the new head. */
    async fit(
      label: ArrayLike<number>,
      family?: Family,
      members = options.members,
    ) {
      const done = fitted.length;
      fitted.push(
        await FitModel.fit(
          { frame, at, label, group },
          {
            ...options,
            ...{ seed, family, fold, members },
            progress: (share, what) =>
              progress?.((done + share) / Math.max(count, done + 1), what),
          },
        ),
      );
      return done;
    },
    /** What each head says of the rows it learned from, by its fold models that did not see them, [head][row]. */
    outOfFold: () => fitted.map(({ blended }) => blended!.outOfFold),
  };
}

export async function scores(
  heads: FittedModel.Info[],
  frame: Frame,
  at: ArrayLike<number>,
): Promise<Float64Array[]> {
  const all = [];
  for (const head of heads) all.push(await head.predict(frame, at));
  return all;
}

export * as OutcomeRows from "./outcome-rows";
