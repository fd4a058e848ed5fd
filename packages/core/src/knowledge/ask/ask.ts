// ask: a question answered in the words of the knowledge base, or handed to a person
import * as z from "zod";
import { count } from "./asked-questions";
import { Phrasing } from "./phrasing";
import { Temper } from "./temper";
import { Failure } from "../../base/error";
import { Knowledge } from "../knowledge";
import { langOf } from "../search-terms";
import { Lang } from "../../text/wording";
import type { Bilingual } from "../../text/bilingual";

export { unanswered, Info as Unanswered } from "./asked-questions";

export const longest = 2000;
/** From this confidence on an answer is given without a person. */
export const sure = 0.5;

export const Question = z.object({
  question: z.string().describe(`At most ${longest} characters.`),
  customerId: z
    .string()
    .optional()
    .describe("Who asks; it is not kept with the question."),
  lang: Lang.optional().describe("Of the answer; by default the question's."),
});
export type Question = z.infer<typeof Question>;

export const Reason = z.enum(["person", "anger", "unknown", "conflict"]);
export type Reason = z.infer<typeof Reason>;

export const Source = z.object({ id: z.string(), title: z.string() });
export type Source = z.infer<typeof Source>;
export const Answer = z.object({
  answer: z.string(),
  sources: z.array(Source),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe("How likely the answer is the right one; calibrated."),
  handOver: z.boolean(),
  reason: Reason.nullable().describe(
    "Why a person takes over: asked for, anger, no article that answers it surely, or two that disagree.",
  ),
  lang: Lang.describe("Of what was found; another one where there is none."),
});
export type Answer = z.infer<typeof Answer>;

export async function ask(
  { question, lang }: Question,
  { now }: { now: Date },
): Promise<Answer> {
  const text = checked(question);
  const given = answer(await Knowledge.load(), { question: text, lang });
  const answered = given.confidence >= sure;
  const { handOver } = given;
  const asked = langOf(text);
  await count({ question: text, lang: asked, answered, handOver, now });
  // What is quoted in another language, or beside a hand-over, stays as it stands.
  const plain = !handOver && given.lang === (lang ?? asked);
  const said = plain && (await Phrasing.phrase(text, given.answer, given.lang));
  return said ? { ...given, answer: said } : given;
}

function checked(question: string) {
  const text = question.trim();
  if (text && text.length <= longest) return text;
  throw new Failure(
    "ask.question",
    text
      ? `Expected a question of at most ${longest} characters, got ${text.length}`
      : "Expected a question, got an empty one",
  );
}

/** What `ask` answers, from a base at hand; nothing is kept. */
export function answer(
  base: Knowledge.Base,
  { question, lang }: { question: string; lang?: Lang },
): Answer {
  const asked = lang ?? langOf(question);
  const temper = Temper.wantsPerson(question)
    ? "person"
    : Temper.upset(question)
      ? "anger"
      : null;
  // Somebody who asks nothing is answered nothing.
  const found =
    temper && !Temper.asksSomething(question)
      ? undefined
      : choose(base, question, asked);
  const { opposed = null } = found ?? {};
  const confidence = (found?.confidence ?? 0) * (opposed ? disputed : 1);
  const answered = found !== undefined && confidence >= sure;
  const conflict = opposed && found!.confidence >= sure ? "conflict" : null;
  const reason = temper ?? conflict ?? (answered ? null : "unknown");
  const shown = [found, reason === "conflict" && opposed].filter(
    (one) => !!one,
  );
  return {
    answer: [
      answered && quote(found, asked),
      reason === "conflict" && shown.map(cited).join("\n\n"),
      reason && handing(reason, found, answered)[asked],
    ]
      .filter(Boolean)
      .join("\n\n"),
    sources: shown.map(({ article: { id, title } }) => ({ id, title })),
    confidence,
    handOver: reason !== null,
    reason,
    lang: found?.article.lang ?? asked,
  };
}

// When two articles disagree, one at most is right.
const disputed = 0.4;

// Words of another language meet by their meaning alone, which is less sure.
const acrossLanguages = 0.85;
// Where an article of the question's own language may be meant, one of the other is quoted only if it fits so much better.
const clearly = 2;

const other = { en: "zh", zh: "en" } satisfies Record<Lang, Lang>;

// Another language's article only where there is no sure one, and then that of the same id in the language asked for.
function choose(base: Knowledge.Base, question: string, lang: Lang) {
  const own = base.find(question, lang);
  if (own && own.confidence >= sure) return own;
  const foreign = base.find(question, other[lang]);
  const confidence = (foreign?.confidence ?? 0) * acrossLanguages;
  if (!foreign || confidence <= clearly * (own?.confidence ?? 0)) return own;
  return { ...(base.translated(foreign, lang) ?? foreign), confidence };
}

const cited = ({
  article,
  text,
}: {
  article: Knowledge.Article;
  text: string;
}) => `“${article.title}”: ${text}`;

function quote({ article, text }: Knowledge.Found, lang: Lang) {
  if (article.lang === lang) return text;
  const aside = {
    en: "There is no article about this in English; this is what the Chinese one says:",
    zh: "没有这方面的中文文章，以下内容摘自英文文章：",
  };
  return `${aside[lang]}\n\n${text}`;
}

function handing(
  reason: Reason,
  found: Knowledge.Found | undefined,
  answered: boolean,
): Bilingual.Text {
  if (reason === "conflict")
    return {
      en: "Our articles disagree about this, so a person will answer you.",
      zh: "文章之间的说法不一致，将由人工为您解答。",
    };
  if (reason === "unknown")
    return found
      ? {
          en: `I am not sure of the answer, so a person will give it. The nearest article is “${found.article.title}”.`,
          zh: `我不确定答案，将由人工为您解答。最接近的文章是“${found.article.title}”。`,
        }
      : {
          en: "I found nothing about this in our articles. A person will answer you.",
          zh: "文章中没有找到相关内容，将由人工为您解答。",
        };
  return answered
    ? {
        en: "A person will take this up with you as well.",
        zh: "同时会有人工客服跟进您的问题。",
      }
    : {
        en: "A person will take this up with you.",
        zh: "将由人工客服跟进您的问题。",
      };
}

export * as Ask from "./ask";
