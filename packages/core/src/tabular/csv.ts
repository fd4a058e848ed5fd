// csv: UTF-8 bytes to rows of cells, as byte ranges in typed arrays (RFC 4180, read leniently)
import { QuotedCell } from "../reading/quoted-cell";
import { trimEnd, trimStart } from "../reading/trim";

export const separators = [
  ...([",", ";", "\t", "|", "~", "^"] as const),
  "\x1f", // US of ASCII
  "\x01", // of Hive
] as const;
export type Separator = (typeof separators)[number];
// The width is that of the table's rows, once they are known.
export type Syntax = {
  separator: Separator;
  quotes: boolean;
  width?: number;
};

export type Scan = {
  bytes: Buffer;
  rows: number;
  first: Int32Array; // [rows + 1] index of each row's first cell
  offset: Int32Array; // [rows + 1] byte where each row starts
  line: Int32Array; // [rows] physical line where each row starts
  start: Int32Array; // [cells] trimmed byte range
  end: Int32Array;
  escaped: Uint8Array; // [cells] 1 when the range still holds quotes to undo
  next: number; // physical line behind the last row
  quotes: boolean;
};

const [LF, CR, SPACE, QUOTE] = [0x0a, 0x0d, 0x20, 0x22];
const { sign, more } = QuotedCell;

function grown<A extends Int32Array | Uint8Array>(array: A): A {
  const next = new (array.constructor as new (length: number) => A)(
    array.length * 2,
  );
  next.set(array);
  return next;
}

// With `cut`, the bytes may end inside a row, and that row is left out.
export function scan(
  source: Uint8Array,
  { separator, quotes, width }: Syntax,
  { line = 1, cut = false }: { line?: number; cut?: boolean } = {},
): Scan {
  const bytes = Buffer.from(
    source.buffer,
    source.byteOffset,
    source.byteLength,
  );
  const size = bytes.length;
  const comma = separator.charCodeAt(0);
  const ends = new Uint8Array(256);
  for (const byte of [comma, LF, CR]) ends[byte] = 1;
  let start = new Int32Array((size >> 2) + 16);
  let end = new Int32Array(start.length);
  let escaped = new Uint8Array(start.length);
  let first = new Int32Array((size >> 6) + 16);
  let offset = new Int32Array(first.length);
  let lines = new Int32Array(first.length);
  let rows = 0;
  let cells = 0;
  let at = 0;

  while (at < size) {
    const rowAt = at;
    const rowLine = line;
    const rowCell = cells;
    let quoted = false;
    let broken = false;
    if (isBom(bytes, at)) at += 3;
    for (;;) {
      let from = at;
      let to: number;
      let odd = 0;
      let close: number = sign;
      const open = quotes ? QuotedCell.opening(bytes, at) : -1;
      if (open >= 0) {
        close = shortClose(bytes, open);
        if (close < 0) {
          const before = cells - rowCell;
          close = QuotedCell.close(bytes, open, {
            separator: comma,
            width,
            start: rowAt,
            cells: before,
            cut,
          });
          if (close >= 0) {
            odd = bytes.subarray(open + 1, close).includes(QUOTE) ? 1 : 0;
            line += lineEnds(bytes, open, close);
          }
        }
      }
      if (close === more) to = at = size;
      else if (close >= 0) {
        quoted = true;
        from = open;
        to = close;
        let rest = 0;
        for (at = close + 1; at < size; at++) {
          const byte = bytes[at];
          if (byte === comma || byte === LF || byte === CR) break;
          if (byte > SPACE) rest = 1;
        }
        odd |= rest;
        if (odd) to = at;
        else from++;
      } else {
        while (at < size && ends[bytes[at]] === 0) at++;
        to = at;
      }
      // Most cells start and end with a plain sign.
      if (odd === 0 && !(isInk(bytes[from]) && isInk(bytes[to - 1]))) {
        from = trimStart(bytes, from, to);
        to = trimEnd(bytes, from, to);
      }
      if (cells === start.length) {
        start = grown(start);
        end = grown(end);
        escaped = grown(escaped);
      }
      start[cells] = from;
      end[cells] = to;
      escaped[cells++] = odd;
      if (at >= size) {
        broken = cut;
        break;
      }
      const stop = bytes[at++];
      if (stop === comma) continue;
      if (stop === CR && bytes[at] === LF) at++;
      line++;
      break;
    }
    // Few rows begin with anything but a plain sign.
    const blank =
      !quoted &&
      !broken &&
      (!isInk(bytes[rowAt]) || bytes[rowAt] === comma) &&
      isBlank(bytes, rowAt, at, comma);
    if (blank || (broken && rows > 0)) {
      cells = rowCell;
      if (!broken) continue;
      at = rowAt;
      line = rowLine;
      break;
    }
    if (rows + 1 === first.length) {
      first = grown(first);
      offset = grown(offset);
      lines = grown(lines);
    }
    first[rows] = rowCell;
    offset[rows] = rowAt;
    lines[rows++] = rowLine;
  }
  first[rows] = cells;
  offset[rows] = Math.min(at, size);
  return {
    bytes,
    rows,
    next: line,
    quotes,
    first: first.subarray(0, rows + 1),
    offset: offset.subarray(0, rows + 1),
    line: lines.subarray(0, rows),
    start: start.subarray(0, cells),
    end: end.subarray(0, cells),
    escaped: escaped.subarray(0, cells),
  };
}

