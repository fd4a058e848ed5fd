// plain-number: digits with at most a minus before them and a point among them, told apart without reading the number

/** `whole` reads alike by point and comma, `.` by the point alone, `either` by both to different numbers. */
export type Kind = "whole" | "." | "either";

const [MINUS, POINT, ZERO, NINE] = [0x2d, 0x2e, 0x30, 0x39];
const maxLength = 15;

/** Null for whatever is written otherwise; `at` gives the sign's code at each place from `from` to before `to`. */
function kindAt(
  at: (place: number) => number,
  from: number,
  to: number,
): Kind | null {
  if (to - from > maxLength) return null;
  const whole = at(from) === MINUS ? from + 1 : from;
  let place = whole;
  while (place < to && at(place) >= ZERO && at(place) <= NINE) place++;
  const digits = place - whole;
  if (digits === 0 || (digits > 1 && at(whole) === ZERO)) return null;
  if (place === to) return "whole";
  if (at(place) !== POINT) return null;
  const decimals = to - ++place;
  while (place < to && at(place) >= ZERO && at(place) <= NINE) place++;
  if (place < to || decimals === 0) return null;
  // 1.200 may be a thousand, 0.200 and 1200.500 are not.
  return decimals === 3 && digits <= 3 && at(whole) !== ZERO ? "either" : ".";
}

export const kindOf = (text: string) =>
  kindAt((place) => text.charCodeAt(place), 0, text.length);

export const kindOfBytes = (bytes: Buffer, from: number, to: number) =>
  kindAt((place) => bytes[place], from, to);

/** Whether so many digits can stand for a date: a year's month, a day of a spreadsheet, a count since 1970. */
export function mayBeDate(text: string) {
  const point = text.indexOf(".");
  const digits = point < 0 ? text.length : point;
  return digits >= 5 || (digits === 4 && text.length === 7);
}

export * as PlainNumber from "./plain-number";
