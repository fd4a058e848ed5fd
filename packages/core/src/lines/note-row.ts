// note-row: lines of words among the rows, such as who made the file; they are nobody's row
import { text, type Scan } from "../tabular/csv";
import { widthOf } from "../tabular/dialect";

const leastWidth = 3;
const leastWords = 3;
const most = 0.1; // share of the rows beyond which such lines are how rows look

/** Rows as wide as the table of which one cell alone is filled, with more words than that column has elsewhere. */
export function find(scan: Scan): Set<number> {
  const { width } = widthOf(scan);
  if (width < leastWidth) return new Set();
  const found = new Map<number, number>(); // row → place of its one cell
  const wordy = new Map<number, number>(); // place → rows with such a cell
  for (let row = 0; row < scan.rows; row++) {
    const from = scan.first[row];
    let [filled, last] = [0, 0];
    for (let cell = from; cell < scan.first[row + 1]; cell++)
      if (scan.start[cell] !== scan.end[cell]) {
        filled++;
        last = cell;
      }
    const isWhole = scan.first[row + 1] - from >= width;
    if (isWhole && filled === 1 && isWords(text(scan, last) ?? ""))
      found.set(row, last - from);
  }
  if (found.size > Math.max(1, most * scan.rows)) return new Set();
  for (const place of new Set(found.values()))
    wordy.set(place, wordyRows(scan, place, found));
  return new Set(
    [...found]
      .filter(([, place]) => wordy.get(place)! <= most * scan.rows)
      .map(([row]) => row),
  );
}

function wordyRows(
  scan: Scan,
  place: number,
  aside: ReadonlyMap<number, number>,
): number {
  let count = 0;
  for (let row = 0; row < scan.rows; row++) {
    const cell = scan.first[row] + place;
    if (aside.has(row) || cell >= scan.first[row + 1]) continue;
    if (isWords(text(scan, cell) ?? "")) count++;
  }
  return count;
}

// Chinese and Japanese part no words; four of their signs are about one.
const unparted = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu;

const isWords = (cell: string) =>
  cell.split(/\s+/).length +
    Math.floor((cell.match(unparted)?.length ?? 0) / 4) +
    (/[:：©]/.test(cell) ? 1 : 0) >=
  leastWords;

export * as NoteRow from "./note-row";
