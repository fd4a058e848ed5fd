// column-graphs: the operators with which every encoding begins: numbers filled and bounded, gaps and levels as 0 and 1
import type { CategoryColumn } from "@mainstay/core/tabular/frame";
import type { Graph, Value } from "../onnx/graph";
import type { RawColumns } from "../onnx/raw-columns";

/** A number's limits in float32. A date counts as the days from it to the row's own period. */
export type Bounds = {
  median: number; // stands for a missing number
  low: number;
  high: number;
  date: boolean;
};

/** A value for each number, as a constant [numbers]. */
export const row = <T>(
  g: Graph,
  numbers: T[],
  read: (number: T, j: number) => number,
) => g.constant("float", [numbers.length], numbers.map(read));

/** Numbers [n, k] with gaps filled and outliers bounded. */
export function bounded(
  g: Graph,
  raw: RawColumns,
  numbers: Bounds[], // [k], in the order of the raw columns
): Value {
  const each = (read: (number: Bounds) => number) => row(g, numbers, read);
  // A date's age is at − date. The sign turns dates round, and the mask adds the period's day to them alone.
  const aged = numbers.some(({ date }) => date)
    ? g.Add(
        g.Mul(
          raw.numbers,
          each(({ date }) => (date ? -1 : 1)),
        ),
        g.Mul(
          raw.at,
          each(({ date }) => +date),
        ),
      )
    : raw.numbers;
  const filled = g.Where(
    g.IsNaN(raw.numbers),
    each(({ median }) => median),
    aged,
  );
  return g.Min(
    g.Max(
      filled,
      each(({ low }) => low),
    ),
    each(({ high }) => high),
  );
}

/** Flags of the chosen numbers that are missing, [n, gaps], and of the categories' levels, [n, levels] each. */
export const flags = (
  g: Graph,
  raw: RawColumns,
  { gaps, levels }: { gaps: number[]; levels: string[][] },
): Value[] => [
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

export type LevelLimits = {
  levels: number; // of a category, at most; the frequent ones are kept
  rare: number; // a level with fewer rows than this is read as one never seen
};

/** Levels of a category that get a feature, the frequent ones first, and the number of all. A blank is a level. */
export function levelsOf(
  { codes, levels }: CategoryColumn,
  limits: LevelLimits = { levels: 255, rare: 2 },
): { kept: string[]; distinct: number } {
  const counts = new Map<string, number>();
  for (const code of codes) {
    const level = code < 0 ? "" : levels[code];
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= limits.rare)
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, limits.levels)
    .map(([level]) => level);
  return { kept, distinct: counts.size };
}

/** A name for each flag, with the column that it is made from. */
export const flagNames = (
  gaps: string[],
  categories: { name: string; levels: string[] }[],
) => [
  ...gaps.map((name) => ({ name, feature: `${name} is missing` })),
  ...categories.flatMap(({ name, levels }) =>
    levels.map((level) => ({
      name,
      feature: `${name} = ${level || "(blank)"}`,
    })),
  ),
];

export * as ColumnGraphs from "./column-graphs";
