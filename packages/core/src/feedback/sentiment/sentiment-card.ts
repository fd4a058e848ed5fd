// sentiment-card: the card of a model of comments: its data, its quality and how it reads a text
import * as z from "zod";
import { Measure } from "../../model/card";
import { Script } from "../../text/ngrams/writing-system";
import { MoodOdds } from "./mood-odds";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

// The n-gram tables of one script: 2^bits rows for each block, one after the other from row `offset` on.
export const Language = z.object({
  script: Script,
  rows: count,
  bits: z.int().min(8).max(24),
  offset: count,
});
export type Language = z.infer<typeof Language>;

export const Polarity = z.object({
  positive: z.string(),
  negative: z.string(),
});
export type Polarity = z.infer<typeof Polarity>;

export const Info = z.object({
  task: z.literal("text"),
  version: z.string(),
  createdAt: z.iso.datetime(),
  rows: count,
  // In the order of the model's probabilities; with two classes a positive margin means the second.
  classes: z.array(z.object({ name: z.string(), rows: count })).min(2),
  // The classes of contentment and discontent; null when the classes are categories.
  polarity: Polarity.nullable(),
  // How the model's evidence and the word list's are weighed; the list alone where the classes are categories.
  odds: MoodOdds.Info.default({ ...MoodOdds.prior, model: 1 }),
  languages: z.array(Language).min(1),
  // Measured by cross-validation, copies of a comment in one fold.
  metrics: z.object({
    folds: z.int().min(2),
    accuracy: Measure,
    macroF1: Measure,
    auc: Measure.nullable(), // of two classes
    majority: z.object({
      class: z.string(),
      accuracy: share,
      macroF1: share,
    }),
    // The model's figure less that of always answering the most frequent class.
    difference: z.object({ accuracy: Measure, macroF1: Measure }),
  }),
  // With poles: balanced log loss of the word list alone and of both, on distinct texts, and what the model gains.
  againstWords: z
    .object({ words: z.number(), both: z.number(), gain: Measure })
    .nullable()
    .default(null),
  // Whether the model is significantly better than the most frequent class and, with poles, than the word list.
  earned: z.boolean(),
  limits: z.array(z.string()),
  bytes: count,
  seed: z.int(),
});
export type Info = z.infer<typeof Info>;

export * as SentimentCard from "./sentiment-card";
