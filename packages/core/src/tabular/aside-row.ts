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
  const { bytes, first, offset, start, end, line } = scan;
  const names = header.names.reduce((sum, name) => sum + 3 * name.length, 0);
  const most = Math.max(0, Math.min(maxRowBytes, maxStoredBytes - names));
  const title = Buffer.from(titles[0] ?? "");
  const at = header.cells[0] ?? 0;
  const startsAsHeader = (row: number) => {
    const cell = first[row] + at;
    const length = end[cell] - start[cell];
    return (
      length === title.length &&
      bytes.compare(title, 0, length, start[cell], end[cell]) === 0
    );
  };
  const repeats = (row: number) => {
    const cells = cellsOf(scan, row);
    return titles.every((name, k) => (cells[header.cells[k]] ?? "") === name);
  };
  return (row: number): Omit<Reject, "row"> | null => {
    const size = offset[row + 1] - offset[row];
    if (size > most)
      return refused(
        "row.bytes",
        `Expected a row of at most ${most} bytes, got ${size}.`,
      );
    if (startsAsHeader(row) && titles.length > 1 && repeats(row))
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
