// encoding: which bytes a file is written in, and its stream as UTF-8
export type Encoding =
  "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "windows-1252";

export function isGzip(prefix: Uint8Array): boolean {
  return prefix[0] === 0x1f && prefix[1] === 0x8b;
}

// From the first bytes (after gunzip). Throws upload.csv.binary and upload.csv.empty.
export function detect(_prefix: Uint8Array): Encoding {
  throw new Error("unwritten");
}

// The stream as UTF-8 without BOM. Throws upload.encoding.invalid naming the line.
export async function* decode(
  _chunks: AsyncIterable<Uint8Array>,
  _encoding: Encoding,
): AsyncGenerator<Uint8Array> {
  throw new Error("unwritten");
}

export * as Encodings from "./encoding";
