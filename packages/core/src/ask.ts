// ask: a question answered in the words of the knowledge base, or handed to a person
import * as z from "zod";
import { Lang } from "./model/wording";

export const longest = 2000;

export const Question = z.object({
  question: z.string().describe(`At most ${longest} characters.`),
  customerId: z
    .string()
    .optional()
    .describe("Who asks; it is not kept with the question."),
  lang: Lang.optional().describe("Of the answer; by default the question's."),
});
export type Question = z.infer<typeof Question>;

export const Why = z.enum(["nothing", "unsure", "person", "upset"]);
export type Why = z.infer<typeof Why>;

export const Source = z.object({ id: z.string(), title: z.string() });
export const Answer = z.object({
  answer: z.string(),
  sources: z.array(Source),
  confidence: z.number().min(0).max(1),
  handOver: z.boolean(),
  why: Why.nullable().describe("Why a person takes over."),
  lang: Lang.describe("Of the answer; another one where there is none in it."),
});
export type Answer = z.infer<typeof Answer>;

export type Around = {
  now: Date;
  /** −1 (angry) … 1 (delighted). */
  sentiment?: (text: string) => Promise<number>;
};

export const Unanswered = z.object({
  question: z.string().describe("As it was asked last."),
  lang: Lang,
  count: z.int().positive(),
  last: z.iso.datetime(),
});
export type Unanswered = z.infer<typeof Unanswered>;

export * as Ask from "./ask";
