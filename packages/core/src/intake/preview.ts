// preview: what ingest would decide of a file, told from its first bytes before anything is stored
import * as z from "zod";
import { constants, gunzipSync } from "node:zlib";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Inspect } from "../dataset/inspect";
import { Markdown } from "../knowledge/markdown";
import { TextEncoding } from "../reading/text-encoding";
import { Warning } from "../reading/warning";
import { Csv } from "../tabular/csv";
import { Definition } from "../tabular/definition";
import { Period } from "../tabular/period";
import { TableLayout } from "../tabular/table-layout";
import { TextSource } from "../tabular/text-source";
import { FileKind } from "./file-kind";

export const maxBytes = 1 << 20;
const rowsShown = 8;

export const Column = z.object({
  name: z.string(),
  type: Definition.Kind.nullable().describe("None while no cell is filled"),
  role: z.string().nullable().describe("A role, or id, time or label"),
  decimal: z.enum([".", ","]).optional(),
  order: z.enum(["dmy", "mdy"]).optional(),
  filled: z.int(),
  distinct: z.int(),
  examples: z.array(z.string()),
  warnings: z.array(Warning.Info),
});
export type Column = z.infer<typeof Column>;

const { id, time, label, candidates } = Definition.Info.shape;
export const Info = z.object({
  dataset: Definition.Name,
  kind: z
    .string()
    .describe(
      "What it looks to be: a standard dataset, or own for a table of another kind",
    ),
  encoding: z.string(),
  separator: z.string(),
  skipped: z.int().describe("Lines passed over above the header"),
  header: z.boolean().describe("Whether a line names the columns"),
  line: z.int().nullable().describe("The line that does"),
  period: Definition.Period,
  periods: z.array(z.string()).describe("Of the rows looked at"),
  ...{ id, time, label, candidates },
  columns: z.array(Column),
  rows: z.int().describe("Rows looked at"),
  above: z
    .array(z.array(z.string().nullable()))
    .describe("Lines passed over above the header"),
  first: z.array(z.array(z.string().nullable())).describe("The first rows"),
  warnings: z.array(Warning.Info),
});
export type Info = z.infer<typeof Info>;

export type File = {
  dataset: string;
  name: string;
  bytes: Uint8Array;
  /** More bytes follow in the file. */
  isCut?: boolean;
  period?: string;
};

/** As a dataset of that name would read it now. */
export const preview = async (file: File, now: Date) =>
  read(file, now, (await Dataset.find(file.dataset)) ?? undefined);

export async function read(
  file: File,
  now: Date,
  known?: Definition.Info,
): Promise<Info> {
  const { dataset, name, period: stated } = file;
  const isCut = file.isCut ?? looksCut(file.bytes);
  const source = await open(file, isCut, known);
  const seen = Inspect.inspect(
    {
      ...{ dataset, path: name, stated, dropped: now },
      source: { ...source, whole: source.whole && !isCut },
    },
    known,
  );
  const { layout, found, warnings } = seen;
  const { definition } = found;
  const scan = TableLayout.rows(source.sample, layout, { whole: !isCut });
  const cells = (row: number) =>
    Array.from(layout.header.cells, (at) =>
      scan.first[row] + at < scan.first[row + 1]
        ? Csv.text(scan, scan.first[row] + at)
        : null,
    );
  return {
    ...{ dataset, kind: found.kind, encoding: seen.encoding },
    separator: layout.dialect.separator,
    ...{ skipped: layout.skipped, header: layout.line !== null },
    ...{ line: layout.line, period: definition.period },
    periods: periodsOf(seen, scan.rows, cells),
    ...{ id: definition.id, time: definition.time, label: definition.label },
    candidates: definition.candidates,
    columns: found.columns.map((column) => ({
      ...column,
      type: column.type ?? null,
      role: column.role ?? null,
      warnings: warnings.filter((warning) => warning.column === column.name),
    })),
    rows: scan.rows,
    above: above(source.sample, layout),
    first: Array.from({ length: Math.min(scan.rows, rowsShown) }, (_, row) =>
      cells(row),
    ),
    warnings,
  };
}

function above(sample: Uint8Array, { dialect, from, line }: TableLayout.Info) {
  const scan = Csv.scan(sample.subarray(0, from.byte), dialect);
  return Array.from({ length: scan.rows }, (_, row) => row)
    .filter((row) => scan.line[row] !== line)
    .slice(0, rowsShown)
    .map((row) => Csv.verbatim(scan, dialect, row));
}

function periodsOf(
  { found, period }: Inspect.Info,
  rows: number,
  cells: (row: number) => (string | null)[],
): string[] {
  const { time, period: kind, dates } = found.definition;
  const at = time === undefined ? -1 : found.names.indexOf(time);
  if (at < 0) return [period];
  const order = Object.hasOwn(dates, time!) ? dates[time!] : undefined;
  const texts = new Set(
    Array.from({ length: rows }, (_, row) => cells(row)[at]),
  );
  const periods = Array.from(texts, (text) =>
    text === null ? null : Period.parse(text, kind, order),
  );
  return [...new Set(periods)].filter((one) => one !== null).sort();
}

// A whole file may lack its last line's end too; then its last line is only not looked at.
const looksCut = (bytes: Uint8Array) =>
  bytes.length >= maxBytes ||
  (bytes.length >= 1 << 14 && ![0x0a, 0x0d, 0].includes(bytes.at(-1)!));

async function open(
  { dataset, name, bytes }: File,
  isCut: boolean,
  known?: Definition.Info,
): Promise<TextSource.Info> {
  const kind = FileKind.check(dataset, name);
  if (kind === "workbook" && isCut)
    throw new Failure(
      "preview.workbook",
      "Expected all of a workbook, since its first bytes alone cannot be read; upload it to see how it is read.",
    );
  const zipped = isCut && TextEncoding.isGzip(bytes);
  const plain = zipped ? unzipped(bytes) : bytes;
  const text = isCut ? toLastLine(plain) : plain;
  return TextSource.open(once(text), {
    workbook: kind === "workbook",
    encoding: known?.encoding,
    change:
      kind === "article"
        ? (chunks) => Markdown.asCsv(chunks, name, known)
        : undefined,
  });
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

// A file packed to a thousandth would fill the memory.
const maxUnzippedBytes = 16 << 20;

function unzipped(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: maxUnzippedBytes,
    });
  } catch (error) {
    throw new Failure(
      "upload.gzip",
      `Expected the beginning of a gzip file, got: ${(error as Error).message}`,
    );
  }
}

// Up to the last line's end, which takes two bytes in UTF-16.
function toLastLine(bytes: Uint8Array): Uint8Array {
  const at = bytes.lastIndexOf(0x0a);
  if (at < 0) return bytes;
  return bytes.subarray(0, at + (bytes[at + 1] === 0 && at % 2 === 0 ? 2 : 1));
}

export * as Preview from "./preview";
