// transposed: a table with its fields in the first column and a customer in each further one, turned into rows
import { Sentinel } from "../reading/sentinel";
import { WrittenDate } from "../reading/written-date";
import { WrittenNumber } from "../reading/written-number";
import type { TextSource } from "../tabular/text-source";
import type { HeadOf } from "./head-of";
import { MapRows } from "./map-rows";

const maxFields = 500;
const minFields = 3;

/**
 * Null unless the first column names things that columns are named for, the first row does not, and each row holds cells of one
 * kind while the columns mix them. `meant` counts names of known meaning.
 */
export function find(
  { dialect, rows, header, width }: HeadOf.Head,
  whole: boolean,
  meant: (names: string[]) => number,
): TextSource.Shape | null {
  const table = rows.slice(header);
  if (!whole || table.length < minFields || table.length > maxFields)
    return null;
  if (width < 3 || table.some((cells) => cells.length !== width)) return null;
  const names = table.map(([name]) => name ?? "");
  const said = names.filter((name) => name !== "");
  if (new Set(said).size < table.length || said.some(isTyped)) return null;
  const across = table[0].slice(1).map((cell) => cell ?? "");
  const known = meant(names);
  if (known < 2 || meant([names[0], ...across]) > known - 1) return null;
  const kinds = table.slice(1).map((cells) => typedShare(cells.slice(1)));
  const mixed = kinds.filter((share) => share > 0.2 && share < 0.8).length;
  if (!kinds.some((share) => share >= 0.8) || mixed * 4 > kinds.length)
    return null;
  if (new Set(across).size < across.length || across.includes("")) return null;
  const turned = Array.from({ length: width }, (_, k) =>
    MapRows.line(
      table.map((cells) => cells[k]),
      dialect,
    ),
  );
  return {
    moved: true,
    change: () => once(turned.join("")),
    warning: {
      code: "table.transposed",
      count: width - 1,
      message: `The fields stand in the first column (${names.slice(0, 4).join(", ")}) and a row's cells below each other; the table was turned. Lines are counted as in the turned table.`,
      example: across[0],
    },
  };
}

const isTyped = (cell: string) =>
  !Number.isNaN(WrittenNumber.read(cell, ".")) ||
  !Number.isNaN(WrittenDate.read(cell).days);

// Of the filled cells, those that read as numbers or dates.
function typedShare(cells: (string | null)[]): number {
  const filled = cells.filter((cell) => cell !== null && !Sentinel.is(cell));
  return filled.length
    ? filled.filter((cell) => isTyped(cell!)).length / filled.length
    : 0.5;
}

async function* once(text: string) {
  yield Buffer.from(text);
}

export * as Transposed from "./transposed";
