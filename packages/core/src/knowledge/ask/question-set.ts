// question-set: questions with the article that answers each, or none, and how well a knowledge base does on them
import { answer, sure } from "./ask";
import type { Knowledge } from "../knowledge";

export type Question = {
  question: string;
  /** Ids or titles of the articles that answer it; none where no article does. */
  articles: string[];
};

export type Result = {
  questions: number;
  answerable: number;
  right: number; // of those answerable, answered surely and from the right article
  wrongConfident: number; // of all, answered surely but not rightly
  refused: number; // of those without an answer, not answered surely
  handedOver: number; // of all, given to a person
};

export type Judged = Question & {
  confidence: number;
  source: string | null;
  reason: string | null;
  verdict: "right" | "wrong" | "refused" | "handed over";
};

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
  return questions.map((asked) => {
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
