// date-order: whether day or month stands first in a column's dates, told from its cells
import { Calendar } from "./calendar";
import { PlainSigns } from "./plain-signs";
import { WeekdayName } from "./weekday-name";
import { read, type Order } from "./written-date";

export type Votes = {
  cells: number; // written with the year last
  dmy: number; // that read day first
  mdy: number;
  either: number; // that read both ways, to different days
  first?: string; // of the last
  sample?: string; // of all
  // The days that cells stand for, read either way; the first few.
  days: Record<Order, Set<number>>;
};

const yearLast = /^\d{1,2}([-/.])\d{1,2}\1(\d{4}|\d{2})(?![\d:])/;
const maxDays = 64;

export const votes = (): Votes => ({
  ...{ cells: 0, dmy: 0, mdy: 0, either: 0 },
  days: { dmy: new Set(), mdy: new Set() },
});

/** False for a cell that no order of day and month tells anything of. */
export function count(votes: Votes, text: string, times = 1): boolean {
  if (!yearLast.test(WeekdayName.without(PlainSigns.read(text)))) return false;
  const days = { dmy: read(text, "dmy").days, mdy: read(text, "mdy").days };
  votes.cells += times;
  votes.sample ??= text;
  for (const order of ["dmy", "mdy"] as const) {
    if (Number.isNaN(days[order])) continue;
    votes[order] += times;
    const seen = votes.days[order];
    if (seen.size < maxDays) seen.add(Math.floor(days[order]));
  }
  if (Math.abs(days.dmy - days.mdy) > 0) {
    votes.either += times;
    votes.first ??= text;
  }
  return true;
}

export const merge = (a: Votes, b: Votes): Votes => ({
  cells: a.cells + b.cells,
  dmy: a.dmy + b.dmy,
  mdy: a.mdy + b.mdy,
  either: a.either + b.either,
  first: a.first ?? b.first,
  sample: a.sample ?? b.sample,
  days: {
    dmy: new Set([...a.days.dmy, ...b.days.dmy].slice(0, maxDays)),
    mdy: new Set([...a.days.mdy, ...b.days.mdy].slice(0, maxDays)),
  },
});

/** Undefined where the cells leave it open. */
export function of(votes: Votes): Order | undefined {
  if (votes.dmy !== votes.mdy) return votes.dmy > votes.mdy ? "dmy" : "mdy";
  if (!votes.either) return undefined;
  const [dmy, mdy] = [isSeries(votes.days.dmy), isSeries(votes.days.mdy)];
  if (dmy === mdy) return undefined;
  // The fifths of months may as well be the days of May in a row; first days of months hardly are.
  const { days } = votes;
  if (!isFirsts(days[dmy ? "dmy" : "mdy"]) && isRun(days[dmy ? "mdy" : "dmy"]))
    return undefined;
  // Between dots the day stands first, whatever its dates look like the other way round.
  if (mdy && votes.first?.includes(".")) return undefined;
  return dmy ? "dmy" : "mdy";
}

/**
 * Where nothing tells: the order that no day beyond `today` comes of, where the other has some; else slashes are read month
 * first, dots and dashes day first.
 */
export function custom({ first, days }: Votes, today = Infinity): Order {
  const ahead = (order: Order) => [...days[order]].some((day) => day > today);
  if (ahead("mdy") !== ahead("dmy")) return ahead("mdy") ? "dmy" : "mdy";
  return first?.includes("/") ? "mdy" : "dmy";
}

const isFirsts = (days: Set<number>) =>
  Array.from(days, Calendar.civil).every(({ day }) => day === 1);

// Days of one month that follow each other.
function isRun(days: Set<number>) {
  const sorted = [...days].sort((a, b) => a - b);
  return sorted.length >= 3 && sorted.at(-1)! - sorted[0] < sorted.length + 3;
}

// The same day of at least three months: firsts of a month are no first days of January.
function isSeries(days: Set<number>) {
  const dates = Array.from(days, Calendar.civil);
  const first = new Set(dates.map(({ day }) => day));
  return dates.length >= 3 && first.size === 1;
}

export * as DateOrder from "./date-order";
