// file-rows: the rows of a file of any length, some at a time, with cells under the names that a dataset's definition has
import { dayMs } from "../reading/calendar";
import type { Warning } from "../reading/warning";
import { AsideRow } from "../lines/aside-row";
import { ByteWindow } from "../reading/byte-window";
import { formOf, readerOf } from "../tabular/cell-reader";
import { Csv } from "../tabular/csv";
import { CsvParts } from "../tabular/csv-parts";
import type { Definition } from "../tabular/definition";
import { TextSource } from "../tabular/text-source";
import { TypedFrame } from "../tabular/typed-frame";
import { Inspect } from "./inspect";
import { Reshape } from "./reshape";

export type Row = Record<string, string | number | null>;
export type Info = {
  names: string[];
  warnings: Warning.Info[];
  batches: AsyncGenerator<Batch>;
};
export type Batch = {
  lines: number[]; // of the rows
  rows: Row[];
  refused: { line: number; code: string; message: string }[];
};

type Options = {
  dataset: string;
  name: string; // of the file
  known: Definition.Info;
  now: Date;
  encoding?: string;
  maxRows: number; // of a batch
  maxBytes: number;
};

export async function open(
  bytes: AsyncIterable<Uint8Array>,
  { dataset, name, known, now, maxRows, maxBytes, ...said }: Options,
): Promise<Info> {
  const source = await TextSource.open(bytes, {
    workbook: /\.xlsx$/i.test(name),
    encoding: said.encoding ?? known.encoding,
    reshape: Reshape.of(dataset, known),
  });
  const file = { dataset, path: name, source, dropped: now };
  const seen = Inspect.inspect(file, known);
  const { names } = seen.found;
  const header = { ...seen.layout.header, names };
  const { dialect, from } = seen.layout;
  const write = rewritten(seen.found.writing, known);
  const columns = Object.fromEntries(names.map((name) => [name, "text"]));

  function read(bytes: Buffer, line: number): Batch {
    const scan = Csv.scan(bytes, dialect, { line });
    const { frame, rows, rejects } = TypedFrame.fromScan({
      scan,
      header,
      types: { columns: columns as TypedFrame.Types["columns"], dates: {} },
      aside: AsideRow.finder({ scan, header, lines: seen.aside }),
    });
    const texts = frame.columns as {
      name: string;
      values: (string | null)[];
    }[];
    return {
      lines: Array.from(rows, (row) => scan.line[row]),
      rows: Array.from(rows, (_, k) => {
        const row: Row = Object.create(null);
        for (const { name, values } of texts)
          row[name] = write(name, values[k]);
        return row;
      }),
      refused: rejects.map(({ row, code, message }) => ({
        ...{ line: scan.line[row], code, message },
      })),
    };
  }

  async function* batches() {
    const kept = ByteWindow.open(source.chunks);
    const limits = { from, maxRows, maxBytes };
    for await (const part of CsvParts.split(kept.chunks, dialect, limits))
      yield read(kept.take(part.start, part.end), part.line);
  }
  return { names, warnings: seen.warnings, batches: batches() };
}

// Cells of columns that this file writes otherwise than the dataset, as numbers and dates that everybody reads alike.
function rewritten(
  writing: Inspect.Info["found"]["writing"],
  { columns, timezone }: Definition.Info,
) {
  const names = [
    ...Object.keys(writing.numbers ?? {}),
    ...Object.keys(writing.dates),
  ].filter((name) => Object.hasOwn(columns, name));
  const readers = new Map(
    names.map((name) => {
      const form = formOf({ ...writing, timezone }, name);
      return [name, { kind: columns[name], of: readerOf(columns[name], form) }];
    }),
  );
  return (name: string, text: string | null) => {
    const reader = readers.get(name);
    const value = text === null ? NaN : (reader?.of?.ofText(text) ?? NaN);
    if (Number.isNaN(value)) return text;
    return reader!.kind === "date"
      ? new Date(value * dayMs).toISOString()
      : value;
  };
}

export * as FileRows from "./file-rows";
