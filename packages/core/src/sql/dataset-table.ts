// dataset-table: all rows of a dataset that are in force, typed by its definition, as a table for statements
import { Bucket } from "../aws/bucket";
import { sha256 } from "../base/digest";
import { PeriodShards } from "../customers/period-shards";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Refresh } from "../periods/refresh";
import { Duckdb } from "../query/duckdb";
import type { Scratch } from "../query/scratch";
import { TypedColumns } from "../query/typed-columns";
import type { Definition } from "../tabular/definition";
import type { Frame } from "../tabular/frame";
import { Parquet } from "../tabular/parquet";
import { StoredRows } from "../tabular/stored-rows";

/** Names of its own columns are tried first, so that an owner's dataset may be called as one of ours. */
export const schema = "data";

const keys = ["id", "period"];
const order = ["_order", "_part", "_line"];

// The id and the time stand in `id` and `period` already where they are called so.
const shown = ({ columns, id, time }: Definition.Info) =>
  Object.keys(columns).filter((name) => {
    const own = name.toLowerCase();
    return !(keys.includes(own) && (name === id || name === time));
  });

export const names = (definition: Definition.Info) =>
  TypedColumns.distinct(shown(definition), [...keys, ...order]);

const sqlTypes = {
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  category: "VARCHAR",
  text: "VARCHAR",
} satisfies Record<Definition.Kind, string>;

/** The table's columns without rows, for statements that do not speak of it. */
export function empty(dataset: string, definition: Dataset.Info): Duckdb.Table {
  const own = names(definition);
  const columns = [
    ...keys.map((key) => `NULL::VARCHAR AS ${key}`),
    ...shown(definition).map(
      (name, k) =>
        `NULL::${sqlTypes[definition.columns[name]]} AS ${Duckdb.identifier(own[k])}`,
    ),
  ];
  const sql = `SELECT ${columns.join(", ")} WHERE false`;
  return { schema, name: dataset, sql, files: [] };
}

/** A snapshot's newest row stands for its id and period, as everywhere; every row of a log counts. */
export const table = async (
  dataset: string,
  definition: Dataset.Info,
  lease: Scratch.Lease,
): Promise<Duckdb.Table> =>
  (await fromShards(dataset, definition, lease)) ??
  (await fromLake(dataset, definition, lease));

// The shards have the same rows typed already, where they are as new as the rows and the definition; null where they are not.
async function fromShards(
  dataset: string,
  definition: Dataset.Info,
  lease: Scratch.Lease,
): Promise<Duckdb.Table | null> {
  if (Dataset.kind(dataset) !== "snapshots") return null;
  const periods: string[] = [];
  const folder = Bucket.keys.views(dataset);
  for await (const { key } of Bucket.files(folder))
    periods.push(key.slice(folder.length).replace(/\.json$/, ""));
  const { isStale, heads } = await Refresh.heads(dataset, periods);
  const [first] = heads;
  if (isStale || !first) return null;
  const kinds = Object.entries(definition.columns).map(([name, kind]) => [
    name,
    kind === "category" ? "text" : kind,
  ]);
  const isSame = ({ own }: (typeof heads)[number]) =>
    JSON.stringify(own.map(({ name, type }) => [name, type])) ===
    JSON.stringify(kinds);
  if (!heads.every(isSame)) return null;
  const stored = new Map(first.own.map((one) => [one.name, one.stored]));
  const own = names(definition);
  const columns = shown(definition).map(
    (name, k) =>
      `${Duckdb.identifier(stored.get(name)!)} AS ${Duckdb.identifier(own[k])}`,
  );
  const files = await PeriodShards.files(dataset, lease, (period) =>
    periods.includes(period),
  );
  const sql = `SELECT ${[...keys, ...columns].join(", ")} FROM ${Duckdb.parquet(files)}`;
  return { schema, name: dataset, sql, files };
}

// Files are typed once and kept by their digest and the definition.
async function fromLake(
  dataset: string,
  definition: Dataset.Info,
  lease: Scratch.Lease,
): Promise<Duckdb.Table> {
  const { columns, numbers, dates, timezone, id, time } = definition;
  const form = JSON.stringify({ columns, numbers, dates, timezone, id, time });
  const files: string[] = [];
  for (const { key, digest, order, part } of await Manifest.files(dataset)) {
    const name = sha256(key, digest, order, form).slice(0, 32);
    files.push(
      await lease.file(`${name}.parquet`, async () =>
        typed(await Parquet.read(await Manifest.bytes(key)), definition, {
          order,
          part,
        }),
      ),
    );
  }
  if (!files.length) return empty(dataset, definition);
  const rows = `SELECT * EXCLUDE (${order.join(", ")}) FROM ${Duckdb.parquet(files)}`;
  const newest = `QUALIFY row_number() OVER (PARTITION BY id, period ORDER BY ${order.map((name) => `${name} DESC`).join(", ")}) = 1`;
  const sql =
    Dataset.kind(dataset) === "snapshots" ? `${rows} ${newest}` : rows;
  return { schema, name: dataset, sql, files };
}

function typed(
  lake: Parquet.Rows,
  definition: Dataset.Info,
  place: { order: string; part: number },
) {
  const { frame, id, period, line } = StoredRows.read(lake, definition);
  const own = names(definition);
  const at = new Map(frame.columns.map((column) => [column.name, column]));
  return TypedColumns.parquet([
    { name: "id", type: "text", values: id },
    { name: "period", type: "text", values: period },
    ...shown(definition).map((name, k) => named(at.get(name)!, own[k])),
    { name: "_order", type: "text", values: id.map(() => place.order) },
    { name: "_part", type: "integer", values: id.map(() => place.part) },
    { name: "_line", type: "integer", values: line },
  ]);
}

function named(
  column: Frame["columns"][number],
  name: string,
): TypedColumns.Column {
  if (column.type === "text") return { ...column, name };
  if (column.type === "category")
    return {
      name,
      type: "text",
      values: Array.from(column.codes, (code) => column.levels[code] ?? null),
    };
  return { ...column, name };
}

export * as DatasetTable from "./dataset-table";
