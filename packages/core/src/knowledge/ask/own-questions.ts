// own-questions: the owner's test questions, rows of the dataset "questions", and how well the articles answer them
import * as z from "zod";
import { sha256 } from "../../base/digest";
import { Dataset } from "../../dataset/dataset";
import { Manifest } from "../../dataset/manifest";
import { Parquet } from "../../tabular/parquet";
import { Knowledge } from "../knowledge";
import { QuestionSet } from "./question-set";

export const dataset = "questions";

export const Info = QuestionSet.Result.extend({
  items: z.array(QuestionSet.Judged).describe("In the order of the files"),
});
export type Info = z.infer<typeof Info>;

/** Every question once, as it was written last; files without both columns say nothing. */
export async function list(): Promise<QuestionSet.Question[]> {
  const definition = await Dataset.find(dataset);
  if (!definition) return [];
  const found = new Map<string, QuestionSet.Question>();
  for (const { key } of await Manifest.files(dataset)) {
    const rows = await Parquet.read(await Manifest.bytes(key));
    const { id, columns, cells } = rows;
    const named = [...columns, ...(definition.id ? [definition.id] : [])];
    const columnsOf = QuestionSet.columnsOf(named);
    if (!columnsOf) continue;
    const cell = (name: string, row: number) =>
      columns.includes(name) ? cells[columns.indexOf(name)][row] : id[row];
    id.forEach((_, row) => {
      const question = cell(columnsOf.question, row)?.trim();
      if (!question) return;
      const articles = QuestionSet.articlesIn(cell(columnsOf.article, row));
      found.set(question, { question, articles });
    });
  }
  return [...found.values()];
}

// Hundreds of questions take a second, and a page is looked at more than once.
let held: { state: string; base: Knowledge.Base; info: Info } | undefined;

/** Null where there is no question. */
export async function judged(): Promise<Info | null> {
  const questions = await list();
  if (!questions.length) return null;
  const base = await Knowledge.load();
  const state = sha256(JSON.stringify(questions));
  if (held?.state === state && held.base === base) return held.info;
  const items = QuestionSet.judge(base, questions);
  const info = { ...QuestionSet.sum(items), items };
  held = { state, base, info };
  return info;
}

export * as OwnQuestions from "./own-questions";
