// owner-key: the one key with every scope that its owner's machine keeps in a file
import { sha256 } from "../base/digest";
import { ApiKey } from "./api-key";
import { Table } from "./table";

const name = "owner";

/** Lets this key in and every owner's key before it out. False where this very key has been revoked. */
export async function admit(key: string) {
  const hash = sha256(key);
  const before = await Table.get(Table.keys.owner);
  const found = await Table.get(Table.keys.access(hash));
  if (before?.hash === hash) return found !== null;
  if (!found) await ApiKey.put({ key, name, scopes: ApiKey.everything });
  await Table.put({ ...Table.keys.owner, hash });
  if (before) await Table.remove(Table.keys.access(before.hash));
  // Keys made before their moment was kept: the owner's have this name.
  for (const item of await Table.all(Table.keys.access("").pk))
    if (item.name === name && !item.created && item.hash !== hash)
      await Table.remove(item);
  return true;
}

export * as OwnerKey from "./owner-key";
