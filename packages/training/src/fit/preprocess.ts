// preprocess: raw columns to features, inside the ONNX graph, so that training and serving cannot differ
import { Failure } from "@mainstay/core/base/error";
import {
  type CategoryColumn,
  Frame,
  type ValueColumn,
} from "@mainstay/core/tabular/frame";
import { feeds, type Inputs } from "@mainstay/core/model/input-tensors";
import { Graph, type Value } from "../onnx/graph";
import { RawColumns } from "../onnx/raw-columns";
import { ColumnGraphs } from "./column-graphs";
import { OnnxRuntime } from "../onnx/onnx-runtime";

export type Column = {
  name: string;
  type: "number" | "boolean" | "date" | "category" | "text";
  role: "numbers" | "categories" | "texts";
};
type Numeric = ColumnGraphs.Bounds & {
  name: string;
  mean: number;
  deviation: number; // population; 0 drops the value and leaves its missing indicator
  missing: boolean; // seen missing in training, so that being missing is a feature
};
type Categoric = { name: string; levels: string[] };

export type Preprocess = {
  columns: Column[]; // in the caller's order; constant, all-missing and text columns are gone
  inputs: Inputs;
  numeric: Numeric[]; // in the order of `inputs.numbers`
  categoric: Categoric[]; // in the order of `inputs.categories`
  features: string[];
  fold: number[]; // feature → index in `columns`
};
export type Options = ColumnGraphs.LevelLimits;

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
  column: CategoryColumn,
  options: Options,
): Categoric | null {
  const { kept, distinct } = ColumnGraphs.levelsOf(column, options);
  if (distinct < 2 || kept.length === 0) return null;
  return { name: column.name, levels: kept };
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
    ...ColumnGraphs.flagNames(
      numeric.filter(({ missing }) => missing).map(({ name }) => name),
      categoric,
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

/** Features [n, d] of the raw columns. */
export function graph(
  g: Graph,
  raw: RawColumns,
  { numeric, categoric }: Preprocess,
): Value {
  const standard = () =>
    g.Div(
      g.Sub(
        ColumnGraphs.bounded(g, raw, numeric),
        ColumnGraphs.row(g, numeric, ({ mean }) => mean),
      ),
      ColumnGraphs.row(g, numeric, ({ deviation }) => deviation || 1),
    );
  const values = indices(numeric, ({ deviation }) => deviation > 0);
  return g.Concat(
    [
      ...(values.length > 0 ? [g.columns(standard(), values)] : []),
      ...ColumnGraphs.flags(g, raw, {
        gaps: indices(numeric, ({ missing }) => missing),
        levels: categoric.map(({ levels }) => levels),
      }),
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
