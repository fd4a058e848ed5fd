// cell-reader: how the cells of a column become numbers, and what is said of one that does not
import * as Cell from "./cell";
import type { Definition } from "./definition";
import type { Decimal } from "./dialect";

// NaN for what does not read.
export type Reader = {
  ofText: (text: string) => number;
  ofBytes?: (bytes: Buffer, start: number, end: number) => number;
};

const expected = {
  number: "a number",
  boolean: "yes or no",
  date: "a date",
  category: "text",
  text: "text",
} satisfies Record<Definition.Kind, string>;

const shortened = (text: string) =>
  text.length > 40 ? `${text.slice(0, 39)}…` : text;

export function misread(column: string, kind: Definition.Kind, text: string) {
  const message = `${column}: expected ${expected[kind]}, got "${shortened(text)}".`;
  return { column, code: `cell.${kind}`, message };
}

export function readerOf(
  kind: Definition.Kind,
  order: Cell.DateOrder | undefined,
  decimal: Decimal,
): Reader | null {
  if (kind === "number")
    return {
      ofText: (text) => Cell.number(text, decimal),
      ofBytes: (bytes, start, end) =>
        Cell.numberOfBytes(bytes, start, end, decimal),
    };
  if (kind === "boolean")
    return {
      ofText: Cell.boolean,
      ofBytes: (bytes, start, end) => {
        if (end - start > 1)
          return Cell.boolean(bytes.toString("utf8", start, end));
        return shortBoolean[bytes[start]];
      },
    };
  if (kind === "date")
    return {
      ofText: (text) => Cell.date(text, order),
      ofBytes: (bytes, start, end) =>
        Cell.dateOfBytes(bytes, start, end, order),
    };
  return null;
}

const shortBoolean = Float64Array.from({ length: 256 }, (_, byte) =>
  Cell.boolean(String.fromCharCode(byte)),
);
