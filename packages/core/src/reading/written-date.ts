// written-date: a date or a moment as people and their tools write it
import { epochDay, weekStart } from "./calendar";
import { MonthName } from "./month-name";
import { PlainSigns } from "./plain-signs";
import { TimeZone } from "./time-zone";
import { WeekdayName } from "./weekday-name";

export type Order = "dmy" | "mdy";
/** A day since 1970-01-01 as it is written, and the time of day as its fraction; in UTC where the text names its offset. */
export type Written = { days: number; zoned: boolean };

const clock =
  /^(?:T|[:-](?=\d\d[.:]\d\d[.:]\d\d)|,?\s*(?:at |um |à |a las )?)(上午|下午|[ap]\.?m\.?)?\s*(\d{1,2})(?::|h|时|時|点|\.(?=\d\d(?:\.\d\d|\s*(?:Uhr|[ap]m?\b)|$)))(\d{2})(?:(?::|\.|分)(\d{2})(?:[.,](\d{1,9}))?)?(?:分|秒|\s*Uhr)?\s*([ap]\.?\s?m\.?(?![a-z]))?\s*(.*)$/i;
const compact = /^[T ](\d{2})(\d{2})(\d{2})(.*)$/;
const named = String.raw`(\p{L}{3,10})\.?`;
const day = String.raw`(\d{1,2})(?:\.|st|nd|rd|th|er|º)?`;

type Parts = { year: string; month: string | number; day?: string };
type Form = { form: RegExp; parts: (found: string[], order?: Order) => Parts };

// Each form ends where the time of day may begin.
const forms: Form[] = [
  {
    // 20250131T163000Z
    form: /^(\d{4})(\d{2})(\d{2})(?=[T ]\d)/,
    parts: ([, year, month, day]) => ({ year, month, day }),
  },
  {
    form: /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/,
    parts: ([, year, , month, day]) => ({ year, month, day }),
  },
  {
    form: /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d:])/,
    parts: ([, first, sign, second, year], order) =>
      (order ?? (sign === "/" ? "mdy" : "dmy")) === "dmy"
        ? { year, month: second, day: first }
        : { year, month: first, day: second },
  },
  {
    form: /^(\d{4})\s*[年년]\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?/,
    parts: ([, year, month, day]) => ({
      ...{ year, day },
      month: /\d/.test(month) ? month : MonthName.read(`${month}月`),
    }),
  },
  {
    // 31 Jan 2024, 31. Januar 2024, 31-Jan-24, 31 de enero de 2024
    form: new RegExp(
      String.raw`^${day}(?:[-/ ]|\s*de\s)\s*${named}(?:[-/ ,']|\s*de\s)\s*'?(\d{4}|\d{2})(?!\d|:\d\d(?!:))`,
      "iu",
    ),
    parts: ([, day, month, year]) => ({
      ...{ year, day },
      month: MonthName.read(month),
    }),
  },
  {
    // 31JAN2024, 2024-Jan-31
    form: /^(\d{1,2})(\p{L}{3})(\d{4})(?!\d)/u,
    parts: ([, day, month, year]) => ({
      ...{ year, day },
      month: MonthName.read(month),
    }),
  },
  {
    form: new RegExp(
      String.raw`^(\d{4})([-/. ])${named}\2(\d{1,2})(?!\d)`,
      "u",
    ),
    parts: ([, year, , month, day]) => ({
      ...{ year, day },
      month: MonthName.read(month),
    }),
  },
  {
    // January 31, 2024
    form: new RegExp(
      String.raw`^${named}[- ]${day}(?:,\s*|[- ])(\d{4})(?!\d)`,
      "iu",
    ),
    parts: ([, month, day, year]) => ({
      ...{ year, day },
      month: MonthName.read(month),
    }),
  },
  {
    // January 2024, Jan-24, enero de 2024
    form: new RegExp(
      String.raw`^(?:${named}|(\d{1,2}月))(?:[-/. ']|\s*de\s)?\s*'?(\d{4}|\d{2})$`,
      "iu",
    ),
    parts: ([, month, chinese, year]) => ({
      year,
      month: MonthName.read(month ?? chinese),
    }),
  },
  {
    form: new RegExp(String.raw`^(\d{4})[-/. ]?${named}$`, "iu"),
    parts: ([, year, month]) => ({ year, month: MonthName.read(month) }),
  },
  {
    // 2024-01, 2024_01, 2024M01 of statistics
    form: /^(\d{4})(?:[-/_](\d{1,2})|\.(\d{2})|-?M(\d{1,2}))$/i,
    parts: ([, year, ...months]) => ({
      year,
      month: months.find((month) => month) ?? NaN,
    }),
  },
  {
    // 01/2024, and 001.2024 of accounting
    form: /^(?:0(?=\d{2}[./]))?(\d{1,2})[-/._](\d{4})$/,
    parts: ([, month, year]) => ({ year, month }),
  },
];
// Wed Jan 31 16:30:00 CET 2024
const unix = /^(\p{L}{3}) (\d{1,2}) ([\d:]+)(?: ([A-Z]{3,5}))? (\d{4})$/u;

