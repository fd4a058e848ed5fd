// name-period: the period that a file's name or its folders speak of
import { epochDay, weekStart } from "../reading/calendar";
import { MonthName } from "../reading/month-name";
import { Period, type Kind } from "./period";

type Grain = "day" | "week" | "month";
type Found = { grain: Grain; days: number };
type Pattern = [RegExp, (parts: string[]) => Found];

const year = String.raw`(?<!\d)((?:19|20)\d\d)`;
const yearEnd = String.raw`((?:19|20)\d\d)(?!\d)`;
const word = String.raw`(?<![\p{L}])([\p{L}]{3,12})`;
const gap = String.raw`[-_. ,']*`;

const day = (y: string, m: string | number, d: string): Found => ({
  grain: "day",
  days: epochDay(+y, +m, +d),
});
const month = (y: string, m: string | number): Found => ({
  grain: "month",
  days: epochDay(+y, +m, 1),
});
const week = (y: string, w: string): Found => ({
  grain: "week",
  days: +w >= 1 && +w <= 53 ? weekStart(+y, +w) : NaN,
});

// What stands first is looked for first, and what it matched is looked at no more.
const patterns: Pattern[] = (
  [
    [`${year}年(\\d{1,2})月(\\d{1,2})日`, ([, y, m, d]) => day(y, m, d)],
    [`${year}年(\\d{1,2})月`, ([, y, m]) => month(y, m)],
    [
      `${year}([-_./ ]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12]\\d|3[01])(?!\\d)`,
      ([, y, , m, d]) => day(y, m, d),
    ],
    [`${year}[-_./ ]?(?:W|KW|CW)(\\d{1,2})(?!\\d)`, ([, y, w]) => week(y, w)],
    [
      `(?<!\\p{L})(?:W|KW|CW|wk|week|woche|semaine|semana)${gap}(\\d{1,2})${gap}${yearEnd}`,
      ([, w, y]) => week(y, w),
    ],
    [
      `(?<!\\d)(\\d{1,2})([-_.])(\\d{1,2})\\2${yearEnd}`,
      ([, a, sign, b, y]) => dayLast(a, b, y, sign),
    ],
    [
      `(?<!\\d)(\\d{1,2})${gap}${word}${gap}${yearEnd}`,
      ([, d, name, y]) => day(y, MonthName.read(name), d),
    ],
    [
      `${word}${gap}(\\d{1,2})(?:st|nd|rd|th)?${gap}(?<=\\D)${yearEnd}`,
      ([, name, d, y]) => day(y, MonthName.read(name), d),
    ],
    [
      `${word}${gap}${yearEnd}`,
      ([, name, y]) => month(y, MonthName.read(name)),
    ],
    [`${year}${gap}${word}`, ([, y, name]) => month(y, MonthName.read(name))],
    [
      `${word}[-_']?([2-4]\\d)(?!\\d)`,
      ([, name, y]) => month(`20${y}`, MonthName.read(name)),
    ],
    [
      `${year}(?:[-_./ ]|[-_/ ]?(?:month=|m=|m))?(0[1-9]|1[0-2])(?!\\d)`,
      ([, y, m]) => month(y, m),
    ],
    [
      `(?<!\\d[-_.]?)(0?[1-9]|1[0-2])[-_.]${yearEnd}`,
      ([, m, y]) => month(y, m),
    ],
  ] as [string, Pattern[1]][]
).map(([source, read]) => [new RegExp(source, "giu"), read]);

// 03-04-2024 leaves open which is the day; with dots it is the first.
function dayLast(a: string, b: string, y: string, sign: string): Found {
  const dayFirst = sign === "." || +a > 12;
  if (dayFirst || a === b) return day(y, b, a);
  return +b > 12 ? day(y, a, b) : { grain: "day", days: NaN };
}

function datesIn(text: string): Found[] {
  const found: Found[] = [];
  let rest = text;
  for (const [pattern, read] of patterns)
    rest = rest.replace(pattern, (...parts) => {
      const date = read(parts.filter((part) => typeof part === "string"));
      if (Number.isNaN(date.days)) return parts[0];
      found.push(date);
      return "\n";
    });
  return found;
}

const serves: Record<Exclude<Kind, "step">, Grain[]> = {
  month: ["month", "day"],
  week: ["week", "day"],
  day: ["day"],
};

// Several that differ mean none.
function inText(text: string, kind: Kind): string | null {
  if (kind === "step") {
    const step = /(?:^|[^a-z])step[-_ =]?(\d{1,10})(?!\d)/i.exec(text);
    return step ? Period.parse(step[1], kind) : null;
  }
  const dates = datesIn(text);
  for (const grain of serves[kind]) {
    const periods = new Set(
      dates
        .filter((date) => date.grain === grain)
        .map(({ days }) => Period.parse(days, kind)),
    );
    if (periods.size) return periods.size === 1 ? [...periods][0] : null;
  }
  return null;
}

/** The period of a path below its dataset: its name, else its folders, the innermost first, else the folders together (2024/04). */
export function of(path: string, kind: Kind): string | null {
  const folders = path.split("/");
  const name = folders.pop()!;
  const texts = [name, ...folders.toReversed(), folders.join("/")];
  for (const text of texts) {
    const found = inText(text, kind);
    if (found) return found;
  }
  return null;
}

export * as NamePeriod from "./name-period";
