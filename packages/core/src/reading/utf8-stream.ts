// utf8-stream: text of any encoding as a stream of UTF-8 without a byte order mark
import { isAscii, isUtf8 } from "node:buffer";
import { Failure } from "../base/error";
import { type Encoding, nuls, startsWith } from "./text-encoding";

const invalid = (encoding: Encoding, line: number) =>
  new Failure(
    "upload.encoding.invalid",
    `Expected ${encoding.toUpperCase()} text throughout, got bytes that are not on line ${line}.`,
  );

// A CR alone ends a line too, in a file that has no LF.
function countLines(bytes: Uint8Array): number {
  let count = 0;
  const end = bytes.includes(10) ? 10 : 13;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1))
    count++;
  return count;
}

// Length up to the end of the last whole UTF-8 character.
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Bytes after pure ASCII that are no UTF-8: the encoding is to be told from them. */
export class Late extends Error {}

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
  plain: boolean,
): AsyncGenerator<Uint8Array> {
  let line = 1;
  let ascii = plain;
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = tail.length ? Buffer.concat([tail, chunk]) : chunk;
    const whole = bytes.subarray(0, wholeCharacters(bytes));
    const nul = whole.indexOf(0);
    if (nul >= 0) throw nuls(line + countLines(whole.subarray(0, nul)));
    if (!isUtf8(whole)) {
      if (ascii) throw new Late();
      throw invalid("utf-8", line + firstBadLine(whole));
    }
    ascii &&= isAscii(whole);
    tail = bytes.subarray(whole.length);
    line += countLines(whole);
    if (whole.length) yield whole;
  }
  if (tail.length && ascii) throw new Late();
  if (tail.length) throw invalid("utf-8", line);
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 0;
  for (let at = 0; at < bytes.length; line++) {
    const stop = bytes.indexOf(10, at);
    const end = stop < 0 ? bytes.length : stop + 1;
    if (!isUtf8(bytes.subarray(at, end))) return line;
    at = end;
  }
  return line;
}

async function* transcoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  let line = 1;
  for await (const chunk of chunks) {
    const text = tried(() => decoder.decode(chunk, { stream: true }));
    if (text === null) {
      const read = new TextDecoder(encoding).decode(chunk);
      const before = read.slice(0, Math.max(0, read.indexOf("\ufffd")));
      throw invalid(encoding, line + before.split("\n").length - 1);
    }
    const bytes = Buffer.from(text);
    const nul = bytes.indexOf(0);
    if (nul >= 0) throw nuls(line + countLines(bytes.subarray(0, nul)));
    line += countLines(bytes);
    if (bytes.length) yield bytes;
  }
  if (tried(() => decoder.decode()) === null) throw invalid(encoding, line);
}

function tried(run: () => string): string | null {
  try {
    return run();
  } catch {
    return null;
  }
}

async function* withoutBom(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | null = new Uint8Array(0);
  for await (const chunk of chunks) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = head.length ? Buffer.concat([head, chunk]) : chunk;
    if (head.length < 3) continue;
    yield startsWith(head, [0xef, 0xbb, 0xbf]) ? head.subarray(3) : head;
    head = null;
  }
  if (head?.length) yield head;
}

/**
 * The stream as UTF-8 without BOM. Throws upload.encoding.invalid naming the line, and Late where the encoding was only taken
 * to be UTF-8 because the first bytes are plain.
 */
export function decode(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  plain = false,
): AsyncGenerator<Uint8Array> {
  return withoutBom(
    encoding === "utf-8"
      ? checked(chunks, plain)
      : transcoded(chunks, encoding),
  );
}

export * as Utf8Stream from "./utf8-stream";
