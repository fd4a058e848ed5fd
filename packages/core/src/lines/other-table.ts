// other-table: where a second table begins below the first, parted from it by an empty line
import type { Scan } from "../tabular/csv";
import { widthOf } from "../tabular/dialect";
import { cellsOf } from "../tabular/header-row";
import { TypedLines } from "./typed-lines";

const maxTried = 40; // rows below an empty line
const maxLooked = 80; // rows of each table
const typedShare = 0.6;

/** The row that names the columns of another table than the rows above it; null where there is none. */
export function find(scan: Scan, titles: string[] = []): number | null {
  const spelt = new Set(titles);
  const { width } = widthOf(scan);
  let tried = 0;
  for (let row = 1; row < scan.rows - 1 && tried < maxTried; row++) {
    // A narrower line is refused for its missing cells.
    const isWhole = scan.first[row + 1] - scan.first[row] >= width;
    if (!isWhole || !isBelowEmpty(scan, row)) continue;
    tried++;
    const cells = cellsOf(scan, row);
    const filled = cells.filter((cell) => cell !== null);
    const isNew = filled.filter((cell) => spelt.has(cell)).length * 2;
    if (filled.length < 2 || new Set(filled).size < filled.length) continue;
    if (isNew <= filled.length && differs(scan, row)) return row;
  }
  return null;
}

// Signs at the end of a line, its separators and the empty line behind it.
const tail = /[\r\n\s,;|]*$/;
const ends = /\r\n|\r|\n/g;

function isBelowEmpty({ bytes, offset }: Scan, row: number): boolean {
  const from = Math.max(offset[row - 1], offset[row] - 4096);
  const before = bytes.toString("latin1", from, offset[row]);
  return (tail.exec(before)?.[0].match(ends)?.length ?? 0) > 1;
}

// Its line holds words alone where the rows above hold numbers and dates, and the rows below it others than those above.
function differs(scan: Scan, row: number): boolean {
  const width = scan.first[row + 1] - scan.first[row];
  const kinds = (from: number, to: number, at: number) => {
    let [filled, typed] = [0, 0];
    for (let k = from; k < to; k++) {
      const kind = TypedLines.isTyped(scan, k, at);
      if (kind !== null) filled++;
      if (kind) typed++;
    }
    return filled ? typed >= typedShare * filled : null;
  };
  let [named, other] = [0, 0];
  for (let at = 0; at < width; at++) {
    const own = TypedLines.isTyped(scan, row, at);
    if (own) return false;
    const above = kinds(Math.max(0, row - maxLooked), row, at);
    const below = kinds(row + 1, Math.min(scan.rows, row + maxLooked), at);
    if (above && own === false) named++;
    if (above !== null && below !== null && above !== below) other++;
  }
  return named > 0 && other > 0;
}

export * as OtherTable from "./other-table";
