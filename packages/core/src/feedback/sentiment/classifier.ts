// classifier: a model that labels texts, and what it answers for each
import * as z from "zod";

export const Word = z.object({ text: z.string(), contribution: z.number() });
export type Word = z.infer<typeof Word>;

export const Info = z.object({
  label: z.string(),
  probability: z.number().min(0).max(1), // of the label
  probabilities: z.record(z.string(), z.number()), // by label
  score: z.number().min(-1).max(1).nullable(), // null when the labels are categories
  // Contributions count towards the positive label where there is one, else towards the second of two, else the one given.
  words: z.array(Word),
  model: z.string(), // version, "owner" or "words"
});
export type Info = z.infer<typeof Info>;

export type Classifier = {
  model: string;
  labels: string[];
  /** `words` is the count of words named for each text, those of largest contribution. */
  classify(texts: string[], options?: { words?: number }): Promise<Info[]>;
  close(): Promise<void>;
};

export * as Classifier from "./classifier";
