// knowledge: the articles people are answered from, kept in memory and read again when the lake has changed
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { sha256 } from "../base/digest";
import { Parquet } from "../tabular/parquet";
import type { Lang } from "../text/wording";
import { inForce, type Article } from "./article";
import { AnswerSearch } from "./answer-search";
import { SectionIndex } from "./section-index";

export type { Article } from "./article";
export type { Found } from "./answer-search";

export type Base = {
  articles: Article[];
  /** The best answer among the articles of one language. */
  find: (question: string, lang: Lang) => AnswerSearch.Found | undefined;
  /** The same place of the same article in another language. */
  translated: (
    found: AnswerSearch.Found,
    lang: Lang,
  ) => AnswerSearch.Found | undefined;
};

export const dataset = "knowledge";

export function build(articles: Article[]): Base {
  const index = SectionIndex.build(articles);
  return {
    articles,
    find: (question, lang) => AnswerSearch.find(index, question, lang),
    translated: (found, lang) => AnswerSearch.translated(index, found, lang),
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
