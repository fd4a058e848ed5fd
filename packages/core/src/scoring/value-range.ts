// value-range: the values of a column that a model has learned from, and how far apart two of them are in shares of rows
import { Calendar } from "../reading/calendar";
import type { Card } from "../model/card";
import type { Sketch } from "../drift/sketch";
import type { Column } from "../tabular/frame";

/** A number's place is the share of learned rows at or below it; of levels each is a place of its own. */
export type Info =
  | {
      kind: "numbers";
      column: string;
      isDate: boolean; // values are days ago then
      isWhole: boolean;
      knots: Float64Array; // ascending values, the least and the greatest among them
      shares: Float64Array; // of rows at or below each knot, from 0 to 1
    }
  | {
      kind: "levels";
      column: string;
      isBoolean: boolean;
      levels: string[];
      shares: number[]; // of rows
    };

// Levels in fewer rows are no plausible change.
const leastShare = 0.005;

/** Null where too little is known of a column, as of free text or of one that is constant. */
export function of(
  column: Card.Column,
  sketch: Sketch.Info | undefined,
): Info | null {
  const { name, type, low, high, levels } = column;
  if (sketch?.kind === "levels") return levelsOf(sketch);
  if (sketch) return numbersOf(sketch);
  // Of a version made before rows were counted the card knows the ends alone.
  const isDate = type === "date";
  if (low !== undefined && high !== undefined && low < high)
    return {
      ...{ kind: "numbers", column: name, isDate, isWhole: false },
      knots: Float64Array.of(low, high),
      shares: Float64Array.of(0, 1),
    };
  if (levels && levels.length > 1)
    return {
      ...{ kind: "levels", column: name, levels },
      isBoolean: type === "boolean",
      shares: levels.map(() => 1 / levels.length),
    };
  return null;
}

function levelsOf({
  column,
  type,
  levels,
  counts,
  other,
}: Sketch.Levels): Info {
  const total = counts.reduce((sum, n) => sum + n, other);
  const kept = levels
    .map((level, k) => ({ level, share: counts[k] / total }))
    .filter(({ share }) => share >= leastShare);
  return {
    ...{ kind: "levels", column, isBoolean: type === "boolean" },
    levels: kept.map(({ level }) => level),
    shares: kept.map(({ share }) => share),
  };
}

function numbersOf(sketch: Sketch.Numbers): Info | null {
  const { column, type, edges, counts, low, high } = sketch;
  if (low === null || high === null || !(low < high)) return null;
  const inner = edges.filter((edge) => edge > low && edge < high);
  const knots = Float64Array.from([low, ...inner, high]);
  const total = counts.reduce((sum, n) => sum + n, 0);
  const shares = new Float64Array(knots.length);
  let below = 0;
  counts.forEach((n, bin) => {
    below += n;
    const at = knots.indexOf(edges[bin] ?? high);
    if (at >= 0) shares[at] = below / total;
  });
  shares[0] = 0;
  shares[shares.length - 1] = 1;
  return {
    ...{ kind: "numbers", column, isDate: type === "date" },
    isWhole: knots.every((knot) => Number.isInteger(knot)),
    ...{ knots, shares },
  };
}

type Numbers = Extract<Info, { kind: "numbers" }>;

const between = (x: number, from: ArrayLike<number>, to: ArrayLike<number>) => {
  const last = from.length - 1;
  if (!(x > from[0])) return to[0];
  if (x >= from[last]) return to[last];
  let k = 0;
  while (from[k + 1] < x) k++;
  const width = from[k + 1] - from[k];
  return width > 0
    ? to[k] + ((x - from[k]) / width) * (to[k + 1] - to[k])
    : to[k + 1];
};

/** The place of a number in [0, 1]; one that is missing counts as the middle. */
export const placeOf = ({ knots, shares }: Numbers, value: number) =>
  Number.isNaN(value) ? 0.5 : between(value, knots, shares);

/** The number at a place, never outside of what was learned; a whole one where all were. */
export function valueAt({ knots, shares, isWhole }: Numbers, place: number) {
  const value = between(place, shares, knots);
  return isWhole ? Math.round(value) : value;
}

/** How far a change goes: shares of rows passed of numbers; of levels the share of rows that have another one than the new. */
export const distance = (range: Info, from: number, to: number) =>
  range.kind === "numbers"
    ? Math.abs(placeOf(range, to) - placeOf(range, from))
    : from === to
      ? 0
      : 1 - range.shares[to];

/** A row's value as a number of the range: the value itself, or the place among the levels, −1 for one that is not among them. */
export function valueIn(
  range: Info,
  column: Column | undefined,
  { row, at }: { row: number; at: number },
): number {
  if (!column) return range.kind === "numbers" ? NaN : -1;
  if (range.kind === "levels") {
    if (column.type === "category")
      return range.levels.indexOf(column.levels[column.codes[row]]);
    return range.levels.indexOf(String(column.values[row]));
  }
  if (column.type === "category" || column.type === "text") return NaN;
  const value = column.values[row];
  return range.isDate ? at - value : value;
}

/** A value of the range as a cell. */
export function cell(range: Info, value: number, at: number) {
  if (range.kind === "levels") {
    const level = range.levels[value];
    return range.isBoolean ? level === "1" : level;
  }
  if (range.isDate)
    return new Date((at - value) * Calendar.dayMs).toISOString().slice(0, 10);
  return range.isWhole ? value : Number(value.toPrecision(6));
}

export * as ValueRange from "./value-range";
