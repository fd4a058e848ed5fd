// period: the stretch of time a row speaks of, written so that text order is time order
import type { Definition } from "./definition";

export type Kind = Definition.Period;

// Of epoch days (of the number itself for step), or of a date's or period's text; null where it is none.
export function of(_value: number | string, _kind: Kind): string | null {
  throw new Error("unwritten");
}
export function inName(_fileName: string, _kind: Kind): string | null {
  throw new Error("unwritten");
}
export function kindOf(_period: string): Kind {
  throw new Error("unwritten");
}
// First day, in days since 1970-01-01.
export function start(_period: string): number {
  throw new Error("unwritten");
}
// First day after it.
export function end(_period: string): number {
  throw new Error("unwritten");
}
export function next(_period: string): string {
  throw new Error("unwritten");
}
export function previous(_period: string): string {
  throw new Error("unwritten");
}
// Periods from one to another; negative when `to` is earlier.
export function distance(_from: string, _to: string): number {
  throw new Error("unwritten");
}

export * as Period from "./period";
