// question-set: questions with the article that answers each, or none, and how well a knowledge base does on them
import * as z from "zod";
import { answer, Reason, sure } from "./ask";
import type { Knowledge } from "../knowledge";

export const Question = z.object({
  question: z.string(),
  articles: z
    .array(z.string())
    .describe(
      "Ids or titles of the articles that answer it; none where no article does",
    ),
});
export type Question = z.infer<typeof Question>;

const count = z.int().min(0);
export const Result = z.object({
  questions: count,
  answerable: count,
  right: count.describe(
    "Of those answerable, answered surely and from the right article",
  ),
  wrongConfident: count.describe("Of all, answered surely but not rightly"),
  refused: count.describe("Of those without an answer, not answered surely"),
  handedOver: count.describe("Of all, given to a person"),
});
export type Result = z.infer<typeof Result>;

export const Judged = Question.extend({
  confidence: z.number().min(0).max(1),
  source: z.string().nullable().describe("The article found"),
  reason: Reason.nullable().describe("Why it was handed over"),
  verdict: z.enum(["right", "wrong", "refused", "handed over"]),
});
export type Judged = z.infer<typeof Judged>;

const names = {
  question: /^(questions?|query|问题|提问)$/i,
  article:
    /^((expected[ _]?)?articles?([ _]?id)?|answer|expected|sources?|document|文章|答案|来源)$/i,
};

/** Which columns hold the questions and the articles that answer them; undefined where one is not there. */
export function columnsOf(columns: string[]) {
  const find = (name: RegExp) =>
    columns.find((column) => name.test(column.trim()));
  const [question, article] = [find(names.question), find(names.article)];
  return question !== undefined && article !== undefined
    ? { question, article }
    : undefined;
}

const none = /^(none|null|no|nothing|n\/?a|-+|—|无|没有|无答案)?$/i;

/** What a cell says: one id or several parted by | or ;, or that there is none. */
export const articlesIn = (cell: string | null) =>
  (cell ?? "")
    .split(/[|;；]/)
    .map((one) => one.trim())
    .filter((one) => !none.test(one));

const normal = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/^.*[/\\]/, "")
    .replace(/\.(md|markdown|txt)$/, "")
    .trim();

export function judge(base: Knowledge.Base, questions: Question[]): Judged[] {
  return questions.map((asked): Judged => {
    const { confidence, sources, reason } = answer(base, asked);
    const source = sources[0] ?? null;
    const wanted = asked.articles.map(normal);
    const fits =
      source !== null &&
      [source.id, source.title].some((name) => wanted.includes(normal(name)));
    const verdict =
      confidence >= sure
        ? fits
          ? "right"
          : "wrong"
        : asked.articles.length
          ? "handed over"
          : "refused";
    return {
      ...asked,
      confidence,
      source: source?.id ?? null,
      reason,
      verdict,
    };
  });
}

export function sum(judged: Judged[]): Result {
  const count = (fits: (one: Judged) => boolean) => judged.filter(fits).length;
  return {
    questions: judged.length,
    answerable: count(({ articles }) => articles.length > 0),
    right: count(({ verdict }) => verdict === "right"),
    wrongConfident: count(({ verdict }) => verdict === "wrong"),
    refused: count(({ verdict }) => verdict === "refused"),
    handedOver: count(({ reason }) => reason !== null),
  };
}

export * as QuestionSet from "./question-set";
