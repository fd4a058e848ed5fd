// csv-frame: a whole CSV on disk as a frame, every row kept in its place
import { readFile } from "node:fs/promises";
import { DateOrder } from "@mainstay/core/reading/date-order";
import { Cell } from "@mainstay/core/tabular/cell";
import { Csv } from "@mainstay/core/tabular/csv";
import type { Definition } from "@mainstay/core/tabular/definition";
import { DecimalSign } from "@mainstay/core/reading/decimal-sign";
import { Sentinel } from "@mainstay/core/reading/sentinel";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Failure } from "@mainstay/core/base/error";
import type { Frame } from "@mainstay/core/tabular/frame";
import { read as headerOf } from "@mainstay/core/tabular/header-row";
import { look, misread } from "@mainstay/core/tabular/column-type";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";

export type Info = {
  names: string[];
  cells: (string | null)[][]; // [column][row]
  rows: number;
  frame: Frame;
};
export type Options = { separator?: Csv.Separator; header: boolean };

export async function read(
  path: string,
  { separator, header }: Options,
): Promise<Info> {
  const { text: bytes } = await TextSource.read(await readFile(path));
  const dialect = Dialect.detect(bytes.subarray(0, 1 << 20), { separator });
  const scan = Csv.scan(bytes, dialect);
  const named = headerOf(scan, { header });
  const rows = scan.rows - named.rows;
  for (let row = named.rows; row < scan.rows; row++)
    if (scan.first[row + 1] - scan.first[row] !== named.width)
      throw new Failure(
        "file.row.width",
        `Expected ${named.width} cells in every row, got ${scan.first[row + 1] - scan.first[row]} on line ${scan.line[row]}`,
      );
  const cells = named.names.map((_, k) =>
    Array.from({ length: rows }, (_, row) => {
      const text = Csv.text(
        scan,
        scan.first[row + named.rows] + named.cells[k],
      );
      return text;
    }),
  );
  const looked = cells.map((column) => look(column));
  const decimal = (k: number) =>
    DecimalSign.of(looked[k].signs) ?? dialect.decimal;
  // Types are strict, so that no cell is rejected and row i of the file stays row i.
  const kind = (k: number): Definition.Kind => {
    const { filled } = looked[k];
    if (
      !filled ||
      cells[k].every(
        (c) =>
          c === null ||
          Sentinel.is(c) ||
          !Number.isNaN(Cell.number(c, decimal(k))),
      )
    )
      return "number";
    if (!misread(looked[k], "date")) return "date";
    return "category";
  };
  const { frame } = TypedFrame.fromStrings({
    names: named.names,
    cells,
    rows,
    types: {
      columns: Object.fromEntries(
        named.names.map((name, k) => [name, kind(k)]),
      ),
      numbers: Object.fromEntries(
        named.names.map((name, k) => [name, { decimal: decimal(k) }]),
      ),
      dates: Object.fromEntries(
        named.names.flatMap((name, k) => {
          const order = DateOrder.of(looked[k].orders);
          return order ? [[name, order]] : [];
        }),
      ),
    },
  });
  return { names: named.names, cells, rows, frame };
}

export * as CsvFrame from "./csv-frame";
