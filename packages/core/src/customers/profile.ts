// profile: what was said and done about a customer, in one item as scoring joins it to a row, made anew after every change
import { randomUUID } from "node:crypto";
import { PromiseCache } from "../base/promise-cache";
import { Table } from "../aws/table";

/** Everything said and done about a customer from the month `since` on; "" stands before every month. */
export type Past = { since: string; said: Said[]; done: Done[] };
export type Said = [time: string, score: number | null];
export type Done = [period: string, steps: [state: string, at: string][]];

// Another form of the past makes the stored ones unreadable.
const form = 1;
// An item holds at most 400 KB; a longer past is looked up each time (UTF-16 units, mostly one byte each).
const maxLength = 300_000;

const mark = (dataset: string, ids: string[], isOpen: boolean) =>
  Table.write(
    ids.map((id) => {
      const key = Table.keys.profile(dataset, id);
      const item = { ...key, version: randomUUID(), isOpen };
      return Table.putRequest(Table.encode(item));
    }),
  );

/**
 * Runs a change of what was said or done about these customers. Nobody reads their profiles from before it until after it, so
 * that a change which dies on the way leaves none without it.
 */
export async function changing<T>(
  dataset: string,
  customers: Iterable<string>,
  change: () => Promise<T>,
): Promise<T> {
  const ids = [...new Set(customers)];
  await mark(dataset, ids, true);
  const result = await change();
  await mark(dataset, ids, false);
  return result;
}

async function* all(dataset: string) {
  for (let n = 0; n < Table.shards; n++)
    yield* Table.query(Table.keys.profileShard(dataset, n), {
      attributes: ["sk"],
    });
}

/** The same for a change that may concern everybody. */
export async function changingAll<T>(
  dataset: string,
  change: () => Promise<T>,
) {
  const ids: string[] = [];
  for await (const { sk } of all(dataset)) ids.push(sk);
  return changing(dataset, ids, change);
}

export async function empty(dataset: string) {
  for (let n = 0; n < Table.shards; n++)
    await Table.empty(Table.keys.profileShard(dataset, n));
}

/** `past` is undefined where it has to be looked up, `version` where the result cannot be kept. */
export type Info = { past?: Past; version?: string };

const nothing: Info = { past: { since: "", said: [], done: [] } };

/** The profiles of these customers, in their order. */
export async function read(dataset: string, ids: string[]): Promise<Info[]> {
  const keys = ids.map((id) => Table.keys.profile(dataset, id));
  const [items, isWhole] = await Promise.all([
    Table.getEach(keys),
    isComplete(dataset),
  ]);
  return items.map((item) => (item ? parsed(item) : isWhole ? nothing : {}));
}

function parsed(item: Table.Item): Info {
  const { version, isOpen, past } = item;
  if (isOpen) return {};
  if (item.form !== form) return { version };
  return { version, past: JSON.parse(past) };
}

/** Keeps a past that was looked up after its profile's version was read, unless something has changed since. */
export async function keep(
  dataset: string,
  id: string,
  version: string,
  past: Past,
) {
  const text = JSON.stringify(past);
  if (text.length > maxLength) return;
  await Table.update(
    Table.keys.profile(dataset, id),
    { set: { past: text, form } },
    { when: "#version = :version", values: { version } },
  );
}

/** The customers whose pasts have changed since they were last looked up, with the versions of their profiles. */
export async function* changed(dataset: string) {
  for (let n = 0; n < Table.shards; n++)
    for await (const item of Table.query(Table.keys.profileShard(dataset, n))) {
      const { version, past } = parsed(item);
      if (version && !past) yield { id: item.sk, version };
    }
}

export const remove = (dataset: string, id: string) =>
  Table.remove(Table.keys.profile(dataset, id));

const complete = PromiseCache.create<boolean>({ max: 1_000 });

// Once true it stays so: every change goes through `changing`.
async function isComplete(dataset: string) {
  const read = async () =>
    (await Table.get(Table.keys.profiles(dataset))) !== null;
  const found = await complete(dataset, read);
  if (!found) complete.forget(dataset);
  return found;
}

/**
 * From now on a customer of this dataset without a profile is one of whom nothing was said or done. `known` gives all others;
 * it is asked once, for what came before there were profiles.
 */
export async function completed(
  dataset: string,
  known: () => Promise<Iterable<string>>,
) {
  if (await isComplete(dataset)) return;
  await mark(dataset, [...new Set(await known())], false);
  await Table.put(Table.keys.profiles(dataset));
  complete.forget(dataset);
}

export * as Profile from "./profile";
