// aside-row: rows that are refused before their cells are read: repeated headers, totals, notes, other tables, and what no store could hold
import type { Scan } from "../tabular/csv";
import type { HeaderRow } from "../tabular/header-row";
import { cellsOf } from "../tabular/header-row";
import type { Reject } from "../tabular/typed-frame";
import { NoteRow } from "./note-row";
import { OtherTable } from "./other-table";
import { TotalRow } from "./total-row";

export const maxRowBytes = 350 * 1024;
export const maxIdBytes = 900;
// The names of a row's columns are stored with it.
const maxStoredBytes = 390 * 1024;

/** Lines of a file that hold no row of its table. */
export type Lines = {
  totals: number[]; // that sum up others
  notes?: number[]; // of words about the file
  other?: number; // where another table begins, up to the end
};

type Table = {
  scan: Scan; // of rows below the header
  header: HeaderRow.Header;
  lines: Lines;
};

/** Those among the rows of a scan; `id` is the place of the cell that names a row. */
export function linesIn(scan: Scan, titles: string[], id?: number): Lines {
  const of = (rows: Set<number>) => Array.from(rows, (row) => scan.line[row]);
  const other = OtherTable.find(scan, titles);
  return {
    totals: of(TotalRow.find(scan, id)),
    notes: of(NoteRow.find(scan)),
    ...(other !== null && { other: scan.line[other] }),
  };
}

export function finder({ scan, header, lines }: Table) {
  const [totals, notes] = [new Set(lines.totals), new Set(lines.notes)];
  const last = lines.other ?? Infinity;
  const { titles } = header;
  const { first, offset, start, end, line } = scan;
  const names = header.names.reduce((sum, name) => sum + 3 * name.length, 0);
  const most = Math.max(0, Math.min(maxRowBytes, maxStoredBytes - names));
  const spelt = titles.map((title) => title.toLowerCase());
  const length = Buffer.byteLength(titles[0] ?? "");
  const at = header.cells[0] ?? 0;
  // Few rows are to be looked at closely.
  const mayRepeat = (row: number) => {
    const cell = first[row] + at;
    return titles.length > 1 && end[cell] - start[cell] === length;
  };
  const repeats = (row: number) => {
    const cells = cellsOf(scan, row);
    return spelt.every(
      (title, k) => (cells[header.cells[k]] ?? "").toLowerCase() === title,
    );
  };
  return (row: number): Omit<Reject, "row"> | null => {
    const size = offset[row + 1] - offset[row];
    if (size > most)
      return refused(
        "row.bytes",
        `Expected a row of at most ${most} bytes, got ${size}.`,
      );
    if (mayRepeat(row) && repeats(row))
      return refused("row.header", "This line repeats the header.");
    if (line[row] >= last)
      return refused(
        "row.table",
        `This line belongs to another table, which begins on line ${last}; save it as a file of its own.`,
      );
    if (notes.has(line[row]))
      return refused("row.note", "This line is a note and nobody's row.");
    if (totals.has(line[row]))
      return refused("row.total", "This line sums up those above it.");
    return null;
  };
}

const refused = (code: string, message: string) => ({
  column: null,
  code,
  message,
});

export * as AsideRow from "./aside-row";
