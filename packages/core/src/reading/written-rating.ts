// written-rating: points as survey tools write them: 9, 4/5, 5 stars, ★★★★☆, 9分, 10 - Extremely likely
import { PlainSigns } from "./plain-signs";
import { WrittenNumber, type Decimal } from "./written-number";

/** Points, and the most there are where the cell says so. */
export type Rating = { value: number; outOf?: number };

const points = String.raw`(\d{1,3}(?:[.,]\d{1,2})?)`;
const forms = [
  new RegExp(
    `^${points}\\s*(?:/|out of|of|von|sur|de|su)\\s*(\\d{1,3})(?:\\s*\\p{L}+)?$`,
    "iu",
  ),
  new RegExp(
    `^${points}\\s*(?:stars?|points?|pts?|sterne?|punkte?|étoiles?|estrellas?|puntos?|点|點|分|星|颗星|점)$`,
    "iu",
  ),
  /^(\d{1,2})\s*[-–—:=.)(（]\s*\(?\p{L}.*$/u, // 10 - Extremely likely
  /^\p{L}.*[-–—:(（]\s*(\d{1,2})\s*[)）]?$/u, // Extremely likely (10)
];
const stars = /^([★⭐]+)(☆*)$/u;

/** Null where the text says no points. */
export function read(text: string, decimal: Decimal = "."): Rating | null {
  const value = WrittenNumber.read(text, decimal);
  if (!Number.isNaN(value)) return { value };
  const plain = PlainSigns.read(text).replace(/\ufe0f/g, "");
  const drawn = stars.exec(plain);
  if (drawn) {
    const [full, empty] = [[...drawn[1]].length, [...drawn[2]].length];
    return { value: full, ...(empty > 0 && { outOf: full + empty }) };
  }
  for (const form of forms) {
    const [, told, most] = form.exec(plain) ?? [];
    if (told === undefined) continue;
    const found = Number(told.replace(",", "."));
    if (most === undefined) return { value: found };
    return found <= Number(most) ? { value: found, outOf: Number(most) } : null;
  }
  return null;
}

export * as WrittenRating from "./written-rating";
