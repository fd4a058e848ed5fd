// csv: UTF-8 bytes to rows of cells, as byte ranges in typed arrays
import type { Dialect } from "./dialect";

export type Scan = {
  bytes: Uint8Array;
  rows: number;
  first: Int32Array; // [rows + 1] index of each row's first cell
  offset: Int32Array; // [rows + 1] byte where each row starts
  line: Int32Array; // [rows] physical line where each row starts
  start: Int32Array; // [cells] trimmed byte range
  end: Int32Array;
  escaped: Uint8Array; // [cells] 1 when the range still holds quotes to undo
};

export type Header = {
  names: string[];
  cells: Int32Array; // [names] position of each name's cell in its row
  width: number; // cells a row must have
  rows: 0 | 1; // rows of the scan the header takes
  period: number; // position of a mended rejects file's _period, else -1
  extra: number; // position of its first _extra cell, else width
};

export function scan(
  _bytes: Uint8Array,
  _dialect: Dialect,
  _options: { line?: number } = {},
): Scan {
  throw new Error("unwritten");
}

export function header(_scan: Scan, _options: { header: boolean }): Header {
  throw new Error("unwritten");
}

// One trimmed cell, null when missing.
export function text(_scan: Scan, _cell: number): string | null {
  throw new Error("unwritten");
}

// The cells of one row as they stand, untrimmed.
export function verbatim(
  _scan: Scan,
  _dialect: Dialect,
  _row: number,
): string[] {
  throw new Error("unwritten");
}

// One line of a file of our own: comma, CR LF free, quoted where needed.
export function line(_cells: (string | number | null | undefined)[]): string {
  throw new Error("unwritten");
}

export * as Csv from "./csv";
