// sketch: the values of a column as counts in bins, so that those of another sample can be compared without its rows
import * as z from "zod";
import { Kind } from "../tabular/definition";
import type { Column } from "../tabular/frame";

const count = z.int().min(0);
const Common = z.object({
  column: z.string(),
  type: Kind,
  missing: count,
});
// Bin k holds edges[k − 1] < v ≤ edges[k]; the first and the last bin are open to their sides. [edges + 1]
export const Numbers = Common.extend({
  kind: z.literal("numbers"),
  edges: z.array(z.number()),
  counts: z.array(count),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
// The commonest levels, and how many rows hold another one; `known` names rarer levels too, so that new ones can be told.
export const Levels = Common.extend({
  kind: z.literal("levels"),
  levels: z.array(z.string()),
  counts: z.array(count),
  other: count,
  known: z.array(z.string()),
});
export const Info = z.discriminatedUnion("kind", [Numbers, Levels]);
export type Info = z.infer<typeof Info>;
export type Numbers = z.infer<typeof Numbers>;
export type Levels = z.infer<typeof Levels>;

// Twenty bins hold a location's shift as well as the values themselves do, within 3 % of its distance.
const mostBins = 20;
const mostLevels = 30;
// As many as a model keeps of a category.
const mostKnown = 255;

/** Where the values of a column lie; `at` is the epoch day that each row's dates are measured against. Null for free text. */
export function of(column: Column, at: ArrayLike<number>): Info | null {
  const { name, type } = column;
  if (column.type === "text") return null;
  if (column.type === "category" || column.type === "boolean") {
    const { counts, missing } = countLevels(column);
    return levelsOf({ column: name, type, missing }, counts);
  }
  return numbersOf({ column: name, type }, valuesOf(column, at));
}

/** A sketch of plain numbers, such as log-odds. */
export function numbersOf(
  named: { column: string; type: Kind },
  values: ArrayLike<number>,
): Numbers {
  const sorted = Float64Array.from(values).filter((v) => v === v);
  sorted.sort();
  const n = sorted.length;
  const edges: number[] = [];
  for (let k = 1; k < mostBins && n > 0; k++) {
    const edge = sorted[Math.ceil((k * n) / mostBins) - 1];
    if (edge !== edges.at(-1) && edge < sorted[n - 1]) edges.push(edge);
  }
  return {
    ...{ ...named, kind: "numbers", edges },
    missing: values.length - n,
    counts: countBins(edges, sorted),
    low: n ? sorted[0] : null,
    high: n ? sorted[n - 1] : null,
  };
}

function levelsOf(
  common: z.infer<typeof Common>,
  counts: ReadonlyMap<string, number>,
): Levels {
  const ranked = [...counts].sort(
    ([a, n], [b, m]) => m - n || (a < b ? -1 : 1),
  );
  const shown = ranked.slice(0, mostLevels);
  return {
    ...{ ...common, kind: "levels" },
    levels: shown.map(([level]) => level),
    counts: shown.map(([, n]) => n),
    other: ranked.slice(mostLevels).reduce((sum, [, n]) => sum + n, 0),
    known: ranked.slice(0, mostKnown).map(([level]) => level),
  };
}

const valuesOf = (
  column: Extract<Column, { values: Float64Array }>,
  at: ArrayLike<number>,
) =>
  column.type === "date"
    ? // A model sees how long ago a date was.
      column.values.map((day, row) => at[row] - day)
    : column.values;

function countLevels(column: Column) {
  const counts = new Map<string, number>();
  let missing = 0;
  const add = (level: string) =>
    counts.set(level, (counts.get(level) ?? 0) + 1);
  if (column.type === "category")
    for (const code of column.codes) {
      if (code < 0) missing++;
      else add(column.levels[code]);
    }
  else
    for (const value of column.values) {
      if (value === null || Number.isNaN(value)) missing++;
      else add(String(value));
    }
  return { counts, missing };
}

function countBins(edges: number[], values: Iterable<number>) {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) counts[binOf(edges, value)]++;
  return counts;
}

// Number of edges below the value.
function binOf(edges: number[], value: number) {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export type Counted = {
  n: number; // rows, missing ones included
  missing: number;
  counts: number[]; // in the sketch's bins; of levels with one more for all others
  fresh: [level: string, rows: number][]; // levels that the sketch does not know, commonest first
  isOtherType: boolean; // the column reads as something else by now
};

/** Another sample's values in the bins of a sketch. A column that is gone is missing in every row. */
export function tally(
  sketch: Info,
  column: Column | undefined,
  at: ArrayLike<number>,
): Counted {
  const n = at.length;
  const bins =
    sketch.kind === "numbers" ? sketch.counts.length : sketch.levels.length + 1;
  const none = { n, missing: n, counts: new Array<number>(bins).fill(0) };
  if (!column) return { ...none, fresh: [], isOtherType: false };
  if (sketch.kind === "numbers") {
    if (column.type !== sketch.type)
      return { ...none, fresh: [], isOtherType: true };
    return countNumbers(
      sketch,
      valuesOf(column as Extract<Column, { values: Float64Array }>, at),
    );
  }
  const { counts, missing } = countLevels(column);
  const places = new Map(sketch.levels.map((level, k) => [level, k]));
  const known = new Set(sketch.known);
  const inBins = none.counts;
  const fresh: [string, number][] = [];
  for (const [level, rows] of counts) {
    inBins[places.get(level) ?? bins - 1] += rows;
    // Beyond the levels that are kept nobody can tell which are new.
    if (!known.has(level) && sketch.known.length < mostKnown)
      fresh.push([level, rows]);
  }
  fresh.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return { n, missing, counts: inBins, fresh, isOtherType: false };
}

export function countNumbers(
  { edges }: Numbers,
  values: ArrayLike<number>,
): Counted {
  const filled = Float64Array.from(values).filter((v) => v === v);
  return {
    n: values.length,
    missing: values.length - filled.length,
    counts: countBins(edges, filled),
    ...{ fresh: [], isOtherType: false },
  };
}

/** The sketch's own counts, as `tally` gives those of another sample. */
export function own(sketch: Info): Counted {
  const counts =
    sketch.kind === "numbers"
      ? sketch.counts
      : [...sketch.counts, sketch.other];
  const filled = counts.reduce((sum, k) => sum + k, 0);
  return {
    n: filled + sketch.missing,
    missing: sketch.missing,
    ...{ counts, fresh: [], isOtherType: false },
  };
}

export * as Sketch from "./sketch";
