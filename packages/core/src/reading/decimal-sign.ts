// decimal-sign: whether point or comma parts off a column's decimals, told from its cells
import type { Decimal } from "./written-number";

/** Cells that read by one sign alone, and those that both read to different numbers; the first of each. */
export type Votes = Record<
  Decimal | "either",
  { cells: number; first?: string }
>;

export const votes = (): Votes => ({
  ".": { cells: 0 },
  ",": { cells: 0 },
  either: { cells: 0 },
});

/** Of a cell that is a number by one sign or both, NaN by the other. */
export function count(
  votes: Votes,
  text: string,
  { ".": point, ",": comma }: Record<Decimal, number>,
  times = 1,
) {
  if (Object.is(point, comma)) return;
  const noPoint = Number.isNaN(point);
  tally(
    votes,
    noPoint ? "," : Number.isNaN(comma) ? "." : "either",
    text,
    times,
  );
}

export function tally(
  votes: Votes,
  side: keyof Votes,
  text: string,
  times: number,
) {
  votes[side].cells += times;
  votes[side].first ??= text;
}

export function merge(a: Votes, b: Votes): Votes {
  const both = (side: keyof Votes) => ({
    cells: a[side].cells + b[side].cells,
    first: a[side].first ?? b[side].first,
  });
  return { ".": both("."), ",": both(","), either: both("either") };
}

/** Undefined where no more cells speak for one sign than for the other. */
export function of({ ".": point, ",": comma }: Votes): Decimal | undefined {
  if (point.cells === comma.cells) return undefined;
  return point.cells > comma.cells ? "." : ",";
}

export const other = (sign: Decimal): Decimal => (sign === "." ? "," : ".");

/** The number written with the other sign: 1,234.50 for 1.234,50. */
export const respelt = (text: string) =>
  text.replace(/[.,．，]/g, (sign) => (/[.．]/.test(sign) ? "," : "."));

export * as DecimalSign from "./decimal-sign";
