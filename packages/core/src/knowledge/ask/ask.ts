// ask: a question answered in the words of the knowledge base, or handed to a person
import * as z from "zod";
import { sentences } from "./extract-sentences";
import { upset, wantsPerson } from "./person-wanted";
import { count } from "./asked-questions";
import { Failure } from "../../base/error";
import { Knowledge } from "../knowledge";
import { langOf } from "../search-terms";
import { Lang } from "../../text/wording";
import type { Bilingual } from "../../text/bilingual";

export { unanswered, Info as Unanswered } from "./asked-questions";

export const longest = 2000;
// Of 100 questions about two companies' articles, 97 came out above this with the right article, 2 with a wrong one and 1
// below; of 44 that no article answers, none came out above.
export const sure = 0.5;
const angry = -0.5;

export const Question = z.object({
  question: z.string().describe(`At most ${longest} characters.`),
  customerId: z
    .string()
    .optional()
    .describe("Who asks; it is not kept with the question."),
  lang: Lang.optional().describe("Of the answer; by default the question's."),
});
export type Question = z.infer<typeof Question>;

export const Why = z.enum(["person", "upset", "nothing", "unsure"]);
export type Why = z.infer<typeof Why>;

export const Source = z.object({ id: z.string(), title: z.string() });
export type Source = z.infer<typeof Source>;
export const Answer = z.object({
  answer: z.string(),
  sources: z.array(Source),
  confidence: z
    .number()
    .min(0)
    .max(1)
    .describe(
      "Share of the question's words, each by how much it tells, that the passage says too; less where another article is nearly as good.",
    ),
  handOver: z.boolean(),
  why: Why.nullable().describe("Why a person takes over."),
  lang: Lang.describe("Of what was found; another one where there is none."),
});
export type Answer = z.infer<typeof Answer>;

export type Around = {
  now: Date;
  /** −1 (angry) … 1 (delighted). */
  sentiment?: (text: string) => Promise<number>;
};

export async function ask(
  { question, lang }: Question,
  { now, sentiment }: Around,
): Promise<Answer> {
  const text = checked(question);
  const mood = sentiment ? await sentiment(text) : 0;
  const given = answer(await Knowledge.load(), { question: text, lang, mood });
  const answered = given.confidence >= sure;
  const { handOver } = given;
  const asked = langOf(text);
  await count({ question: text, lang: asked, answered, handOver, now });
  return given;
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
  {
    question,
    lang,
    mood = 0,
  }: { question: string; lang?: Lang; mood?: number },
): Answer {
  const asked = lang ?? langOf(question);
  const found = choose(base, question, asked);
  const confidence = found?.confidence ?? 0;
  const why = whyOf(question, mood, confidence);
  const answered = found !== undefined && confidence >= sure;
  const said = answered ? quote(found, question, asked) : null;
  return {
    answer: [said, why && handing(why, found, answered)[asked]]
      .filter(Boolean)
      .join("\n\n"),
    sources: found
      ? [{ id: found.article.id, title: found.article.title }]
      : [],
    confidence,
    handOver: why !== null,
    why,
    lang: found?.article.lang ?? asked,
  };
}

const other = { en: "zh", zh: "en" } satisfies Record<Lang, Lang>;

// Another language's article only where there is no sure one, and then that of the same id in the language asked for.
function choose(base: Knowledge.Base, question: string, lang: Lang) {
  const [own] = base.find(question, lang);
  if (own && own.confidence >= sure) return own;
  const [foreign] = base.find(question, other[lang]);
  if (!foreign || foreign.confidence <= (own?.confidence ?? 0)) return own;
  return base.translated(foreign, lang) ?? foreign;
}

function whyOf(question: string, mood: number, confidence: number) {
  if (wantsPerson(question)) return "person";
  if (mood < angry || upset(question)) return "upset";
  if (confidence === 0) return "nothing";
  return confidence < sure ? "unsure" : null;
}

function quote(found: Knowledge.Found, question: string, lang: Lang) {
  const said = sentences(found, question);
  if (found.article.lang === lang) return said;
  const aside = {
    en: "There is no article about this in English; this is what the Chinese one says:",
    zh: "没有这方面的中文文章，以下内容摘自英文文章：",
  };
  return `${aside[lang]}\n\n${said}`;
}

function handing(
  why: Why,
  found: Knowledge.Found | undefined,
  answered: boolean,
): Bilingual.Text {
  const title = found?.article.title;
  if (why === "nothing")
    return {
      en: "I found nothing about this in our articles. A person will answer you.",
      zh: "文章中没有找到相关内容，将由人工为您解答。",
    };
  if (why === "unsure")
    return {
      en: `I am not sure of the answer, so a person will give it. The nearest article is “${title}”.`,
      zh: `我不确定答案，将由人工为您解答。最接近的文章是“${title}”。`,
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
