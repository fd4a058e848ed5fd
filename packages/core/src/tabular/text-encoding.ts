// text-encoding: which bytes a file is written in, and its stream as UTF-8
import { isUtf8 } from "node:buffer";
import { detect as guess } from "chardet";
import { Failure } from "../base/error";

export type Encoding =
  "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

const looks: [string, number[]][] = [
  ["a spreadsheet (xlsx) or another zip archive", [0x50, 0x4b, 0x03, 0x04]],
  ["an old spreadsheet (xls)", [0xd0, 0xcf, 0x11, 0xe0]],
  ["a PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a PNG image", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG image", [0xff, 0xd8, 0xff]],
  ["a GIF image", [0x47, 0x49, 0x46, 0x38]],
  ["a Parquet file", [0x50, 0x41, 0x52, 0x31]],
  ["a gzip file within a gzip file", [0x1f, 0x8b]],
  ["a bzip2 archive", [0x42, 0x5a, 0x68, 0x39]],
  ["a Zstandard archive", [0x28, 0xb5, 0x2f, 0xfd]],
  ["an xz archive", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["a 7-Zip archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["a SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
];

const startsWith = (bytes: Uint8Array, magic: number[]) =>
  magic.every((byte, k) => bytes[k] === byte);
const binary = (what: string) =>
  new Failure(
    "upload.csv.binary",
    `Expected CSV text, got what looks like ${what}.`,
  );

export function isGzip(prefix: Uint8Array): boolean {
  return startsWith(prefix, [0x1f, 0x8b]);
}

// Text of the prefix, whose last character may be cut; null where it is not of the encoding.
function decoded(prefix: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(prefix, {
      stream: true,
    });
  } catch {
    return null;
  }
}

const control = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

function detectWide(prefix: Uint8Array): Encoding | null {
  const nuls = [0, 0];
  prefix.forEach((byte, at) => byte === 0 && nuls[at & 1]++);
  if (nuls[0] + nuls[1] === 0) return null;
  const encoding = nuls[1] > nuls[0] ? "utf-16le" : "utf-16be";
  const text = decoded(prefix, encoding);
  return text !== null && !control.test(text) ? encoding : null;
}

// Chinese characters come as pairs of high bytes; accented letters stand between plain ones.
function looksChinese(prefix: Uint8Array): boolean {
  let [paired, lone] = [0, 0];
  for (let at = 0; at < prefix.length - 1; at++) {
    if (prefix[at] < 0x80) continue;
    const common =
      prefix[at] >= 0xb0 && prefix[at] <= 0xf7 && prefix[at + 1] >= 0xa1;
    const sign =
      prefix[at] >= 0xa1 && prefix[at] <= 0xa9 && prefix[at + 1] >= 0xa1;
    if (common || sign) {
      paired += 2;
      at++;
    } else lone++;
  }
  return paired >= 9 * lone && paired > 0;
}

// From the first bytes (after gunzip). Throws upload.csv.binary and upload.csv.empty.
export function detect(prefix: Uint8Array): Encoding {
  const known = looks.find(([, magic]) => startsWith(prefix, magic));
  if (known) throw binary(known[0]);
  const encoding = encodingOf(prefix);
  const text = decoded(prefix, encoding) ?? "";
  if (!text.trim())
    throw new Failure(
      "upload.csv.empty",
      "Expected a CSV file with rows, got an empty one.",
    );
  if (text.includes("\0")) throw binary("a binary file (it holds NUL bytes)");
  const controls = text
    .slice(0, 4096)
    .replace(/[^\x01-\x08\x0e-\x1a\x1c-\x1f]/g, "").length;
  if (controls > 8 && controls * 20 > Math.min(text.length, 4096))
    throw binary("a binary file (it holds control characters)");
  return encoding;
}

function encodingOf(prefix: Uint8Array): Encoding {
  if (startsWith(prefix, [0xff, 0xfe])) return "utf-16le";
  if (startsWith(prefix, [0xfe, 0xff])) return "utf-16be";
  const wide = detectWide(prefix.subarray(0, 65536));
  if (wide) return wide;
  if (decoded(prefix, "utf-8") !== null) return "utf-8";
  if (decoded(prefix, "gb18030") === null) return "windows-1252";
  return looksChinese(prefix) || guess(prefix) === "GB18030"
    ? "gb18030"
    : "windows-1252";
}

const invalid = (encoding: Encoding, line: number) =>
  new Failure(
    "upload.encoding.invalid",
    `Expected ${encoding.toUpperCase()} text throughout, got bytes that are not on line ${line}.`,
  );

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1))
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

async function* checked(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let line = 1;
  let tail: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = tail.length ? Buffer.concat([tail, chunk]) : chunk;
    const whole = bytes.subarray(0, wholeCharacters(bytes));
    if (!isUtf8(whole)) throw invalid("utf-8", line + firstBadLine(whole));
    tail = bytes.subarray(whole.length);
    line += countLines(whole);
    if (whole.length) yield whole;
  }
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

// The stream as UTF-8 without BOM. Throws upload.encoding.invalid naming the line.
export function decode(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  return withoutBom(
    encoding === "utf-8" ? checked(chunks) : transcoded(chunks, encoding),
  );
}

export * as TextEncoding from "./text-encoding";
