// web-session: a person signed in with a key; it ends by itself, by signing out and with the key
import { randomBytes } from "node:crypto";
import { sha256 } from "../base/digest";
import { Failure } from "../base/error";
import { PromiseCache } from "../base/promise-cache";
import { ApiKey } from "./api-key";
import { Table } from "./table";

// A working day.
export const seconds = 12 * 3600;

type Stored = { access: string; expires: string };
// A session that was closed may work for this long in another process.
const known = PromiseCache.create<Stored | null>({ max: 1_000, ttlMs: 1_000 });

/** The token of a new session; a Failure where the key may not read or reaches some datasets alone. */
export async function open(key: string, now = new Date()) {
  ApiKey.holdPages(await ApiKey.verify(key, "read"));
  const { pk } = Table.keys.session("");
  for await (const session of Table.query(pk))
    if (session.expires <= now.toISOString()) await Table.remove(session);
  const token = randomBytes(32).toString("base64url");
  await Table.put({
    ...Table.keys.session(sha256(token)),
    access: sha256(key),
    expires: new Date(now.getTime() + seconds * 1000).toISOString(),
  });
  return token;
}

export async function verify(
  token: string,
  scope: ApiKey.Scope,
  now = new Date(),
) {
  const hash = sha256(token);
  const session = await known(
    hash,
    async () => (await Table.get(Table.keys.session(hash))) as Stored | null,
  );
  if (!session) known.forget(hash);
  if (!session || session.expires <= now.toISOString())
    throw new Failure(
      "session.over",
      "This session is over; sign in again",
      401,
    );
  return ApiKey.verifyHash(session.access, scope, now);
}

export async function close(token: string) {
  const hash = sha256(token);
  await Table.remove(Table.keys.session(hash));
  known.forget(hash);
}

export * as WebSession from "./web-session";
