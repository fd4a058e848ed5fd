// leak: columns that give the outcome away, and columns with nothing to learn in them
import type { Frame } from "@mainstay/core/frame";

export const codes = [
  "leak.decides",
  "leak.missing",
  "leak.afterwards",
  "leak.id",
  "leak.constant",
] as const;
export type Code = (typeof codes)[number];
export type Found = {
  code: Code;
  column: string;
  message: string;
  strength: number; // 0…1
  drop: boolean;
};

export type Input = {
  frame: Frame;
  label: ArrayLike<number>; // 1 positive, 0 not, below 0 unknown; [rows]
  horizon: number;
  columns: readonly string[]; // those that would be learned from
  id?: string;
  ignore?: readonly string[]; // not looked at
  keep?: readonly string[]; // the owner insists: named, never dropped
  now?: ArrayLike<number>; // with a horizon, 1 where the outcome has happened by the row's own period; [rows]
  seed?: number;
};

/** True of what warns of a leak; ids and constants are information. */
export const warns = ({ code }: Pick<Found, "code">) =>
  code !== "leak.id" && code !== "leak.constant";

export function find(_: Input): Found[] {
  return [];
}

export * as Leak from "./leak";
