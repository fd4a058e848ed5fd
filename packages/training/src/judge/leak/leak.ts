// leak: columns that give the outcome away, and columns with nothing to learn in them
import {
  type Column,
  Frame,
  type TextColumn,
} from "@mainstay/core/tabular/frame";
import { Evidence } from "./evidence";
import { TellingWord } from "./telling-word";
import { ValueBins } from "./value-bins";
import { IdentifierColumns } from "./identifier-columns";
import { random } from "@mainstay/core/base/random";

export type Code =
  | "leak.decides"
  | "leak.missing"
  | "leak.afterwards"
  | "leak.id"
  | "leak.constant";
export type Found = {
  code: Code;
  column: string;
  message: string;
  /** A leak has the larger of the two shares of `Evidence`, an id its share of distinct values, and a constant 1. */
  strength: number;
  drop: boolean;
};

export type Input = {
  frame: Frame;
  label: ArrayLike<number>; // 1 positive, 0 not, below 0 unknown; [rows]
  horizon: number;
  columns: readonly string[]; // those that would be learned from
  id?: ArrayLike<string>; // whose row it is, where a customer has several; [rows]
  ignore?: readonly string[]; // not looked at
  keep?: readonly string[]; // the owner insists: named, never dropped
  now?: ArrayLike<number>; // with a horizon, 1 where the outcome has happened by the row's own period; [rows]
  seed?: number;
};

/**
 * A column that alone explains more than 0.55 of the outcome's entropy, out of fold, is named and left out. Known leaks explain
 * 0.61 and more. In ten public tables the strongest honest column explains 0.47 (a shop's spending on detergents, of its trade),
 * and in the nine others 0.20 (the length of a call, of whether it sells).
 */
const explained = 0.55;
/**
 * Entropy says little of a rare outcome. A value that makes a tenth of its cases certain is still named a leak, as the mode of a
 * failure is of the failure (0.14 to 0.34). A value that makes a quarter of them certain is left out.
 */
const certain = { name: 0.1, drop: 0.25 };
/**
 * A flag that is set only where the outcome comes is one however few cases it makes certain, as the wear of a tool is of its
 * failure (46 of 46 rows, 14 % of the failures). Of columns with more values a pure one may be honest: all 60 customers of a
 * bank with four products left. Beyond chance: less than one in so many, natural logarithms; and the rows that show it. Of
 * an outcome of nearly every second row a few pure gaps are no wonder.
 */
const flagged = {
  mostCommon: 0.4,
  name: { surprise: Math.log(1e6), rows: 5 },
  drop: { surprise: Math.log(1e9), rows: 20 },
};
// Only for outcomes rarer than this is a pure group telling: an outcome of every second row needs but twice the odds.
const rare = 0.2;
// If being filled explains this share of what a column explains, its values add nothing.
const gap = 0.9;

/** Whether a finding warns of a leak; ids and constants are information. */
export const warns = ({ code }: Pick<Found, "code">) =>
  code !== "leak.id" && code !== "leak.constant";

/** At most one finding a column, in the order of `columns`; the strongest reason first: constant, afterwards, missing, decides, id. */
export function find(input: Input): Found[] {
  const { frame, label, horizon, columns, id, now, seed = 42 } = input;
  const { ignore = [], keep = [] } = input;
  const halves = Evidence.halves(label, random(seed), id);
  const happened =
    horizon > 0 && now ? Evidence.halves(now, random(seed), id) : null;
  const people = one(frame.rows, id);
  return columns.flatMap((name) => {
    const column = ignore.includes(name) ? null : Frame.column(frame, name);
    if (!column) return [];
    const found =
      constant(column) ??
      told(column, halves, happened) ??
      identity(column, people);
    if (!found) return [];
    return { ...found, column: name, drop: found.drop && !keep.includes(name) };
  });
}

type Finding = Omit<Found, "column"> | null;

function told(
  column: Column,
  halves: Evidence.Halves,
  happened: Evidence.Halves | null,
): Finding {
  const share = (h: Evidence.Halves) =>
    Math.min(h.positives, h.rows - h.positives) / (h.rows || 1);
  const groups = ValueBins.group(column, Math.min(0.01, share(halves) / 10));
  if (happened && share(happened) > 0) {
    const late = afterwards(column, groups, happened);
    if (late) return late;
  }
  if (!(share(halves) > 0)) return null;
  const { name } = column;
  const gaps = Evidence.weigh(ValueBins.presence(groups), halves);
  const whole = Evidence.weigh(groups, halves);
  // A gap is no measurement, so certainty by it is a leak at any base rate.
  const scarce = share(halves);
  const absent = leaks(gaps, "any", scarce);
  if (absent && (gaps.flag || gaps.explained >= gap * whole.explained))
    return {
      code: "leak.missing",
      message: `Whether "${name}" is filled nearly decides the outcome: ${example(gaps.telling)}. It is probably filled in, or cleared, because of the outcome; leave it out unless it is known beforehand.`,
      ...absent,
    };
  const by = scarce <= rare ? "any" : "entropy";
  const values = leaks(whole, by, scarce);
  if (!values)
    return column.type === "text" ? word(column, halves, by, scarce) : null;
  return {
    code: "leak.decides",
    message: `"${name}" alone ${much(whole)}: ${example(whole.telling)}. Nothing known beforehand usually tells so much; leave it out unless it is.`,
    ...values,
  };
}

