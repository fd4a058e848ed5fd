// evaluate-outcome: a number, a class or a level foretold on any file by folds; data row i is tested in fold i mod k
import { Failure } from "@mainstay/core/base/error";
import { LabelLevels } from "@mainstay/core/label/label-levels";
import { Learner } from "@mainstay/core/learning/learner";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { Frame } from "@mainstay/core/tabular/frame";
import { OutcomeReference } from "../baseline/outcome-reference";
import { AmountQuality } from "../judge/amount-quality";
import { Bootstrap } from "../judge/bootstrap";
import { ClassQuality } from "../judge/class-quality";
import { DuplicateGroups } from "../judge/duplicate-groups";
import { AmountModel } from "../outcome/amount-model";
import { ClassModel } from "../outcome/class-model";
import { OutcomeRows } from "../outcome/outcome-rows";
import { CsvFrame } from "./csv-frame";
import { alike, type Options as TableOptions, newest } from "./evaluate-table";
import { TrialFolds } from "./trial-folds";

export type Kind = "number" | "classes" | "ordered";
export type Options = Omit<TableOptions, "positive"> & {
  kind: Kind;
  order?: string[]; // of levels, from the least to the greatest
};

type Figures = Record<string, number>;
type Warning = { code: string; column: string; message: string };

// What is done differently for amounts and for classes.
type Task = {
  names: string[] | null; // of classes
  /** Fits the training rows; answers the columns that say something of each test row. */
  fit(
    train: OutcomeRows.Info,
    options: OutcomeRows.Options,
  ): Promise<(rows: OutcomeRows.Info) => Promise<Record<string, Float64Array>>>;
  measure(
    label: Float64Array,
    said: Record<string, Float64Array>,
    weight?: ArrayLike<number>,
  ): Figures;
  references(
    train: OutcomeRows.Info,
    test: OutcomeRows.Info,
    columns: string[],
    seed: number,
  ): Promise<Record<string, Record<string, Float64Array>>>;
};

export async function trial(options: Options) {
  const { folds, seed, learner, kind, progress = () => {} } = options;
  const file = await CsvFrame.read(options.file, options);
  const { rows, place, turn, names, warnings } = prepare(file, options);
  const columns = rows.frame.columns.map(({ name }) => name);
  const task = kind === "number" ? amounts : shares(names!, kind);
  const said: Record<string, Float64Array> = {};
  const results: (Figures & { fitSeconds: number })[] = [];
  const baselines: Record<string, Figures[]> = {};
  for (let k = 0; k < folds; k++) {
    const { train, test } = side(turn, folds, k);
    const learned = OutcomeRows.pick(rows, train);
    const judged = OutcomeRows.pick(rows, test);
    const started = process.cpuUsage();
    const foretell = await task.fit(learned, {
      columns,
      learner,
      texts: true,
      seed,
      progress: (share, name) =>
        progress((k + share) / folds, `fold ${k + 1} of ${folds}, ${name}`),
    });
    const used = process.cpuUsage(started);
    const answers = await foretell(judged);
    for (const [name, values] of Object.entries(answers)) {
      said[name] ??= new Float64Array(place.length);
      test.forEach((row, i) => (said[name][row] = values[i]));
    }
    results.push({
      ...task.measure(judged.label, answers),
      fitSeconds: (used.user + used.system) / 1e6,
    });
    const others = await task.references(learned, judged, columns, seed);
    for (const [name, answers] of Object.entries(others))
      (baselines[name] ??= []).push(task.measure(judged.label, answers));
  }
  const pooled = task.measure(rows.label, said);
  return {
    kind,
    rows: place.length,
    ...(names && { classes: names }),
    learner,
    folds: results,
    mean: TrialFolds.mean(results),
    pooled: {
      ...pooled,
      ...(names && {
        eceNoise99: ClassQuality.eceNoise99(flat(said, names), names.length, {
          seed,
        }),
      }),
    },
    intervals: Bootstrap.intervals({
      stratum: names ? rows.label : new Uint8Array(place.length),
      measure: (weight) => task.measure(rows.label, said, weight),
      value: pooled,
      seed,
      resamples: 200,
    }),
    baselines: Object.fromEntries(
      Object.entries(baselines).map(([name, each]) => [
        name,
        TrialFolds.mean(each),
      ]),
    ),
    warnings,
    predictions: () => csv(place, rows.label, names, said),
  };
}

// Rows without a label count, so that a row's fold does not depend on other rows.
function side(turn: Int32Array, folds: number, k: number) {
  const all = Int32Array.from(turn.keys());
  return {
    train: all.filter((row) => turn[row] % folds !== k),
    test: all.filter((row) => turn[row] % folds === k),
  };
}

const amounts: Task = {
  names: null,
  async fit(train, options) {
    const model = await AmountModel.fit(train, options);
    return ({ frame, at }) => AmountModel.predict(model, frame, at);
  },
  measure: (label, said, weight) =>
    AmountQuality.measure(label, said as Outcome.Amounts, weight),
  references: OutcomeReference.amounts,
};

