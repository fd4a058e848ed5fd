// column-type: the type of a column, told from its cells
import { boolean, date, number, type DateOrder } from "./cell";
import type { Definition } from "./definition";
import type { Decimal } from "./dialect";

// What a pass over one column's cells leaves behind.
export type Seen = {
  filled: number; // cells that are not missing
  distinct: number; // counted up to maxDistinct + 1
  counts: Map<string, number>; // of the values met before maxDistinct was passed
  longest: number;
  misfits: { number: number; boolean: number; date: number };
  order?: DateOrder; // of dates written with the year last
};

export const maxDistinct = 1000;
const tolerance = 0.01;
const toleranceFrom = 200; // fewer cells than this must all fit
const smallTable = 40; // rows below which repetition tells nothing
const shortText = 64;
const yearLast = /^\d{1,2}([-/.])\d{1,2}\1\d{4}/;

// Numbers that would not come back as they were written are names in disguise: 00123, 19 digits.
function isNumber(text: string, decimal: Decimal): boolean {
  if (/^0\d/.test(text) || /^\d{16,}$/.test(text)) return false;
  return !Number.isNaN(number(text, decimal));
}

export function look(cells: Iterable<string | null>, decimal: Decimal): Seen {
  const counts = new Map<string, number>();
  const misfits = { number: 0, boolean: 0, date: 0 };
  const orders = { dmy: 0, mdy: 0 };
  let [filled, longest, ordered, distinct] = [0, 0, 0, 0];
  for (const text of cells) {
    if (text === null) continue;
    filled++;
    longest = Math.max(longest, text.length);
    const count = counts.get(text);
    if (count !== undefined) counts.set(text, count + 1);
    else if (++distinct <= maxDistinct) counts.set(text, 1);
    if (!isNumber(text, decimal)) misfits.number++;
    if (Number.isNaN(boolean(text))) misfits.boolean++;
    if (yearLast.test(text)) {
      ordered++;
      if (!Number.isNaN(date(text, "dmy"))) orders.dmy++;
      if (!Number.isNaN(date(text, "mdy"))) orders.mdy++;
    } else if (Number.isNaN(date(text))) misfits.date++;
  }
  const seen = { filled, distinct, counts, longest, misfits };
  if (ordered === 0) return seen;
  const tied = text(counts)?.includes("/") ? "mdy" : "dmy";
  const order =
    orders.dmy === orders.mdy ? tied : orders.dmy > orders.mdy ? "dmy" : "mdy";
  misfits.date += ordered - orders[order];
  return { ...seen, order };
}

const text = (counts: Map<string, number>) =>
  [...counts.keys()].find((value) => yearLast.test(value));

const fits = (misfits: number, filled: number) =>
  misfits === 0 || (filled >= toleranceFrom && misfits <= tolerance * filled);

// Two words at most, one of each kind, and no third one that comes back.
function isBoolean({ counts, distinct, filled, misfits }: Seen): boolean {
  if (!fits(misfits.boolean, filled) || distinct > maxDistinct) return false;
  const words = new Map<string, number>();
  for (const [value, count] of counts) {
    const read = boolean(value);
    if (!Number.isNaN(read)) words.set(value.toLowerCase(), read);
    else if (count > 2) return false;
  }
  const [first, second] = [...words];
  if (words.size === 2) return first[1] !== second[1];
  return words.size === 1 && (first[0].length > 1 || /[是否]/.test(first[0]));
}

const timely = /date|time|day|month|week|period|^dt|_dt|_at$|日期|时间|月/i;

function isDate(name: string, seen: Seen): boolean {
  if (!fits(seen.misfits.date, seen.filled)) return false;
  const digitsOnly = seen.misfits.number <= seen.misfits.date;
  return !digitsOnly || (timely.test(name) && plausible(seen));
}

// Bare digits are dates only between 1970 and 2100.
function plausible({ counts }: Seen): boolean {
  for (const value of counts.keys()) {
    const days = date(value);
    if (days < 0 || days > 47_482) return false;
  }
  return true;
}

export function kindOf(name: string, seen: Seen): Definition.Kind {
  const { filled, distinct, longest, misfits } = seen;
  if (filled === 0) return "category";
  const exact = misfits.boolean <= misfits.number;
  if (exact && isBoolean(seen)) return "boolean";
  if (isDate(name, seen)) return "date";
  if (fits(misfits.number, filled)) return "number";
  const repeated = distinct <= maxDistinct && distinct * 2 < filled;
  const short = longest <= shortText;
  return short && (repeated || filled < smallTable) ? "category" : "text";
}

export * as ColumnType from "./column-type";
