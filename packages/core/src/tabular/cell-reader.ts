// cell-reader: how the cells of a column become numbers, and what is said of one that does not
import { own } from "../base/own";
import * as Cell from "./cell";
import type { Definition } from "./definition";
import { Sentinel } from "../reading/sentinel";
import type { Decimal } from "../reading/written-number";

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

export type Form = {
  order?: Cell.DateOrder;
  decimal: Decimal;
  timezone?: string;
  zero?: "missing" | "value";
};

/** How a column's cells are written, by the definition in force. */
export const formOf = (
  {
    dates,
    numbers,
    timezone,
    zeros,
  }: Pick<Definition.Info, "dates"> &
    Partial<Pick<Definition.Info, "numbers" | "timezone" | "zeros">>,
  name: string,
  decimal: Decimal = ".",
): Form => ({
  order: own(dates, name),
  decimal: own(numbers, name)?.decimal ?? decimal,
  timezone,
  zero: own(zeros, name),
});

// A zero that stands for a missing value reads as none.
const filled = (value: number) => (value === 0 ? NaN : value);

/** Whether a cell that does not read says that there is no value. */
export const saysNothing = (text: string, { decimal, zero }: Form) =>
  Sentinel.is(text) || (zero === "missing" && Cell.number(text, decimal) === 0);

export function readerOf(
  kind: Definition.Kind,
  { order, decimal, timezone, zero }: Form,
): Reader | null {
  if (kind === "number" && zero === "missing")
    return { ofText: (text) => filled(Cell.number(text, decimal)) };
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
      ofText: (text) => Cell.date(text, order, timezone),
      ofBytes: (bytes, start, end) =>
        Cell.dateOfBytes(bytes, start, end, order, timezone),
    };
  return null;
}

const shortBoolean = Float64Array.from({ length: 256 }, (_, byte) =>
  Cell.boolean(String.fromCharCode(byte)),
);
