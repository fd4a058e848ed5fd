// piecewise-encoding: numbers as piecewise-linear encodings (Gorishniy et al. 2022) beside their scaled values, gaps and levels as
// 0 and 1. The ONNX graph encodes, so that training and serving cannot differ. Every fold fits its own numbers, and all folds have
// the same features.
import {
  type CategoryColumn,
  Frame,
  type ValueColumn,
} from "@mainstay/core/tabular/frame";
import { quantile } from "../stats/quantile";
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
const maxLevels = 255;
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
  const levels = categories.map((name) =>
    levelsOf(Frame.column(frame, name) as CategoryColumn),
  );
  const parts = [
    ...numbers.map((name) => ({ name, feature: name })),
    ...numbers.flatMap((name) =>
      Array.from({ length: options.bins }, (_, i) => ({
        name,
        feature: `${name} in bin ${i + 1}`,
      })),
    ),
    ...gaps.map((j) => ({
      name: numbers[j],
      feature: `${numbers[j]} is missing`,
    })),
    ...categories.flatMap((name, j) =>
      levels[j].map((level) => ({
        name,
        feature: `${name} = ${level || "(blank)"}`,
      })),
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

/** Levels of at least two rows, the frequent ones first; a blank is a level. */
function levelsOf({ codes, levels }: CategoryColumn): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) {
    const level = code < 0 ? "" : levels[code];
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, maxLevels)
    .map(([level]) => level);
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

/** Numbers [n, k] with gaps filled and outliers bounded. */
function bounded(
  g: Graph,
  raw: RawColumns,
  { shape, numbers }: PiecewiseEncoding,
): Value {
  const row = (read: (number: Numeric, j: number) => number) =>
    g.constant("float", [numbers.length], numbers.map(read));
  // A date's age is at − date. The sign turns dates round, and the mask adds the period's day to them alone.
  const aged = shape.dates.includes(true)
    ? g.Add(
        g.Mul(
          raw.numbers,
          row((_, j) => (shape.dates[j] ? -1 : 1)),
        ),
        g.Mul(
          raw.at,
          row((_, j) => +shape.dates[j]),
        ),
      )
    : raw.numbers;
  const filled = g.Where(
    g.IsNaN(raw.numbers),
    row(({ median }) => median),
    aged,
  );
  return g.Min(
    g.Max(
      filled,
      row(({ low }) => low),
    ),
    row(({ high }) => high),
  );
}

/** The features that a fold fits itself, [n, numbers · (1 + bins)]; none without numbers. */
function own(g: Graph, raw: RawColumns, piecewise: PiecewiseEncoding): Value[] {
  const { shape, numbers } = piecewise;
  if (numbers.length === 0) return [];
  const x = bounded(g, raw, piecewise);
  const row = (read: (number: Numeric) => number) =>
    g.constant("float", [numbers.length], numbers.map(read));
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
            row(({ mean }) => mean),
          ),
          row(({ deviation }) => deviation || 1),
        );
  const bins = Knots.passed(
    g,
    x,
    numbers.map(({ edges }) => edges),
    shape.bins,
  );
  return [scaled, g.Reshape(bins, ["n", numbers.length * shape.bins])];
}

/** The features all folds share, gaps and levels. */
function common(g: Graph, raw: RawColumns, { gaps, levels }: Shape): Value[] {
  return [
    ...(gaps.length > 0
      ? [g.columns(g.Cast(g.IsNaN(raw.numbers), "float"), gaps)]
      : []),
    ...levels.map((levels, j) =>
      g.OneHotEncoder(
        g.Gather(raw.categories, g.constant("int64", [], [j]), 1),
        levels,
      ),
    ),
  ];
}

/** Features [n, d] of the raw columns, as each fold has them. */
export function graph(
  g: Graph,
  raw: RawColumns,
  folds: PiecewiseEncoding[],
): Value[] {
  const shared = common(g, raw, folds[0].shape);
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
