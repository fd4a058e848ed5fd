// article: one text of the knowledge base in one language; which rows of the lake are the articles in force
import type { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import type { Parquet } from "../tabular/parquet";
import type { Lang } from "../text/wording";
import { langOf } from "./search-terms";

export type Article = { id: string; title: string; text: string; lang: Lang };

type Row = Article & { order: string; line: number };

/**
 * The newest upload that has an id has all of its languages; within it the last row of each counts. A row without text
 * takes its article away. Without an id column the title is the id.
 */
export function inForce(
  files: Parquet.Rows[],
  definition: Dataset.Info,
): Article[] {
  const rows = files
    .flatMap((file) => rowsOf(file, definition))
    .sort((a, b) =>
      a.order === b.order ? a.line - b.line : a.order < b.order ? -1 : 1,
    );
  const byId = new Map<string, { order: string; langs: Map<Lang, Article> }>();
  for (const { order, line: _, ...article } of rows) {
    const known = byId.get(article.id);
    const kept = known?.order === order ? known : { order, langs: new Map() };
    kept.langs.set(article.lang, article);
    byId.set(article.id, kept);
  }
  return [...byId.values()]
    .flatMap(({ langs }) => [...langs.values()])
    .filter(({ text }) => text !== "")
    .sort((a, b) => (a.id === b.id ? 0 : a.id < b.id ? -1 : 1));
}

function rowsOf(file: Parquet.Rows, { id, roles }: Dataset.Info): Row[] {
  const column = (name: string | undefined) =>
    name === undefined ? undefined : file.cells[file.columns.indexOf(name)];
  const texts = column(roles.text);
  const titles = column(roles.title);
  const langs = column(roles.lang);
  if (!texts)
    throw new Failure(
      "knowledge.text.missing",
      `Expected a column of knowledge with the role text, got ${file.columns.join(", ")}: say which one it is in the definition`,
      409,
    );
  return file.id.map((key, row) => {
    const text = texts[row] ?? "";
    const title = titles?.[row] ?? text.split("\n", 1)[0].slice(0, 80);
    return {
      id: id === undefined ? title || key : key,
      title,
      text,
      lang: langOf(`${title} ${text}`, langs?.[row]),
      order: file.order[row],
      line: file.line[row],
    };
  });
}
