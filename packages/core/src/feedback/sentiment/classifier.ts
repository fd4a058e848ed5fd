// classifier: what judges texts, and what it says of each
import * as z from "zod";

export const Word = z.object({ text: z.string(), contribution: z.number() });
export type Word = z.infer<typeof Word>;

export const Info = z.object({
  label: z.string(),
  probability: z.number().min(0).max(1), // of the label
  score: z.number().min(-1).max(1).nullable(), // null when the labels are categories
  // Of two labels and of the word list towards contentment (the second label); of more towards the label given.
  words: z.array(Word),
  model: z.string(), // version, "owner" or "words"
});
export type Info = z.infer<typeof Info>;

export type Classifier = {
  model: string;
  labels: string[];
  /** `words`: how many of each text's words are named, the ones that weigh most. */
  classify(texts: string[], options?: { words?: number }): Promise<Info[]>;
  close(): Promise<void>;
};

export * as Classifier from "./classifier";
