// trial-folds: what trials by folds check before they begin, and the mean of what their folds measured
import { Failure } from "@mainstay/core/base/error";

/** The columns asked for are in the file. */
export function checkColumns(names: string[], wanted: string[]) {
  for (const name of wanted)
    if (!names.includes(name))
      throw new Failure(
        "file.column.missing",
        `Expected a column "${name}", got ${names.join(", ")}`,
      );
}

export function checkFolds(folds: number) {
  if (!(Number.isInteger(folds) && folds >= 2))
    throw new Failure("file.folds", `Expected 2 folds or more, got ${folds}`);
}

/** The plain mean over the folds of each figure. */
export const mean = <F extends Record<string, number>>(folds: F[]) =>
  Object.fromEntries(
    Object.keys(folds[0]).map((name) => [
      name,
      folds.reduce((sum, fold) => sum + fold[name], 0) / folds.length,
    ]),
  ) as F;

export * as TrialFolds from "./trial-folds";
