// pseudonym: what stands for an id that must not be kept, the same in every dataset of one stack
import { createHmac, randomBytes } from "node:crypto";
import { PromiseCache } from "../base/promise-cache";
import { Table } from "./table";

/** A text's pseudonym; a pseudonym of this stack stays as it is, so that either names the same customer. */
export type Namer = (raw: string) => string;

const prefix = "p_";
const idLength = 22; // 128 bits in base64url
const markLength = 6;
const form = /^p_[\w-]{28}$/;

/** Pseudonyms by HMAC-SHA-256; the last six signs say that the rest was made with this secret. */
export function namer(secret: string): Namer {
  const hmac = (use: string, text: string) =>
    createHmac("sha256", secret).update(`${use}\n${text}`).digest("base64url");
  const markOf = (id: string) => hmac("mark", id).slice(0, markLength);
  const isOurs = (text: string) => {
    if (!form.test(text)) return false;
    const id = text.slice(prefix.length, prefix.length + idLength);
    return text.slice(prefix.length + idLength) === markOf(id);
  };
  return (raw) => {
    if (isOurs(raw)) return raw;
    const id = hmac("id", raw).slice(0, idLength);
    return prefix + id + markOf(id);
  };
}

const known = PromiseCache.create<string>({ max: 10 });

// Made by whoever needs it first, and never changed: another one would name everybody anew.
async function secret(): Promise<string> {
  const key = Table.keys.secret("pseudonyms");
  const value = randomBytes(32).toString("base64url");
  await Table.put({ ...key, value }, Table.fresh);
  return (await Table.get(key))!.value as string;
}

/** Of this stack. */
export const ours = async (): Promise<Namer> =>
  namer(await known("pseudonyms", secret));

export * as Pseudonym from "./pseudonym";
