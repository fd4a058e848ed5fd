// csv-parts: parts of a stream of UTF-8 CSV that start and end between two rows
import { lineEnds, type Syntax } from "./csv";
import { QuotedCell } from "../reading/quoted-cell";

// Bytes start (inclusive) to end (exclusive) hold `rows` rows, the first of them on physical line `line`.
export type Part = { start: number; end: number; line: number; rows: number };

// Where in the stream the rows begin.
export type From = { byte: number; line: number };

const [LF, CR, SPACE] = [0x0a, 0x0d, 0x20];

// The row, or line without one, that starts at a byte.
type Row = { end: number; lines: number; filled: boolean };

// Null where the bytes end before the row does.
function rowAt(
  bytes: Buffer,
  start: number,
  { separator, quotes, width }: Syntax,
  last: boolean,
): Row | null {
  const comma = separator.charCodeAt(0);
  const size = bytes.length;
  const bom = bytes[start] === 0xef && bytes[start + 1] === 0xbb;
  let at = bom && bytes[start + 2] === 0xbf ? start + 3 : start;
  let cells = 0;
  let lines = 1;
  let filled = false;
  let begins = quotes; // a cell
  for (; at < size; at++) {
    const open = begins ? QuotedCell.opening(bytes, at) : -1;
    begins = false;
    if (open >= 0) {
      filled = true;
      const row = { separator: comma, width, start, cells, cut: !last };
      const close = QuotedCell.close(bytes, open, row);
      if (close === QuotedCell.more) return null;
      at = close === QuotedCell.sign ? open : close;
      if (at === close) lines += lineEnds(bytes, open, close);
      continue;
    }
    const byte = bytes[at];
    if (byte === comma) {
      cells++;
      begins = quotes;
    } else if (byte === LF) return { end: at + 1, lines, filled };
    else if (byte === CR) {
      if (at + 1 === size && !last) return null;
      const end = bytes[at + 1] === LF ? at + 2 : at + 1;
      return { end, lines, filled };
    } else if (byte > SPACE) filled = true;
  }
  return last ? { end: size, lines, filled } : null;
}

// Of a line that is longer than any row may be its beginning tells enough.
const maxKeptBytes = 1 << 20;

// Nothing of the stream is kept.
export async function* split(
  chunks: AsyncIterable<Uint8Array>,
  syntax: Syntax,
  {
    from = { byte: 0, line: 1 },
    maxBytes = 8 << 20,
    maxRows = 12_500,
  }: { from?: From; maxBytes?: number; maxRows?: number } = {},
): AsyncGenerator<Part> {
  const longest = 2 * maxBytes;
  let { line } = from;
  let waiting: Uint8Array[] = [];
  let held = 0; // bytes waiting
  let wanted = 0; // so many before another look, so that a long row is not read over and over
  let base = 0; // bytes before those waiting
  let part: Part | null = null;
  let skips = false; // the rest of a line that is too long
  let torn = false; // whether that line ended with a CR whose LF is yet to come

  function* rows(bytes: Buffer, last: boolean) {
    let at = Math.max(0, from.byte - base);
    while (at < bytes.length) {
      const row = rowAt(bytes, at, syntax, last);
      if (!row) break;
      if (row.filled) {
        const start = base + at;
        part ??= { start, end: start, line, rows: 0 };
        part.end = base + row.end;
        part.rows++;
        if (part.rows >= maxRows || part.end - part.start >= maxBytes) {
          yield part;
          part = null;
        }
      }
      line += row.lines;
      at = row.end;
    }
    const done = Math.min(at, bytes.length);
    waiting = [bytes.subarray(done)];
    held = bytes.length - done;
    base += done;
  }

  // A row that does not end has a quote that is only a sign, so that it ends with its line.
  function* endless() {
    const bytes = Buffer.concat(waiting);
    if (part) yield part;
    part = null;
    const row = rowAt(bytes, 0, { ...syntax, quotes: false }, false);
    const end = row?.end ?? bytes.length;
    const kept = Math.min(end, maxKeptBytes);
    yield { start: base, end: base + kept, line, rows: 1 };
    line++;
    base += end;
    waiting = [bytes.subarray(end)];
    held = bytes.length - end;
    wanted = 0;
    skips = !row;
  }

  // What is left of a line that is too long goes by; its end may be torn between two chunks.
  function pass(chunk: Uint8Array): Uint8Array {
    const at = chunk.findIndex((byte) => byte === LF || byte === CR);
    const end = at < 0 ? chunk.length : at + 1;
    skips = at < 0;
    torn = chunk[at] === CR;
    base += end;
    return chunk.subarray(end);
  }

  for await (let chunk of chunks) {
    if (skips) chunk = pass(chunk);
    if (torn && chunk.length) {
      if (chunk[0] === LF) {
        base++;
        chunk = chunk.subarray(1);
      }
      torn = false;
    }
    waiting.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;
    const before = held;
    yield* rows(Buffer.concat(waiting), false);
    wanted = held === before ? 2 * held : 0;
    if (held > longest) yield* endless();
  }
  yield* rows(Buffer.concat(waiting), true);
  if (part) yield part;
}

export * as CsvParts from "./csv-parts";
