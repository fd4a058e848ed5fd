// bins: every column as at most 256 codes of one byte, the last of them for missing
import {
  type Column as FrameColumn,
  Frame,
} from "@mainstay/core/tabular/frame";
import {
  type At,
  type Column,
  largest,
  read,
} from "@mainstay/core/trees/trees";
import { random } from "@mainstay/core/base/random";

export type Bin = Column & {
  cuts: Float32Array; // of a number: code b holds the values in (cuts[b − 1], cuts[b]]; empty for a category
  size: number; // codes of known values; `size` itself is the code of missing
};
export type Bins = { columns: Bin[] };
export type Binned = {
  columns: Bin[];
  rows: number;
  codes: Uint8Array; // [columns, rows]
};

// One of the 256 codes is for missing.
const maxValueCodes = 255;
// Quantiles of more rows would not differ by as much as a bin.
const sample = 1 << 15;

/** A float32 t with low ≤ t < high, halfway where float32 has room. */
function between(low: number, high: number): number {
  const middle = Math.fround(low / 2 + high / 2);
  return middle >= low && middle < high ? middle : low;
}

/** Upper ends of bins of about equal mass; a value with more rows than a bin has one of its own. */
function quantiles(sorted: ArrayLike<number>, bins: number): Float32Array {
  const values: number[] = [];
  const counts: number[] = [];
  for (let i = 0, end; i < sorted.length; i = end) {
    for (end = i; sorted[end] === sorted[i];) end++;
    values.push(sorted[i]);
    counts.push(end - i);
  }
  const cuts: number[] = [];
  let left = sorted.length;
  let mass = 0;
  for (let i = 0; i + 1 < values.length; i++) {
    mass += counts[i];
    const open = bins - cuts.length;
    if (open <= 1) break;
    const full =
      values.length - i <= open ||
      mass + counts[i + 1] / 2 >= left / open ||
      counts[i + 1] >= left / open;
    if (!full) continue;
    cuts.push(between(values[i], values[i + 1]));
    left -= mass;
    mass = 0;
  }
  // Every known value is at most the last cut, which therefore splits known values from missing ones.
  return Float32Array.from([...cuts, largest]);
}

// Buffers that serve one column after another.
type Space = { values: Float32Array; rows: Int32Array; known: Float32Array };

/** Rows to take quantiles of: all, or one at random out of every stretch, because files may be periodic. */
function sampled(rows: number): Int32Array {
  const count = Math.min(rows, sample);
  const draw = random(0);
  const stretch = rows / count;
  return Int32Array.from({ length: count }, (_, i) =>
    stretch === 1 ? i : Math.floor((i + draw.uniform()) * stretch),
  );
}

function fitNumber(
  column: Exclude<FrameColumn, { type: "text" | "category" }>,
  frame: Frame,
  at: At,
  bins: number,
  { values, rows, known }: Space,
): Bin | null {
  const { name, type } = column;
  read({ name, type, levels: [] }, frame, at, values);
  let count = 0;
  for (const row of rows)
    if (values[row] === values[row]) known[count++] = values[row];
  if (count === 0) return null;
  const cuts = quantiles(known.subarray(0, count).sort(), bins);
  if (cuts.length === 1 && !values.some(Number.isNaN)) return null;
  return { name, type, levels: [], cuts, size: cuts.length };
}

function fitCategory(
  column: Extract<FrameColumn, { type: "category" }>,
  bins: number,
): Bin | null {
  const counts = new Int32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code]++;
  const levels = column.levels
    .map((level, code) => ({ level, count: counts[code] }))
    .filter(({ level, count }) => count > 0 && level !== "")
    .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1))
    .slice(0, bins)
    .map(({ level }) => level);
  const known = counts.reduce((sum, count) => sum + count, 0);
  if (
    levels.length === 0 ||
    (levels.length < 2 && known === column.codes.length)
  )
    return null;
  const { name, type } = column;
  return { name, type, levels, cuts: new Float32Array(0), size: levels.length };
}

/** Bins of the named columns; text and columns that never vary are left out. `at` is the epoch day of each row's period. */
export function fit(
  frame: Frame,
  names: readonly string[],
  at: At,
  { bins = 256 }: { bins?: number } = {},
): Bins {
  const count = Math.min(bins - 1, maxValueCodes);
  const rows = sampled(frame.rows);
  const space: Space = {
    values: new Float32Array(frame.rows),
    rows,
    known: new Float32Array(rows.length),
  };
  const columns = names.flatMap((name) => {
    const column = Frame.column(frame, name);
    if (!column || column.type === "text") return [];
    const bin =
      column.type === "category"
        ? fitCategory(column, count)
        : fitNumber(column, frame, at, count, space);
    return bin ?? [];
  });
  return { columns };
}

// Cells of equal width between the first and the last cut, each knowing where its cuts begin.
const cells = 1024;

/** Number of the first cut a value is not above: looked up by cell, then searched within it. */
function codeNumbers(
  values: Float32Array,
  cuts: Float32Array,
  codes: Uint8Array,
) {
  const size = cuts.length;
  const low = cuts[0];
  const perCell = size > 2 ? cells / (cuts[size - 2] - low) : 0;
  const cellOf = (x: number) =>
    Math.max(0, Math.min(cells, Math.floor((x - low) * perCell)));
  const first = new Int32Array(cells + 2).fill(size - 1);
  for (let b = size - 2; b >= 0; b--) first[cellOf(cuts[b])] = b;
  for (let cell = cells - 1; cell >= 0; cell--)
    first[cell] = Math.min(first[cell], first[cell + 1]);
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x !== x) {
      codes[i] = size;
      continue;
    }
    const cell = cellOf(x);
    let from = first[cell];
    let to = first[cell + 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (x <= cuts[middle]) to = middle;
      else from = middle + 1;
    }
    codes[i] = from;
  }
}

export function apply({ columns }: Bins, frame: Frame, at: At): Binned {
  const { rows } = frame;
  const codes = new Uint8Array(columns.length * rows);
  const values = new Float32Array(rows);
  columns.forEach((bin, j) => {
    read(bin, frame, at, values);
    const into = codes.subarray(j * rows, (j + 1) * rows);
    if (bin.type !== "category") codeNumbers(values, bin.cuts, into);
    else
      for (let i = 0; i < rows; i++)
        into[i] = values[i] === values[i] ? values[i] : bin.size;
  });
  return { columns, rows, codes };
}

export * as Bins from "./bins";
