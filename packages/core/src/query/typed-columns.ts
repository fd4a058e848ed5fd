// typed-columns: columns with their types as Parquet that engines read without being told how
import { parquetMetadata, parquetRead } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { Calendar } from "../reading/calendar";

type Numbers = ArrayLike<number | null>; // null or NaN is missing

/** Dates are days since 1970-01-01; those with a fraction make the column one of moments. */
export type Column = { name: string } & (
  | { type: "text"; values: (string | null)[] }
  | { type: "number" | "boolean" | "date" | "integer"; values: Numbers }
);

export const text = (name: string, values: (string | null)[]): Column => ({
  ...{ name, type: "text", values },
});
export const number = (name: string, values: Numbers): Column => ({
  ...{ name, type: "number", values },
});

// A reader without case takes `MRR` and `mrr` for one column, so the later one is numbered.
export function distinct(names: string[], taken: Iterable<string> = []) {
  const seen = new Set(Array.from(taken, (name) => name.toLowerCase()));
  return names.map((name) => {
    let own = name || "column";
    for (let n = 2; seen.has(own.toLowerCase()); n++) own = `${name}_${n}`;
    seen.add(own.toLowerCase());
    return own;
  });
}

const present = (value: number | null) =>
  value !== null && !Number.isNaN(value);

const filled = <T>(values: Numbers, make: (value: number) => T) =>
  Array.from(values, (value) => (present(value) ? make(value!) : null));

type Stored = { name: string; data: unknown[]; type: string };
const same = (value: number) => value;

function stored(column: Column): Stored {
  const { name } = column;
  if (column.type === "text")
    return { name, data: column.values, type: "STRING" };
  const { values, type } = column;
  if (type === "boolean")
    return { name, data: filled(values, (v) => v === 1), type: "BOOLEAN" };
  if (type === "integer")
    return { name, data: filled(values, same), type: "INT32" };
  if (type === "number")
    return { name, data: filled(values, same), type: "DOUBLE" };
  const isWhole = Array.from(values).every(
    (day) => !present(day) || Number.isInteger(day),
  );
  return isWhole
    ? { name, data: filled(values, same), type: "DATE" }
    : {
        name,
        data: filled(
          values,
          (day) => new Date(Math.round(day * Calendar.dayMs)),
        ),
        type: "TIMESTAMP",
      };
}

// Numbers hardly repeat, so that neither a dictionary nor a search for repeats makes them smaller.
const plainNumbers = { encoding: "PLAIN", codec: "UNCOMPRESSED" } as const;

type Layout = {
  rowGroupSize?: number;
  /** A column whose texts rise from row to row: `read` finds a text's group of rows by it. */
  rising?: string;
};

/** Names are distinct without case; equal columns give equal bytes. */
export function parquet(
  columns: Column[],
  { rowGroupSize = 100_000, rising }: Layout = {},
): Uint8Array {
  const all = columns.map(stored);
  const schema = [
    { name: "root", num_children: all.length },
    ...all.map(({ name, type }) => ({
      name,
      repetition_type: "OPTIONAL" as const,
      ...elements[type as keyof typeof elements],
    })),
  ];
  return new Uint8Array(
    parquetWriteBuffer({
      // The order of texts is that of bytes to one reader and that of UTF-16 to another, so their bounds would mislead; those of
      // numbers that lie in no order help nobody.
      columnData: all.map(({ name, data, type }) => ({
        name,
        data,
        statistics: false,
        ...(type === "DOUBLE" && plainNumbers),
      })),
      schema,
      rowGroupSize,
      kvMetadata:
        rising === undefined ? [] : [firsts(columns, rising, rowGroupSize)],
      createdBy: "mainstay",
    }),
  );
}

const firstsKey = "first of each group";

function firsts(columns: Column[], rising: string, size: number) {
  const { values } = columns.find(({ name }) => name === rising)!;
  const first = Array.from<unknown>(values).filter(
    (_, row) => row % size === 0,
  );
  return { key: firstsKey, value: JSON.stringify(first) };
}

const elements = {
  STRING: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  BOOLEAN: { type: "BOOLEAN" },
  INT32: { type: "INT32" },
  DOUBLE: { type: "DOUBLE" },
  DATE: { type: "INT32", converted_type: "DATE" },
  TIMESTAMP: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
} as const;

export type Cell = string | number | boolean | Date | null;
export type Read = { rows: number; columns: Map<string, Cell[]> };

type Wanted = {
  isWanted?: (name: string) => boolean;
  /** Only the group of rows that may hold this text in the column that was said to rise. */
  only?: string;
};

/** Columns as they were written; dates are `Date`s. */
export async function read(
  bytes: Uint8Array,
  { isWanted = () => true, only }: Wanted = {},
): Promise<Read> {
  const file = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  const metadata = parquetMetadata(file);
  const names = metadata.schema
    .slice(1)
    .map(({ name }) => name)
    .filter(isWanted);
  const columns = new Map<string, Cell[]>(names.map((name) => [name, []]));
  const first: string[] = JSON.parse(
    metadata.key_value_metadata?.find(({ key }) => key === firstsKey)?.value ??
      "[]",
  );
  const wanted =
    only === undefined ? 0 : first.findLastIndex((text) => text <= only);
  let [rows, end, group] = [0, 0, 0];
  for (const { num_rows } of metadata.row_groups) {
    const start = end;
    end += Number(num_rows);
    if (only !== undefined && group++ !== wanted) continue;
    const before = rows;
    rows += end - start;
    await parquetRead({
      ...{ file, metadata, columns: names, rowStart: start, rowEnd: end },
      onChunk({ columnName, columnData, rowStart }) {
        const column = columns.get(columnName)!;
        for (let k = 0; k < columnData.length; k++) {
          const row = rowStart + k - start;
          if (row >= 0 && row < end - start)
            column[before + row] = columnData[k] ?? null;
        }
      },
    });
  }
  return { rows, columns };
}

export * as TypedColumns from "./typed-columns";