// A sign of ASCII that is no white space; a cell of one such sign at each end needs no trimming.
const isInk = (byte: number) => byte > SPACE && byte < 0x80;

// Nothing but space and separators.
function isBlank(bytes: Uint8Array, from: number, to: number, comma: number) {
  for (let i = isBom(bytes, from) ? from + 3 : from; i < to; i++)
    if (bytes[i] > SPACE && bytes[i] !== comma) return false;
  return true;
}

// The closing quote where it is on the same line and none is doubled before it, else -1.
function shortClose(bytes: Buffer, open: number): number {
  for (let at = open + 1; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === LF || byte === CR) return -1;
    if (byte === QUOTE)
      return bytes[at + 1] === QUOTE || at + 1 === bytes.length ? -1 : at;
  }
  return -1;
}

export function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++)
    if (bytes[at] === LF || (bytes[at] === CR && bytes[at + 1] !== LF)) count++;
  return count;
}

// Undoes quotes: a doubled one stands for itself, and what follows the closing one is kept. ="00123" is the text it shows.
function unquoted(raw: string): string {
  const close = /^"((?:[^"]|"")*)"?/.exec(raw);
  if (!close) return raw;
  const text = close[1].replaceAll('""', '"') + raw.slice(close[0].length);
  return text.startsWith('="') ? text.replace(/^="([^"]*)"$/, "$1") : text;
}

// One trimmed cell, null when missing.
export function text(
  { bytes, start, end, escaped }: Scan,
  cell: number,
): string | null {
  if (start[cell] === end[cell]) return null;
  const raw = bytes.toString("utf8", start[cell], end[cell]);
  return escaped[cell] ? unquoted(raw).trim() || null : raw;
}

// The cells of one row as they stand, untrimmed.
export function verbatim(
  { bytes, offset, first, start, end, escaped }: Scan,
  { separator }: Pick<Syntax, "separator">,
  row: number,
): string[] {
  const comma = separator.charCodeAt(0);
  let at = offset[row];
  if (isBom(bytes, at)) at += 3;
  return Array.from({ length: first[row + 1] - first[row] }, (_, k) => {
    const cell = first[row] + k;
    // A quote that is a sign of the text is where its cell starts.
    const open = QuotedCell.opening(bytes, at);
    const quoted = open >= 0 && start[cell] > open;
    const from = quoted ? open + 1 : escaped[cell] ? start[cell] : at;
    let to = escaped[cell] ? end[cell] : from;
    if (quoted) to = bytes.indexOf(QUOTE, from);
    let stop = to;
    while (stop < offset[row + 1] && !isEnd(bytes[stop], comma)) stop++;
    at = stop + 1;
    if (escaped[cell]) return unquoted(bytes.toString("utf8", from, to));
    return bytes.toString("utf8", from, quoted ? to : stop);
  });
}

const isEnd = (byte: number, comma: number) =>
  byte === comma || byte === LF || byte === CR;
const isBom = (b: Uint8Array, at: number) =>
  b[at] === 0xef && b[at + 1] === 0xbb && b[at + 2] === 0xbf;

type Cell = string | number | boolean | null | undefined;

// Quoted where needed (RFC 4180).
function cell(value: Cell): string {
  const text = String(value ?? "");
  return /[",\r\n]|^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

// One line of a file of our own: commas, quotes where needed, a line feed at its end.
export const line = (cells: readonly Cell[]) =>
  `${cells.map(cell).join(",")}\n`;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection). */
export function spreadsheetSafe(value: Cell): Cell {
  const text = String(value ?? "");
  const runs =
    /^[=+\-@＝＋－＠\t\r\n]/.test(text) && Number.isNaN(Number(text));
  return runs ? `'${text}` : value;
}

// One line of a file that people open in a spreadsheet.
export const sheetLine = (cells: readonly Cell[]) =>
  `${cells.map((value) => cell(spreadsheetSafe(value))).join(",")}\r\n`;

export * as Csv from "./csv";
