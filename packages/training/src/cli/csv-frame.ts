// csv-frame: the table of a file on disk as a frame, every row kept in its place
import { FileTable } from "@mainstay/core/dataset/file-table";
import { InferTypes } from "@mainstay/core/dataset/infer-types";
import { ImpossibleZeros } from "@mainstay/core/reading/impossible-zeros";
import { Warning } from "@mainstay/core/reading/warning";
import type { Csv } from "@mainstay/core/tabular/csv";
import type { Definition } from "@mainstay/core/tabular/definition";
import type { Frame } from "@mainstay/core/tabular/frame";
import {
  isProse,
  look,
  misread,
  type Seen,
} from "@mainstay/core/tabular/column-type";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";

export type Info = {
  names: string[];
  cells: (string | null)[][]; // [column][row]
  rows: number;
  frame: Frame;
  /** Lines passed over, rows left out, and cells that count as missing. */
  warnings: { code: string; column: string; message: string }[];
};
export type Options = {
  separator?: Csv.Separator;
  header: boolean;
  /** The label, by which the header is known. */
  label?: string;
};

export async function read(
  path: string,
  { separator, header, label }: Options,
): Promise<Info> {
  const table = await FileTable.read(path, {
    ...{ separator, header },
    columns: label === undefined ? [] : [label],
  });
  const { names, rows } = table;
  const cells = names.map(table.cells);
  const looked = names.map((name, k) => ({ name, seen: look(cells[k]) }));
  const types = InferTypes.infer(
    looked,
    {},
    table.dialect.separator === ";" ? "," : ".",
  );
  const columns = Object.fromEntries(
    looked.map(({ name, seen }) => [name, kindOf(seen, types.columns[name])]),
  );
  const { numbers, dates } = types;
  // Every row is judged, so that a cell refuses none.
  const { frame, missing } = TypedFrame.fromStrings({
    ...{ names, cells, rows },
    types: { columns, numbers, dates, lenient: new Set(names) },
  });
  const unread = missing.filter(({ code }) => code === "cell.unread");
  return {
    ...{ names, cells, rows, frame },
    warnings: [
      ...[...table.warnings, ...types.warnings].map((warning) => ({
        ...{ code: warning.code, column: warning.column ?? "" },
        message: Warning.sentence(warning),
      })),
      ...ImpossibleZeros.warnings(
        ImpossibleZeros.measured(
          frame.columns.filter(({ name }) => name !== label),
        ),
      ).map(({ code, column, message }) => ({
        ...{ code, column: column!, message },
      })),
      ...unread.map(({ column, code, cells }) => ({
        ...{ code, column },
        message: `Cells that do not read count as missing (${cells.length}, such as ${JSON.stringify(cells[0])}).`,
      })),
    ],
  };
}

// Words that answer yes or no are classes like other words, and so are names and codes; a column without a filled cell says nothing.
function kindOf(
  seen: Seen,
  kind: Definition.Kind | undefined,
): Definition.Kind {
  if (kind === undefined) return "number";
  if (kind === "boolean")
    return misread(seen, "number") ? "category" : "number";
  return kind === "text" && !isProse(seen) ? "category" : kind;
}

export * as CsvFrame from "./csv-frame";
