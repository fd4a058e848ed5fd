// typed-lines: which cells of a file's first rows read as something more than text, to tell names from data
import { Sentinel } from "../reading/sentinel";
import { WrittenNumber } from "../reading/written-number";
import { boolean, date } from "../tabular/cell";
import { text, type Scan } from "../tabular/csv";
import { cellsOf } from "../tabular/header-row";

export const maxRows = 80;
const maxColumns = 200; // of very wide tables, spread evenly
const typedShare = 0.6;
const isYear = (cell: string) => /^(19|20)\d\d$/.test(cell);

const [EMPTY, TEXT, TYPED, YEAR, WORD, DATED] = [0, 1, 2, 3, 4, 5];

/** How many columns of a row go against those below it, and how many go with them. */
export type Evidence = { against: number; along: number };

export function read(scan: Scan, width: number) {
  const rows = Math.min(scan.rows, maxRows);
  const step = Math.max(1, Math.ceil(width / maxColumns));
  const columns = Array.from(
    { length: Math.ceil(width / step) },
    (_, k) => k * step,
  );
  const kinds = Array.from({ length: rows }, (_, row) =>
    Uint8Array.from(columns, (at) => kindOf(scan, row, at)),
  );
  return (row: number): Evidence => {
    let [against, along] = [0, 0];
    columns.forEach((_, k) => {
      const own = kinds[row][k];
      if (own === EMPTY) return;
      let [filled, typed, years, words, dates] = [0, 0, 0, 0, 0];
      for (let below = row + 1; below < rows; below++) {
        const kind = kinds[below][k];
        if (kind !== EMPTY) filled++;
        if (kind >= TYPED) typed++;
        if (kind === YEAR) years++;
        if (kind === WORD) words++;
        if (kind === DATED) dates++;
      }
      if (!filled || typed < typedShare * filled) return;
      // Above numbers, y and n are names.
      if (own === TEXT || (own === WORD && !words)) against++;
      // Above plain numbers, years and months are names.
      else if ((own !== YEAR || years) && (own !== DATED || dates)) along++;
    });
    return { against, along };
  };
}

function kindOf(scan: Scan, row: number, at: number): number {
  if (at >= scan.first[row + 1] - scan.first[row]) return EMPTY;
  const cell = text(scan, scan.first[row] + at);
  if (cell === null || Sentinel.is(cell)) return EMPTY;
  if (isYear(cell)) return YEAR;
  const number = WrittenNumber.both(cell);
  if (!Number.isNaN(number["."]) || !Number.isNaN(number[","])) return TYPED;
  if (!Number.isNaN(date(cell))) return DATED;
  return Number.isNaN(boolean(cell)) ? TEXT : WORD;
}

/** Whether a cell reads as a number or a date; null where it is empty. */
export function isTyped(scan: Scan, row: number, at: number): boolean | null {
  const kind = kindOf(scan, row, at);
  return kind === EMPTY ? null : kind !== TEXT && kind !== WORD;
}

const shapeOf = (cell: string) =>
  cell.replace(/\p{L}+/gu, "a").replace(/\d+/g, "9");

/** A row whose cells repeat, or come again below, or are built as those below are, is none of names. */
export function isLikeData(scan: Scan, row: number): boolean {
  const cells = cellsOf(scan, row);
  const filled = cells.filter((cell) => cell !== null);
  if (new Set(filled).size < filled.length) return true;
  if (filled.some((cell) => /^[{[]/.test(cell))) return true;
  const body = Array.from(
    { length: Math.min(scan.rows, maxRows) - row - 1 },
    (_, k) => cellsOf(scan, row + 1 + k),
  );
  return cells.some((cell, k) => {
    if (cell === null) return false;
    const below = body.flatMap((other) => other[k] ?? []);
    if (below.includes(cell)) return true;
    const shape = shapeOf(cell);
    const alike = below.filter((other) => shapeOf(other) === shape).length;
    return /\d/.test(cell) && 2 * alike > below.length;
  });
}

export * as TypedLines from "./typed-lines";
