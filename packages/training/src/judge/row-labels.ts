// row-labels: what is to be foretold of each row
import type { Label } from "@mainstay/core/learning/label";
import type { Definition } from "@mainstay/core/tabular/definition";
import { Failure } from "@mainstay/core/base/error";
import { LabelAnswers } from "@mainstay/core/label/label-answers";
import { Period } from "@mainstay/core/tabular/period";
import type { Split } from "@mainstay/core/model/card";
import { HeldOut } from "../stats/held-out";
import { TrainTestSplit } from "../stats/train-test-split";

/** 1 positive, 0 not, -1 unknown; [rows]. */
export type Known = Int8Array;

export const own = (cells: (string | null)[], positive: string): Known =>
  Int8Array.from(cells, LabelAnswers.ofCells(positive, cells).of);

/** Answers beside the two. */
export function warnings(
  { column, positive }: Pick<Label.Info, "column" | "positive">,
  cells: (string | null)[],
) {
  const found = LabelAnswers.warning(
    column,
    LabelAnswers.ofCells(positive, cells),
  );
  return found ? [found] : [];
}

type Rows = { id: string[]; period: string[]; label: (string | null)[] };
export type Task = {
  label: Known;
  split: TrainTestSplit.TrainTestSplit & { split?: Split };
};

// With fewer rows of either outcome on either side, nothing can be learned or judged.
const minRowsPerOutcome = 10;

/** The label of every row, and which labelled rows train and test. */
export function task(
  { column, positive, horizon }: Label.Info,
  rows: Rows,
  {
    group,
    keys,
    kind,
  }: { group: ArrayLike<number>; keys: HeldOut.Keys; kind: Definition.Period },
): Task {
  const now = own(rows.label, positive);
  if (!now.some((y) => y === 1))
    throw new Failure(
      "train.label.positive",
      `Expected some rows with ${column} = "${positive}", got ${values(rows.label)}`,
      409,
    );
  const apart = (label: Known, rows: Int32Array) =>
    HeldOut.split({ label, keys, group, rows, fewest: minRowsPerOutcome });
  if (horizon === 0) {
    const labelled = Int32Array.from(now.keys()).filter((row) => now[row] >= 0);
    return { label: now, split: apart(now, labelled) };
  }
  const { id, period } = rows;
  const past = { id, period, horizon, distance: Period.distance };
  const label = TrainTestSplit.outcome({
    ...past,
    positive: Array.from(now, (y) => y === 1),
  });
  // Machines' steps share no clock, so whole machines are held out.
  const byTime =
    kind === "step" ? null : TrainTestSplit.pointInTime({ ...past, label });
  if (byTime) return { label, split: byTime };
  return {
    label,
    split: apart(label, TrainTestSplit.over({ ...past, label })),
  };
}

const values = (cells: (string | null)[]) => {
  const seen = [...new Set(cells)].slice(0, 5).map((cell) => `"${cell ?? ""}"`);
  return `only ${seen.join(", ")}`;
};

export function check({ label, split: { train, test } }: Task) {
  for (const [side, rows] of Object.entries({ train, test })) {
    const positives = rows.reduce(
      (n: number, row: number) => n + +(label[row] === 1),
      0,
    );
    if (
      positives >= minRowsPerOutcome &&
      rows.length - positives >= minRowsPerOutcome
    )
      continue;
    throw new Failure(
      "train.rows.few",
      `Expected at least ${minRowsPerOutcome} positives and ${minRowsPerOutcome} others to ${side}, got ${positives} and ${rows.length - positives}`,
      409,
    );
  }
}

export * as RowLabels from "./row-labels";
