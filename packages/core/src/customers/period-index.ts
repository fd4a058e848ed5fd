// period-index: which rows a period's snapshots have, by shards of their ids, with a head that says what the shards hold
import { sha256 } from "../base/digest";
import { Bucket } from "../aws/bucket";
import { Table } from "../aws/table";
import { IndexRow } from "./index-row";
import { PeriodShards } from "./period-shards";

export type Row = IndexRow.Info;
export const rowOf = IndexRow.of;

/** Its ETag changes whenever a row does. */
export type Head = { period: string; customers: number; shards: Shard[] };
export type Shard = { rows: number; digest: string };

const isEarlier = (head: Head | IndexRow.Earlier): head is IndexRow.Earlier =>
  "id" in head;

const stored = (dataset: string, period: string) =>
  Bucket.json<Head | IndexRow.Earlier>(Bucket.keys.view(dataset, period));

/** The ETag of the index; null where the period has none. */
export const etag = (dataset: string, period: string) =>
  Bucket.etag(Bucket.keys.view(dataset, period));

/** How many customers the period has. */
export async function customers(dataset: string, period: string) {
  const head = await stored(dataset, period);
  if (!head) return 0;
  return isEarlier(head) ? head.id.length : head.customers;
}

const atOnce = 8;

const bytesOf = (dataset: string, { period, shards }: Head, k: number) =>
  Bucket.existingBytes(
    Bucket.keys.viewShard(dataset, period, k, shards.length),
  );

async function shard(dataset: string, head: Head, k: number): Promise<Row[]> {
  if (!head.shards[k].rows) return [];
  return IndexRow.read(head.period, await bytesOf(dataset, head, k));
}

export type Part = { digest: string; rows: Row[] };

/** The rows of a period shard by shard, in the order of their ids within each; a few shards at a time are held. */
export async function* parts(
  dataset: string,
  period: string,
): AsyncGenerator<Part> {
  const head = await stored(dataset, period);
  if (!head) return;
  if (isEarlier(head)) {
    const rows = IndexRow.ofEarlier(head);
    yield { digest: sha256(JSON.stringify(rows)), rows };
    return;
  }
  for (let from = 0; from < head.shards.length; from += atOnce) {
    const some = head.shards.slice(from, from + atOnce);
    const read = await Promise.all(
      some.map((_, k) => shard(dataset, head, from + k)),
    );
    for (const [k, rows] of read.entries())
      yield { digest: some[k].digest, rows };
  }
}

/** Every row, in the order of ids; for no more than one period at a time. */
export async function read(dataset: string, period: string): Promise<Row[]> {
  const all: Row[] = [];
  for await (const { rows } of parts(dataset, period))
    for (const row of rows) all.push(row);
  return all.sort(byId);
}

const byId = (a: Row, b: Row) => (a.id < b.id ? -1 : 1);

/** Adds the newer rows; each takes the place of an older row of its id. */
export const merge = (dataset: string, period: string, newer: Row[]) =>
  replace(dataset, period, [], newer);

/** The index made anew of these rows. */
export const write = (dataset: string, period: string, rows: Row[]) =>
  change(dataset, period, { gone: [], newer: rows, before: null });

/** Takes ids out, then adds the newer rows; answers how many rows there are then. */
export async function replace(
  dataset: string,
  period: string,
  gone: string[],
  newer: Row[],
) {
  const before = await stored(dataset, period);
  if (!before && !newer.length) return 0;
  return change(dataset, period, { gone, newer, before });
}

type Change = {
  gone: string[];
  newer: Row[];
  before: Head | IndexRow.Earlier | null;
};

/**
 * Writes the shards that change, then the head. A write that ended early is done again by who began it; until then the head's
 * ETag is the one before, so that nothing is taken for computed from the new rows.
 */
