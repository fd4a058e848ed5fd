// api-key: who may call the API, for what and until when; only hashes are stored
import * as z from "zod";
import { randomBytes } from "node:crypto";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { Paging } from "../base/paging";
import { Table } from "./table";

export const Scope = z.enum(["read", "score", "write", "train", "admin"]);
export type Scope = z.infer<typeof Scope>;
export const Info = z.object({
  name: z.string().min(1).max(100),
  scopes: z.array(Scope).min(1),
  datasets: z
    .array(z.string().min(1).max(63))
    .min(1)
    .max(100)
    .optional()
    .describe("The only datasets it reaches; all of them where none are named"),
});
export type Info = z.infer<typeof Info>;

// A bare day counts to its end.
const Expiry = z.union([
  z.iso.datetime({ offset: true }).transform((at) => new Date(at)),
  z.iso.date().transform((day) => new Date(`${day}T23:59:59.999Z`)),
]);
export const Wanted = Info.extend({ expires: Expiry.optional() });

export const Shown = Info.extend({
  id: z.string(),
  created: z.string().nullable(), // null of keys made before this was kept
  lastUsed: z.string().nullable(), // to the minute
  expires: z.string().nullable(),
});
export type Shown = z.infer<typeof Shown>;
export const Created = Shown.extend({ key: z.string() });

export const everything = Scope.options;
export const random = () => `mk_${randomBytes(24).toString("base64url")}`;

// Long enough to be unique, and nobody finds a key by its hash.
const idOf = (hash: string) => hash.slice(0, 16);

const show = ({ hash, name, scopes, ...item }: Table.Item): Shown => ({
  id: idOf(hash),
  name,
  scopes,
  datasets: item.datasets,
  created: item.created ?? null,
  lastUsed: item.lastUsed ?? null,
  expires: item.expires ?? null,
});

export async function put(
  {
    key,
    name,
    scopes,
    datasets,
    expires,
  }: z.output<typeof Wanted> & { key: string },
  now = new Date(),
) {
  const hash = sha256(key);
  const item = {
    ...Table.keys.access(hash),
    hash,
    name,
    scopes,
    datasets,
    created: now.toISOString(),
    expires: expires?.toISOString(),
  };
  await Table.put(item);
  return show(item);
}

// The only time the key itself is seen.
export async function create(
  wanted: z.output<typeof Wanted>,
  now = new Date(),
): Promise<z.infer<typeof Created>> {
  const { expires } = wanted;
  if (expires && expires <= now)
    throw new Failure(
      "key.expires",
      `Expected an expiry in the future, got ${expires.toISOString()}`,
    );
  const key = random();
  return { ...(await put({ ...wanted, key }, now)), key };
}

export async function list(query: Paging.Query) {
  const items = (await Table.all(Table.keys.access("").pk)).map(show);
  items.sort((a, b) => (b.created ?? "").localeCompare(a.created ?? ""));
  return Paging.slice(items, ({ id }) => id, query);
}

export async function revoke(id: string) {
  const { pk } = Table.keys.access("");
  const found = /^[0-9a-f]{16}$/.test(id)
    ? await Table.all(pk, { prefix: id })
    : [];
  if (!found.length)
    throw new Failure("key.id.unknown", `There is no key "${id}"`, 404);
  for (const item of found) {
    await Table.remove(item);
    known.forget(item.hash);
  }
  return show(found[0]);
}

// A revoked key may work for this long in another process.
const cacheMs = 1_000;
const touchMs = 60_000;
const known = PromiseCache.create<Table.Item | null>({
  max: 1_000,
  ttlMs: cacheMs,
});

async function find(hash: string, now: Date) {
  const item = await known(hash, () => read(hash, now));
  // A key that is made a moment later works at once.
  if (!item) known.forget(hash);
  return item;
}

async function read(hash: string, now: Date) {
  const key = Table.keys.access(hash);
  const item = await Table.get(key);
  if (!item) return null;
  const used = Date.parse(item.lastUsed ?? "");
  if (!(now.getTime() - used < touchMs))
    await Table.update(
      key,
      { set: { lastUsed: now.toISOString() } },
      { when: "attribute_exists(#pk)" },
    );
  return item;
}

/** What the key of a hash may do; a Failure where it is unknown, expired or lacks the scope. */
export async function verifyHash(
  hash: string,
  scope: Scope,
  now = new Date(),
): Promise<Info> {
  const item = await find(hash, now);
  if (!item)
    throw new Failure("key.unknown", "This key is not known here", 401);
  if (item.expires && Date.parse(item.expires) <= now.getTime())
    throw new Failure("key.expired", `This key expired ${item.expires}`, 401);
  const info = Info.parse(item);
  if (info.scopes.includes(scope)) return info;
  throw new Failure(
    "key.scope",
    `This call needs the scope "${scope}"; the key "${info.name}" has ${info.scopes.join(", ")}`,
    403,
  );
}

/** Whether a key's calls may be about a dataset. */
export const reaches = ({ datasets }: Info, dataset: string) =>
  !datasets || datasets.includes(dataset);

/** A Failure where a call is about a dataset that the key does not reach; null stands for more than is named. */
export function hold(info: Info, datasets: (string | null)[]) {
  const out = datasets.find((name) => name === null || !reaches(info, name));
  if (out === undefined) return;
  throw new Failure(
    "key.dataset",
    `The key "${info.name}" reaches ${info.datasets!.join(", ")} alone; this call is about ${out === null ? "more than that" : `"${out}"`}`,
    403,
  );
}

/** Pages show all datasets beside each other. */
export function holdPages(info: Info) {
  if (!info.datasets) return;
  throw new Failure(
    "key.pages",
    `The key "${info.name}" reaches ${info.datasets.join(", ")} alone and is for calls; pages need a key that reaches every dataset`,
    403,
  );
}

export async function verify(key: string | undefined, scope: Scope) {
  if (key) return verifyHash(sha256(key), scope);
  throw new Failure(
    "key.missing",
    "Expected the header `Authorization: Bearer <key>`",
    401,
  );
}

export * as ApiKey from "./api-key";
