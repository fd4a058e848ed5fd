// knowledge: the articles people are answered from, kept in memory and read again when the lake has changed
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { sha256 } from "../base/digest";
import { Parquet } from "../tabular/parquet";
import type { Lang } from "../text/wording";
import { inForce, type Article } from "./article";
import { find, index, translated, type Found } from "./article-search";

export type { Article } from "./article";
export type { Found } from "./article-search";

export type Base = {
  articles: Article[];
  /** Articles of one language, best first. */
  find: (question: string, lang: Lang) => Found[];
  /** The same place of the same article in another language. */
  translated: (found: Found, lang: Lang) => Found | undefined;
};

export const dataset = "knowledge";

export function build(articles: Article[]): Base {
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
  if (!definition) return build([]);
  const files = await Manifest.files(dataset);
  const state = sha256(
    JSON.stringify(definition),
    ...files.map(({ key, digest }) => `${key} ${digest}\n`),
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

async function read(files: Manifest.LakeFile[], definition: Dataset.Info) {
  const rows: Parquet.Rows[] = [];
  for (const { key } of files)
    rows.push(await Parquet.read(await Manifest.bytes(key)));
  return build(inForce(rows, definition));
}

export * as Knowledge from "./knowledge";
