// event-mapping: a log of events out of the lake's files
import { own } from "../base/own";
import type { Definition } from "../tabular/definition";
import type { Parquet } from "../tabular/parquet";
import { TypedFrame } from "../tabular/typed-frame";
import { columns, draft, type Built } from "./event-builder";

/** Which column says what. */
export type Mapping = Pick<Definition.Info, "id" | "time" | "roles" | "dates"> &
  Partial<Pick<Definition.Info, "numbers" | "timezone">>;

export type Builder = {
  add(rows: Parquet.Rows): void;
  done(): Built;
};

const names = Object.keys(columns) as (keyof typeof columns)[];

/** Files are added in any order; equal rows of several uploads count once, those of one upload as often as they stand. */
export function builder({
  id,
  time,
  roles,
  dates,
  numbers = {},
  timezone,
}: Mapping): Builder {
  const { add, done } = draft(time ? own(dates, time) : undefined, timezone);
  const cellsOf = (rows: Parquet.Rows, name: keyof typeof columns) => {
    // Without an id column the lake's ids only count lines; without a time its periods are all that is known.
    if (name === "user") return id === undefined ? [] : rows.id;
    const column = rows.columns.indexOf(
      (name === "time" ? time : roles[name]) ?? "",
    );
    if (column < 0) return name === "time" ? rows.period : [];
    return rows.cells[column];
  };
  const signs = Object.fromEntries(
    names.flatMap((name) => {
      const column = name === "user" || name === "time" ? "" : roles[name];
      const sign = own(numbers, column ?? "");
      return sign ? [[name, sign]] : [];
    }),
  );
  return {
    done,
    add: (rows) => {
      const typed = TypedFrame.fromStrings({
        names,
        cells: names.map((name) => cellsOf(rows, name)),
        rows: rows.id.length,
        types: { columns, dates: {}, numbers: signs },
      });
      const upload = (row: number) => rows.upload[typed.rows[row]];
      add(typed.frame, upload, typed.rejects.length);
    },
  };
}

export * as EventMapping from "./event-mapping";
