// knowledge: the articles people are answered from, kept in memory and read again when the lake has changed
import { Bucket } from "./bucket";
import { Dataset } from "./dataset";
import { sha256 } from "./digest";
import { Lake } from "./lake";
import type { Lang } from "./model/wording";
import { inForce, type Article } from "./knowledge/article";
import { find, index, translated, type Found } from "./knowledge/search";

export type { Article } from "./knowledge/article";
export type { Found } from "./knowledge/search";

export type Base = {
  articles: Article[];
  /** Articles of one language, best first. */
  find: (question: string, lang: Lang) => Found[];
  /** The same place of the same article in another language. */
  translated: (found: Found, lang: Lang) => Found | undefined;
};

export const dataset = "knowledge";

export function of(articles: Article[]): Base {
  const built = index(articles);
  return {
    articles,
    find: (question, lang) => find(built, question, lang),
    translated: (found, lang) => translated(built, found, lang),
  };
}

let held: { state: string; base: Promise<Base> } | undefined;

export async function load(): Promise<Base> {
  const definition = await Dataset.find(dataset);
  if (!definition) return of([]);
  const files: Bucket.Stored[] = [];
  for await (const file of Bucket.list(Bucket.keys.lake(dataset)))
    files.push(file);
  const state = sha256(
    JSON.stringify(definition),
    ...files.map(({ key, etag }) => `${key} ${etag}\n`),
  );
  if (held?.state === state) return held.base;
  const base = read(files, definition);
  const next = { state, base };
  held = next;
  // What failed is tried again by the next question.
  base.catch(() => {
    if (held === next) held = undefined;
  });
  return base;
}

async function read(files: Bucket.Stored[], definition: Dataset.Info) {
  const rows: Lake.Rows[] = [];
  for (const { key } of files) {
    const bytes = await Bucket.bytes(key);
    if (bytes) rows.push(await Lake.read(bytes));
  }
  return of(inForce(rows, definition));
}

export * as Knowledge from "./knowledge";
