// aside-row: rows that are refused before their cells are read: repeated headers, totals, and what no store could hold
import type { Scan } from "./csv";
import type { HeaderRow } from "./header-row";
import { cellsOf } from "./header-row";
import type { Reject } from "./typed-frame";

export const maxRowBytes = 350 * 1024;
export const maxIdBytes = 900;
// The names of a row's columns are stored with it.
const maxStoredBytes = 390 * 1024;

type Table = {
  scan: Scan; // of rows below the header
  header: HeaderRow.Header;
  totals: ReadonlySet<number>; // lines that sum up others
};

export function finder({ scan, header, totals }: Table) {
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