function shares(names: string[], kind: "classes" | "ordered"): Task {
  const columns = (shares: Float64Array) =>
    Object.fromEntries(
      names.map((name, k) => [
        name,
        shares.filter((_, i) => i % names.length === k),
      ]),
    );
  return {
    names,
    async fit(train, options) {
      const model = await ClassModel.fit(train, kind, names, options);
      return async ({ frame, at }) =>
        columns(await ClassModel.predict(model, frame, at));
    },
    measure: (label, said, weight) =>
      ClassQuality.measure(
        label,
        flat(said, names),
        { classes: names.length, ordered: kind === "ordered" },
        weight,
      ) as Figures,
    async references(train, test, own, seed) {
      const each = await OutcomeReference.shares(train, test, own, {
        classes: names.length,
        seed,
      });
      return Object.fromEntries(
        Object.entries(each).map(([name, all]) => [name, columns(all)]),
      );
    },
  };
}

/** Shares [rows, classes] of columns of shares. */
function flat(said: Record<string, Float64Array>, names: string[]) {
  const rows = said[names[0]].length;
  const out = new Float64Array(rows * names.length);
  names.forEach((name, k) =>
    said[name].forEach((p, row) => (out[row * names.length + k] = p)),
  );
  return out;
}

function prepare(file: CsvFrame.Info, options: Options) {
  const { label, drop, folds, kind, group } = options;
  TrialFolds.checkColumns(file.names, [
    label,
    ...drop,
    ...(group ? [group] : []),
  ]);
  TrialFolds.checkFolds(folds);
  const { values, names } = labels(file, options);
  const place = Int32Array.from(values.keys()).filter(
    (row) => !Number.isNaN(values[row]),
  );
  if (place.length < 10 * folds)
    throw new Failure(
      "file.label.few",
      `Expected at least ${10 * folds} rows with a ${kind === "number" ? "number" : "value"} in "${label}", got ${place.length}`,
    );
  const frame = Frame.select(
    {
      rows: file.rows,
      columns: file.frame.columns.filter(
        ({ name }) => name !== label && name !== group && !drop.includes(name),
      ),
    },
    place,
  );
  const shared = group === undefined ? null : alike(file, group);
  const together = shared && Int32Array.from(place, (row) => shared[row]);
  const warnings: Warning[] = [...file.warnings];
  if (place.length < file.rows)
    warnings.push({
      code: "label.missing",
      column: label,
      message: `${file.rows - place.length} rows without a value are left out.`,
    });
  return {
    rows: {
      frame,
      // One file is one moment: ages are counted from the day after its newest date.
      at: new Float64Array(place.length).fill(newest(file.frame)),
      label: Float64Array.from(place, (row) => values[row]),
      group: together ?? DuplicateGroups.group(frame),
    },
    ...{ place, turn: together ?? place, names, warnings },
  };
}

// Each row's amount, or the number of its class; NaN where there is none.
function labels(file: CsvFrame.Info, { label, kind, order }: Options) {
  const column = file.frame.columns.find(({ name }) => name === label)!;
  const cells = file.cells[file.names.indexOf(label)];
  if (kind === "number") {
    if (column.type !== "number" && column.type !== "boolean")
      throw new Failure(
        "file.label.number",
        `Expected numbers in "${label}", got for example "${cells.find((cell) => cell !== null && Number.isNaN(Number(cell)))}"`,
      );
    return { values: Float64Array.from(column.values), names: null };
  }
  const found = LabelLevels.classes(label, cells);
  const names = kind === "ordered" ? LabelLevels.ordered(found, order) : found;
  if (!names)
    throw new Failure(
      "label.order.unknown",
      `Expected the order of ${label}'s values (--order), from the least to the greatest: ${found.join(", ")}`,
    );
  const code = new Map(names.map((name, k) => [name, k]));
  const values = Float64Array.from(
    cells,
    (cell) => code.get(LabelLevels.cell(cell) ?? "") ?? NaN,
  );
  return { values, names };
}

function csv(
  place: Int32Array,
  label: Float64Array,
  names: string[] | null,
  said: Record<string, Float64Array>,
) {
  const quoted = (text: string) =>
    /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const columns = Object.keys(said);
  return (
    [["row", "y", ...columns].map(quoted).join(",")]
      .concat(
        Array.from(place, (row, i) =>
          [
            row,
            quoted(names ? names[label[i]] : String(label[i])),
            ...columns.map((name) => said[name][i]),
          ].join(","),
        ),
      )
      .join("\n") + "\n"
  );
}

export function table(
  result: Omit<Awaited<ReturnType<typeof trial>>, "predictions">,
) {
  const { kind, rows, learner, folds, pooled, intervals, baselines, warnings } =
    result;
  const names = Object.keys(result.mean);
  const figure = (value: number) =>
    (Math.abs(value) >= 1000
      ? value.toFixed(0)
      : value.toPrecision(4)
    ).padStart(11);
  const line = (name: string, figures: Figures) =>
    name.padEnd(10) +
    names.map((key) => (key in figures ? figure(figures[key]) : "")).join("");
  return [
    `${kind} by ${Learner.nameOf(learner)} on ${rows} rows`,
    "fold".padEnd(10) + names.map((name) => name.padStart(11)).join(""),
    ...folds.map((fold, k) => line(String(k), fold)),
    line("mean", result.mean),
    ...Object.entries(baselines).map(([name, each]) => line(name, each)),
    "pooled    " +
      Object.entries(intervals)
        .map(
          ([name, { low, high }]) =>
            `${name} ${figure(pooled[name as keyof typeof pooled] as number).trim()} (${figure(low).trim()} … ${figure(high).trim()})`,
        )
        .join(", "),
    ...warnings.map(
      ({ code, column, message }) => `warning ${code}: ${column}: ${message}`,
    ),
  ].join("\n");
}

export * as EvaluateOutcome from "./evaluate-outcome";
