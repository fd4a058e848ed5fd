// quoted-cell: where a cell that opens with a quote ends, and when that quote is only a sign
const [LF, CR, SPACE, QUOTE, EQUALS] = [0x0a, 0x0d, 0x20, 0x22, 0x3d];

// A quote that finds no end within so many bytes opens nothing.
export const maxBytes = 1 << 20;

// In place of the closing quote's index.
export const sign = -1; // the quote is a sign of the text
export const more = -2; // the bytes end before that can be told

export type Row = {
  separator: number;
  width?: number; // cells of the table's rows, once they are known
  start: number; // byte where the row starts
  cells: number; // cells before this one
  cut: boolean; // more bytes may follow
};

/**
 * The quote that opens a cell: its first sign, behind spaces, or behind the = that keeps spreadsheets from reading a number;
 * -1 where there is none.
 */
export function opening(bytes: Uint8Array, at: number): number {
  const byte = bytes[at];
  if (byte === QUOTE) return at;
  if (byte !== SPACE && byte !== EQUALS) return -1;
  while (bytes[at] === SPACE) at++;
  if (bytes[at] === EQUALS) at++;
  return bytes[at] === QUOTE ? at : -1;
}

/**
 * The index of the quote that closes what the one at `open` opened. Within its line any quote closes. Over several lines only
 * one before a separator or a line's end does, and not when the lines in between are rows of the table. The answer never
 * depends on bytes behind the row that it leads to, so that a part of a file reads as the whole does.
 */
export function close(bytes: Buffer, open: number, row: Row): number {
  const limit = Math.min(bytes.length, open + maxBytes);
  const unknown = row.cut && limit === bytes.length ? more : sign;
  let at = open;
  for (;;) {
    at = bytes.indexOf(QUOTE, at + 1);
    if (at < 0 || at >= limit) return unknown;
    if (bytes[at + 1] === QUOTE && at + 1 < limit) at++;
    else break;
  }
  const lines = breaks(bytes, open, at);
  if (!lines.length) return at;
  let behind = at + 1;
  while (isGap(bytes[behind], row.separator)) behind++;
  if (behind >= bytes.length) {
    if (row.cut) return more;
  } else if (!ends(bytes[behind], row.separator)) return sign;
  if (row.width === undefined) return at;
  const rest = restOf(bytes, behind, row);
  if (rest === more) return more;
  return swallows(bytes, { open, close: at, lines, rest }, row) ? sign : at;
}

const isGap = (byte: number | undefined, separator: number) =>
  (byte === SPACE || byte === 0x09) && byte !== separator;
const ends = (byte: number, separator: number) =>
  byte === separator || byte === LF || byte === CR;

// Where each line after the first starts, between two places.
function breaks(bytes: Buffer, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at++) {
    if (bytes[at] === LF) found.push(at + 1);
    else if (bytes[at] === CR && bytes[at + 1] !== LF) found.push(at + 1);
  }
  return found;
}

// Cells behind the closing quote, and how many of them at the end are empty.
type Rest = { cells: number; empty: number };

// Up to the line's end; null where one of them goes on over several lines.
function restOf(bytes: Buffer, from: number, row: Row): Rest | null | -2 {
  const rest = { cells: 0, empty: 0 };
  let opens = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LF || byte === CR) return rest;
    if (byte === row.separator) {
      rest.cells++;
      rest.empty++;
    } else if (byte === QUOTE && opens) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++)
        if (bytes[at] === LF || bytes[at] === CR) return null;
      rest.empty = 0;
    } else if (byte > SPACE) rest.empty = 0;
    opens =
      byte === row.separator || (opens && (byte === SPACE || byte === EQUALS));
  }
  return row.cut ? more : rest;
}

type Quoted = {
  open: number;
  close: number;
  lines: number[];
  rest: Rest | null;
};

// Whether lines between the quotes are rows of their own.
function swallows(
  bytes: Buffer,
  { open, close, lines, rest }: Quoted,
  row: Row,
): boolean {
  // A separator may end a row without a cell behind it.
  const fits = (cells: number, empty: number) =>
    cells - empty <= row.width! && row.width! <= cells;
  const fitsLine = (before: number, from: number, to: number) => {
    const { cells, empty } = countCells(bytes, from, to, row.separator);
    return fits(before + cells, empty);
  };
  const whole = rest && fits(row.cells + 1 + rest.cells, rest.empty);
  if (whole === false && fitsLine(row.cells, open, lines[0])) return true;
  for (let k = 0; k < lines.length; k++) {
    const from = lines[k];
    if (k < lines.length - 1) {
      if (!fitsLine(0, from, lines[k + 1])) continue;
    } else {
      if (!rest) return false;
      const { cells } = countCells(bytes, from, close, row.separator);
      if (!fits(cells + rest.cells, rest.empty)) continue;
    }
    if (row.cells ? alike(bytes, from, row) : row.width! > 2) return true;
  }
  return false;
}

function countCells(b: Buffer, from: number, to: number, separator: number) {
  let [cells, empty] = [1, 0];
  for (let at = from; at < to; at++) {
    if (b[at] === separator) {
      cells++;
      empty++;
    } else if (b[at] > SPACE) empty = 0;
  }
  return { cells, empty };
}

const maxCompared = 3;

// Whether the cells at `from` have the shapes of those that the row starts with.
function alike(bytes: Buffer, from: number, row: Row): boolean {
  const count = Math.min(row.cells, maxCompared);
  const shape = (at: number) => {
    const text = bytes.toString("utf8", at, at + 400);
    return text
      .split(/[\r\n]/, 1)[0]
      .split(String.fromCharCode(row.separator), count)
      .map((cell) =>
        cell
          .trim()
          .replace(/\p{L}+/gu, "a")
          .replace(/\d+/g, "9"),
      )
      .join("\n");
  };
  return shape(from) === shape(row.start);
}

export * as QuotedCell from "./quoted-cell";
