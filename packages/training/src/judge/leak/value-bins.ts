// value-bins: a column's rows by their values, numbers in bins, the missing apart
import type { Column } from "@mainstay/core/tabular/frame";

export type ValueBins = {
  code: Int32Array; // [rows]; 0 is missing
  size: number;
  name: (code: number) => string; // as in “where it is …”
};

// Numbers with more distinct values are binned.
const exact = 64;
const bins = 32;
// Rows of the smallest bin at either end. Bins are small there, since a leak often sits in the tail.
const tail = 10;

const shown = (value: number) => String(Number(value.toPrecision(6)));
const quoted = (text: string) =>
  `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`;

/** `frequent` is the share of rows from which one number among many is a group of its own. */
export function group(column: Column, frequent = 0.01): ValueBins {
  if (column.type === "category") {
    const { codes, levels } = column;
    return {
      code: codes.map((code) => code + 1),
      size: levels.length + 1,
      name: (code) => (code ? quoted(levels[code - 1]) : "missing"),
    };
  }
  if (column.type === "text") return texts(column.values);
  const { type, values } = column;
  const groups = numbers(values, frequent);
  if (type === "number") return groups;
  const said =
    type === "boolean" ? (v: string) => (v === "1" ? "yes" : "no") : day;
  return {
    ...groups,
    name: (code) =>
      code
        ? groups.name(code).replace(/-?\d+(\.\d+)?(e\+?\d+)?/g, said)
        : "missing",
  };
}

const day = (days: string) =>
  new Date(Math.floor(Number(days)) * 86_400_000).toISOString().slice(0, 10);

/** Groups of filled and of missing rows, whatever the values. */
export function presence({ code }: ValueBins): ValueBins {
  return {
    code: code.map((c) => Number(c > 0)),
    size: 2,
    name: (c) => (c ? "filled" : "missing"),
  };
}

function texts(values: (string | null)[]): ValueBins {
  const index = new Map<string, number>();
  const levels: string[] = [];
  const code = Int32Array.from(values, (value) => {
    if (value === null) return 0;
    const known = index.get(value);
    if (known) return known;
    index.set(value, levels.push(value));
    return levels.length;
  });
  return {
    code,
    size: levels.length + 1,
    name: (c) => (c ? quoted(levels[c - 1]) : "missing"),
  };
}

function numbers(values: Float64Array, frequent: number): ValueBins {
  const sorted = values.filter((value) => value === value).sort();
  const n = sorted.length;
  const singles: number[] = [];
  let distinct = 0;
  const least = Math.max(tail, frequent * values.length);
  const few: number[] = [];
  for (let from = 0, to = 0; from < n; from = to) {
    while (to < n && sorted[to] === sorted[from]) to++;
    if (distinct++ < exact) few.push(sorted[from]);
    if (to - from >= least) singles.push(sorted[from]);
  }
  const own = distinct <= exact ? few : singles;
  const edges = distinct <= exact ? [] : cuts(sorted);
  // Bin b holds edges[b − 1] ≤ v < edges[b].
  const first = edges.length + 2;
  const single = new Map(own.map((value, k) => [value, first + k]));
  const code = Int32Array.from(values, (value) =>
    value !== value ? 0 : (single.get(value) ?? 1 + below(edges, value)),
  );
  const name = (c: number) => {
    if (c === 0) return "missing";
    if (c >= first) return shown(own[c - first]);
    if (c === 1) return `below ${shown(edges[0])}`;
    if (c === edges.length + 1) return `${shown(edges[c - 2])} or more`;
    return `${shown(edges[c - 2])} to ${shown(edges[c - 1])}`;
  };
  return { code, size: first + own.length, name };
}

function cuts(sorted: Float64Array) {
  const n = sorted.length;
  const at = new Set<number>();
  for (let b = 1; b < bins; b++) at.add(Math.floor((b * n) / bins));
  for (let rows = n / bins / 2; rows >= tail; rows /= 2)
    at.add(Math.floor(rows)).add(n - Math.floor(rows));
  const edges = new Set(Array.from(at, (k) => sorted[k]));
  return [...edges].sort((a, b) => a - b);
}

// Number of the ascending edges that are not above the value.
function below(edges: number[], value: number) {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export * as ValueBins from "./value-bins";
