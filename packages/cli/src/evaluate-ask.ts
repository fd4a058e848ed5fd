// evaluate-ask: a file of questions asked of a folder of articles, no server needed
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Article } from "@mainstay/core/knowledge/article";
import { QuestionSet } from "@mainstay/core/knowledge/ask/question-set";
import { Knowledge } from "@mainstay/core/knowledge/knowledge";
import { Markdown } from "@mainstay/core/knowledge/markdown";
import { SearchTerms } from "@mainstay/core/knowledge/search-terms";
import { FileTable } from "@mainstay/core/dataset/file-table";
import { Failure } from "@mainstay/core/base/error";

export type Options = { articles?: string; json?: boolean };

/** Prints the figures, as JSON where asked to, else with each question that went wrong. */
export async function ask(file: string, { articles: folder, json }: Options) {
  if (!folder)
    throw new Failure(
      "evaluate.option.missing",
      "Expected --articles with a folder of articles, got none",
    );
  const judged = QuestionSet.judge(
    Knowledge.build(await articlesOf(folder)),
    await questionsOf(file),
  );
  const result = QuestionSet.sum(judged);
  if (json) return console.log(JSON.stringify(result));
  for (const [name, value] of Object.entries(result))
    console.log(`${name.padEnd(16)}${value}`);
  for (const { question, verdict, source, confidence } of judged)
    if (verdict === "wrong" || verdict === "handed over")
      console.log(
        `${verdict.padEnd(16)}${confidence.toFixed(2)}  ${question} (${source ?? "nothing found"})`,
      );
}

type Row = Map<string, string>;

async function rowsOf(file: string): Promise<Row[]> {
  const { names, rows, cells } = await FileTable.read(file);
  const columns = names.map(
    (name) => [name.trim().toLowerCase(), cells(name)] as const,
  );
  return Array.from(
    { length: rows },
    (_, row) =>
      new Map(columns.map(([name, cells]) => [name, cells[row] ?? ""])),
  );
}

/** A CSV with a column of questions and one of the articles that answer them. */
export async function questionsOf(
  file: string,
): Promise<QuestionSet.Question[]> {
  const rows = await rowsOf(file);
  const names = [...(rows[0]?.keys() ?? [])];
  const columns = QuestionSet.columnsOf(names);
  if (!columns)
    throw new Failure(
      "evaluate.columns",
      `Expected columns question and article in ${basename(file)}, got ${names.join(", ") || "nothing"}`,
    );
  const { question, article } = columns;
  return rows
    .filter((row) => row.get(question)?.trim())
    .map((row) => ({
      question: row.get(question)!,
      articles: QuestionSet.articlesIn(row.get(article) ?? null),
    }));
}

// A folder or an ending may name the language: zh/refunds.md, refunds.zh.md.
const language = /(?:^|[\\/._-])(en|zh)(?:[-_]\w+)?(?=[\\/.])/i;

/** Markdown files of a folder and those below it, and CSV files of id, title, text, lang. */
export async function articlesOf(folder: string): Promise<Article[]> {
  const files = await readdir(folder, { recursive: true });
  const found: Article[] = [];
  for (const file of files.sort()) {
    const path = join(folder, file);
    const named = language.exec(file)?.[1].toLowerCase();
    const lang = (text: string, said?: string) =>
      SearchTerms.langOf(text, said || named);
    if (/\.(md|markdown|txt)$/i.test(file)) {
      const name = basename(file).replace(/([._-](en|zh))?\.\w+$/i, "");
      const source = await readFile(path, "utf8");
      const article = Markdown.article(source, `${name}.md`);
      const { title, text } = article;
      found.push({
        ...article,
        lang: named ? lang(`${title} ${text}`) : article.lang,
      });
    }
    if (/\.(csv|tsv)(\.gz)?$|\.xlsx$/i.test(file))
      for (const row of await rowsOf(path)) {
        const text = row.get("text") ?? row.get("body") ?? "";
        const title = row.get("title") ?? text.split("\n", 1)[0].slice(0, 80);
        if (text.trim() && row.has("text"))
          found.push({
            id: row.get("id") ?? title,
            title,
            text,
            lang: lang(`${title} ${text}`, row.get("lang")),
          });
      }
  }
  if (found.length) return found;
  throw new Failure(
    "evaluate.articles",
    `Expected Markdown files or a CSV of id, title, text in ${folder}, got none`,
  );
}
