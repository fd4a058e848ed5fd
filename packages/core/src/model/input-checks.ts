// input-checks: what a row holds that its model did not learn from, so that nothing becomes a silent default
import * as z from "zod";
import { type Column as Values, Frame } from "../tabular/frame";
import { Warning as Said } from "../reading/warning";
import type { Column } from "./card";

export const codes = [
  "score.column.missing", // the row has no such column
  "score.value.missing", // an empty cell where training had none
  "score.column.type", // read as another type by now than the model learned
  "score.category.unseen",
  "score.number.range",
] as const;
export const Code = z.enum(codes);
export type Code = z.infer<typeof Code>;
export const Warning = z.object({
  code: Code,
  column: z.string(),
  message: z.string(),
});
export type Warning = z.infer<typeof Warning>;
// In how many rows of one upload's part, and what stood in the first of them.
export const Count = Warning.omit({ message: true }).extend({
  rows: z.int(),
  limits: z.string(),
  value: z.string().nullable(),
});
export type Count = z.infer<typeof Count>;

// As many as preprocessing keeps of a category, the commonest first.
const mostLevels = 255;

/** What a model saw of a column, for its card; a date's range would only say when it was trained. */
export function seen(column: Values): Pick<Column, "levels" | "low" | "high"> {
  if (column.type === "category") {
    const counts = new Int32Array(column.levels.length);
    for (const code of column.codes) if (code >= 0) counts[code]++;
    const levels = column.levels
      .map((level, code) => ({ level, count: counts[code] }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count || (a.level < b.level ? -1 : 1));
    return { levels: levels.slice(0, mostLevels).map(({ level }) => level) };
  }
  if (column.type !== "number") return {};
  let [low, high] = [Infinity, -Infinity];
  for (const value of column.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : {};
}

/** Whether a row came with a column at all, be its cell empty or not. */
export type Given = (column: string, row: number) => boolean;
type Tell = (
  row: number,
  code: Code,
  column: Column,
  value: string | null,
) => void;

/** The warnings of each row that has any. */
export function rows(columns: Column[], frame: Frame, given: Given) {
  const found = new Map<number, Warning[]>();
  look(columns, frame, given, (row, code, column, value) => {
    const { name } = column;
    const message = `${JSON.stringify(name)} ${says[code](value, limitsOf(column))}`;
    const warning = { code, column: name, message };
    const known = found.get(row);
    if (known) known.push(warning);
    else found.set(row, [warning]);
  });
  return found;
}

/** The same over many rows, counted by column and code. */
export function counts(columns: Column[], frame: Frame, given: Given): Count[] {
  const found: Count[] = [];
  let last: Count | undefined;
  look(columns, frame, given, (_, code, column, value) => {
    const { name } = column;
    if (last?.column !== name || last.code !== code)
      last = found.find((c) => c.column === name && c.code === code);
    if (last) return void last.rows++;
    const limits = limitsOf(column);
    last = {
      code,
      column: name,
      rows: 1,
      limits,
      value: value && brief(value),
    };
    found.push(last);
  });
  return found;
}

/** One warning for each column and code, counts of all parts together; the first part's example stands. */
export function warnings(parts: Count[]): Said.Info[] {
  const all = new Map<string, Count>();
  for (const count of parts) {
    const key = `${count.code} ${count.column}`;
    const known = all.get(key);
    all.set(key, known ? { ...known, rows: known.rows + count.rows } : count);
  }
  return [...all.values()].map(({ code, column, rows, value, limits }) => ({
    ...{ code, column, count: rows },
    ...(value !== null && { example: value }),
    message: `${column}: ${rows} ${rows === 1 ? "row" : "rows"} ${counted[code](value, limits, rows)}`,
  }));
}

// Where linear members stop following a number: one more range on either side of what training held.
const farFrom = (low: number, high: number, value: number) =>
  value < low - (high - low) || value > high + (high - low);

function look(columns: Column[], frame: Frame, given: Given, tell: Tell) {
  for (const column of columns) {
    if (column.joined) continue;
    const found = Frame.column(frame, column.name);
    for (let row = 0; row < frame.rows; row++)
      if (!found || isMissing(found, row)) {
        if (!given(column.name, row))
          tell(row, "score.column.missing", column, null);
        else if (column.missing === 0)
          tell(row, "score.value.missing", column, null);
      }
    if (found) values(column, found, frame.rows, tell);
  }
}

function values(column: Column, found: Values, rows: number, tell: Tell) {
  if (column.role === "categories")
    return categories(column, found, rows, tell);
  // Whatever stands in a text is read.
  if (column.role === "texts") return;
  const { low, high, type } = column;
  if (
    found.type === "category" ||
    found.type === "text" ||
    (found.type === "date") !== (type === "date")
  ) {
    for (let row = 0; row < rows; row++)
      if (!isMissing(found, row))
        tell(row, "score.column.type", column, found.type);
    return;
  }
  if (type !== "number" || low === undefined || high === undefined) return;
  for (let row = 0; row < rows; row++)
    if (farFrom(low, high, found.values[row]))
      tell(row, "score.number.range", column, String(found.values[row]));
}

// Cards do not change, and a call of one row must not build the sets anew.
const known = new WeakMap<Column, Set<string>>();

function levelsOf(column: Column) {
  if (!column.levels) return null;
  const before = known.get(column);
  if (before) return before;
  const levels = new Set(column.levels);
  known.set(column, levels);
  return levels;
}

function categories(column: Column, found: Values, rows: number, tell: Tell) {
  const levels = levelsOf(column);
  if (!levels) return;
  if (found.type === "category") {
    const fresh = found.levels.map((level) => !levels.has(level));
    if (!fresh.includes(true)) return;
    for (let row = 0; row < rows; row++)
      if (fresh[found.codes[row]])
        tell(
          row,
          "score.category.unseen",
          column,
          found.levels[found.codes[row]],
        );
    return;
  }
  // As the graph is fed it.
  for (let row = 0; row < rows; row++) {
    if (isMissing(found, row)) continue;
    const value = String(found.values[row]);
    if (!levels.has(value)) tell(row, "score.category.unseen", column, value);
  }
}

function isMissing(column: Values, row: number) {
  if (column.type === "category") return column.codes[row] < 0;
  if (column.type === "text") return column.values[row] === null;
  return Number.isNaN(column.values[row]);
}

// What a sentence says of the training: a range, or a type.
function limitsOf({ low, high, type }: Column) {
  return low === undefined || high === undefined ? type : `${low} to ${high}`;
}

const brief = (value: string) =>
  value.length > 60 ? `${value.slice(0, 59)}…` : value;
const quoted = (value: string | null) => JSON.stringify(brief(value ?? ""));

type Says = (value: string | null, limits: string, rows: number) => string;
const says = {
  "score.column.missing": () =>
    "is not in this row; the model took it as missing",
  "score.value.missing": () =>
    "is empty here and never was in training; the model took it as missing",
  "score.column.type": (value, limits) =>
    `is read as a ${value} by now and the model learned it as a ${limits}: train anew`,
  "score.category.unseen": (value) =>
    `holds ${quoted(value)}, a value the model has not seen`,
  "score.number.range": (value, limits) =>
    `is ${value}, far outside the ${limits} the model learned from`,
} satisfies Record<Code, Says>;
const counted = {
  "score.column.missing": () =>
    "without the column; the model took it as missing",
  "score.value.missing": (_, __, rows) =>
    `${rows === 1 ? "is" : "are"} empty, as none was in training; the model took it as missing`,
  "score.column.type": (value, limits) =>
    `read as a ${value} by now, and the model learned a ${limits}: train anew`,
  "score.category.unseen": (value, _, rows) =>
    `${rows === 1 ? "holds" : "hold"} a value the model has not seen, such as ${quoted(value)}`,
  "score.number.range": (value, limits, rows) =>
    `${rows === 1 ? "is" : "are"} far outside the ${limits} the model learned from, such as ${value}`,
} satisfies Record<Code, Says>;

export * as InputChecks from "./input-checks";
