// typed-columns: columns with their types as Parquet that engines read without being told how
import { parquetWriteBuffer } from "hyparquet-writer";

type Numbers = ArrayLike<number | null>; // null or NaN is missing

/** Dates are days since 1970-01-01; those with a fraction make the column one of moments. */
export type Column = { name: string } & (
  | { type: "text"; values: (string | null)[] }
  | { type: "number" | "boolean" | "date" | "integer"; values: Numbers }
);

const dayMs = 86_400_000;

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
        data: filled(values, (day) => new Date(Math.round(day * dayMs))),
        type: "TIMESTAMP",
      };
}

/** Names are distinct without case; equal columns give equal bytes. */
export function parquet(columns: Column[]): Uint8Array {
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
      columnData: all.map(({ name, data }) => ({ name, data })),
      schema,
      rowGroupSize: 100_000,
      createdBy: "mainstay",
    }),
  );
}

const elements = {
  STRING: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  BOOLEAN: { type: "BOOLEAN" },
  INT32: { type: "INT32" },
  DOUBLE: { type: "DOUBLE" },
  DATE: { type: "INT32", converted_type: "DATE" },
  TIMESTAMP: { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
} as const;

export * as TypedColumns from "./typed-columns";
