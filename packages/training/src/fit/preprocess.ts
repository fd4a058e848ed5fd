// preprocess: raw columns to features, inside the ONNX graph, so that training and serving cannot differ
import { Failure } from "@mainstay/core/base/error";
import {
  type CategoryColumn,
  Frame,
  type ValueColumn,
} from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import { Graph, type Value } from "../onnx/graph";
import { RawColumns } from "../onnx/raw-columns";
import { OnnxRuntime } from "../onnx/onnx-runtime";

export type Column = {
  name: string;
  type: "number" | "boolean" | "date" | "category";
  role: "numbers" | "categories";
};
// Values are float32, as the graph reads them. A date counts as the days from it to the row's own period.
type Numeric = {
  name: string;
  median: number;
  low: number;
  high: number;
  mean: number;
  deviation: number; // population; 0 drops the value and leaves its missing indicator
  missing: boolean; // seen missing in training, so that being missing is a feature
  date: boolean;
};
type Categoric = { name: string; levels: string[] };

export type Preprocess = {
  columns: Column[]; // in the caller's order; constant, all-missing and text columns are gone
  inputs: { numbers: string[]; categories: string[] };
  numeric: Numeric[]; // in the order of `inputs.numbers`
  categoric: Categoric[]; // in the order of `inputs.categories`
  features: string[];
  fold: number[]; // feature → index in `columns`
};
export type Options = {
  levels: number; // of a category, at most; the frequent ones are kept
  rare: number; // a level with fewer rows than this is read as one never seen
};
const defaults: Options = { levels: 255, rare: 2 };

type At = number | ArrayLike<number>;

function fitNumeric(column: ValueColumn, at: At): Numeric | null {
  const { name, values } = column;
  const date = column.type === "date";
  const known: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    const value = Math.fround(values[i]);
    const day = Math.fround(typeof at === "number" ? at : at[i]);
    known.push(date ? Math.fround(day - value) : value);
  }
  if (known.length === 0) return null;
  const sorted = Float32Array.from(known).sort();
  const half = sorted.length >> 1;
  const median =
    sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  const gaps = values.length - known.length;
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  if (low === high && gaps === 0) return null;
  let sum = gaps * median;
  for (const value of known) sum += value;
  const mean = sum / values.length;
  let squares = gaps * (median - mean) ** 2;
  for (const value of known) squares += (value - mean) ** 2;
  const range = high - low;
  return {
    name,
    median,
    // One more range on either side is let through, so that a value far outside it cannot dominate the logit.
    low: low - range,
    high: high + range,
    mean,
    deviation: low === high ? 0 : Math.sqrt(squares / values.length),
    missing: gaps > 0,
    date,
  };
}

function fitCategoric(
  { name, codes, levels }: CategoryColumn,
  options: Options,
): Categoric | null {
  const counts = new Map<string, number>();
  for (const code of codes) {
    const level = code < 0 ? "" : levels[code];
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  if (counts.size < 2) return null;
  const kept = [...counts]
    .filter(([, count]) => count >= options.rare)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, options.levels)
    .map(([level]) => level);
  return kept.length > 0 ? { name, levels: kept } : null;
}

