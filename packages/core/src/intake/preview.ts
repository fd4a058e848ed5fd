// preview: what ingest would decide of a file, told from its first bytes before anything is stored
import * as z from "zod";
import { constants, gunzipSync } from "node:zlib";
import { Failure } from "../base/error";
import { Dataset } from "../dataset/dataset";
import { Inspect } from "../dataset/inspect";
import { Reshape } from "../dataset/reshape";
import { PartRows } from "../dataset/part-rows";
import { Label } from "../learning/label";
import { Markdown } from "../knowledge/markdown";
import type { Card } from "../model/card";
import { Registry } from "../model/registry";
import { TextEncoding } from "../reading/text-encoding";
import { Warning } from "../reading/warning";
import { Csv } from "../tabular/csv";
import { Definition } from "../tabular/definition";
import { ImpossibleZeros } from "../reading/impossible-zeros";
import { TableLayout } from "../lines/table-layout";
import type { Seen } from "../tabular/column-type";
import { TextSource } from "../tabular/text-source";
import { StoredRows } from "../tabular/stored-rows";
import { FileKind } from "./file-kind";
import { ReadWarnings } from "./read-warnings";
import { TailEvidence } from "./tail-evidence";

/** Of a longer text so many of the last bytes are looked at too. */
export const tailBytes = 256 << 10;

/** Of a longer text the first bytes are looked at; a workbook is looked at as a whole, up to what a request may hold. */
export const maxBytes = 1 << 20;
export const maxWorkbookBytes = 4 << 20;
const rowsShown = 8;

export const Column = z.object({
  name: z.string(),
  type: Definition.Kind.nullable().describe("None while no cell is filled"),
  role: z.string().nullable().describe("A role, or id, time or label"),
  decimal: z.enum([".", ","]).optional(),
  order: z.enum(["dmy", "mdy"]).optional(),
  zeros: z.enum(ImpossibleZeros.meanings).optional(),
  filled: z.int(),
  missing: z.int().describe("Empty cells of rows that are somebody's"),
  distinct: z.int(),
  examples: z.array(z.string()),
  warnings: z.array(Warning.Info),
});
export type Column = z.infer<typeof Column>;

const Refusal = z.object({
  code: z.string(),
  column: z.string().nullable(),
  count: z.int(),
  line: z.int().describe("The first such line"),
  message: z.string(),
});
type Refusal = z.infer<typeof Refusal>;

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
  rows: z.int().describe("Rows looked at, accepted and refused ones"),
  whole: z
    .boolean()
    .describe(
      "Whether these are all of the file's rows, so that nothing else will be said of it",
    ),
  accepted: z.int(),
  rejected: z.int(),
  refused: z
    .array(Refusal)
    .describe("Why rows would be refused, the commonest reason first"),
  above: z
    .array(z.array(z.string().nullable()))
    .describe("Lines passed over above the header"),
  first: z.array(z.array(z.string().nullable())).describe("The first rows"),
  warnings: z.array(Warning.Info),
});
export type Info = z.infer<typeof Info>;

/** The first bytes of a file, and behind them so many of its last ones. */
export function parted(body: Uint8Array, tail = 0) {
  if (!(tail > 0 && tail < body.length)) return { bytes: body };
  const at = body.length - tail;
  return { bytes: body.subarray(0, at), tail: body.subarray(at) };
}

export type File = {
  dataset: string;
  name: string;
  bytes: Uint8Array;
  /** More bytes follow in the file. */
  isCut?: boolean;
  /** The file's last bytes, of one that is cut. */
  tail?: Uint8Array;
  period?: string;
};

/** As a dataset of that name would read it now. */
export const preview = async (file: File, now: Date) =>
  stored(file, now, (await Dataset.find(file.dataset)) ?? undefined);

/** As a dataset that has this definition would read it, beside what is stored of it. */
export async function stored(file: File, now: Date, known?: Definition.Info) {
  const { dataset } = file;
  const serving =
    Dataset.kind(dataset) === "log" ? null : await Registry.promoted(dataset);
  const columns = serving && (await Registry.columns(dataset, serving.version));
  return make(file, now, { known, card: columns ? { columns } : undefined });
}

/** By the file alone, where there is no store to be asked. */
export const read = (file: File, now: Date, known?: Definition.Info) =>
  make(file, now, { known, alone: true });

type Beside = {
  known?: Definition.Info;
  card?: Pick<Card.Info, "columns">; // of the model that would score the rows
  alone?: boolean;
};

