// api-key: who may call the API, and for what; only hashes are stored
import * as z from "zod";
import { LRUCache } from "lru-cache";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { Table } from "./table";

export const Scope = z.enum(["read", "score", "write", "train", "admin"]);
export type Scope = z.infer<typeof Scope>;
export const Info = z.object({
  name: z.string(),
  scopes: z.array(Scope).min(1),
});
export type Info = z.infer<typeof Info>;

export const everything = Scope.options;
export const random = () => `mk_${randomBytes(24).toString("base64url")}`;

export async function put({ key, name, scopes }: Info & { key: string }) {
  const hash = sha256(key);
  await Table.put({ ...Table.keys.access(hash), hash, name, scopes });
}

export const Created = Info.extend({ key: z.string() });

// The only time the key itself is seen.
export async function create(info: Info) {
  const created = { ...info, key: random() };
  await put(created);
  return created;
}

const known = new LRUCache<string, { info: Info; hash: string }>({
  max: 1_000,
  // A revoked key may work for this long in a warm function.
  ttl: 60_000, // ms
});

async function find(hash: string) {
  const seen = known.get(hash);
  if (seen) return seen;
  const item = await Table.get(Table.keys.access(hash));
  if (!item) return null;
  const found = { info: Info.parse(item), hash: item.hash as string };
  known.set(hash, found);
  return found;
}

/** What a key may do; a Failure where it is unknown or lacks the scope. */
export async function verify(key: string | undefined, scope: Scope) {
  if (!key)
    throw new Failure(
      "key.missing",
      "Expected the header `Authorization: Bearer <key>`",
      401,
    );
  const hash = sha256(key);
  const found = await find(hash);
  if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash)))
    throw new Failure("key.unknown", "This key is not known here", 401);
  if (!found.info.scopes.includes(scope))
    throw new Failure(
      "key.scope",
      `This call needs the scope "${scope}"; the key "${found.info.name}" has ${found.info.scopes.join(", ")}`,
      403,
    );
  return found.info;
}

export * as ApiKey from "./api-key";
