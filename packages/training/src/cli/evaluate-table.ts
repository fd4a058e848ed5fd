// evaluate-table: a learner judged on any file by folds; data row i is tested in fold i mod k
import type { Csv } from "@mainstay/core/tabular/csv";
import { Failure } from "@mainstay/core/base/error";
import { Frame } from "@mainstay/core/tabular/frame";
import type { Costs } from "@mainstay/core/learning/costs";
import { DecisionCuts } from "../judge/decision-cuts";
import { DuplicateGroups } from "../judge/duplicate-groups";
import { Evaluate } from "../judge/evaluate";
import { CsvFrame } from "./csv-frame";
import { LabelAnswers } from "@mainstay/core/label/label-answers";
import { Leak } from "../judge/leak/leak";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { TrainTestSplit } from "../stats/train-test-split";
import { FitModel } from "../fit/fit-model";
import { CopyEvidence } from "../fit/copy-evidence";
import { NearCopies } from "../fit/near-copies";
import { Learner } from "@mainstay/core/learning/learner";
import { TrainingTable } from "../fit/training-table";
import { TrialFolds } from "./trial-folds";

export type Options = {
  file: string;
  label: string;
  positive: string;
  drop: string[];
  group?: string; // column whose equal values share a fold, and which is not learned from
  separator?: Csv.Separator;
  header: boolean;
  learner: Learner.Info;
  repeats?: number; // fits of a small table that are averaged, 1 unless told
  costs?: Costs.Info; // of errors, which give a cut
  capacity?: number; // rows of the file that can be acted on, which give another
  folds: number;
  seed: number;
  progress?: (share: number, stage: string) => void;
};

const shown = ["auc", "averagePrecision", "logLoss", "brier", "ece"] as const;
type Figures = Record<(typeof shown)[number], number>;
export type Fold = Figures & { fitSeconds: number };
export type Warning = { code: string; column: string; message: string };

export async function trial(options: Options) {
  const { folds, seed, learner, progress = () => {} } = options;
  const file = await CsvFrame.read(options.file, options);
  const { label, frame, warnings, together } = prepare(file, options);
  const columns = frame.columns.map(({ name }) => name);
  const table: TrainingTable.Info = {
    frame,
    label,
    // One file is one moment: ages are counted from the day after its newest date.
    at: new Float64Array(file.rows).fill(newest(frame)),
    group: together ?? DuplicateGroups.group(frame),
  };
  const place = together ?? Int32Array.from(label, (_, row) => row);
  let copies: CopyEvidence.Copies | undefined;
  const probability = new Float64Array(file.rows);
  const results: Fold[] = [];
  for (let k = 0; k < folds; k++) {
    const { train, test } = TrainTestSplit.fold(place, folds, k);
    const started = process.cpuUsage();
    const fitted = await FitModel.fit(TrainingTable.pick(table, train), {
      columns,
      learner,
      texts: true,
      seed,
      repeats: options.repeats,
      progress: (share, name) =>
        progress((k + share) / folds, `fold ${k + 1} of ${folds}, ${name}`),
    });
    copies ??= fitted.blended?.copies;
    const used = process.cpuUsage(started);
    const rows = TrainingTable.pick(table, test);
    const logits = await fitted.predict(rows.frame, rows.at);
    const p = logits.map(sigmoid);
    test.forEach((row, i) => (probability[row] = p[i]));
    results.push({
      ...figures(rows.label, p),
      fitSeconds: (used.user + used.system) / 1e6,
    });
  }
  if (copies) warnings.push({ ...CopyEvidence.warning(copies), column: "" });
  const across = CopyEvidence.across(
    copies
      ? NearCopies.find(frame, columns, table.at, table.group).group
      : exactCopies(table, columns),
    { place, folds, label },
  );
  if (across) warnings.push({ ...across, column: "" });
  const pooled = figures(label, probability);
  return {
    rows: file.rows,
    positives: label.reduce((n, y) => n + y, 0),
    learner,
    folds: results,
    mean: TrialFolds.mean(results),
    pooled: {
      auc: pooled.auc,
      logLoss: pooled.logLoss,
      ece: pooled.ece,
      eceNoise99: Evaluate.eceNoise99(probability, { seed }),
    },
    decisions: DecisionCuts.decisions(label, probability, {
      costs: options.costs,
      share: options.capacity && Math.min(1, options.capacity / file.rows),
    }),
    warnings,
    predictions: () =>
      ["row,y,probability"]
        .concat(
          Array.from(probability, (p, row) => `${row},${label[row]},${p}`),
        )
        .join("\n") + "\n",
  };
}

