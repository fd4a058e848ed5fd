// calendar: days since 1970-01-01 UTC from and to the parts of a date (proleptic Gregorian)
export const dayMs = 86_400_000;

// NaN where there is no such day.
export function epochDay(year: number, month: number, day: number): number {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1)
    return NaN;
  if (day > 28 && day > daysIn(year, month)) return NaN;
  return Date.UTC(year, month - 1, day) / dayMs;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function civil(days: number): {
  year: number;
  month: number;
  day: number;
} {
  const date = new Date(Math.floor(days) * dayMs);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}

// 1970-01-01 was a Thursday.
const monday = (days: number) =>
  Math.floor(days) - ((((Math.floor(days) + 3) % 7) + 7) % 7);

// Monday of an ISO 8601 week: week 1 holds 4 January. NaN where the year has no such week.
export function weekStart(year: number, week: number): number {
  if (!(week >= 1 && week <= 53)) return NaN;
  const start = monday(epochDay(year, 1, 4)) + (week - 1) * 7;
  return isoWeek(start).year === year ? start : NaN;
}

// The week's year is the year of its Thursday.
export function isoWeek(days: number): { year: number; week: number } {
  const start = monday(days);
  const { year } = civil(start + 3);
  return {
    year,
    week: Math.floor((start - monday(epochDay(year, 1, 4))) / 7) + 1,
  };
}

export * as Calendar from "./calendar";