async function make(
  file: File,
  now: Date,
  { known, card, alone }: Beside,
): Promise<Info> {
  const { dataset, name, period: stated } = file;
  const isText = !/\.xlsx$/i.test(name);
  const isCut =
    (isText && file.bytes.length > maxBytes) ||
    (file.isCut ?? (isText && looksCut(file.bytes)));
  const source = await open(file, isCut, known);
  const whole = source.whole && !isCut;
  const look = (more?: Map<string, Seen>) =>
    Inspect.inspect(
      {
        ...{ dataset, path: name, stated, dropped: now, more },
        source: { ...source, whole },
      },
      known,
    );
  const first = look();
  const plain = !source.converted || source.encoding !== "utf-8";
  const behind =
    file.tail && !whole && plain && !/^utf-16/.test(source.encoding)
      ? TailEvidence.read(file.tail, source, first)
      : null;
  const seen = behind ? look(behind.more) : first;
  const { layout, found } = seen;
  const { definition } = found;
  const scan = TableLayout.rows(source.sample, layout, { whole });
  const plan: PartRows.Plan = {
    ...Inspect.rowsPlan(seen),
    ...{ upload: "preview", dropped: now.toISOString(), order: "" },
  };
  const end = layout.from.byte + (whole ? Infinity : scan.offset[scan.rows]);
  const rows = PartRows.read(
    source.sample.subarray(layout.from.byte, end),
    plan,
    layout.from.line,
  );
  const accepted = rows.id.length;
  const warnings = await ReadWarnings.all(
    {
      ...{ dataset, alone, definition, accepted },
      warnings: [...seen.warnings, ...(behind?.warnings ?? [])],
      rows: StoredRows.last(rows).map((row) => ({
        ...{ id: rows.id[row], period: rows.period[row], revenue: null },
      })),
    },
    [ReadWarnings.part(dataset, rows, card)],
  );
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
    periods: accepted ? [...new Set(rows.period)].sort() : [seen.period],
    ...{ id: definition.id, time: definition.time },
    label: definition.label && Label.shown(definition.label),
    candidates: definition.candidates,
    columns: found.columns.map((column) => ({
      ...column,
      type: column.type ?? null,
      role: column.role ?? null,
      missing: found.rows - column.filled,
      warnings: warnings.filter((warning) => warning.column === column.name),
    })),
    rows: accepted + rows.refused.length,
    ...{ whole, accepted, rejected: rows.refused.length },
    refused: refusals(rows.refused),
    above: above(source.sample, layout),
    first: Array.from({ length: Math.min(scan.rows, rowsShown) }, (_, row) =>
      cells(row),
    ),
    warnings,
  };
}

function refusals(refused: PartRows.Refused[]): Refusal[] {
  const reasons = new Map<string, Refusal>();
  for (const { code, column, line, message } of refused) {
    const name = JSON.stringify([column, code]);
    const known = reasons.get(name);
    if (known) known.count++;
    else reasons.set(name, { code, column, count: 1, line, message });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function above(sample: Uint8Array, { dialect, from, line }: TableLayout.Info) {
  const scan = Csv.scan(sample.subarray(0, from.byte), dialect);
  return Array.from({ length: scan.rows }, (_, row) => row)
    .filter((row) => scan.line[row] !== line)
    .slice(0, rowsShown)
    .map((row) => Csv.verbatim(scan, dialect, row));
}

// A whole file may lack its last line's end too; then its last line is only not looked at.
const looksCut = (bytes: Uint8Array) =>
  bytes.length >= maxBytes ||
  (bytes.length >= 1 << 14 && ![0x0a, 0x0d, 0].includes(bytes.at(-1)!));

async function open(
  { dataset, name, bytes: all, tail }: File,
  isCut: boolean,
  known?: Definition.Info,
): Promise<TextSource.Info> {
  const kind = FileKind.check(dataset, name);
  const bytes = kind === "workbook" ? all : all.subarray(0, maxBytes);
  if (kind === "workbook" && isCut)
    throw new Failure(
      "preview.workbook",
      "Expected all of a workbook, since its first bytes alone cannot be read; upload it to see how it is read.",
    );
  const zipped = isCut && TextEncoding.isGzip(bytes);
  const plain = zipped ? unzipped(bytes) : bytes;
  const text = isCut ? toLastLine(plain) : plain;
  const late =
    tail && isCut && !zipped && !known?.encoding
      ? TailEvidence.encodingOf(text, tail)
      : null;
  const source = await TextSource.open(once(text), {
    workbook: kind === "workbook",
    encoding: known?.encoding ?? late?.encoding,
    reshape: Reshape.of(dataset, known),
    change:
      kind === "article"
        ? (chunks) => Markdown.asCsv(chunks, name, known)
        : undefined,
  });
  if (late) source.warnings.push(...late.warnings);
  return source;
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
