// piecewise-encoding: numbers as piecewise-linear encodings (Gorishniy et al. 2022) beside their scaled values, gaps and levels as
// 0 and 1. The ONNX graph encodes, so that training and serving cannot differ. Every fold fits its own numbers, and all folds have
// the same features.
import {
  type CategoryColumn,
  Frame,
  type ValueColumn,
} from "@mainstay/core/tabular/frame";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { ColumnGraphs } from "./column-graphs";
import { Knots } from "./knots";
import type { InputLayout } from "./input-layout";
import { NormalScores } from "./normal-scores";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";
import { Preprocess } from "./preprocess";

export type Options = {
  bins: number; // quantile bins of a number's encoding, fewer where quantiles coincide
  scale: "standard" | "normal"; // what stands beside the encoding: the standardised number or its normal score
};

/** The part that all folds share. Features are scaled numbers, then their bins, gaps and levels. */
export type Shape = Options & {
  layout: InputLayout;
  dates: boolean[]; // of the layout's numbers, which count as days to the row's own period
  gaps: number[]; // the numbers seen missing
  levels: string[][]; // of the layout's categories
  features: string[];
  fold: number[]; // feature → index in the layout's columns
};
/** A numeric column in one fold's rows, in float32. A feature that never varies there is 0. */
export type Numeric = {
  median: number;
  low: number;
  high: number;
  mean: number;
  deviation: number; // population; 0 where constant
  edges: number[]; // distinct quantiles, ascending
  scores: Knots;
};
export type PiecewiseEncoding = { shape: Shape; numbers: Numeric[] };

type At = number | ArrayLike<number>;
// The difference of two numbers of this magnitude still fits into float32.
const maxMagnitude = 1e38;
const within = (x: number) =>
  Math.min(maxMagnitude, Math.max(-maxMagnitude, x));

/** The features of all training rows in `frame`, which every fold shares. */
export function shape(
  frame: Frame,
  layout: InputLayout,
  options: Options,
): Shape {
  const { numbers, categories } = layout.inputs;
  const values = numbers.map(
    (name) => Frame.column(frame, name) as ValueColumn,
  );
  const gaps = [...numbers.keys()].filter((j) =>
    values[j].values.some(Number.isNaN),
  );
  const levels = categories.map(
    (name) =>
      ColumnGraphs.levelsOf(Frame.column(frame, name) as CategoryColumn).kept,
  );
  const parts = [
    ...numbers.map((name) => ({ name, feature: name })),
    ...numbers.flatMap((name) =>
      Array.from({ length: options.bins }, (_, i) => ({
        name,
        feature: `${name} in bin ${i + 1}`,
      })),
    ),
    ...ColumnGraphs.flagNames(
      gaps.map((j) => numbers[j]),
      categories.map((name, j) => ({ name, levels: levels[j] })),
    ),
  ];
  return {
    ...options,
    layout,
    dates: values.map(({ type }) => type === "date"),
    gaps,
    levels,
    features: parts.map(({ feature }) => feature),
    fold: parts.map(({ name }) =>
      layout.columns.findIndex((column) => column.name === name),
    ),
  };
}

/** Fits a fold's numbers on `rows` of the frame. */
export function fit(
  shape: Shape,
  frame: Frame,
  at: At,
  rows: ArrayLike<number>,
): PiecewiseEncoding {
  return {
    shape,
    numbers: shape.layout.inputs.numbers.map((name) => {
      const column = Frame.column(frame, name) as ValueColumn;
      return fitNumber(known(column, at, rows), rows.length, shape);
    }),
  };
}

/** The column's values of `rows` without the missing ones, sorted; a date as days to the row's period. */
function known(
  { type, values }: ValueColumn,
  at: At,
  rows: ArrayLike<number>,
): Float32Array {
  const found = new Float32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (Number.isNaN(values[row])) continue;
    const value = Math.fround(values[row]);
    const day = Math.fround(typeof at === "number" ? at : at[row]);
    found[count++] = within(type === "date" ? day - value : value);
  }
  return found.subarray(0, count).sort();
}

function fitNumber(
  sorted: Float32Array,
  rows: number,
  { bins, scale }: Options,
): Numeric {
  // A fold's rows may all be missing.
  if (sorted.length === 0)
    return fitNumber(Float32Array.of(0), 1, { bins, scale });
  const gaps = rows - sorted.length;
  const median = quantile(sorted, 0.5);
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  let sum = gaps * median;
  for (const value of sorted) sum += value;
  const mean = sum / rows;
  let squares = gaps * (median - mean) ** 2;
  for (const value of sorted) squares += (value - mean) ** 2;
  const cuts = Array.from({ length: bins + 1 }, (_, i) =>
    Math.fround(quantile(sorted, i / bins)),
  );
  return {
    median,
    // One more range on either side is let through, so that a value far outside it cannot dominate the logit.
    low: within(low - (high - low)),
    high: within(high + (high - low)),
    mean: low === high ? low : mean,
    deviation: low === high ? 0 : Math.sqrt(squares / rows),
    edges: [...new Set(cuts)],
    scores:
      scale === "normal" ? NormalScores.scores(sorted) : { x: [low], y: [0] },
  };
}

/** The features that a fold fits itself, [n, numbers · (1 + bins)]; none without numbers. */
function own(g: Graph, raw: RawColumns, piecewise: PiecewiseEncoding): Value[] {
  const { shape, numbers } = piecewise;
  if (numbers.length === 0) return [];
  const x = ColumnGraphs.bounded(
    g,
    raw,
    numbers.map((number, j) => ({ ...number, date: shape.dates[j] })),
  );
  const scaled =
    shape.scale === "normal"
      ? Knots.interpolated(
          g,
          x,
          numbers.map(({ scores }) => scores),
        )
      : g.Div(
          g.Sub(
            x,
            ColumnGraphs.row(g, numbers, ({ mean }) => mean),
          ),
          ColumnGraphs.row(g, numbers, ({ deviation }) => deviation || 1),
        );
  const bins = Knots.passed(
    g,
    x,
    numbers.map(({ edges }) => edges),
    shape.bins,
  );
  return [scaled, g.Reshape(bins, ["n", numbers.length * shape.bins])];
}

/** Features [n, d] of the raw columns, as each fold has them. */
export function graph(
  g: Graph,
  raw: RawColumns,
  folds: PiecewiseEncoding[],
): Value[] {
  const shared = ColumnGraphs.flags(g, raw, folds[0].shape);
  return folds.map((fold) => g.Concat([...own(g, raw, fold), ...shared], 1));
}

/** The features [rows, d] of a frame as one fold has them, computed by the very graph that serves. */
export function encode(
  piecewise: PiecewiseEncoding,
  frame: Frame,
  at: At,
): Promise<Float32Array> {
  const { layout } = piecewise.shape;
  return Preprocess.run(
    layout,
    frame,
    at,
    (g, raw) => graph(g, raw, [piecewise])[0],
  );
}

export * as PiecewiseEncoding from "./piecewise-encoding";
