// partial-dependence: the mean answer if all rows had a column's value, with how many rows have one near it (Friedman 2001)
import { Sketch } from "@mainstay/core/drift/sketch";
import type { Card, Partial } from "@mainstay/core/model/card";
import type { OutcomeCard } from "@mainstay/core/outcome/outcome-card";
import { ValueRange } from "@mainstay/core/scoring/value-range";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { type Column, Frame } from "@mainstay/core/tabular/frame";
import { EvenRows, type Rows } from "./even-rows";

type Answers = Pick<OutcomeCard.Partial, "column" | "type" | "points">;

// Rows whose other columns stand as they are; twice as many move a mean by less than a pixel.
const mostRows = 200;
const mostColumns = 10;
const places = 12;

/** Curves of the columns, the first ten of them; `learned` rows say where values lie. */
export async function curves(
  columns: Pick<Card.Column, "name" | "type">[],
  learned: Rows,
  logits: (rows: Rows) => Promise<ArrayLike<number>>,
): Promise<Partial[]> {
  const found = await means(columns, learned, async (rows) => [
    Float64Array.from(await logits(rows), sigmoid),
  ]);
  return found.map(({ points, ...curve }) => ({
    ...curve,
    points: points.map(({ answers: [probability], ...point }) => ({
      ...{ ...point, probability },
    })),
  }));
}

/** The same of several answers a row, [answer][row]. */
export async function means(
  columns: Pick<Card.Column, "name" | "type">[],
  learned: Rows,
  answers: (rows: Rows) => Promise<ArrayLike<number>[]>,
): Promise<Answers[]> {
  const { frame, at } = learned;
  const rows = EvenRows.pick(learned, mostRows);
  const asked = columns.slice(0, mostColumns).flatMap(({ name, type }) => {
    const column = Frame.column(frame, name);
    const sketch = column && Sketch.of(column, at);
    const range =
      sketch && ValueRange.of({ name, type, role: "numbers" }, sketch);
    return range ? [{ name, type, range, points: pointsOf(range) }] : [];
  });
  const variants = asked.flatMap(({ range, points }) =>
    points.map(({ value }) => replaced(rows, range, value)),
  );
  if (!variants.length) return [];
  // One run for all: a graph is opened anew for each.
  const n = rows.frame.rows;
  const told = await answers({
    frame: Frame.concat(variants),
    at: Float64Array.from(
      { length: variants.length * n },
      (_, row) => rows.at[row % n],
    ),
  });
  let next = 0;
  return asked.map(({ name, type, range, points }) => ({
    ...{ column: name, type },
    points: points.map(({ value, share }) => {
      const from = n * next++;
      const at =
        range.kind === "levels" ? { level: range.levels[value] } : { value };
      const mean = (one: ArrayLike<number>) => {
        let sum = 0;
        for (let row = from; row < from + n; row++) sum += one[row];
        return sum / n;
      };
      return { ...at, answers: told.map(mean), share };
    }),
  }));
}

// Numbers at equal shares of rows; each stands for the rows nearer to it than to its neighbours.
function pointsOf(range: ValueRange.Info) {
  if (range.kind === "levels")
    return range.levels
      .slice(0, places)
      .map((_, value) => ({ value, share: range.shares[value] }));
  const values = [
    ...new Set(
      Array.from({ length: places + 1 }, (_, k) =>
        ValueRange.valueAt(range, k / places),
      ),
    ),
  ];
  const below = (k: number) =>
    k < 0
      ? 0
      : k >= values.length - 1
        ? 1
        : ValueRange.placeOf(range, (values[k] + values[k + 1]) / 2);
  return values.map((value, k) => ({ value, share: below(k) - below(k - 1) }));
}

function replaced({ frame, at }: Rows, range: ValueRange.Info, value: number) {
  const columns = frame.columns.map((column): Column => {
    if (column.name !== range.column) return column;
    if (range.kind === "levels") {
      const level = range.levels[value];
      if (column.type !== "category")
        return column.type === "text"
          ? column
          : { ...column, values: column.values.map(() => Number(level)) };
      const code = column.levels.indexOf(level);
      return { ...column, codes: column.codes.map(() => code) };
    }
    if (column.type === "category" || column.type === "text") return column;
    const of = (row: number) => (range.isDate ? at[row] - value : value);
    return { ...column, values: column.values.map((_, row) => of(row)) };
  });
  return { rows: frame.rows, columns };
}

/** The columns whose curves are wanted: those that somebody can act on first, then those that matter most. */
export function inOrder<C extends { name: string }>(
  columns: readonly C[],
  importance: readonly { column: string }[],
  changeable: readonly string[] = [],
): C[] {
  const names = [...changeable, ...importance.map(({ column }) => column)];
  return [...new Set(names)].flatMap(
    (name) => columns.find((column) => column.name === name) ?? [],
  );
}

export * as PartialDependence from "./partial-dependence";
