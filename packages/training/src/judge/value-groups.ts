// value-groups: the rows of a column parted into a few kinds a person can name
import type { Column } from "@mainstay/core/tabular/frame";
import { Wording } from "@mainstay/core/text/wording";
import { quantile } from "@mainstay/core/stats/sample-quantile";

export type ValueGroups = {
  column: string;
  values: (string | null)[]; // null: missing
  codes: Int32Array; // [rows] place in values
  counts: number[];
};

/** Levels, the commonest first and the rarest together; quarters of numbers and dates; missing last. */
export function grouping(column: Column, most: number): ValueGroups {
  const named = names(column, most);
  const counts = new Map<string | null, number>();
  for (const value of named) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = order(column, counts);
  const place = new Map(values.map((value, k) => [value, k]));
  return {
    column: column.name,
    values,
    codes: Int32Array.from(named, (value) => place.get(value)!),
    counts: values.map((value) => counts.get(value)!),
  };
}

const others = "all others";

function names(column: Column, most: number): (string | null)[] {
  if (column.type === "category")
    return few(
      Array.from(column.codes, (code) =>
        code < 0 ? null : column.levels[code],
      ),
      most,
    );
  if (column.type === "text") return few(column.values, most);
  if (column.type === "boolean")
    return Array.from(column.values, (value) =>
      Number.isNaN(value) ? null : value === 1 ? "yes" : "no",
    );
  const cuts = quarters(column.values);
  const text = (value: number) => Wording.plain(value, column.type);
  const label = (k: number) => {
    if (cuts.length === 0) return "all";
    if (k === 0) return `up to ${text(cuts[0])}`;
    if (k === cuts.length) return `above ${text(cuts[k - 1])}`;
    return `${text(cuts[k - 1])} to ${text(cuts[k])}`;
  };
  return Array.from(column.values, (value) =>
    Number.isNaN(value)
      ? null
      : label(cuts.filter((cut) => value > cut).length),
  );
}

function few(level: (string | null)[], most: number) {
  const counts = new Map<string, number>();
  for (const value of level)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size <= most) return level;
  const kept = [...counts].sort(commonest).slice(0, most - 1);
  const names = new Set(kept.map(([name]) => name));
  return level.map((value) =>
    value === null || names.has(value) ? value : others,
  );
}

function quarters(values: Float64Array) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return [];
  const cuts = [0.25, 0.5, 0.75].map((q) => quantile(sorted, q));
  return [...new Set(cuts)].filter((cut) => cut < sorted[sorted.length - 1]);
}

type Counted = [string | null, number];
const commonest = ([a, n]: Counted, [b, m]: Counted) =>
  m - n || (a! < b! ? -1 : 1);

function order(column: Column, counts: Map<string | null, number>) {
  const filled = [...counts].filter(([value]) => value !== null);
  const last = counts.has(null) ? [null] : [];
  if (column.type === "number" || column.type === "date") {
    // Groups stand in the order of their numbers, by the least of each.
    const first = new Map<string | null, number>();
    names(column, 0).forEach((name, row) => {
      const value = column.values[row];
      first.set(name, Math.min(first.get(name) ?? Infinity, value));
    });
    filled.sort(([a], [b]) => first.get(a)! - first.get(b)!);
  } else
    filled.sort((a, b) =>
      a[0] === others ? 1 : b[0] === others ? -1 : commonest(a, b),
    );
  return [...filled.map(([value]) => value), ...last];
}

export * as ValueGroups from "./value-groups";
