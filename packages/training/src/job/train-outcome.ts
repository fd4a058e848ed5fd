// train-outcome: from a dataset's rows to a version that foretells an amount, a class or a level, where it earned its place
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { LabelLevels } from "@mainstay/core/dataset/label-levels";
import { Failure } from "@mainstay/core/base/error";
import type { Label } from "@mainstay/core/learning/label";
import { Card } from "@mainstay/core/model/card";
import { InputChecks } from "@mainstay/core/model/input-checks";
import type { Outcome } from "@mainstay/core/outcome/outcome";
import { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { Registry } from "@mainstay/core/model/registry";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { Cell } from "@mainstay/core/tabular/cell";
import { Frame } from "@mainstay/core/tabular/frame";
import { Period } from "@mainstay/core/tabular/period";
import { OutcomeReference } from "../baseline/outcome-reference";
import { FitModel } from "../fit/fit-model";
import type { FittedModel } from "../fit/fitted-model";
import { InnerFolds } from "../fit/inner-folds";
import { AmountQuality } from "../judge/amount-quality";
import { Bootstrap } from "../judge/bootstrap";
import { ClassQuality } from "../judge/class-quality";
import { DuplicateGroups } from "../judge/duplicate-groups";
import { Leak } from "../judge/leak/leak";
import { AmountModel } from "../outcome/amount-model";
import { ClassModel } from "../outcome/class-model";
import { OutcomeFiles } from "../outcome/outcome-files";
import { OutcomeRows } from "../outcome/outcome-rows";
import { LakeRows } from "./lake-rows";
import { put, serve, versionOf } from "./publish";
import type { Input, Outcome as Came } from "./training-input";

const minRows = 50;
// One fold in so many is held out to judge.
const parts = 5;

type Fitted = {
  heads: FittedModel.Info[];
  outcome: Outcome.Info;
  names: string[] | null;
  test: Record<string, Card.Measure>;
  baselines: Record<string, Record<string, number>>;
  bands: OutcomeCard.Bands | null;
  refused: string | null; // why it has not earned its place
  figures: string;
};

export async function train(
  { dataset, seed, progress, signal, ...asked }: Input,
  definition: Dataset.Info,
): Promise<Came> {
  const label = definition.label!;
  if (label.kind === "time")
    throw new Failure(
      "train.kind.time",
      "Times to an event are tried by mainstay evaluate --kind time, and not trained yet; expected a label of kind binary, number, classes or ordered",
      409,
    );
  const source = await LakeRows.read(dataset, definition, (share) =>
    progress(0.1 * share, "reading"),
  );
  const { values, names } = labels(label, source, definition);
  const known = Int32Array.from(values.keys()).filter(
    (row) => !Number.isNaN(values[row]),
  );
  if (known.length < minRows)
    throw new Failure(
      "train.rows.few",
      `Expected at least ${minRows} rows whose ${label.column} is known, got ${known.length}`,
      409,
    );
  const wanted = [...FitModel.inputs(definition), ...source.joined];
  const leaks = leaksOf(wanted, {
    values,
    known,
    names,
    source,
    definition,
    seed,
  });
  const dropped = new Set(leaks.filter((l) => l.drop).map((l) => l.column));
  const columns = wanted.filter((name) => !dropped.has(name));
  const frame = Frame.select(
    {
      ...source.frame,
      columns: source.frame.columns.filter(({ name }) =>
        columns.includes(name),
      ),
    },
    known,
  );
  const rows: OutcomeRows.Info = {
    frame,
    at: Float64Array.from(known, (row) => source.at[row]),
    label: Float64Array.from(known, (row) => values[row]),
    group: DuplicateGroups.ofPanel(
      frame,
      Array.from(known, (row) => source.id[row]),
    ),
  };
  const fold = InnerFolds.folds({
    label: names ? rows.label : AmountModel.ranks(rows.label),
    group: rows.group,
    folds: parts,
    seed,
  });
  const all = Int32Array.from(fold.keys());
  const learned = OutcomeRows.pick(
    rows,
    all.filter((row) => fold[row] > 0),
  );
  const judged = OutcomeRows.pick(
    rows,
    all.filter((row) => fold[row] === 0),
  );
  const options = {
    columns,
    seed,
    learner: definition.learner,
    minutes: definition.minutes,
    signal,
    progress: (share: number, name: string) =>
      progress(0.1 + 0.7 * share, `fitting ${name}`),
  };
  const fitted = names
    ? await classes(label, names, learned, judged, options)
    : await amounts(learned, judged, options);
  if (fitted.refused)
    throw new Failure("train.refused.base", fitted.refused, 409);

  progress(0.85, "checking");
  await OutcomeFiles.check(fitted.heads, judged, (rows) =>
    OutcomeRows.pick(judged, rows),
  );
  progress(0.95, "publishing");
  const files = OutcomeFiles.files(fitted.heads);
  const about = Buffer.from(JSON.stringify(fitted.outcome));
  const version = versionOf({ ...files, about });
  const { current } = await Registry.serving(dataset);
  const headColumns = fitted.heads.map(({ layout }) =>
    columnsOf(layout.columns, learned.frame, source.joined),
  );
  const card = OutcomeCard.Info.parse({
    task: OutcomeCard.task,
    dataset,
    version,
    createdAt: asked.now.toISOString(),
    label,
    period: definition.period,
    data: {
      fingerprint: source.fingerprint,
      rows: known.length,
      train: learned.frame.rows,
      test: judged.frame.rows,
      periods: [
        ...new Set(Array.from(known, (row) => source.period[row])),
      ].sort(),
    },
    columns: [
      ...new Map(headColumns.flat().map((one) => [one.name, one])).values(),
    ],
    heads: fitted.heads.map(({ parts }, k) => ({
      columns: headColumns[k],
      learners: parts.map(({ name, weight, seconds, options }) => ({
        ...{ name, weight, options },
        chosen: weight > 0,
        fitSeconds: seconds,
      })),
    })),
    outcome: fitted.outcome,
    bands: fitted.bands,
    metrics: { test: fitted.test, baselines: fitted.baselines },
    leaks: leaks.filter(Leak.warns),
    limits: [
      "A fifth of the rows was held out at random, copies and rows of one id together: the figures hold for rows like these.",
    ],
    lineage: {
      parent: current?.version ?? null,
      seed,
      definition: definition.version,
    },
  });
  await put(
    dataset,
    version,
    { ...files, "card.json": JSON.stringify(card, null, 2) },
    source.sources,
  );
  return serve(dataset, version, fitted.figures, asked);
}

async function amounts(
  learned: OutcomeRows.Info,
  judged: OutcomeRows.Info,
  options: OutcomeRows.Options,
): Promise<Fitted> {
  const model = await AmountModel.fit(learned, options);
  const said = await AmountModel.predict(model, judged.frame, judged.at);
  const test = interval(
    new Uint8Array(judged.label.length),
    options,
    (weight) => AmountQuality.measure(judged.label, said, weight),
  );
  const plain = await OutcomeReference.amounts(
    learned,
    judged,
    [...options.columns],
    options.seed!,
  );
  const sorted = learned.label.slice().sort();
  return {
    ...model,
    names: null,
    test,
    baselines: {
      mean: AmountQuality.measure(judged.label, plain.mean),
      linear: AmountQuality.measure(judged.label, plain.linear),
    },
    bands: { high: quantile(sorted, 0.8), medium: quantile(sorted, 0.5) },
    refused:
      test.r2.low > 0
        ? null
        : `The model is no better than the mean: it explains ${test.r2.value.toFixed(3)} of the variance (95 % interval from ${test.r2.low.toFixed(3)}) on ${judged.label.length} held-out rows`,
    figures: `mean absolute error ${test.mae.value.toPrecision(4)}, R² ${test.r2.value.toFixed(3)} on ${judged.label.length} held-out rows`,
  };
}

async function classes(
  { kind }: Label.Info,
  names: string[],
  learned: OutcomeRows.Info,
  judged: OutcomeRows.Info,
  options: OutcomeRows.Options,
): Promise<Fitted> {
  const ordered = kind === "ordered";
  const shape = { classes: names.length, ordered };
  const model = await ClassModel.fit(
    learned,
    ordered ? "ordered" : "classes",
    names,
    options,
  );
  const shares = await ClassModel.predict(model, judged.frame, judged.at);
  const test = interval(judged.label, options, (weight) =>
    ClassQuality.measure(judged.label, shares, shape, weight),
  );
  const plain = await OutcomeReference.shares(
    learned,
    judged,
    [...options.columns],
    { classes: names.length, seed: options.seed! },
  );
  const measure = (shares: Float64Array) =>
    ClassQuality.measure(judged.label, shares, shape) as Record<string, number>;
  const base = measure(plain.shares);
  const { logLoss } = test;
  return {
    ...model,
    names,
    test,
    baselines: { shares: base, linear: measure(plain.linear) },
    bands: null,
    refused:
      logLoss.high < base.logLoss
        ? null
        : `The model is no better than the classes' shares: log loss ${logLoss.value.toFixed(4)} (95 % interval to ${logLoss.high.toFixed(4)}) on ${judged.label.length} held-out rows, where their shares score ${base.logLoss.toFixed(4)}`,
    figures: `log loss ${logLoss.value.toFixed(4)} against ${base.logLoss.toFixed(4)} of the classes' shares on ${judged.label.length} held-out rows`,
  };
}

const interval = (
  stratum: ArrayLike<number>,
  { seed = 42 }: OutcomeRows.Options,
  measure: (weight?: ArrayLike<number>) => object,
) =>
  Bootstrap.intervals({
    ...{ stratum, seed, resamples: 300 },
    measure: (weight) => measure(weight) as Record<string, number>,
    value: measure() as Record<string, number>,
  });

/** Each row's amount or the number of its class, in its own period or as many periods on as the label says; NaN where unknown. */
function labels(
  { column, kind, order, horizon }: Label.Info,
  { label, id, period }: LakeRows.Info,
  { numbers }: Dataset.Info,
): { values: Float64Array; names: string[] | null } {
  const names =
    kind === "number" ? null : levels(column, label, kind === "ordered", order);
  const code = new Map(names?.map((name, k) => [name, k]));
  const decimal = numbers[column]?.decimal;
  const own = Float64Array.from(label, (cell) =>
    names
      ? (code.get(LabelLevels.cell(cell) ?? "") ?? NaN)
      : cell === null
        ? NaN
        : Cell.number(cell, decimal),
  );
  if (horizon === 0) return { values: own, names };
  const step = new Map<string, number>();
  const time = period.map((one) => {
    const known = step.get(one) ?? Period.distance(period[0], one);
    step.set(one, known);
    return known;
  });
  const at = new Map(id.map((one, row) => [`${time[row]} ${one}`, row]));
  const values = own.map((_, row) => {
    const later = at.get(`${time[row] + horizon} ${id[row]}`);
    return later === undefined ? NaN : own[later];
  });
  return { values, names };
}

function levels(
  column: string,
  cells: (string | null)[],
  isOrdered: boolean,
  order?: string[],
) {
  const found = LabelLevels.classes(column, cells);
  const names = isOrdered ? LabelLevels.ordered(found, order) : found;
  if (names) return names;
  throw new Failure(
    "label.order.unknown",
    `Expected label.order to say the order of ${column}'s values, from the least to the greatest: ${found.join(", ")}`,
    409,
  );
}

// A column that alone nearly decides whether an amount is above its middle, or which class it is, decides too much.
function leaksOf(
  columns: string[],
  {
    values,
    known,
    names,
    source,
    definition,
    seed,
  }: {
    values: Float64Array;
    known: Int32Array;
    names: string[] | null;
    source: LakeRows.Info;
    definition: Dataset.Info;
    seed: number;
  },
): Leak.Found[] {
  const sorted = Float64Array.from(known, (row) => values[row]).sort();
  const middle = quantile(sorted, 0.5);
  const commonest = names
    ? names
        .map((_, k) => sorted.filter((y) => y === k).length)
        .reduce((best, n, k, all) => (n > all[best] ? k : best), 0)
    : 0;
  const yes = (y: number) =>
    names && definition.label!.kind === "classes"
      ? +(y === commonest)
      : +(y > middle);
  const label = Int8Array.from(values, (y) => (Number.isNaN(y) ? -1 : yes(y)));
  return Leak.find({
    frame: source.frame,
    label,
    horizon: definition.label!.horizon,
    columns,
    id: source.id,
    keep: definition.keep,
    now: label,
    seed,
  });
}

const columnsOf = (
  columns: FittedModel.Info["layout"]["columns"],
  frame: Frame,
  joined: string[],
): Card.Column[] =>
  columns.map((column) => ({
    ...column,
    ...InputChecks.seen(Frame.column(frame, column.name)! as never),
    ...(joined.includes(column.name) && { joined: true }),
  }));

export * as TrainOutcome from "./train-outcome";
