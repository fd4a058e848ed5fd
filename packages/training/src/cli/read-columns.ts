// read-columns: the few columns of a great file that are asked for, as text
import { FileTable } from "@mainstay/core/dataset/file-table";
import type { Csv } from "@mainstay/core/tabular/csv";
import { look } from "@mainstay/core/tabular/column-type";
import { DecimalSign } from "@mainstay/core/reading/decimal-sign";
import type { Decimal } from "@mainstay/core/tabular/dialect";

export type Columns = {
  cells: Record<string, (string | null)[]>; // null: an empty cell
  /** The sign that a column's decimals are written with. */
  decimal: (name: string) => Decimal;
};

export async function read(
  path: string,
  names: string[],
  separator?: Csv.Separator,
): Promise<Columns> {
  const table = await FileTable.read(path, { separator, columns: names });
  const cells = Object.fromEntries(
    names.map((name) => [name, table.cells(name)]),
  );
  const signs = new Map<string, Decimal>();
  return {
    cells,
    decimal: (name) => {
      const known = signs.get(name);
      if (known) return known;
      const own = DecimalSign.of(look(cells[name]).signs);
      signs.set(name, own ?? table.dialect.decimal);
      return signs.get(name)!;
    },
  };
}
