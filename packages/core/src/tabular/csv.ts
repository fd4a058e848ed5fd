// csv: UTF-8 bytes to rows of cells, as byte ranges in typed arrays (RFC 4180, read leniently)
import { Failure } from "../base/error";
import { trimEnd, trimStart } from "./trim";

export type Separator = "," | ";" | "\t" | "|";
export type Syntax = { separator: Separator; quotes: boolean };

export type Scan = {
  bytes: Buffer;
  rows: number;
  first: Int32Array; // [rows + 1] index of each row's first cell
  offset: Int32Array; // [rows + 1] byte where each row starts
  line: Int32Array; // [rows] physical line where each row starts
  start: Int32Array; // [cells] trimmed byte range
  end: Int32Array;
  escaped: Uint8Array; // [cells] 1 when the range still holds quotes to undo
};

const [LF, CR, SPACE, QUOTE] = [0x0a, 0x0d, 0x20, 0x22];

function grown<A extends Int32Array | Uint8Array>(array: A): A {
  const next = new (array.constructor as new (length: number) => A)(
    array.length * 2,
  );
  next.set(array);
  return next;
}

export function unclosed(line: number) {
  return new Failure(
    "upload.quote.open",
    `The quote that opens a cell on line ${line} is never closed; expected a closing " before the end of the file.`,
  );
}

// With `cut`, the bytes may end inside a row, and that row is left out.
export function scan(
  source: Uint8Array,
  { separator, quotes }: Syntax,
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
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

  while (at < size) {
    const rowAt = at;
    const rowLine = line;
    const rowCell = cells;
    let quoted = false;
    let broken = false;
    for (;;) {
      let from = at;
      let to: number;
      let odd = 0;
      if (quotes && bytes[at] === QUOTE) {
        quoted = true;
        const opened = line;
        for (at++; ; at++) {
          if (at >= size) break;
          const byte = bytes[at];
          if (byte === QUOTE) {
            if (bytes[at + 1] !== QUOTE) break;
            odd = 1;
            at++;
          } else if (byte === LF || (byte === CR && bytes[at + 1] !== LF))
            line++;
        }
        if (at >= size) {
          if (!cut) throw unclosed(opened);
          broken = true;
        }
        to = at++;
        let rest = 0;
        for (; at < size; at++) {
          const byte = bytes[at];
          if (byte === comma || byte === LF || byte === CR) break;
          if (byte > SPACE) rest = 1;
        }
        odd |= rest;
        if (odd) to = Math.min(at, size);
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
        broken = broken || cut;
        break;
      }
      const stop = bytes[at++];
      if (stop === comma) continue;
      if (stop === CR && bytes[at] === LF) at++;
      line++;
      break;
    }
    const blank = cells === rowCell + 1 && !quoted && isBlank(bytes, rowAt, at);
    if (blank || (broken && rows > 0)) {
      cells = rowCell;
      if (broken) at = rowAt;
      if (broken) break;
      continue;
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

function isBlank(bytes: Uint8Array, from: number, to: number) {
  for (let i = from; i < to; i++) if (bytes[i] > SPACE) return false;
  return true;
}

// Undoes quotes: a doubled one stands for itself, and what follows the closing one is kept.
function unquoted(raw: string): string {
  const close = /^"((?:[^"]|"")*)"?/.exec(raw);
  if (!close) return raw;
  return close[1].replaceAll('""', '"') + raw.slice(close[0].length);
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
  scan: Scan,
  { separator, quotes }: Syntax,
  row: number,
): string[] {
  const raw = scan.bytes.toString(
    "utf8",
    scan.offset[row],
    scan.offset[row + 1],
  );
  const cells: string[] = [];
  for (let at = 0; ;) {
    const quote = quotes && raw[at] === '"' ? /"(?:[^"]|"")*"?/y : null;
    if (quote) quote.lastIndex = at;
    const opened = quote?.exec(raw)?.[0] ?? "";
    let stop = at + opened.length;
    while (
      stop < raw.length &&
      raw[stop] !== separator &&
      !"\r\n".includes(raw[stop])
    )
      stop++;
    const cell = raw.slice(at, stop);
    cells.push(opened ? unquoted(cell) : cell);
    if (raw[stop] !== separator) return cells;
    at = stop + 1;
  }
}

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

// One line of a file that people open in a spreadsheet: a text it would run as a formula gets an apostrophe in front
// (OWASP, CSV injection).
export const sheetLine = (cells: readonly Cell[]) =>
  `${cells.map((value) => cell(harmless(value))).join(",")}\r\n`;

function harmless(value: Cell): Cell {
  const text = String(value ?? "");
  const runs = /^[=+\-@\t\r\n]/.test(text) && Number.isNaN(Number(text));
  return runs ? `'${text}` : value;
}

export * as Csv from "./csv";
