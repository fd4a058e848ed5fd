// importance: which columns move scores, and how their share runs over their values
import { Frame, type Column } from "@mainstay/core/tabular/frame";
import type { Dependence } from "@mainstay/core/model/card";
import type { Explanation } from "@mainstay/core/model/explanation";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { cuts } from "./rank";

type Input = {
  columns: readonly string[];
  contributions: Float32Array; // [rows, columns], log-odds
  frame: Frame; // the same rows
  words?: (column: string, row: number) => Explanation.Words; // of columns that are read as text
};
type Bin = Dependence["bins"][number];

/** `importance`: mean |contribution| of every column, largest first; `dependence` of the `top` of them. */
export function importance({
  columns,
  contributions,
  frame,
  words = () => [],
  top = 10,
  bins = 12,
}: Input & { top?: number; bins?: number }) {
  const sums = new Float64Array(columns.length);
  for (let i = 0; i < contributions.length; i++)
    sums[i % columns.length] += Math.abs(contributions[i]);
  const ranked = columns
    .map((column, k) => ({ column, value: sums[k] / frame.rows }))
    .sort((a, b) => b.value - a.value);
  const dependence = ranked
    .slice(0, top)
    .flatMap(({ column: name }): Dependence[] => {
      const column = Frame.column(frame, name);
      if (!column) return [];
      if (column.type === "text") {
        const found = byWord(name, frame.rows, words, bins);
        return found.length
          ? [{ column: name, type: column.type, bins: found }]
          : [];
      }
      const k = columns.indexOf(name);
      const share = Float64Array.from(
        { length: frame.rows },
        (_, row) => contributions[row * columns.length + k],
      );
      const found = binned(column, share, bins);
      return [{ column: name, type: column.type, bins: found }];
    });
  return { importance: ranked, dependence };
}

// Words of fewer rows may be chance.
const fewestRows = 3;

/** What a text's words add in the rows where they say most: those that move scores most on the whole. */
function byWord(
  column: string,
  rows: number,
  words: NonNullable<Input["words"]>,
  most: number,
): Bin[] {
  const found = new Map<string, number[]>();
  for (let row = 0; row < rows; row++)
    for (const { text, contribution } of words(column, row)) {
      const word = text.toLowerCase();
      const known = found.get(word);
      if (known) known.push(contribution);
      if (!known) found.set(word, [contribution]);
    }
  const sum = (shares: number[]) =>
    Math.abs(shares.reduce((sum, one) => sum + one, 0));
  return [...found]
    .filter(([, shares]) => shares.length >= fewestRows)
    .sort(([, a], [, b]) => sum(b) - sum(a))
    .slice(0, most)
    .map(([level, shares]) => ({
      level,
      ...spread(
        Float64Array.from(shares),
        shares.map((_, k) => k),
      ),
    }))
    .sort((a, b) => b.mean - a.mean);
}

/** The commonest level, or the median, as a cell; null for a column without a value, and for texts. */
export function typical(column: Column): string | null {
  if (column.type === "text") return null;
  if (column.type === "category") {
    const [most] = [...levels(column)].sort(
      (a, b) => b[1].length - a[1].length,
    );
    return most?.[0] ?? null;
  }
  const known = column.values.filter((value) => !Number.isNaN(value)).sort();
  if (!known.length) return null;
  const median = quantile(known, 0.5);
  if (column.type === "boolean") return median >= 0.5 ? "yes" : "no";
  if (column.type === "number") return String(median);
  return new Date(Math.floor(median) * 86_400_000).toISOString().slice(0, 10);
}

function binned(column: Column, share: Float64Array, most: number): Bin[] {
  if (column.type === "category" || column.type === "text")
    return byLevel(column, share, most);
  if (column.type === "boolean") return byTruth(column.values, share);
  return byValue(column.values, share, most);
}

function byLevel(
  column: Extract<Column, { type: "category" | "text" }>,
  share: Float64Array,
  most: number,
): Bin[] {
  const rows = [...levels(column)].sort((a, b) => b[1].length - a[1].length);
  const shown = rows.length > most ? rows.slice(0, most - 1) : rows;
  const rest = rows.slice(shown.length).flatMap(([, rows]) => rows);
  const gaps =
    column.type === "category"
      ? where(share.length, (row) => column.codes[row] < 0)
      : where(share.length, (row) => column.values[row] === null);
  return [
    ...shown
      .map(([level, rows]) => ({ level, ...spread(share, rows) }))
      .sort((a, b) => b.mean - a.mean),
    ...(rest.length ? [{ level: "all others", ...spread(share, rest) }] : []),
    ...missing(share, gaps),
  ];
}

function levels(column: Extract<Column, { type: "category" | "text" }>) {
  const rows = new Map<string, number[]>();
  const count =
    column.type === "category" ? column.codes.length : column.values.length;
  for (let row = 0; row < count; row++) {
    const level =
      column.type === "category"
        ? column.levels[column.codes[row]]
        : column.values[row];
    if (level === undefined || level === null) continue;
    const known = rows.get(level);
    if (known) known.push(row);
    if (!known) rows.set(level, [row]);
  }
  return rows;
}

const byTruth = (values: Float64Array, share: Float64Array): Bin[] => [
  ...(["yes", "no"] as const).flatMap((level, k) => {
    const rows = where(values.length, (row) => values[row] === 1 - k);
    return rows.length ? [{ level, ...spread(share, rows) }] : [];
  }),
  ...missing(
    share,
    where(values.length, (row) => Number.isNaN(values[row])),
  ),
];

// The ordered rows are cut into equal masses, and rows of one value stay together.
function byValue(
  values: Float64Array,
  share: Float64Array,
  most: number,
): Bin[] {
  const known = where(values.length, (row) => !Number.isNaN(values[row])).sort(
    (a, b) => values[a] - values[b] || a - b,
  );
  const distinct = new Set(known.map((row) => values[row])).size;
  const sizes = cuts(known.length, distinct <= most ? known.length : most);
  const bins: Bin[] = [];
  let [start, end] = [0, 0];
  for (const size of sizes) {
    end += size;
    if (end <= start) continue;
    const last = values[known[end - 1]];
    let after = end;
    while (after < known.length && values[known[after]] === last) after++;
    const rows = known.slice(start, after);
    bins.push({ from: values[rows[0]], to: last, ...spread(share, rows) });
    start = after;
  }
  const gaps = where(values.length, (row) => Number.isNaN(values[row]));
  return [...bins, ...missing(share, gaps)];
}

const missing = (share: Float64Array, rows: number[]): Bin[] =>
  rows.length ? [spread(share, rows)] : [];

function spread(share: Float64Array, rows: number[]) {
  const sorted = Float64Array.from(rows, (row) => share[row]).sort();
  return {
    rows: rows.length,
    mean: sorted.reduce((sum, value) => sum + value, 0) / rows.length,
    low: quantile(sorted, 0.1),
    high: quantile(sorted, 0.9),
  };
}

function where(rows: number, holds: (row: number) => boolean) {
  const found: number[] = [];
  for (let row = 0; row < rows; row++) if (holds(row)) found.push(row);
  return found;
}

export * as Importance from "./importance";