// Rows equal in every column; none where rows have so little to say that equal ones merely repeat.
function exactCopies(
  { frame, at }: TrainingTable.Info,
  columns: readonly string[],
) {
  const group = DuplicateGroups.group(frame);
  return NearCopies.repeats(frame, columns, at, group)
    ? group.map((_, row) => row)
    : group;
}

const figures = (y: ArrayLike<number>, p: Float64Array): Figures => {
  const all = Evaluate.measure(Float64Array.from(y), p);
  return Object.fromEntries(shown.map((name) => [name, all[name]])) as Figures;
};

function prepare(
  file: CsvFrame.Info,
  { label, positive, drop, folds, group }: Options,
) {
  TrialFolds.checkColumns(file.names, [
    label,
    ...drop,
    ...(group ? [group] : []),
  ]);
  TrialFolds.checkFolds(folds);
  const cells = file.cells[file.names.indexOf(label)];
  const answers = LabelAnswers.ofCells(positive, cells);
  // Every row is judged: whatever is filled and not positive counts as the other answer.
  const y = Int8Array.from(cells, (cell) =>
    cell === null ? -1 : Math.max(0, answers.of(cell)),
  );
  const third = LabelAnswers.warning(label, { ...answers, unknown: false });
  const unknown = y.indexOf(-1);
  if (unknown >= 0)
    throw new Failure(
      "file.label.missing",
      `Expected a value of "${label}" in every row, got an empty cell in data row ${unknown}`,
    );
  const positives = y.reduce((n, v) => n + v, 0);
  if (positives < 2 * folds || y.length - positives < 2 * folds)
    throw new Failure(
      "file.label.few",
      `Expected at least ${2 * folds} rows with and without ${label} = "${positive}", got ${positives} and ${y.length - positives}`,
    );
  const frame: Frame = {
    rows: file.rows,
    columns: file.frame.columns.filter(
      ({ name }) => name !== label && name !== group && !drop.includes(name),
    ),
  };
  const together = group === undefined ? null : alike(file, group);
  const columns = frame.columns.map(({ name }) => name);
  const warnings: Warning[] = Leak.find({
    frame,
    label: y,
    horizon: 0,
    columns,
  })
    .filter(Leak.warns)
    .map(({ code, column, message }) => ({ code, column, message }));
  warnings.push(...file.warnings);
  if (third) warnings.push({ ...third, column: label });
  return { label: Float32Array.from(y), frame, warnings, together };
}

/** The same number for rows with the same value of a column; an empty cell is a value of its own. */
export function alike({ names, cells }: CsvFrame.Info, column: string) {
  const known = new Map<string, number>();
  return Int32Array.from(cells[names.indexOf(column)], (cell, row) => {
    const key = cell ?? `\0${row}`;
    const index = known.get(key) ?? known.size;
    known.set(key, index);
    return index;
  });
}

/** The day after the newest date of the file. */
export function newest({ columns }: Frame) {
  let day = 0;
  for (const column of columns)
    if (column.type === "date")
      for (const value of column.values) if (value > day) day = value;
  return Math.floor(day) + 1;
}

const cutNames: Record<string, string> = {
  half: "one half",
  costs: "the cut of the costs",
  capacity: "the cut of the capacity",
};

export function table({
  learner,
  rows,
  positives,
  folds,
  mean,
  pooled,
  decisions,
  warnings,
}: Omit<Awaited<ReturnType<typeof trial>>, "predictions">) {
  const number = (value: number) => value.toFixed(4).padStart(10);
  const line = (name: string, fold: Fold) =>
    name.padEnd(6) +
    shown.map((s) => number(fold[s])).join("") +
    number(fold.fitSeconds);
  return [
    `${Learner.nameOf(learner)} on ${rows} rows, ${positives} positive`,
    "fold  " +
      ["AUC", "avg prec", "log loss", "Brier", "ECE", "fit s"]
        .map((h) => h.padStart(10))
        .join(""),
    ...folds.map((fold, k) => line(String(k), fold)),
    line("mean", mean),
    `pooled AUC ${pooled.auc.toFixed(4)}, log loss ${pooled.logLoss.toFixed(4)}, ECE ${pooled.ece.toFixed(4)} (chance alone stays under ${pooled.eceNoise99.toFixed(4)})`,
    ...decisions.map(
      ({ name, threshold, precision, recall, f1 }) =>
        `at ${cutNames[name]} (${threshold.toFixed(4)}): precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
    ),
    ...warnings.map(
      ({ code, column, message }) =>
        `warning ${code}: ${column && `${column}: `}${message}`,
    ),
  ].join("\n");
}
