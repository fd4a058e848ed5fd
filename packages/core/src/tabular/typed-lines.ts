// typed-lines: which cells of a file's first rows read as something more than text, to tell names from data
import { Sentinel } from "../reading/sentinel";
import { boolean, date, number } from "./cell";
import { text, type Scan } from "./csv";
import type { Decimal } from "./dialect";

export const maxRows = 80;
const maxColumns = 200; // of very wide tables, spread evenly
const typedShare = 0.6;
const isYear = (cell: string) => /^(19|20)\d\d$/.test(cell);

const [EMPTY, TEXT, TYPED, YEAR, WORD] = [0, 1, 2, 3, 4];

/** How many columns of a row go against those below it, and how many go with them. */
export type Evidence = { against: number; along: number };

export function read(scan: Scan, width: number, decimal: Decimal) {
  const rows = Math.min(scan.rows, maxRows);
  const step = Math.max(1, Math.ceil(width / maxColumns));
  const columns = Array.from(
    { length: Math.ceil(width / step) },
    (_, k) => k * step,
  );
  const kinds = Array.from({ length: rows }, (_, row) =>
    Uint8Array.from(columns, (at) => kindOf(scan, row, at, decimal)),
  );
  return (row: number): Evidence => {
    let [against, along] = [0, 0];
    columns.forEach((_, k) => {
      const own = kinds[row][k];
      if (own === EMPTY) return;
      let [filled, typed, years, words] = [0, 0, 0, 0];
      for (let below = row + 1; below < rows; below++) {
        const kind = kinds[below][k];
        if (kind !== EMPTY) filled++;
        if (kind >= TYPED) typed++;
        if (kind === YEAR) years++;
        if (kind === WORD) words++;
      }
      if (!filled || typed < typedShare * filled) return;
      // Above numbers, y and n are names.
      if (own === TEXT || (own === WORD && !words)) against++;
      else if (own !== YEAR || years) along++;
    });
    return { against, along };
  };
}

function kindOf(scan: Scan, row: number, at: number, decimal: Decimal): number {
  if (at >= scan.first[row + 1] - scan.first[row]) return EMPTY;
  const cell = text(scan, scan.first[row] + at);
  if (cell === null || Sentinel.is(cell)) return EMPTY;
  if (isYear(cell)) return YEAR;
  if (!Number.isNaN(number(cell, decimal)) || !Number.isNaN(date(cell)))
    return TYPED;
  return Number.isNaN(boolean(cell)) ? TEXT : WORD;
}

export * as TypedLines from "./typed-lines";
