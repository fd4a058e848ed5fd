// stored-rows: rows of a dataset with their keys, as the lake holds them and as the types in force read them
import type { Definition } from "./definition";
import type { Frame } from "./frame";
import type { Parquet } from "./parquet";
import { Period } from "./period";
import { Said } from "./said";
import { TypedFrame } from "./typed-frame";

export type Info = {
  upload: string;
  columns: string[];
  cells: (string | null)[][]; // [column][row]
  frame: Frame;
  id: string[]; // [row] for this and all below
  period: string[];
  line: Int32Array;
};

// Rows of the lake under the types in force now; what no longer reads as its type is left out.
export function read(lake: Parquet.Rows, definition: Definition.Info): Info {
  const { frame, rows } = TypedFrame.fromStrings({
    names: lake.columns,
    cells: lake.cells,
    rows: lake.id.length,
    types: { ...definition, lenient: Said.lenient(definition) },
  });
  const pick = <T>(list: T[]) => Array.from(rows, (row) => list[row]);
  return {
    upload: lake.upload[0],
    columns: lake.columns,
    cells: lake.cells.map(pick),
    frame,
    id: pick(lake.id),
    period: pick(lake.period),
    line: Int32Array.from(rows, (row) => lake.line[row]),
  };
}

// Rows that stand last for their id and period: only they become snapshots.
export function last(rows: Pick<Info, "id" | "period">) {
  const newest = new Map<string, number>();
  rows.id.forEach((id, row) => newest.set(`${rows.period[row]} ${id}`, row));
  return [...newest.values()].sort((a, b) => a - b);
}

// Days since 1970-01-01 of the end of each row's period: what dates are measured against.
export function ends(period: string[]) {
  const known = new Map<string, number>();
  const of = (p: string) =>
    known.get(p) ?? (known.set(p, Period.end(p)), known.get(p)!);
  return Float64Array.from(period, of);
}

export * as StoredRows from "./stored-rows";
