// text-lines: text broken into lines of a width, each a row of pieces in one face, size and colour
import { Block } from "./block";
import { FontFace } from "./font-face";

export type Style = { size: number; weight?: FontFace.Weight; colour: string };
export type Piece = Style & { text: string; face: string; width: number };
export type Line = { pieces: Piece[]; width: number };

const widths = new Map<string, number>();

/** In points; the advance of every letter, without kerning. */
function widthOf(letter: string, { name, font }: FontFace.Face, size: number) {
  const key = `${name} ${letter}`;
  let known = widths.get(key);
  if (known === undefined) {
    const glyph = font.glyphForCodePoint(letter.codePointAt(0)!);
    widths.set(key, (known = glyph.advanceWidth / font.unitsPerEm));
  }
  return known * size;
}

/** A text as pieces of one face each; `wide` where quotation marks are as broad as a Chinese character. */
export function pieces(text: string, style: Style, wide = true): Piece[] {
  const weight = style.weight ?? "regular";
  const found: Piece[] = [];
  for (const letter of text) {
    const face = FontFace.faceOf(letter, weight, wide);
    const width = widthOf(letter, face, style.size);
    const last = found.at(-1);
    if (last?.face === face.name) {
      last.text += letter;
      last.width += width;
    } else found.push({ ...style, text: letter, face: face.name, width });
  }
  return found;
}

// A line may begin with any of these: a word with what closes behind it, a Chinese character with what closes behind it.
const unit =
  /[^\S\u00a0]+|[\p{Script=Han}\u3000-\u303f\uff00-\uffef][，。；：、！？）》」”’,.;:)%]*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+[，。；：、！？）》」]*|[\s\S]/gu;

export const palette = {
  ink: "#22303b",
  quiet: "#566573",
  high: "#9a3d00",
  low: "#00558a",
  medium: "#735000",
  red: "#9c1c1c",
  amber: "#735000",
  green: "#00603f",
  unknown: "#566573",
};

function styleOf(span: Exclude<Block.Span, string>, style: Style): Style {
  if ("strong" in span) return { ...style, weight: "bold" };
  if ("quiet" in span || "code" in span)
    return { ...style, size: style.size * 0.94, colour: palette.quiet };
  if ("rises" in span) return { ...style, colour: palette.high };
  if ("falls" in span) return { ...style, colour: palette.low };
  if ("chip" in span)
    return { ...style, weight: "bold", colour: palette[span.tone] };
  return style;
}

type Unit = { pieces: Piece[]; width: number; space: boolean; ends: boolean };

const han = /\p{Script=Han}/u;

function units(text: Block.Text, style: Style): Unit[] {
  const wide = han.test(Block.plain(text));
  return Block.spans(text).flatMap((span): Unit[] => {
    if (typeof span !== "string" && "line" in span)
      return [{ pieces: [], width: 0, space: false, ends: true }];
    const own = typeof span === "string" ? style : styleOf(span, style);
    const plain = Block.plain([span]);
    const solid = typeof span !== "string" && "solid" in span;
    const parts = solid ? [plain] : (plain.match(unit) ?? []);
    return parts.map((part) => {
      const found = pieces(part, own, wide);
      const width = found.reduce((sum, piece) => sum + piece.width, 0);
      return { pieces: found, width, space: !part.trim(), ends: false };
    });
  });
}

/** The widest part that must not be broken, and the whole on one line. */
export function extent(text: Block.Text, style: Style) {
  let [least, most, line] = [0, 0, 0];
  for (const { width, ends, space } of units(text, style)) {
    line = ends ? 0 : line + width;
    most = Math.max(most, line);
    if (!space) least = Math.max(least, width);
  }
  return { least, most };
}

/** Lines no wider than `width`, but where a single word is; such a word is broken by letters. */
export function lines(text: Block.Text, style: Style, width: number): Line[] {
  const found: Line[] = [{ pieces: [], width: 0 }];
  const add = (pieces: Piece[], size: number) => {
    const line = found.at(-1)!;
    line.pieces.push(...pieces);
    line.width += size;
  };
  const begin = () => found.push({ pieces: [], width: 0 });
  for (const unit of units(text, style)) {
    if (unit.ends) {
      begin();
      continue;
    }
    const line = found.at(-1)!;
    if (unit.space && line.width === 0) continue;
    if (line.width > 0 && line.width + unit.width > width) begin();
    if (unit.space && found.at(-1)!.width === 0) continue;
    if (unit.width <= width) add(unit.pieces, unit.width);
    else
      for (const piece of unit.pieces)
        for (const letter of piece.text) {
          const [one] = pieces(letter, piece, false);
          if (found.at(-1)!.width + one.width > width) begin();
          add([one], one.width);
        }
  }
  return found;
}

export * as TextLines from "./text-lines";
