// typed: cells read as their columns' types into a frame, and the rows that do not read
import type { Scan, Header } from "./csv";
import type { Definition } from "./definition";
import type { Decimal } from "./dialect";
import type { Frame } from "./frame";

// row counts the source's rows from 0, the header not among them; column is null for a ragged row.
export type Reject = {
  row: number;
  column: string | null;
  code: string;
  message: string;
};
export type Info = {
  frame: Frame; // accepted rows in order, columns in the order of the definition
  rows: Int32Array; // source row of each
  rejects: Reject[]; // in order of row, each by its first error
};
export type Types = Pick<Definition.Info, "columns" | "dates">;

export function fromScan(_source: {
  scan: Scan;
  header: Header;
  types: Types;
  decimal?: Decimal;
}): Info {
  throw new Error("unwritten");
}

// Columns of strings, as the lake holds them; null or blank is missing.
export function fromStrings(_source: {
  names: string[];
  cells: (string | null)[][]; // [column][row]
  rows: number;
  types: Types;
}): Info {
  throw new Error("unwritten");
}

// Rows as JSON gives them; strings read as CSV cells.
export function fromObjects(_source: {
  rows: Record<string, unknown>[];
  types: Types;
}): Info {
  throw new Error("unwritten");
}

export * as Typed from "./typed";
