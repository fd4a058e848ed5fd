// csv-parts: parts of a stream of UTF-8 CSV that start and end between two rows
import { unclosed } from "./csv";
import type { Dialect } from "./dialect";
import { Failure } from "../base/error";

// Bytes start (inclusive) to end (exclusive) hold `rows` rows, the first of them on physical line `line`.
export type Part = { start: number; end: number; line: number; rows: number };

// Where the next byte stands; the same reading of quotes as the scan's.
const [CELL, PLAIN, QUOTED, CLOSED] = [0, 1, 2, 3];
const [LF, CR, SPACE, QUOTE] = [0x0a, 0x0d, 0x20, 0x22];
const BOM = [0xef, 0xbb, 0xbf];

// `skip` leaves out the first rows (a header). Nothing of the stream is kept.
export async function* split(
  chunks: AsyncIterable<Uint8Array>,
  { separator, quotes }: Pick<Dialect, "separator" | "quotes">,
  {
    skip = 0,
    maxBytes = 8 << 20,
    maxRows = 12_500,
  }: { skip?: number; maxBytes?: number; maxRows?: number } = {},
): AsyncGenerator<Part> {
  const comma = separator.charCodeAt(0);
  const quote = quotes ? QUOTE : -1;
  let state = CELL;
  let base = 0; // bytes before this chunk
  let line = 1;
  let lineStart = 0;
  let rowLine = 1;
  let openedLine = 1;
  let content = false; // the line so far is a row, not blank
  let returned = false; // the last byte was a CR: an LF belongs to it
  let skipped = 0;
  let part: Part | null = null;
  const ready: Part[] = [];

  // A row, or a blank line, ends before byte `end`.
  const endRow = (end: number) => {
    if (content && skipped < skip) skipped++;
    else if (content) {
      part ??= { start: lineStart, end, line: rowLine, rows: 0 };
      part.end = end;
      part.rows++;
      if (part.rows >= maxRows || end - part.start >= maxBytes) {
        ready.push(part);
        part = null;
      }
    }
    line++;
    rowLine = line;
    lineStart = end;
    content = false;
    state = CELL;
  };

  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (returned) {
        returned = false;
        if (state === QUOTED) {
          line++;
          if (byte === LF) continue;
        } else {
          endRow(base + at + (byte === LF ? 1 : 0));
          if (byte === LF) continue;
        }
      }
      if (state === QUOTED) {
        if (byte === quote) state = CLOSED;
        else if (byte === LF) line++;
        else if (byte === CR) returned = true;
        continue;
      }
      if (byte === LF) endRow(base + at + 1);
      else if (byte === CR) returned = true;
      else if (byte === comma) {
        state = CELL;
        content = true;
      } else if (byte === quote && state === CELL) {
        state = QUOTED;
        openedLine = line;
        content = true;
      } else if (byte === quote && state === CLOSED) state = QUOTED;
      else if (base + at < 3 && byte === BOM[base + at]) continue;
      else {
        state = PLAIN;
        if (byte > SPACE) content = true;
      }
    }
    base += chunk.length;
    if (base - lineStart > 2 * maxBytes + chunk.length) {
      if (state === QUOTED) throw unclosed(openedLine);
      throw new Failure(
        "upload.row.long",
        `Expected rows of at most ${2 * maxBytes} bytes, got a longer one on line ${rowLine}.`,
      );
    }
    yield* ready.splice(0);
  }
  if (state === QUOTED) throw unclosed(openedLine);
  if (content || returned) endRow(base);
  yield* ready;
  if (part) yield part;
}

export * as CsvParts from "./csv-parts";