/** The features of the named columns. `at` is the epoch day of each row's period. It fails if no column varies. */
export function fit(
  frame: Frame,
  names: readonly string[],
  at: At,
  options: Partial<Options> = {},
): Preprocess {
  const columns: Column[] = [];
  const numeric: Numeric[] = [];
  const categoric: Categoric[] = [];
  for (const name of names) {
    const column = Frame.column(frame, name);
    if (!column || column.type === "text") continue;
    if (column.type === "category") {
      const fitted = fitCategoric(column, { ...defaults, ...options });
      if (!fitted) continue;
      categoric.push(fitted);
      columns.push({ name, type: column.type, role: "categories" });
      continue;
    }
    const fitted = fitNumeric(column, at);
    if (!fitted) continue;
    numeric.push(fitted);
    columns.push({ name, type: column.type, role: "numbers" });
  }
  if (columns.length === 0)
    throw new Failure(
      "model.columns.none",
      `No column to learn from: expected at least one of ${names.join(", ") || "the columns"} to vary, and all are constant, empty or text.`,
    );
  const parts = [
    ...numeric
      .filter(({ deviation }) => deviation > 0)
      .map(({ name }) => ({ name, feature: name })),
    ...numeric
      .filter(({ missing }) => missing)
      .map(({ name }) => ({ name, feature: `${name} is missing` })),
    ...categoric.flatMap(({ name, levels }) =>
      levels.map((level) => ({
        name,
        feature: `${name} = ${level || "(blank)"}`,
      })),
    ),
  ];
  return {
    columns,
    inputs: {
      numbers: numeric.map(({ name }) => name),
      categories: categoric.map(({ name }) => name),
    },
    numeric,
    categoric,
    features: parts.map(({ feature }) => feature),
    fold: parts.map(({ name }) =>
      columns.findIndex((column) => column.name === name),
    ),
  };
}

/** The raw columns that the features are made from, as inputs of a graph. */
export const { inputs } = RawColumns;

const indices = <T>(list: T[], keep: (item: T) => boolean) =>
  list.flatMap((item, i) => (keep(item) ? [i] : []));

function numericGraph(g: Graph, raw: RawColumns, numeric: Numeric[]): Value[] {
  const row = (read: (column: Numeric) => number) =>
    g.constant("float", [numeric.length], numeric.map(read));
  // A date's age is at − date. The sign turns dates round, and the mask adds the period's day to them alone.
  const aged = numeric.some(({ date }) => date)
    ? g.Add(
        g.Mul(
          raw.numbers,
          row(({ date }) => (date ? -1 : 1)),
        ),
        g.Mul(
          raw.at,
          row(({ date }) => +date),
        ),
      )
    : raw.numbers;
  const missing = g.IsNaN(raw.numbers);
  const imputed = g.Where(
    missing,
    row(({ median }) => median),
    aged,
  );
  const bounded = g.Min(
    g.Max(
      imputed,
      row(({ low }) => low),
    ),
    row(({ high }) => high),
  );
  const standard = g.Div(
    g.Sub(
      bounded,
      row(({ mean }) => mean),
    ),
    row(({ deviation }) => deviation || 1),
  );
  const values = indices(numeric, ({ deviation }) => deviation > 0);
  const gaps = indices(numeric, (column) => column.missing);
  return [
    ...(values.length > 0 ? [g.columns(standard, values)] : []),
    ...(gaps.length > 0 ? [g.columns(g.Cast(missing, "float"), gaps)] : []),
  ];
}

/** Features [n, d] of the raw columns. */
export function graph(
  g: Graph,
  raw: RawColumns,
  preprocess: Preprocess,
): Value {
  const { numeric, categoric } = preprocess;
  return g.Concat(
    [
      ...(numeric.length > 0 ? numericGraph(g, raw, numeric) : []),
      ...categoric.map(({ levels }, i) =>
        g.OneHotEncoder(
          g.Gather(raw.categories, g.constant("int64", [], [i]), 1),
          levels,
        ),
      ),
    ],
    1,
  );
}

/** The features [rows, d] of a frame, computed by the very graph that serves. */
export const encode = (preprocess: Preprocess, frame: Frame, at: At) =>
  run(preprocess, frame, at, (g, raw) => graph(g, raw, preprocess));

/** The result of operators on a frame's raw columns, float32 [rows, width]. */
export function run(
  layout: Pick<Preprocess, "inputs">,
  frame: Frame,
  at: At,
  operators: (g: Graph, raw: RawColumns) => Value,
): Promise<Float32Array> {
  const g = new Graph();
  g.output("result", operators(g, inputs(g, layout)));
  return OnnxRuntime.using(g.model(), (session) =>
    OnnxRuntime.rows(session, frame.rows, "result", (span) =>
      feeds(frame, layout.inputs, at, span),
    ),
  );
}

export * as Preprocess from "./preprocess";
