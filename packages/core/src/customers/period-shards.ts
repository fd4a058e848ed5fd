// period-shards: how a period's state lies in the bucket: a head, and customers by shards of their ids as Parquet
import { LRUCache } from "lru-cache";
import { sha256 } from "../base/digest";
import { Bucket } from "../aws/bucket";
import { Table } from "../aws/table";
import type { Scratch } from "../query/scratch";
import { TypedColumns } from "../query/typed-columns";

/** What holds for all customers of a period, and where they lie. */
export type Head<Rest> = Rest & {
  period: string;
  inputDigest: string;
  shards: number;
  customers: number;
  own: OwnColumn[];
};
/** A column of the dataset: what it is called in the files. */
export type OwnColumn = {
  name: string;
  stored: string;
  type: TypedColumns.Column["type"];
};

// A shard of so many is read for one customer within a few milliseconds, as only one group of rows is.
const customersPerShard = 4096;
const rowsPerGroup = 1024;
const atOnce = 8;

/** A power of two, so that a grown period parts its shards in two. */
export const shardsFor = (customers: number) =>
  2 ** Math.ceil(Math.log2(Math.max(1, customers / customersPerShard)));

const ownPrefix = "own.";
const isOwn = (name: string) => name.startsWith(ownPrefix);

function pick(column: TypedColumns.Column, rows: number[]) {
  if (column.type === "text")
    return { ...column, values: rows.map((row) => column.values[row]) };
  return { ...column, values: rows.map((row) => column.values[row]) };
}

async function each<T>(list: T[], run: (one: T) => Promise<unknown>) {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of rest) await run(one);
    }),
  );
}

/**
 * Writes the shards, then the head, which says that they are whole: a write that ended early is done again, as the head still
 * has the digest before. Equal input gives equal bytes. `id` rises from row to row.
 */
export async function write<
  Rest extends { period: string; inputDigest: string },
>(
  dataset: string,
  rest: Rest,
  id: string[],
  columns: TypedColumns.Column[],
  own: TypedColumns.Column[],
) {
  const { period } = rest;
  const shards = shardsFor(id.length);
  const rows = Array.from({ length: shards }, () => [] as number[]);
  id.forEach((one, row) => rows[Table.shard(one, shards)].push(row));
  const names = TypedColumns.distinct(own.map(({ name }) => ownPrefix + name));
  const all = [
    ...columns,
    ...own.map((column, k) => ({ ...column, name: names[k] })),
  ];
  await each([...rows.entries()], async ([shard, some]) => {
    const picked = all.map((column) => pick(column, some));
    const bytes = TypedColumns.parquet(picked, {
      ...{ rowGroupSize: rowsPerGroup, rising: "id" },
    });
    await Bucket.put(Bucket.keys.periodShard(dataset, period, shard), bytes);
  });
  const head: Head<Rest> = {
    ...rest,
    ...{ shards, customers: id.length },
    own: own.map(({ name, type }, k) => ({ name, stored: names[k], type })),
  };
  await Bucket.put(
    Bucket.keys.periodHead(dataset, period),
    JSON.stringify(head),
    { type: "application/json" },
  );
  const kept = new Set(
    rows.map((_, shard) => Bucket.keys.periodShard(dataset, period, shard)),
  );
  for await (const { key } of Bucket.list(Bucket.keys.period(dataset, period)))
    if (/\/shard=\d+\.parquet$/.test(key) && !kept.has(key))
      await Bucket.remove(key);
}

const heads = new LRUCache<string, { etag: string; head: unknown }>({
  max: 1_000,
});

/** Null where nothing was written. */
export async function head<Rest>(dataset: string, period: string) {
  const key = Bucket.keys.periodHead(dataset, period);
  const known = heads.get(key);
  const found = await Bucket.changed(key, known?.etag);
  if (!found) return null;
  if (found === "same") return known as { etag: string; head: Head<Rest> };
  const value = { etag: found.etag, head: JSON.parse(found.text) };
  heads.set(key, value);
  return value as { etag: string; head: Head<Rest> };
}

/** Gives the shards of a period that hold the customers of one part in so many; both are powers of two. */
export type Part = { part: number; of: number };

/** Reads the wanted columns of all customers, or of a part, in the order of their ids; it leaves out the dataset's own. */
export async function columns(
  dataset: string,
  { period, shards }: Pick<Head<unknown>, "period" | "shards">,
  isWanted: (name: string) => boolean = () => true,
  { part, of }: Part = { part: 0, of: 1 },
): Promise<TypedColumns.Read & { bytes: number }> {
  const some = [...Array(shards).keys()].filter((k) => k % of === part);
  const read: TypedColumns.Read[] = new Array(some.length);
  let bytes = 0;
  await each([...some.entries()], async ([at, shard]) => {
    const key = Bucket.keys.periodShard(dataset, period, shard);
    const found = await Bucket.existingBytes(key);
    bytes += found.length;
    read[at] = await TypedColumns.read(found, {
      isWanted: (name) => name === "id" || (!isOwn(name) && isWanted(name)),
    });
  });
  return { ...joined(read), bytes };
}

/** The columns of the one customer, or of none. */
export async function ofCustomer(
  dataset: string,
  { period, shards }: Pick<Head<unknown>, "period" | "shards">,
  id: string,
): Promise<TypedColumns.Read> {
  const shard = Table.shard(id, shards);
  const key = Bucket.keys.periodShard(dataset, period, shard);
  const bytes = await Bucket.existingBytes(key);
  const { columns } = await TypedColumns.read(bytes, {
    isWanted: (name) => !isOwn(name),
    only: id,
  });
  const row = columns.get("id")!.indexOf(id);
  return {
    rows: Number(row >= 0),
    columns: new Map(
      [...columns].map(([name, values]) => [
        name,
        row < 0 ? [] : [values[row]],
      ]),
    ),
  };
}

/** The shards of the periods as files of this machine, for as long as the lease lasts. */
export async function files(
  dataset: string,
  lease: Scratch.Lease,
  isIncluded: (period: string) => boolean = () => true,
) {
  const found: Bucket.Stored[] = [];
  for await (const one of Bucket.list(Bucket.keys.allPeriods(dataset))) {
    const [, period] = /\/([^/]+)\/shard=\d+\.parquet$/.exec(one.key) ?? [];
    if (period !== undefined && isIncluded(period)) found.push(one);
  }
  const paths = new Map<string, string>();
  await each(found, async ({ key, etag }) => {
    const name = `${sha256(key, etag).slice(0, 32)}.parquet`;
    paths.set(key, await lease.file(name, () => Bucket.existingBytes(key)));
  });
  return found.map(({ key }) => paths.get(key)!);
}

/** Of a column of a file: whether it is for people and no part of how a state is worked out. */
export const isPublic =
  "c -> NOT starts_with(c, '_') AND NOT starts_with(c, 'own.')";

// Each shard has its customers in the order of their ids.
function joined(shards: TypedColumns.Read[]): TypedColumns.Read {
  const ids = shards.flatMap(({ columns }) => columns.get("id") as string[]);
  const order = Uint32Array.from(ids.keys()).sort((a, b) =>
    ids[a] < ids[b] ? -1 : 1,
  );
  const columns = new Map<string, TypedColumns.Cell[]>();
  for (const name of shards[0]?.columns.keys() ?? []) {
    const all = shards.flatMap((one) => one.columns.get(name)!);
    columns.set(
      name,
      Array.from(order, (row) => all[row]),
    );
  }
  return { rows: ids.length, columns };
}

export * as PeriodShards from "./period-shards";
