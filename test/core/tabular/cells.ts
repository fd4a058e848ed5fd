// A CSV text as rows of cells.
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";

export function cellsOf(csv: string): string[][] {
  const bytes = Buffer.from(csv);
  const scan = Csv.scan(bytes, Dialect.detect(bytes));
  return Array.from({ length: scan.rows }, (_, row) =>
    Array.from(
      { length: scan.first[row + 1] - scan.first[row] },
      (_, k) => Csv.text(scan, scan.first[row] + k) ?? "",
    ),
  );
}