// Somebody may write beforehand what makes a case certain, so that a word is left out only where it nearly decides.
function word(
  { name, values }: TextColumn,
  halves: Evidence.Halves,
  by: "any" | "entropy",
  scarce: number,
): Finding {
  const groups = TellingWord.find(values, halves);
  if (!groups) return null;
  const evidence = Evidence.weigh(groups, halves);
  const found = leaks(evidence, by, scarce);
  if (!found) return null;
  return {
    code: "leak.decides",
    message: `A word of "${name}" ${much(evidence)}: ${example(evidence.telling)}. It was probably written once the outcome was known; leave the column out unless it is written beforehand.`,
    ...found,
    drop: evidence.explained >= explained,
  };
}

function much({ explained: share, certain }: Evidence.Evidence) {
  if (share >= explained) return "nearly decides the outcome";
  return certain > 0
    ? `makes ${percent(certain)} of the cases certain`
    : "makes some cases certain";
}

function leaks(
  evidence: Evidence.Evidence,
  by: "any" | "entropy",
  scarce: number, // share of the rarer outcome
) {
  const sure = by === "any" ? evidence.certain : 0;
  const { flag } = evidence;
  const sets = ({ surprise, rows }: { surprise: number; rows: number }) =>
    flag !== null &&
    scarce <= flagged.mostCommon &&
    flag.surprise >= surprise &&
    flag.rows >= rows;
  const isNamed =
    evidence.explained >= explained ||
    sure >= certain.name ||
    sets(flagged.name);
  if (!isNamed) return null;
  return {
    strength: Math.max(evidence.explained, sure),
    drop:
      evidence.explained >= explained ||
      sure >= certain.drop ||
      sets(flagged.drop),
  };
}

// A column that takes a value, or any value, only after the outcome has happened. It is left out if it says nothing before.
function afterwards(
  column: Column,
  groups: ValueBins.ValueBins,
  happened: Evidence.Halves,
): Finding {
  const { name } = column;
  const { code, size } = groups;
  const before = new Int32Array(size);
  const after = new Int32Array(size);
  for (let row = 0; row < code.length; row++) {
    if (happened.label[row] === 0) before[code[row]]++;
    if (happened.label[row] === 1) after[code[row]]++;
  }
  const cases = happened.positives;
  const early = happened.rows - cases - before[0];
  const late = cases - after[0];
  if (late / cases >= certain.drop && early <= 0.02 * (early + late))
    return {
      code: "leak.afterwards",
      message: `"${name}" is filled only once the outcome has happened (${late} of ${cases} such rows, ${early} before): it cannot be known when it is needed.`,
      strength: late / cases,
      drop: true,
    };
  if (column.type !== "category" && column.type !== "boolean") return null;
  const telling = Array.from(after.keys())
    .filter((c) => c > 0 && after[c] > 0 && before[c] === 0)
    .sort((a, b) => after[b] - after[a]);
  const rows = telling.reduce((sum, c) => sum + after[c], 0);
  if (rows < certain.drop * cases) return null;
  return {
    code: "leak.afterwards",
    message: `"${name}" becomes ${groups.name(telling[0])} only once the outcome has happened (${rows} of ${cases} such rows, never before): that cannot be known when it is needed.`,
    strength: rows / cases,
    drop: before.filter((n) => n > 0).length < 2,
  };
}

function constant(column: Column): Finding {
  const value = IdentifierColumns.only(column);
  if (value === undefined) return null;
  const says = value === null ? "is empty" : `is "${value}"`;
  return {
    code: "leak.constant",
    message: `"${column.name}" ${says} in every row: there is nothing to learn from it.`,
    strength: 1,
    drop: true,
  };
}

function identity(column: Column, people: Int32Array): Finding {
  const found = IdentifierColumns.identify(column, people);
  if (!found) return null;
  const { distinct, filled, running } = found;
  const what = running
    ? "counts the rows"
    : `names the row: ${distinct} different values in ${filled} rows`;
  return {
    code: "leak.id",
    message: `"${column.name}" ${what}; it says nothing of the next customer.`,
    strength: distinct / filled,
    drop: true,
  };
}

const example = ({ name, rows, positives }: Evidence.Evidence["telling"]) =>
  `of the ${rows} rows where it is ${name}, ${percent(positives / rows)} are positive`;

// A share below 1 is never shown as 100 %.
const percent = (share: number) =>
  share === 1 || share === 0
    ? `${100 * share} %`
    : `${Math.min(99.9, Math.max(0.1, 100 * share)).toFixed(1)} %`;

// The last row of each customer.
function one(rows: number, id?: ArrayLike<string>) {
  if (!id) return Int32Array.from({ length: rows }, (_, row) => row);
  const last = new Map<string, number>();
  for (let row = 0; row < rows; row++) last.set(id[row], row);
  return Int32Array.from(last.values());
}

export * as Leak from "./leak";
