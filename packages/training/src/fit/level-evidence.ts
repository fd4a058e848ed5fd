// level-evidence: whether the levels of a category differ by more than chance, alone or together with another column
import { type Column, Frame } from "@mainstay/core/tabular/frame";
import { Normal } from "@mainstay/core/stats/normal";
import type { TrainingTable } from "./training-table";

// Categories of fewer levels can do little harm, and learners weigh them well by themselves.
const fewLevels = 5;
// How often a category without signal is taken for one with.
const falseAlarms = 0.03;

/**
 * Names of the categories of five levels or more that tell nothing: their levels' outcomes differ no more than those of
 * levels drawn at random, among all rows and between the halves that any other column parts the rows into. One row of each
 * group counts, since copies agree by themselves. Linear in rows × columns for each category.
 */
export function idle(
  { frame, label, group }: TrainingTable.Info,
  columns: readonly string[],
): string[] {
  const rows = firsts(group);
  const named = columns.flatMap((name) => Frame.column(frame, name) ?? []);
  const y = Float64Array.from(rows, (row) => label[row]);
  const halves = named.map((column) => halvesOf(column, rows));
  const critical = (tests: number) => Normal.quantile(1 - falseAlarms / tests);
  return named.flatMap((column, j) => {
    if (column.type !== "category") return [];
    const code = rows.map((row) => column.codes[row]);
    if (new Set(code.filter((level) => level >= 0)).size < fewLevels) return [];
    const { length } = column.levels;
    if (between(y, code, length) > critical(2)) return [];
    const others = halves.filter((half, k) => k !== j && half);
    const tells = others.some(
      (half) =>
        within(y, code, length, half!) > critical(2 * (others.length || 1)),
    );
    return tells ? [] : [column.name];
  });
}

/** The first row of each group. */
function firsts(group: ArrayLike<number>): Int32Array {
  const seen = new Set<number>();
  const rows = Int32Array.from(group, (_, row) => row);
  return rows.filter((row) => seen.size !== seen.add(group[row]).size);
}

/** Each row's half by a column: numbers at their median, levels as the commonest and the rest; null if all rows are in one. */
function halvesOf(column: Column, rows: Int32Array): Uint8Array | null {
  if (column.type === "text") return null;
  const values =
    column.type === "category"
      ? Float64Array.from(rows, (row) => column.codes[row])
      : Float64Array.from(rows, (row) => column.values[row]);
  const known = values.filter((value) => value === value).sort();
  const high =
    column.type === "category"
      ? commonest(values)
      : known[known.length >> 1] > known[0]
        ? known[known.length >> 1]
        : known.find((value) => value > known[0]);
  const half = Uint8Array.from(values, (value) =>
    column.type === "category" ? +(value === high) : +(value >= high!),
  );
  const count = half.reduce((sum, each) => sum + each, 0);
  return count > 0 && count < half.length ? half : null;
}

function commonest(values: Float64Array): number {
  const count = new Map<number, number>();
  for (const value of values) count.set(value, (count.get(value) ?? 0) + 1);
  return [...count].reduce((best, next) =>
    next[1] > best[1] ? next : best,
  )[0];
}

// Mean, variance and fourth cumulant of the residuals of one half.
type Moments = { mean: number; variance: number; kurtosis: number };

function moments(y: Float64Array, keep: (row: number) => boolean): Moments {
  let [count, sum] = [0, 0];
  for (let i = 0; i < y.length; i++)
    if (keep(i)) {
      count++;
      sum += y[i];
    }
  const mean = count ? sum / count : 0;
  let [squares, fourths] = [0, 0];
  for (let i = 0; i < y.length; i++) {
    if (!keep(i)) continue;
    squares += (y[i] - mean) ** 2;
    fourths += (y[i] - mean) ** 4;
  }
  const variance = count ? squares / count : 0;
  return {
    mean,
    variance,
    kurtosis: count ? fourths / count - 3 * variance ** 2 : 0,
  };
}

/** Standard score of Σ (Σ of a level's residuals)² / rows of the level: analysis of variance without normal outcomes. */
function between(y: Float64Array, code: Int32Array, levels: number): number {
  const { mean, variance, kurtosis } = moments(y, () => true);
  const count = new Float64Array(levels + 1);
  const sum = new Float64Array(levels + 1);
  for (let i = 0; i < y.length; i++) {
    count[code[i] + 1]++;
    sum[code[i] + 1] += y[i] - mean;
  }
  let [found, expected, spread, seen] = [0, 0, 0, 0];
  for (let level = 0; level <= levels; level++) {
    const n = count[level];
    if (n === 0) continue;
    seen++;
    found += sum[level] ** 2 / n;
    expected += variance;
    spread += 2 * variance ** 2 + kurtosis / n;
  }
  // The mean was taken from the same rows.
  const free = (seen - 1) / seen;
  return score(found, expected * free, spread * free);
}

/** Standard score of the levels' differences between two halves, over the difference that the halves have on the whole. */
function within(
  y: Float64Array,
  code: Int32Array,
  levels: number,
  half: Uint8Array,
): number {
  const of = [0, 1].map((side) => moments(y, (row) => half[row] === side));
  const size = levels + 1;
  const count = new Float64Array(2 * size);
  const sum = new Float64Array(2 * size);
  for (let i = 0; i < y.length; i++) {
    const at = half[i] * size + code[i] + 1;
    count[at]++;
    sum[at] += y[i] - of[half[i]].mean;
  }
  let [found, expected, spread, seen] = [0, 0, 0, 0];
  for (let level = 0; level < size; level++) {
    const [a, b] = [count[level], count[size + level]];
    if (a === 0 || b === 0) continue;
    seen++;
    const n = a + b;
    const difference = sum[size + level] / b - sum[level] / a;
    found += (difference ** 2 * a * b) / n;
    const mean = (b * of[0].variance + a * of[1].variance) / n;
    expected += mean;
    spread +=
      2 * mean ** 2 +
      (of[0].kurtosis * b ** 2) / (a * n ** 2) +
      (of[1].kurtosis * a ** 2) / (b * n ** 2);
  }
  const free = seen > 1 ? (seen - 1) / seen : 0;
  return score(found, expected * free, spread * free);
}

/** A sum of squares with this mean and variance, taken for a scaled χ², as a standard normal (Wilson & Hilferty 1931). */
function score(found: number, mean: number, variance: number): number {
  if (!(mean > 0 && variance > 0)) return -Infinity;
  const part = variance / (9 * mean ** 2);
  return (Math.cbrt(found / mean) - (1 - part)) / Math.sqrt(part);
}

export * as LevelEvidence from "./level-evidence";
