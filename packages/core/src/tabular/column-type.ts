// column-type: the type of a column, told from its cells
import { PlainNumber } from "../reading/plain-number";
import { boolean, date } from "./cell";
import type { Definition } from "./definition";
import { DateOrder } from "../reading/date-order";
import { DecimalSign } from "../reading/decimal-sign";
import { Sentinel } from "../reading/sentinel";
import { TimeName } from "../reading/time-name";
import { WrittenNumber, type Decimal } from "../reading/written-number";

// What a pass over one column's cells leaves behind.
export type Seen = {
  filled: number; // cells that are not missing and no sentinels
  sentinels: number;
  distinct: number; // counted up to maxDistinct + 1, sentinels among them
  counts: Map<string, number>; // of the values met before maxDistinct was passed
  longest: number;
  // Cells that do not read as a type; of dates only those that no order of day and month can mend.
  misfits: { number: Record<Decimal, number>; boolean: number; date: number };
  signs: DecimalSign.Votes;
  orders: DateOrder.Votes;
};

export const maxDistinct = 1000;
const read = 0.9; // share of the filled cells that must read as a type
const smallTable = 40; // rows below which repetition tells nothing
const shortText = 64;

export const nothing = (): Seen => ({
  ...{ filled: 0, sentinels: 0, distinct: 0, counts: new Map(), longest: 0 },
  misfits: { number: { ".": 0, ",": 0 }, boolean: 0, date: 0 },
  signs: DecimalSign.votes(),
  orders: DateOrder.votes(),
});

/** Looks at cells as they come: each value once, counted as often as it stands there. */
export function look(cells: Iterable<string | null>): Seen {
  const seen = nothing();
  const { counts } = seen;
  for (const text of cells) {
    if (text === null) continue;
    const count = counts.get(text);
    if (count !== undefined) counts.set(text, count + 1);
    else if (++seen.distinct <= maxDistinct) counts.set(text, 1);
    else add(seen, text, 1);
  }
  for (const [text, count] of counts) add(seen, text, count);
  seen.distinct = Math.min(seen.distinct, maxDistinct + 1);
  return seen;
}

/** What was seen in the cells of both. */
export function merge(a: Seen, b: Seen): Seen {
  const counts = new Map(a.counts);
  let distinct = a.distinct;
  for (const [text, count] of b.counts) {
    const known = counts.get(text);
    if (known === undefined) distinct++;
    if (known !== undefined || counts.size < maxDistinct)
      counts.set(text, (known ?? 0) + count);
  }
  const both = (of: (misfits: Seen["misfits"]) => number) =>
    of(a.misfits) + of(b.misfits);
  return {
    filled: a.filled + b.filled,
    sentinels: a.sentinels + b.sentinels,
    distinct: Math.min(Math.max(distinct, b.distinct), maxDistinct + 1),
    counts,
    longest: Math.max(a.longest, b.longest),
    misfits: {
      number: {
        ".": both(({ number }) => number["."]),
        ",": both(({ number }) => number[","]),
      },
      boolean: both(({ boolean }) => boolean),
      date: both(({ date }) => date),
    },
    signs: DecimalSign.merge(a.signs, b.signs),
    orders: DateOrder.merge(a.orders, b.orders),
  };
}

/** Filled cells that do not read as the type. */
export function misread(
  { misfits, orders }: Seen,
  kind: "number" | "boolean" | "date",
  decimal: Decimal = ".",
): number {
  if (kind === "number") return misfits.number[decimal];
  if (kind === "boolean") return misfits.boolean;
  const order = DateOrder.of(orders) ?? DateOrder.custom(orders);
  return misfits.date + orders.cells - orders[order];
}

// Numbers that would not come back as they were written are names in disguise: 00123, 19 digits.
const disguised = /^0\d|^\d{16,}$/;
const none = { ".": NaN, ",": NaN };

function add(seen: Seen, text: string, times: number) {
  const { misfits, signs, orders } = seen;
  const kind = PlainNumber.kindOf(text);
  if (kind === null && Sentinel.is(text)) return void (seen.sentinels += times);
  seen.filled += times;
  seen.longest = Math.max(seen.longest, text.length);
  if (kind === null) {
    const both = disguised.test(text) ? none : WrittenNumber.both(text);
    for (const sign of [".", ","] as const)
      if (Number.isNaN(both[sign])) misfits.number[sign] += times;
    DecimalSign.count(signs, text, both, times);
  } else if (kind !== "whole") {
    if (kind === ".") misfits.number[","] += times;
    DecimalSign.tally(signs, kind, text, times);
  }
  if (Number.isNaN(boolean(text))) misfits.boolean += times;
  if (kind !== null && !PlainNumber.mayBeDate(text)) misfits.date += times;
  else if (!DateOrder.count(orders, text, times) && Number.isNaN(date(text)))
    misfits.date += times;
}

const fits = (misfits: number, filled: number) =>
  misfits <= (1 - read) * filled + 1e-9;

// Two answers at most, written alike, and no third one that comes back.
function isBoolean({ counts, distinct, filled, misfits }: Seen): boolean {
  if (!fits(misfits.boolean, filled) || distinct > maxDistinct) return false;
  const words = new Map<string, number>();
  for (const [value, count] of counts) {
    if (Sentinel.is(value)) continue;
    const read = boolean(value);
    if (!Number.isNaN(read)) words.set(value.toLowerCase(), read);
    else if (count > 2) return false;
  }
  const answers = new Set(words.values());
  if (answers.size === 2) return true;
  const [word] = words.keys();
  return word !== undefined && /\p{L}{2}|[是否]/u.test(word);
}

function isDate(name: string, seen: Seen, misfits: number): boolean {
  const undated = misread(seen, "date");
  if (!fits(undated, seen.filled)) return false;
  const digitsOnly = misfits <= undated;
  return !digitsOnly || (TimeName.says(name) && plausible(seen));
}

// Days since 1970 that bare digits may stand for; days of a spreadsheet only from 1990 to 2050.
const years = { from: 0, to: 47_482 };
const serialYears = { from: 7_305, to: 29_219 };

function plausible({ counts }: Seen): boolean {
  for (const value of counts.keys()) {
    const days = date(value);
    const { from, to } = /^\d{5}(\D|$)/.test(value) ? serialYears : years;
    if (days < from || days > to) return false;
  }
  return true;
}

// Three words, or six Chinese characters, which are about as many.
const phrase = /\S+\s+\S+\s+\S+|(?:\p{Script=Han}\P{L}*){6}/u;

/** Whether most cells are phrases, and not names or codes. */
export function isProse({ counts }: Seen): boolean {
  const cells = [...counts.keys()];
  return cells.filter((cell) => phrase.test(cell)).length * 2 > cells.length;
}

/** Undefined where no cell is filled. */
export function kindOf(
  name: string,
  seen: Seen,
  decimal: Decimal = ".",
): Definition.Kind | undefined {
  const { filled, distinct, longest, misfits } = seen;
  if (filled === 0) return undefined;
  const unnumbered = misfits.number[decimal];
  const exact = misfits.boolean <= unnumbered;
  if (exact && isBoolean(seen)) return "boolean";
  if (isDate(name, seen, unnumbered)) return "date";
  if (fits(unnumbered, filled)) return "number";
  const repeated = distinct <= maxDistinct && distinct * 2 < filled;
  const short = longest <= shortText;
  return short && (repeated || filled < smallTable) ? "category" : "text";
}

export * as ColumnType from "./column-type";
