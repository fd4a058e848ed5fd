// font-face: the letters of PDFs, unpacked from the web fonts of packages; one per glyph that the first does not have
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import { create, type Font } from "fontkit";
import files from "./font-files.json" with { type: "json" };

const require = createRequire(import.meta.url);

/** The font whose tables are compressed one by one (WOFF File Format 1.0, W3C 2012). */
export function unpack(woff: Buffer): Buffer<ArrayBuffer> {
  const tables = woff.readUInt16BE(12);
  const head = Buffer.alloc(12 + 16 * tables);
  const power = Math.floor(Math.log2(tables));
  head.writeUInt32BE(woff.readUInt32BE(4), 0);
  head.writeUInt16BE(tables, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * tables - 16 * 2 ** power, 10);
  const pieces = [head];
  let end = head.length;
  for (let k = 0; k < tables; k++) {
    const [tag, from, packed, length, sum] = [0, 4, 8, 12, 16].map((at) =>
      woff.readUInt32BE(44 + 20 * k + at),
    );
    const bytes = woff.subarray(from, from + packed);
    const table = packed < length ? inflateSync(bytes) : bytes;
    [tag, sum, end, length].forEach((value, n) =>
      head.writeUInt32BE(value, 12 + 16 * k + 4 * n),
    );
    // Tables begin at multiples of four.
    pieces.push(Buffer.from(table), Buffer.alloc((4 - (length % 4)) % 4));
    end += length + ((4 - (length % 4)) % 4);
  }
  return Buffer.concat(pieces);
}

export type Weight = "regular" | "bold";
export type Face = { name: string; bytes: Buffer; font: Font };

// Noto Sans SC holds Latin and Chinese; DejaVu Sans mathematical signs, arrows, Greek and Cyrillic.
const loaded = new Map<Weight, Face[]>();

/** The faces of a weight, the first one preferred. */
export function faces(weight: Weight): Face[] {
  const known = loaded.get(weight);
  if (known) return known;
  const found = files[weight].map((file, k) => {
    const bytes = unpack(readFileSync(require.resolve(file)));
    return { name: `${weight}${k}`, bytes, font: create(bytes) as Font };
  });
  loaded.set(weight, found);
  return found;
}

// Noto Sans SC draws these as broad as a Chinese character.
const marks = "‘’“”…";

/** The first face that has the letter, else the first; between Latin letters quotation marks are narrow. */
export const faceOf = (letter: string, weight: Weight, wide: boolean) => {
  const all = faces(weight);
  if (!wide && marks.includes(letter)) return all[1];
  const code = letter.codePointAt(0)!;
  return all.find(({ font }) => font.hasGlyphForCodePoint(code)) ?? all[0];
};

export * as FontFace from "./font-face";
