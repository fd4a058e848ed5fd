// file-table: all of a file that fits into memory as the rows of its table, read as ingest reads it but for what its columns mean
import { readFile } from "node:fs/promises";
import { Failure } from "../base/error";
import { Warning } from "../reading/warning";
import { AsideRow } from "../lines/aside-row";
import { Csv } from "../tabular/csv";
import type { Dialect } from "../tabular/dialect";
import type { HeaderRow } from "../tabular/header-row";
import { TableLayout } from "../lines/table-layout";
import { TextSource } from "../tabular/text-source";
import { TypedFrame } from "../tabular/typed-frame";
import { EndLines } from "../lines/end-lines";

export type Options = {
  header?: boolean; // false: the first row is data
  separator?: Csv.Separator;
  quotes?: boolean; // told from the file unless said
  /** Whether totals, notes and other tables are looked for; among texts any line may look like one. */
  totals?: boolean;
  /** Columns that the table must have; the header is the first line that names one of them. */
  columns?: string[];
};
export type Info = {
  names: string[];
  rows: number;
  dialect: Dialect;
  /** Lines passed over and rows left out. */
  warnings: Warning.Info[];
  /** The cells of a column, null for missing. */
  cells: (name: string) => (string | null)[];
};

const sampleBytes = 4 << 20;

/** Rows that are no data are left out and said. Throws file.column.missing. */
export async function read(path: string, options: Options = {}): Promise<Info> {
  const { header = true, separator, quotes, columns = [] } = options;
  const { totals = true } = options;
  const { text, info } = await TextSource.read(await readFile(path), {
    workbook: /\.xlsx$/i.test(path),
  });
  const sample = text.subarray(0, sampleBytes);
  const whole = text.length <= sampleBytes;
  const layout = TableLayout.find(sample, {
    ...{ whole, quotes },
    separator: separator ?? info.separator,
    known: header
      ? {
          ...{ header: true, candidates: { id: [], time: [], label: [] } },
          ...(columns[0] !== undefined && { id: columns[0] }),
        }
      : { header: false },
  });
  const scan = TableLayout.rows(text, layout, { whole: true });
  const refused = TypedFrame.refusal({
    scan,
    header: layout.header,
    aside: AsideRow.finder({
      scan,
      header: layout.header,
      lines: totals ? await asideOf(text, scan, layout) : { totals: [] },
    }),
  });
  const left: Warning.Info[] = [];
  const rows = Int32Array.from({ length: scan.rows }, (_, row) => row).filter(
    (row) => {
      const why = refused(row);
      if (why)
        left.push({
          ...{ code: why.code, count: 1 },
          example: `line ${scan.line[row]}`,
          message: `Rows were left out: ${why.message}`,
        });
      return !why;
    },
  );
  const { names } = layout.header;
  for (const name of columns) place(layout.header, name);
  return {
    ...{ names, rows: rows.length, dialect: layout.dialect },
    warnings: Warning.merge([...info.warnings, ...layout.warnings, ...left]),
    cells: (name) => {
      const at = place(layout.header, name);
      return Array.from(rows, (row) => Csv.text(scan, scan.first[row] + at));
    },
  };
}

function place(header: HeaderRow.Header, name: string): number {
  const k = header.names.indexOf(name);
  if (k >= 0) return header.cells[k];
  throw new Failure(
    "file.column.missing",
    `Expected a column "${name}", got ${header.names.join(", ")}`,
  );
}

// As in ingest: of a file longer than its sample only the last rows may sum up the others.
async function asideOf(
  text: Buffer,
  scan: Csv.Scan,
  { dialect, from, header }: TableLayout.Info,
): Promise<AsideRow.Lines> {
  if (text.length <= sampleBytes) return AsideRow.linesIn(scan, header.titles);
  const part = {
    ...{ start: from.byte, end: text.length },
    ...{ line: from.line, rows: scan.rows },
  };
  const load = async () => text.subarray(from.byte);
  return EndLines.atEnd([part], load, dialect, undefined);
}

export * as FileTable from "./file-table";
