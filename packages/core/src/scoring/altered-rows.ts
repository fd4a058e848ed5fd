// altered-rows: one row many times over, each time with other values in some of its columns
import { type Column, Frame } from "../tabular/frame";
import { JoinedColumns } from "./joined-columns";
import type { ValueRange } from "./value-range";

type Move = { range: ValueRange.Info; from: number; to: number };

/** A change of a column changes its difference to the period before by as much. */
export function of(frame: Frame, row: number, at: number) {
  return {
    with(variants: Move[][]): Frame {
      const copies = Frame.select(
        frame,
        new Int32Array(variants.length).fill(row),
      );
      const columns = new Map(copies.columns.map((one) => [one.name, one]));
      variants.forEach((moves, k) => {
        for (const { range, from, to } of moves) {
          const { column: name } = range;
          const column =
            columns.get(name) ??
            Frame.missing(
              name,
              range.kind === "numbers"
                ? range.isDate
                  ? "date"
                  : "number"
                : range.isBoolean
                  ? "boolean"
                  : "category",
              variants.length,
            );
          columns.set(name, set(column, k, range, to, at));
          for (const other of columns.values())
            if (JoinedColumns.changeOf(other.name) === name)
              shift(other, k, to - from);
        }
      });
      return { rows: variants.length, columns: [...columns.values()] };
    },
  };
}

function set(
  column: Column,
  row: number,
  range: ValueRange.Info,
  to: number,
  at: number,
): Column {
  if (range.kind === "levels") {
    const level = range.levels[to];
    if (column.type !== "category") {
      if (column.type !== "text") column.values[row] = Number(level);
      return column;
    }
    const known = column.levels.indexOf(level);
    const levels = known < 0 ? [...column.levels, level] : column.levels;
    column.codes[row] = known < 0 ? column.levels.length : known;
    return { ...column, levels };
  }
  if (column.type !== "category" && column.type !== "text")
    column.values[row] = range.isDate ? at - to : to;
  return column;
}

function shift(column: Column, row: number, by: number) {
  if (column.type !== "category" && column.type !== "text")
    column.values[row] += by;
}

export * as AlteredRows from "./altered-rows";
