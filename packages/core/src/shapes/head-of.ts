// head-of: the first rows of a text as cells, and which of them names the columns
import { Dialect } from "../tabular/dialect";
import { Csv } from "../tabular/csv";

export type Head = {
  dialect: Dialect.Dialect;
  rows: (string | null)[][];
  /** The first row with as many cells as most have. */
  header: number;
  width: number;
};

const maxRows = 200;

/** Null where nothing parts the cells. */
export function read(
  sample: Uint8Array,
  whole: boolean,
  separator?: Csv.Separator,
  limit = maxRows,
): Head | null {
  const dialect = Dialect.detect(sample, { separator });
  const scan = Csv.scan(sample.subarray(0, 1 << 20), dialect, {
    cut: !whole || sample.length > 1 << 20,
  });
  const { width } = Dialect.widthOf(scan);
  if (width < 2) return null;
  const rows = Array.from({ length: Math.min(scan.rows, limit) }, (_, row) =>
    Array.from({ length: scan.first[row + 1] - scan.first[row] }, (_, k) =>
      Csv.text(scan, scan.first[row] + k),
    ),
  );
  const header = rows.findIndex(
    (cells) =>
      cells.length >= width - 1 &&
      cells.filter((cell) => cell !== null).length >= width / 2,
  );
  return header < 0 ? null : { dialect, rows, header, width };
}

export * as HeadOf from "./head-of";
