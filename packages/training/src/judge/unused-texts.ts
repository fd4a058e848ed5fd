// unused-texts: columns read as text that tell of the outcome as what they are not read as, numbers or categories
import { random } from "@mainstay/core/base/random";
import { Cell } from "@mainstay/core/tabular/cell";
import type { Column, Frame } from "@mainstay/core/tabular/frame";
import { Evidence } from "./leak/evidence";
import { ValueBins } from "./leak/value-bins";

export type Found = {
  column: string;
  type: "number" | "category"; // as which it would tell something
  explained: number; // share of the outcome's entropy, as Evidence has it
};

// As in a first file: a column is a number if most of its filled cells read as one.
const numeric = 0.5;
const mostShown = 3;

/** The strongest first, at most three; `label` is 1, 0 or below 0 for unknown, [rows]. */
export function find(
  frame: Frame,
  label: ArrayLike<number>,
  { id, seed }: { id?: string[]; seed: number },
): Found[] {
  const halves = Evidence.halves(label, random(seed), id);
  if (!halves.positives || halves.positives === halves.rows) return [];
  return frame.columns
    .flatMap((column): Found[] => {
      if (column.type !== "text") return [];
      const read = typed(column.name, column.values);
      const { explained } = Evidence.weigh(ValueBins.group(read), halves);
      if (!(explained > 0)) return [];
      const type = read.type === "number" ? "number" : "category";
      return [{ column: column.name, type, explained }];
    })
    .sort((a, b) => b.explained - a.explained)
    .slice(0, mostShown);
}

function typed(name: string, cells: (string | null)[]): Column {
  const values = Float64Array.from(cells, (cell) =>
    cell === null ? NaN : Cell.number(cell),
  );
  const filled = cells.filter((cell) => cell !== null).length;
  const read = values.filter((value) => !Number.isNaN(value)).length;
  return read > numeric * filled
    ? { name, type: "number", values }
    : { name, type: "text", values: cells };
}

/** Null where there is nothing to say. */
export function advice(found: Found[]): string | null {
  if (!found.length) return null;
  const [one, types] = [
    found.map(({ column }) => JSON.stringify(column)),
    found.map(({ column, type }) => `columns.${column} to ${type}`),
  ];
  const many = found.length > 1;
  return `${many ? `The ${found.length} columns` : "The column"} ${one.join(", ")} ${many ? "were" : "was"} read as text, though ${many ? "they tell" : "it tells"} of the outcome by whole values: set ${types.join(", ")} in the definition and train again.`;
}

export * as UnusedTexts from "./unused-texts";
