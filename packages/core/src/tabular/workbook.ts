// workbook: the first sheet of an .xlsx that holds rows, as CSV; its lines are the sheet's rows
import { Failure } from "../base/error";
import type { Warning } from "../reading/warning";
import { line } from "./csv";

const maxBytes = 64 << 20;
const maxUnpackedBytes = 512 << 20;
const rowsPerChunk = 2000;

export type Info = { csv: AsyncIterable<Uint8Array>; warnings: Warning.Info[] };

/** The whole workbook is held in memory. Throws upload.workbook and upload.workbook.large. */
export async function open(bytes: Buffer): Promise<Info> {
  const unpacked = unpackedBytes(bytes);
  if (unpacked === null)
    throw invalid("it does not begin and end as such a file does");
  if (bytes.length > maxBytes || unpacked > maxUnpackedBytes)
    throw new Failure(
      "upload.workbook.large",
      `Expected a workbook of at most ${maxBytes >> 20} MB that unpacks to ${maxUnpackedBytes >> 20} MB, got ${Math.ceil(bytes.length / 2 ** 20)} MB that unpack to ${Math.ceil(unpacked / 2 ** 20)} MB; save it as CSV.`,
    );
  const { default: read } = await import("read-excel-file/node");
  const sheets = await read(bytes).catch((error: Error) => {
    throw invalid(error.message);
  });
  const filled = sheets.filter(({ data }) =>
    data.some((row) => row.some((cell) => cell !== null)),
  );
  const [first, ...others] = filled;
  return {
    csv: asCsv(first?.data ?? []),
    warnings: others.length ? [leftOut(first.sheet, others)] : [],
  };
}

async function* asCsv(rows: unknown[][]): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < rows.length; from += rowsPerChunk)
    yield Buffer.from(
      rows
        .slice(from, from + rowsPerChunk)
        .map((row) => line(row.map(written)))
        .join(""),
    );
}

const leftOut = (read: string, others: { sheet: string }[]): Warning.Info => ({
  code: "workbook.sheets",
  count: others.length,
  example: others[0].sheet,
  message: `The sheet "${read}" was read, the first that holds rows; ${others.length === 1 ? "another was" : "others were"} left out. Save each as a file of its own to have it read.`,
});

const invalid = (why: string) =>
  new Failure(
    "upload.workbook",
    `Expected a whole .xlsx workbook, got: ${why}`,
  );

// Dates have no zone in a sheet; one without a day is a time of day.
function written(cell: unknown): string | number | boolean | null {
  if (!(cell instanceof Date)) return cell as string | number | boolean | null;
  if (Number.isNaN(cell.getTime())) return null;
  const [day, time] = cell.toISOString().slice(0, 19).split("T");
  if (cell.getUTCFullYear() < 1900) return time;
  return time === "00:00:00" ? day : `${day} ${time}`;
}

const [entry, end] = [0x02014b50, 0x06054b50];

// The sum of what a zip archive's directory states; null where there is none.
function unpackedBytes(bytes: Buffer): number | null {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== 0x04034b50) return null;
  const from = Math.max(0, bytes.length - 65_557);
  let at = bytes.length - 22;
  while (at >= from && bytes.readUInt32LE(at) !== end) at--;
  if (at < from) return null;
  const count = bytes.readUInt16LE(at + 10);
  let place = bytes.readUInt32LE(at + 16);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    if (place + 46 > bytes.length || bytes.readUInt32LE(place) !== entry)
      return null;
    sum += bytes.readUInt32LE(place + 24);
    const [name, extra, comment] = [28, 30, 32].map((offset) =>
      bytes.readUInt16LE(place + offset),
    );
    place += 46 + name + extra + comment;
  }
  return sum;
}

export * as Workbook from "./workbook";