async function change(
  dataset: string,
  period: string,
  { gone, newer, before }: Change,
) {
  const known = before && !isEarlier(before) ? before : null;
  const earlier = before && isEarlier(before) ? IndexRow.ofEarlier(before) : [];
  const customers = await count(dataset, { known, earlier, gone, newer });
  const from = known?.shards.length ?? 1;
  const to = PeriodShards.shardsFor(customers);
  // Numbers of shards are powers of two, so each shard before lies in one group with the shards that it becomes.
  const groups = Math.min(from, to);
  const [out, into] = [split(gone, groups), split(newer, groups)];
  const shards: Shard[] = new Array(to);
  for (let group = 0; group < groups; group++) {
    const isTouched = out[group].length || into[group].length;
    if (known && from === to && !isTouched) {
      shards[group] = known.shards[group];
      continue;
    }
    const rows = new Map(earlier.map((row) => [row.id, row]));
    for (let k = group; known && k < from; k += groups)
      for (const row of await shard(dataset, known, k)) rows.set(row.id, row);
    for (const id of out[group]) rows.delete(id);
    for (const row of into[group]) rows.set(row.id, row);
    const after = split([...rows.values()], to);
    for (let k = group; k < to; k += groups) {
      const bytes = IndexRow.file(after[k]);
      await Bucket.put(Bucket.keys.viewShard(dataset, period, k, to), bytes);
      shards[k] = { rows: after[k].length, digest: sha256(bytes).slice(0, 16) };
    }
  }
  const head: Head = { period, customers, shards };
  await Bucket.put(Bucket.keys.view(dataset, period), JSON.stringify(head), {
    type: "application/json",
  });
  await sweep(dataset, head);
  return customers;
}

const idOf = (one: string | Row) => (typeof one === "string" ? one : one.id);

function split<T extends string | Row>(list: T[], shards: number) {
  const parts = Array.from({ length: shards }, () => [] as T[]);
  for (const one of list) parts[Table.shard(idOf(one), shards)].push(one);
  return parts;
}

type Counted = Pick<Change, "gone" | "newer"> & {
  known: Head | null;
  earlier: Row[];
};

// Shards that stay as they are need not be read for it.
async function count(
  dataset: string,
  { known, earlier, gone, newer }: Counted,
) {
  const ids = new Set(earlier.map(({ id }) => id));
  let untouched = 0;
  const of = known?.shards.length ?? 1;
  const touched = new Set(
    [...gone, ...newer].map((one) => Table.shard(idOf(one), of)),
  );
  for (let k = 0; known && k < of; k++) {
    if (!touched.has(k)) untouched += known.shards[k].rows;
    else if (known.shards[k].rows)
      for (const id of await IndexRow.ids(await bytesOf(dataset, known, k)))
        ids.add(id);
  }
  for (const id of gone) ids.delete(id);
  for (const { id } of newer) ids.add(id);
  return untouched + ids.size;
}

// Files of another number of shards.
async function sweep(dataset: string, { period, shards }: Head) {
  const kept = new Set(
    shards.map((_, k) =>
      Bucket.keys.viewShard(dataset, period, k, shards.length),
    ),
  );
  const folder = Bucket.keys.viewShards(dataset, period);
  for await (const { key } of Bucket.list(folder))
    if (!kept.has(key)) await Bucket.remove(key);
}

/** A period without rows has no index. */
export async function remove(dataset: string, period: string) {
  await Bucket.remove(Bucket.keys.view(dataset, period));
  await Bucket.empty(Bucket.keys.viewShards(dataset, period));
}

const stagingKey = (work: string, name: string) =>
  Bucket.keys.staging(work, name);

/** Rows of one part of a work on their way into the indexes. */
export const stage = (work: string, name: string, list: Row[]) =>
  Bucket.put(stagingKey(work, name), JSON.stringify(list));

export const staged = async (work: string, name: string): Promise<Row[]> =>
  JSON.parse(await Bucket.existing(stagingKey(work, name)));

export * as PeriodIndex from "./period-index";
