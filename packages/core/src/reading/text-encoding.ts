// text-encoding: which encoding a file's first bytes are written in
import { isAscii } from "node:buffer";
import { Failure } from "../base/error";
import { GuessEncoding } from "./guess-encoding";
import type { Warning } from "./warning";

// As TextDecoder names it, in lower case.
export type Encoding = string;

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

// Text that is no table, whatever its name says.
const marks: [string, RegExp][] = [
  ["a web page (HTML)", /^\ufeff?\s*<(!doctype html|html|table)\b/i],
  ["an XML document", /^\ufeff?\s*<\?xml\b/i],
  ["JSON", /^\ufeff?\s*(\[\s*)?\{\s*("[^"]*"\s*:|\}\s*$)/],
];

export const startsWith = (bytes: Uint8Array, magic: number[]) =>
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

// Separators, digits and line breaks have a NUL in one of their two bytes, and always in the same.
function detectWide(prefix: Uint8Array): Encoding | null {
  const nuls = [0, 0];
  prefix.forEach((byte, at) => byte === 0 && nuls[at & 1]++);
  const most = Math.max(...nuls);
  const pairs = prefix.length / 2;
  if (most < 0.05 * pairs || Math.min(...nuls) > 0.1 * most) return null;
  const encoding = nuls[1] > nuls[0] ? "utf-16le" : "utf-16be";
  const text = decoded(prefix, encoding);
  const lines = text !== null && /[\r\n]/.test(text);
  return lines && !control.test(text) ? encoding : null;
}

const control = /[\0-\x08\x0e-\x1a\x1c-\x1f]/;

export type Found = {
  encoding: Encoding;
  // Nothing but ASCII, which any encoding may go on from.
  plain: boolean;
  warnings: Warning.Info[];
};

// Names that people and databases use beside those of TextDecoder.
const names: Record<string, string> = {
  __proto__: null as never,
  ...{ cp936: "gbk", cp950: "big5", cp932: "shift_jis", cp949: "euc-kr" },
  ...{ ms936: "gbk", ms932: "shift_jis", sjis: "shift_jis" },
  ...{ ansi: "windows-1252", latin: "iso-8859-1", utf16: "utf-16le" },
};

/** The name as TextDecoder knows it; null for none that can be read. */
export function known(name: string): Encoding | null {
  const lower = name.trim().toLowerCase();
  const asked =
    names[lower] ?? lower.replace(/^(cp|win)[-_]?(125\d|874)$/, "windows-$2");
  try {
    const { encoding } = new TextDecoder(asked);
    return encoding === "gbk" ? "gb18030" : encoding;
  } catch {
    return null;
  }
}

/**
 * From the first bytes (after gunzip), unless the owner said it; a byte order mark goes before either. Throws
 * upload.csv.binary, upload.csv.empty and upload.type.
 */
export function detect(prefix: Uint8Array, said?: string): Found {
  const kind = looks.find(([, magic]) => startsWith(prefix, magic));
  if (kind) throw binary(kind[0]);
  const found = encodingOf(prefix, said);
  // Text that is not of the encoding fails where it is decoded, with its line.
  const text = decoded(prefix, found.encoding) ?? "?";
  if (!text.trim())
    throw new Failure(
      "upload.csv.empty",
      "Expected a CSV file with rows, got an empty one.",
    );
  const markup = marks.find(([, form]) => form.test(text.slice(0, 400)));
  if (markup)
    throw new Failure(
      "upload.type",
      `Expected a table as text, got ${markup[0]}. Open it in a spreadsheet, save it as CSV and drop that.`,
    );
  const nul = text.indexOf("\0");
  if (nul >= 0) throw nuls(text.slice(0, nul).split(/\r\n|\r|\n/).length);
  const controls = text
    .slice(0, 4096)
    // \x01 and \x1f part cells.
    .replace(/[^\x02-\x08\x0e-\x1a\x1c-\x1e]/g, "").length;
  if (controls > 8 && controls * 20 > Math.min(text.length, 4096))
    throw binary("a binary file (it holds control characters)");
  return found;
}

export const nuls = (line: number) =>
  binary(`a binary file (it holds NUL bytes, the first on line ${line})`);

function encodingOf(prefix: Uint8Array, said?: string): Found {
  const sure = (encoding: Encoding): Found => ({
    encoding,
    plain: false,
    warnings: [],
  });
  if (startsWith(prefix, [0xff, 0xfe])) return sure("utf-16le");
  if (startsWith(prefix, [0xfe, 0xff])) return sure("utf-16be");
  if (startsWith(prefix, [0xef, 0xbb, 0xbf])) return sure("utf-8");
  const asked = said === undefined ? null : known(said);
  if (asked) return sure(asked);
  const wide = detectWide(prefix.subarray(0, 65536));
  if (wide) return sure(wide);
  if (decoded(prefix, "utf-8") !== null)
    return { ...sure("utf-8"), plain: isAscii(prefix) };
  return guessed(prefix);
}

/** The encoding of bytes that are no UTF-8. */
export function guessed(bytes: Uint8Array): Found {
  const { encoding, rival } = GuessEncoding.guess(bytes);
  const message = `The file was read as ${encoding}; it may be ${rival}. If names look wrong, say its encoding in the definition.`;
  return {
    encoding,
    plain: false,
    warnings: rival ? [{ code: "encoding.assumed", message }] : [],
  };
}

export * as TextEncoding from "./text-encoding";
