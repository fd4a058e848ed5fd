// cell: one trimmed, non-empty cell read as a type; NaN where it does not read as it
import type { Definition } from "./definition";
import { PlainSigns } from "../reading/plain-signs";
import { WrittenNumber, type Decimal } from "../reading/written-number";
import { epochDay } from "../reading/calendar";
import { TimeZone } from "../reading/time-zone";
import { WrittenDate } from "../reading/written-date";

export type DateOrder = Definition.Info["dates"][string];

export const number = WrittenNumber.read;

const power = Float64Array.from({ length: 23 }, (_, k) => 10 ** k);

// number() of the bytes from start to end, without making a string where the value is exact:
// a mantissa below 2^53 times or over a power of ten up to 10^22 rounds once (Clinger 1990).
export function numberOfBytes(
  bytes: Buffer,
  start: number,
  end: number,
  decimal: Decimal = ".",
): number {
  const point = decimal.charCodeAt(0);
  let at = start;
  const sign = bytes[at];
  if (sign === 0x2d || sign === 0x2b) at++;
  const first = at;
  let mantissa = 0;
  let pointAt = -1;
  for (; at < end; at++) {
    const digit = bytes[at] - 0x30;
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit;
    else if (bytes[at] === point && pointAt < 0) pointAt = at;
    else return number(bytes.toString("utf8", start, end), decimal);
  }
  const scale = pointAt < 0 ? 0 : end - pointAt - 1;
  const digits = end - first - (pointAt < 0 ? 0 : 1);
  if (digits === 0 || digits > 15)
    return number(bytes.toString("utf8", start, end), decimal);
  const value = scale > 0 ? mantissa / power[scale] : mantissa;
  return sign === 0x2d ? -value : value;
}

const truths = new Map(
  [
    "true yes y t 1 1.0 是 ja j wahr oui o vrai sí si sì verdadero vero はい 예 네 有 有り sim verdadeiro да tak ano evet نعم ✓ ✔ ✔️ ☑ ✅ √ ○ ◯",
    "false no n f 0 0.0 否 nein falsch non faux falso いいえ 아니오 아니요 無 無し não nao нет nie ne hayır hayir nej nee لا ✗ ✘ ✖ ✖️ ✕ ☐ ☒ ❌ ×",
  ].flatMap((words, k) =>
    words.split(" ").map((word) => [word, 1 - k] as const),
  ),
);

export function boolean(text: string): number {
  if (text.length > 12) return NaN;
  const plain = text.toLowerCase();
  return truths.get(plain) ?? truths.get(PlainSigns.read(plain)) ?? NaN;
}

// Days since 1970-01-01; the fraction is the time of day. A moment that names its offset counts in the time zone.
export function date(
  text: string,
  order?: DateOrder,
  timezone?: string,
): number {
  const { days, zoned } = WrittenDate.read(text, order);
  return zoned && timezone ? days + TimeZone.ahead(timezone, days) : days;
}

// date() of the bytes from start to end; YYYY-MM-DD without making a string.
export function dateOfBytes(
  bytes: Buffer,
  start: number,
  end: number,
  order?: DateOrder,
  timezone?: string,
): number {
  const dashed =
    end - start === 10 &&
    bytes[start + 4] === 0x2d &&
    bytes[start + 7] === 0x2d;
  if (!dashed) return date(bytes.toString("utf8", start, end), order, timezone);
  const year = digits(bytes, start, 4);
  return epochDay(
    year,
    digits(bytes, start + 5, 2),
    digits(bytes, start + 8, 2),
  );
}

function digits(bytes: Buffer, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    if (bytes[i] < 0x30 || bytes[i] > 0x39) return NaN;
    value = value * 10 + bytes[i] - 0x30;
  }
  return value;
}

export * as Cell from "./cell";
