// read-columns: the few columns of a great file that are asked for, as text
import { readFile } from "node:fs/promises";
import { Csv } from "@mainstay/core/tabular/csv";
import { type Decimal, Dialect } from "@mainstay/core/tabular/dialect";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Failure } from "@mainstay/core/base/error";
import { read as headerOf } from "@mainstay/core/tabular/header-row";

export type Columns = {
  cells: Record<string, (string | null)[]>; // null: an empty cell
  decimal: Decimal;
};

export async function read(
  path: string,
  names: string[],
  separator?: Csv.Separator,
): Promise<Columns> {
  const { text } = await TextSource.read(await readFile(path));
  const dialect = Dialect.detect(text.subarray(0, 1 << 20), { separator });
  const scan = Csv.scan(text, dialect);
  const header = headerOf(scan, { header: true });
  const cells = Object.fromEntries(
    names.map((name) => {
      const k = header.names.indexOf(name);
      if (k < 0)
        throw new Failure(
          "file.column.missing",
          `Expected a column "${name}", got ${header.names.join(", ")}`,
        );
      const cell = header.cells[k];
      const column = Array.from(
        { length: scan.rows - header.rows },
        (_, row) => {
          const [from, to] = scan.first.subarray(
            row + header.rows,
            row + header.rows + 2,
          );
          return from + cell < to ? Csv.text(scan, from + cell) : null;
        },
      );
      return [name, column];
    }),
  );
  return { cells, decimal: dialect.decimal };
}
