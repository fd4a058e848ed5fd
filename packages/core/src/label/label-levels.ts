// label-levels: the classes that a label's cells name, and the order of those that have one
import { Failure } from "../base/error";
import { Sentinel } from "../reading/sentinel";

export const maxClasses = 50;

// Words that scales are made of, each line from the least to the greatest.
const scales = [
  "very low,low,medium,high,very high,critical",
  "low,moderate,high",
  "low,normal,high,urgent",
  "minor,major,critical,blocker",
  "very dissatisfied,dissatisfied,neutral,satisfied,very satisfied",
  "very unhappy,unhappy,neutral,happy,very happy",
  "strongly disagree,disagree,neutral,agree,strongly agree",
  "very poor,poor,fair,good,very good,excellent",
  "very bad,bad,ok,good,very good",
  "terrible,bad,average,good,excellent",
  "below average,average,above average",
  "negative,neutral,positive",
  "negative,mixed,positive",
  "detractor,passive,promoter",
  "never,rarely,sometimes,often,always",
  "none,few,some,many",
  "tiny,small,medium,large,huge",
  "bronze,silver,gold,platinum,diamond",
  "red,amber,green",
  "red,yellow,green",
  "free,trial,basic,starter,standard,pro,professional,business,premium,enterprise",
  "低,中,高",
  "差,中,好",
  "非常不满意,不满意,一般,满意,非常满意",
].map((line) => line.split(","));

/** The text of a cell that names a class; null where it says that there is none. */
export const cell = (text: string | null) => {
  const plain = text?.trim() ?? "";
  if (plain === "" || Sentinel.is(plain)) return null;
  // 3 and 3.0 are one level.
  return Number.isFinite(Number(plain)) ? String(Number(plain)) : plain;
};

/** Distinct classes, numbers by size and words by the alphabet. */
export function classes(column: string, cells: Iterable<string | null>) {
  const found = new Set<string>();
  for (const text of cells) {
    const name = cell(text);
    if (name !== null) found.add(name);
  }
  if (found.size < 2 || found.size > maxClasses)
    throw new Failure(
      "label.classes.count",
      `Expected 2 to ${maxClasses} different values of "${column}", got ${found.size}`,
    );
  const names = [...found].sort();
  return numeric(names) ? names.sort((a, b) => +a - +b) : names;
}

const numeric = (names: string[]) => names.every((name) => !isNaN(+name));

const word = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, " ");

/**
 * The names from the least to the greatest: as told, by size, by the number that each begins with, or by a scale of words;
 * null where nothing says their order.
 */
export function ordered(
  names: string[],
  told?: readonly string[],
): string[] | null {
  if (told)
    return names.every((name) => told.includes(name))
      ? told.filter((name) => names.includes(name))
      : null;
  if (numeric(names)) return [...names].sort((a, b) => +a - +b);
  const first = names.map((name) => parseFloat(name));
  if (first.every((x) => !isNaN(x)) && new Set(first).size === names.length)
    return [...names].sort((a, b) => parseFloat(a) - parseFloat(b));
  const scale = scales.find((scale) =>
    names.every((name) => scale.includes(word(name))),
  );
  return scale
    ? [...names].sort((a, b) => scale.indexOf(word(a)) - scale.indexOf(word(b)))
    : null;
}

export * as LabelLevels from "./label-levels";
