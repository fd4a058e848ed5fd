// event-time: a cell of time as ms since 1970-01-01 00:00 of the dataset's time zone
import { TimeZone } from "../reading/time-zone";
import { date, type DateOrder } from "../tabular/cell";

const day = 86_400_000;
const ofDay = /^[T ](\d\d?):(\d\d)(?::(\d\d))?(?: ?(Z|UTC|GMT))?$/;

/**
 * Dates with or without a time of day, and counts of seconds or milliseconds since 1970; NaN for what is neither. A moment
 * that names its offset, as every count does, is told in the time zone; UTC without one.
 */
export function clock(
  order?: DateOrder,
  timezone?: string,
): (text: string) => number {
  const local = (ms: number) =>
    timezone ? ms + TimeZone.ahead(timezone, ms / day) * day : ms;
  const days = new Map<string, number>();
  const dayOf = (text: string) => {
    const known = days.get(text);
    if (known !== undefined) return known;
    days.set(text, date(text, order));
    return days.get(text)!;
  };
  return (text) => {
    const seconds = counted(text);
    if (seconds !== null) return Math.round(local(seconds * 1000));
    const at = text.search(/[T ]/);
    const time = at > 0 ? ofDay.exec(text.slice(at)) : null;
    if (time && +time[1] < 24 && +time[2] < 60 && !(+time[3] > 59)) {
      const minutes = +time[1] * 60 + +time[2];
      const start = dayOf(text.slice(0, at));
      const ms = start * day + (minutes * 60 + +(time[3] ?? 0)) * 1000;
      if (!Number.isNaN(ms)) return time[4] ? Math.round(local(ms)) : ms;
    }
    return Math.round(date(text, order, timezone) * day);
  };
}

// Nine digits of seconds begin in 1973, and eight are a date.
function counted(text: string): number | null {
  const digits = /^(\d{9,13})(?:\.\d+)?$/.exec(text)?.[1].length;
  if (digits === 9 || digits === 10) return Number(text);
  return digits === 12 || digits === 13 ? Number(text) / 1000 : null;
}
