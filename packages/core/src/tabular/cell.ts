// cell: one trimmed, non-empty cell read as a type; NaN where it does not read as it
import type { Definition } from "./definition";
import { WrittenNumber, type Decimal } from "../reading/written-number";
import { epochDay, weekStart } from "../reading/calendar";

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
    "true yes y t 1 1.0 是 ja wahr oui vrai sí si",
    "false no n f 0 0.0 否 nein falsch non faux",
  ].flatMap((words, k) =>
    words.split(" ").map((word) => [word, 1 - k] as const),
  ),
);

export function boolean(text: string): number {
  return truths.get(text.length <= 6 ? text.toLowerCase() : "") ?? NaN;
}

const clock =
  String.raw`(?:(?:T|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*` +
  String.raw`(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$`;
const yearFirst = new RegExp(
  String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})` + clock,
  "i",
);
const yearLast = new RegExp(
  String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})` + clock,
  "i",
);
const monthNamed = new RegExp(
  String.raw`^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})` + clock,
  "i",
);
const dayNamed = new RegExp(
  String.raw`^(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4})` + clock,
  "i",
);
const chinese = /^(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?$/;
const months =
  "january february march april may june july august september october november december".split(
    " ",
  );

function monthOf(name: string): number {
  const word = name.toLowerCase().replace(/^sept$/, "sep");
  return (
    months.findIndex((month) => month === word || month.slice(0, 3) === word) +
    1
  );
}

// Fraction of a day, offset by the zone; hours, minutes, seconds, fraction, am/pm, zone as matched.
function timeOf([hour, minute, second, fraction, half, zone]: (
  string | undefined
)[]): number {
  if (hour === undefined) return 0;
  const h = half
    ? (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)
    : Number(hour);
  const [m, s] = [Number(minute), Number(second ?? 0)];
  if (
    h > 23 ||
    m > 59 ||
    s > 59 ||
    (half && (Number(hour) > 12 || Number(hour) < 1))
  )
    return NaN;
  const offset = /^([+-])(\d\d):?(\d\d)?$/.exec(zone ?? "");
  const shift = offset
    ? Number(`${offset[1]}1`) *
      (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
    : 0;
  return ((h * 60 + m - shift) * 60 + s + Number(`0.${fraction ?? 0}`)) / 86400;
}

// Days since 1970-01-01 UTC; the fraction is the time of day. Without an order, what is written
// with slashes is read month first and the rest day first.
export function date(
  text: string,
  order?: DateOrder,
  _timezone?: string,
): number {
  let found = yearFirst.exec(text);
  if (found)
    return epochDay(+found[1], +found[3], +found[4]) + timeOf(found.slice(5));
  found = yearLast.exec(text);
  if (found) {
    const dayFirst = order ? order === "dmy" : found[2] !== "/";
    const [day, month] = dayFirst ? [found[1], found[3]] : [found[3], found[1]];
    return epochDay(+found[4], +month, +day) + timeOf(found.slice(5));
  }
  if (/^\d+$/.test(text)) return compactDate(text);
  found = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (found) return epochDay(+found[1], +found[2], 1);
  found = /^(\d{4})-?W(\d{2})$/i.exec(text);
  if (found) return weekStart(+found[1], +found[2]);
  found = chinese.exec(text);
  if (found) return epochDay(+found[1], +found[2], +(found[3] ?? 1));
  found = monthNamed.exec(text);
  if (found)
    return (
      epochDay(+found[3], monthOf(found[1]), +found[2]) + timeOf(found.slice(4))
    );
  found = dayNamed.exec(text);
  if (found)
    return (
      epochDay(+found[3], monthOf(found[2]), +found[1]) + timeOf(found.slice(4))
    );
  return NaN;
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

// YYYYMMDD, YYYYMM, or seconds (10 digits) or milliseconds (13) since 1970.
function compactDate(digits: string): number {
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  if (digits.length === 8) return epochDay(part(0, 4), part(4, 6), part(6, 8));
  if (digits.length === 6) return epochDay(part(0, 4), part(4, 6), 1);
  // Seconds and milliseconds since 1970, from March 1973 on.
  if (digits.length === 9 || digits.length === 10)
    return Number(digits) / 86400;
  if (digits.length === 12 || digits.length === 13)
    return Number(digits) / 86_400_000;
  return NaN;
}

export * as Cell from "./cell";