const nowhere: Written = { days: NaN, zoned: false };

/** NaN days for what is no date. Without an order, slashes are read month first and the rest day first. */
export function read(text: string, order?: Order): Written {
  if (text.length < 4 || text.length > 80 || !/\p{Nd}|年/u.test(text))
    return nowhere;
  const plain = plainOf(text);
  if (/^\d+([.,]\d+)?$/.test(plain)) {
    const counted = digits(plain.replace(",", "."));
    if (counted) return counted;
  }
  const stretch = weekOf(plain) ?? quarterOf(plain);
  if (stretch !== null) return { days: stretch, zoned: false };
  return dated(plain, order) ?? spanned(plain, order) ?? nowhere;
}

// A year of Chinese digits is one of plain ones.
const chineseYear = /^[〇○零一二三四五六七八九]{4}(?=年)/;
const plainOf = (text: string) =>
  PlainSigns.read(text)
    .replace(chineseYear, (year) =>
      Array.from(year.replace(/[○零]/g, "〇"), (sign) =>
        "〇一二三四五六七八九".indexOf(sign),
      ).join(""),
    )
    .replace(/ {2,}/g, " ");

function dated(text: string, order?: Order): Written | null {
  const found = formed(text, order);
  if (found) return found;
  const bare = WeekdayName.without(text).replace(/^le /i, "");
  if (bare === text) return null;
  const moved = bare.replace(
    unix,
    (_, month, day, time, zone, year) =>
      `${month} ${day}, ${year} ${time} ${zone ?? ""}`,
  );
  return formed(moved.trim(), order);
}

// From one day to another: 01.01.2024 – 31.01.2024, 2024-01-01/2024-01-31
const span =
  /^(\S{6,}|\d{1,2}\.? \S{3,} \d{4})(?: ?(?:\/|~|to|bis|au|al|hasta|until|through|至|到) ?| ?- ?)(\S{6,}|\d{1,2}\.? \S{3,} \d{4})$/;

// Its first day, where it does not end before that.
function spanned(text: string, order?: Order): Written | null {
  const [, from, to] = span.exec(text) ?? [];
  if (from === undefined) return null;
  const [first, last] = [dated(from, order), dated(to, order)];
  return first && last && first.days <= last.days ? first : null;
}

export const isSpan = (text: string) => {
  const plain = plainOf(text);
  return span.test(plain) && !dated(plain) && spanned(plain) !== null;
};

