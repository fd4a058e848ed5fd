// outcome-labels: what is to be foretold of each row of a dataset, where the label is no question of yes and no
import { Failure } from "@mainstay/core/base/error";
import type { Dataset } from "@mainstay/core/dataset/dataset";
import { LabelLevels } from "@mainstay/core/label/label-levels";
import type { Label } from "@mainstay/core/learning/label";
import { quantile } from "@mainstay/core/stats/sample-quantile";
import { Cell } from "@mainstay/core/tabular/cell";
import { Period } from "@mainstay/core/tabular/period";
import { Leak } from "../judge/leak/leak";
import type { LakeRows } from "./lake-rows";
import { WatchedLives } from "./watched-lives";

export type Info = {
  row: Int32Array; // [n] of the dataset
  value: Float64Array; // [n] an amount, the number of a class, or 1 where the event came
  names: string[] | null; // of classes
  lives: WatchedLives.Info | null; // of times
};

/** Rows of which it is known, in their own period or as many periods on as the label says. */
export function read(
  label: Label.Info,
  source: LakeRows.Info,
  definition: Dataset.Info,
): Info {
  if (label.kind === "time") {
    const lives = WatchedLives.read(label, source, definition);
    const value = Float64Array.from(lives.event);
    return { row: lives.row, value, names: null, lives };
  }
  const { values, names } = valuesOf(label, source, definition);
  const row = Int32Array.from(values.keys()).filter(
    (one) => !Number.isNaN(values[one]),
  );
  return {
    ...{ row, names, lives: null },
    value: Float64Array.from(row, (one) => values[one]),
  };
}

function valuesOf(
  { column, kind, order, horizon }: Label.Info,
  { label, id, period }: LakeRows.Info,
  { numbers }: Dataset.Info,
): { values: Float64Array; names: string[] | null } {
  const names =
    kind === "number" ? null : levels(column, label, kind === "ordered", order);
  const code = new Map(names?.map((name, k) => [name, k]));
  const decimal = numbers[column]?.decimal;
  const own = Float64Array.from(label, (cell) =>
    names
      ? (code.get(LabelLevels.cell(cell) ?? "") ?? NaN)
      : cell === null
        ? NaN
        : Cell.number(cell, decimal),
  );
  if (horizon === 0) return { values: own, names };
  const step = new Map<string, number>();
  const time = period.map((one) => {
    const known = step.get(one) ?? Period.distance(period[0], one);
    step.set(one, known);
    return known;
  });
  const at = new Map(id.map((one, row) => [`${time[row]} ${one}`, row]));
  const values = own.map((_, row) => {
    const later = at.get(`${time[row] + horizon} ${id[row]}`);
    return later === undefined ? NaN : own[later];
  });
  return { values, names };
}

function levels(
  column: string,
  cells: (string | null)[],
  isOrdered: boolean,
  order?: string[],
) {
  const found = LabelLevels.classes(column, cells);
  const names = isOrdered ? LabelLevels.ordered(found, order) : found;
  if (names) return names;
  throw new Failure(
    "label.order.unknown",
    `Expected label.order to say the order of ${column}'s values, from the least to the greatest: ${found.join(", ")}`,
    409,
  );
}

/** Each row on one of two sides that are about as large as the label allows: above the middle, another class, the event. */
export function halves(
  { value, names, lives }: Info,
  kind: Label.Info["kind"],
): Int8Array {
  const sorted = value.slice().sort();
  const middle = quantile(sorted, 0.5);
  const commonest = names
    ? names
        .map((_, k) => sorted.filter((y) => y === k).length)
        .reduce((best, n, k, all) => (n > all[best] ? k : best), 0)
    : 0;
  const yes = (y: number) =>
    lives
      ? y
      : names && kind === "classes"
        ? +(y === commonest)
        : +(y > middle);
  return Int8Array.from(value, yes);
}

// A column that alone nearly decides whether an amount is above its middle, or which class it is, decides too much.
export function leaks(
  columns: string[],
  known: Info,
  {
    source,
    definition,
    seed,
  }: { source: LakeRows.Info; definition: Dataset.Info; seed: number },
): Leak.Found[] {
  const half = halves(known, definition.label!.kind);
  const label = new Int8Array(source.id.length).fill(-1);
  known.row.forEach((one, k) => (label[one] = half[k]));
  return Leak.find({
    frame: source.frame,
    label,
    horizon: definition.label!.horizon,
    columns,
    id: source.id,
    keep: definition.keep,
    now: label,
    seed,
  });
}

export * as OutcomeLabels from "./outcome-labels";
