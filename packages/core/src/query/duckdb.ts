// duckdb: DuckDB in memory, without files, network or extensions of its own; loaded here alone
import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBValue,
} from "@duckdb/node-api";
import { totalmem } from "node:os";

/** A table is read from Parquet files of this machine. */
export type Table = {
  schema: string;
  name: string;
  /** A SELECT over `files`. */
  sql: string;
  files: string[];
};

export type Limits = { memoryMb: number; threads: number };

export type Plain = null | boolean | number | string | Plain[] | PlainObject;
type PlainObject = { [name: string]: Plain };
export type Column = { name: string; type: string };
export type Answer = {
  columns: Column[];
  rows: Plain[][];
  truncated: boolean;
};

export const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

export const parquet = (files: string[]) =>
  `read_parquet([${files.map(literal).join(", ")}], union_by_name = true)`;

/** A connection that sees the tables and nothing else; nobody can change that from within. */
export async function open(tables: Table[], { memoryMb, threads }: Limits) {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryMb}MB`,
    threads: String(threads),
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
    preserve_insertion_order: "false",
  });
  const connection = await instance.connect();
  const files = [...new Set(tables.flatMap((table) => table.files))];
  const schemas = new Set(tables.map(({ schema }) => schema));
  const setup = [
    ...Array.from(
      schemas,
      (schema) => `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)}`,
    ),
    ...tables.map(
      ({ schema, name, sql }) =>
        `CREATE VIEW ${identifier(schema)}.${identifier(name)} AS ${sql}`,
    ),
    `SET search_path = ${literal([...schemas].join(","))}`,
    `SET allowed_paths = [${files.map(literal).join(", ")}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
  for (const one of setup) await connection.run(one);
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

let shared: Promise<DuckDBInstance> | undefined;

async function begin() {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  return DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.floor(totalmem() / 2 ** 20 / 4)}MB`,
    threads: "2",
    temp_directory: "",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
}

async function connect() {
  shared ??= begin();
  const connection = await (await shared).connect();
  // A file of this machine never changes under its name.
  await connection.run("SET parquet_metadata_cache = true");
  return connection;
}

/** Statements of our own, in this very process. */
export async function use<T>(
  run: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const connection = await connect();
  try {
    return await run(connection);
  } finally {
    connection.closeSync();
  }
}

/** The rows of a statement of our own, as they come. */
export async function* stream(sql: string, values: DuckDBValue[]) {
  const connection = await connect();
  try {
    for await (const chunk of await connection.stream(sql, values))
      for (const row of chunk.getRows()) yield row.map(plain);
  } finally {
    connection.closeSync();
  }
}

// The gateway takes six megabytes.
const maxBytes = 5_000_000;

/** Runs one statement; no more than `limit` rows are read. */
export async function read(
  connection: DuckDBConnection,
  sql: string,
  limit: number,
  values: DuckDBValue[] = [],
): Promise<Answer> {
  const result = await connection.stream(sql, values);
  const types = result.columnTypes();
  const columns = result
    .columnNames()
    .map((name, k) => ({ name, type: String(types[k]) }));
  const rows: Plain[][] = [];
  let bytes = 0;
  for await (const chunk of result)
    for (const row of chunk.getRows()) {
      if (rows.length === limit || bytes > maxBytes)
        return { columns, rows, truncated: true };
      const cells = row.map(plain);
      bytes += JSON.stringify(cells).length;
      rows.push(cells);
    }
  return { columns, rows, truncated: false };
}

/** A value as JSON has it: whole numbers beyond 2^53 and dates as text, NaN and infinities as null. */
export function plain(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  const held = value as {
    items?: readonly unknown[];
    entries?: Record<string, unknown> | { key: unknown; value: unknown }[];
    toDouble?: () => number;
  };
  if (held.toDouble) return held.toDouble();
  if (held.items) return held.items.map(plain);
  if (Array.isArray(held.entries))
    return held.entries.map((one) => [plain(one.key), plain(one.value)]);
  if (held.entries)
    return Object.fromEntries(
      Object.entries(held.entries).map(([name, one]) => [name, plain(one)]),
    );
  return String(value);
}

export * as Duckdb from "./duckdb";
