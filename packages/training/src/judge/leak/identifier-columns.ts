// identifier-columns: columns that name a row instead of describing it, and columns that say one thing of all rows
import type { Column } from "@mainstay/core/tabular/frame";
import { NameWords } from "@mainstay/core/dataset/name-words";
import { ColumnNames } from "@mainstay/core/dataset/column-names";

const naming =
  /^(sur|first|last|middle|full|given|family|customer|client|company|account|contact|user)?name$|^(e?mail|phone|mobile|telephone|fax)(address|number|no|nr)?$|^(姓名|名字|邮箱|电话|手机号?)$/;
// Fewer filled rows tell nothing of uniqueness.
const minFilledRows = 20;
const nearly = { unique: 0.9, whole: 0.99, named: 0.2 };

export type IdentifierColumns = {
  distinct: number;
  filled: number;
  running: boolean;
};

/** The reason why a column names the row, or null. `rows` holds one row of each customer. */
export function identify(
  column: Column,
  rows: Int32Array,
): IdentifierColumns | null {
  const { name, type } = column;
  if (type === "number") return ofNumbers(column.values, rows, name);
  if (type !== "category" && type !== "text") return null;
  const seen = new Set<string | number>();
  let filled = 0;
  for (const row of rows) {
    const value = type === "text" ? column.values[row] : column.codes[row];
    if (value === null || value === -1) continue;
    filled++;
    seen.add(value);
  }
  const distinct = seen.size;
  if (filled < minFilledRows) return null;
  const named = naming.test(NameWords.plain(name));
  const unique = type === "category" && distinct >= nearly.unique * filled;
  return unique || (named && distinct >= nearly.named * filled)
    ? { distinct, filled, running: false }
    : null;
}

function ofNumbers(values: Float64Array, rows: Int32Array, name: string) {
  const known = Float64Array.from(rows, (row) => values[row]).filter(
    (value) => value === value,
  );
  const filled = known.length;
  if (filled < minFilledRows) return null;
  for (const value of known) if (!Number.isInteger(value)) return null;
  known.sort();
  let distinct = 1;
  for (let i = 1; i < filled; i++)
    distinct += Number(known[i] !== known[i - 1]);
  if (distinct < nearly.whole * filled) return null;
  const range = known[filled - 1] - known[0] + 1;
  // Repeats to expect among so many whole numbers drawn at random from so narrow a range (the birthday problem).
  const repeats = (filled * filled) / (2 * range);
  const counted = repeats >= 10 && filled - distinct < repeats / 10;
  const { strong, weak } = ColumnNames.ids([name]);
  if (!counted && !strong.length && !weak.length) return null;
  return { distinct, filled, running: counted && range < 2 * filled };
}

/** The only value of a column, null if it is empty throughout, and undefined if it varies. */
export function only(column: Column): string | null | undefined {
  const { type } = column;
  if (type === "text" || type === "category") {
    const cells: ArrayLike<string | number | null> =
      type === "text" ? column.values : column.codes;
    for (let i = 1; i < cells.length; i++)
      if (cells[i] !== cells[0]) return undefined;
    const cell = cells[0];
    if (type === "text") return cell as string | null;
    return cell === undefined || cell === -1 ? null : column.levels[+cell!];
  }
  const { values } = column;
  for (let i = 1; i < values.length; i++)
    if (!Object.is(values[i], values[0])) return undefined;
  return values.length && values[0] === values[0] ? String(values[0]) : null;
}

export * as IdentifierColumns from "./identifier-columns";