// 2025-W07, W7 2025, KW 07/2025, Semaine 7 2025, 2025年第7周
const weeks = [
  /^(?<year>\d{4})[-/. ]?(?:W|KW|CW|WK)[-. ]?(?<week>\d{1,2})$/i,
  /^(?:W|KW|CW|wk|week|woche|semaine|semana|sem)\.?[- ]?(?<week>\d{1,2})(?:[-/., ']|, | \/ )(?<year>\d{4}|\d{2})$/i,
  /^(?<year>\d{4})\s*年\s*第?\s*(?<week>\d{1,2})\s*[周週]$/,
];
// 2024-Q3, Q3 2024, 3Q24, T3 2024, 3. Quartal 2024, 2024年第三季度
const quarters = [
  /^(?<year>\d{4})[-/. ]?[QT][- ]?(?<quarter>[1-4])$/i,
  /^[QT](?<quarter>[1-4])[-/. ']{0,2}(?<year>\d{4}|\d{2})$/i,
  /^(?<quarter>[1-4])[QT][-/. ']?(?<year>\d{4}|\d{2})$/i,
  /^(?<quarter>[1-4])(?:\.|er|e|º|°)? (?:quartal|quarter|trimestre)(?: de)? (?<year>\d{4})$/i,
  /^(?<year>\d{4})\s*年?\s*第?\s*(?<quarter>[1-4一二三四])\s*(?:季度|季|四半期|분기)$/,
];

// The first day of a week or quarter; null where the text names none.
function weekOf(text: string): number | null {
  const found = groupsOf(weeks, text);
  const days = found && weekStart(fullYear(found.year), Number(found.week));
  return days === null || Number.isNaN(days) ? null : days;
}

function quarterOf(text: string): number | null {
  const found = groupsOf(quarters, text);
  if (!found) return null;
  const { year, quarter } = found;
  const nth = "一二三四".indexOf(quarter) + 1 || Number(quarter);
  return epochDay(fullYear(year), 3 * nth - 2, 1);
}

const groupsOf = (forms: RegExp[], text: string) =>
  text.length > 24
    ? null
    : (forms.map((form) => form.exec(text)).find((found) => found)?.groups ??
      null);

export const isWeek = (text: string) => weekOf(text) !== null;
export const isQuarter = (text: string) => quarterOf(text) !== null;

function formed(text: string, order?: Order): Written | null {
  for (const { form, parts } of forms) {
    const found = form.exec(text);
    if (!found) continue;
    const { year, month, day = "1" } = parts(found, order);
    const days = epochDay(fullYear(year), Number(month), Number(day));
    if (Number.isNaN(days)) continue;
    const rest = text.slice(found[0].length).trimEnd();
    if (rest === "") return { days, zoned: false };
    const moment = timed(days, rest);
    if (moment) return moment;
  }
  return null;
}

// 24 is 2024, 98 is 1998.
const fullYear = (year: string) =>
  year.length === 4
    ? Number(year)
    : Number(year) + (Number(year) < 70 ? 2000 : 1900);

function timed(days: number, rest: string): Written | null {
  const found = clock.exec(rest.replace(compact, "T$1:$2:$3$4"));
  if (!found) return null;
  const [, before, hour, minute, second, fraction, after, zone] = found;
  const half = before ?? after;
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)];
  if (h > 23 || m > 59 || s > 59 || (half && (h > 12 || h < 1))) return null;
  const late = half !== undefined && /^(p|下)/i.test(half);
  const hours = half ? (h % 12) + (late ? 12 : 0) : h;
  const local =
    days + (hours * 3600 + m * 60 + s + Number(`0.${fraction ?? 0}`)) / 86_400;
  // GMT+0100 (Central European Standard Time), +01:00[Europe/Berlin]
  const name = zone.replace(/\s*[([].*[)\]]$/, "").trim();
  if (name === "") return { days: local, zoned: false };
  const offset = TimeZone.offset(name, local);
  return Number.isNaN(offset) ? null : { days: local - offset, zoned: true };
}

// Days of a spreadsheet from 1954 to 2173; 25569 is 1 January 1970.
const serials = { from: 20_000, to: 100_000, epoch: 25_569 };
// Counts since 1970 by their digits, from 1973 on.
const perDay = new Map([
  [9, 86_400],
  [10, 86_400],
  [12, 86_400e3],
  [13, 86_400e3],
  [15, 86_400e6],
  [16, 86_400e6],
  [18, 86_400e9],
  [19, 86_400e9],
]);

// YYYYMM, YYYYMMDD, YYYYMMDDhhmmss, counts since 1970, and days of a spreadsheet.
function digits(text: string): Written | null {
  const [whole, decimals = ""] = text.split(".");
  const part = (from: number, to: number) => Number(text.slice(from, to));
  if (/^0*$/.test(decimals)) {
    if (whole.length === 6)
      return { days: epochDay(part(0, 4), part(4, 6), 1), zoned: false };
    if (whole.length === 8)
      return {
        days: epochDay(part(0, 4), part(4, 6), part(6, 8)),
        zoned: false,
      };
    if (whole.length === 14)
      return timed(
        epochDay(part(0, 4), part(4, 6), part(6, 8)),
        `T${whole.slice(8, 10)}:${whole.slice(10, 12)}:${whole.slice(12)}`,
      );
  }
  const unit = perDay.get(whole.length);
  if (unit) return { days: Number(text) / unit, zoned: true };
  const serial = Number(text);
  if (whole.length !== 5 || serial < serials.from) return null;
  return { days: serial - serials.epoch, zoned: false };
}

export * as WrittenDate from "./written-date";
