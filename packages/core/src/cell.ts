// cell: one trimmed, non-empty cell read as a type; NaN where it does not read as it
import type { Definition } from "./definition";
import type { Decimal } from "./dialect";

export type DateOrder = Definition.Info["dates"][string];

export function number(_text: string, _decimal: Decimal = "."): number {
  throw new Error("unwritten");
}

// number() of the bytes from start to end, without making a string.
export function numberOfBytes(
  _bytes: Uint8Array,
  _start: number,
  _end: number,
  _decimal: Decimal = ".",
): number {
  throw new Error("unwritten");
}

// A decimal-comma number written with a point, so that the lake knows one dialect.
export function pointed(_text: string): string {
  throw new Error("unwritten");
}

export function boolean(_text: string): number {
  throw new Error("unwritten");
}

// Days since 1970-01-01 UTC; the fraction is the time of day.
export function date(_text: string, _order?: DateOrder): number {
  throw new Error("unwritten");
}

export * as Cell from "./cell";
