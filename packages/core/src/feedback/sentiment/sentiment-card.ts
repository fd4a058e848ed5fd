// sentiment-card: what a reader must know of a model of comments — what it learned from, how good it is, how it reads a text
import * as z from "zod";
import { Measure } from "../../model/card";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const Script = z.enum(["han", "latin"]);
export type Script = z.infer<typeof Script>;

// How texts of one script are read: one table of 2^bits rows a block, one after the other from `offset` on.
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
  // In the order of the model's probabilities. Of two, the second is the one the margin speaks for.
  classes: z.array(z.object({ name: z.string(), rows: count })).min(2),
  // Which classes mean content and discontent; null when the classes are categories.
  polarity: Polarity.nullable(),
  languages: z.array(Language).min(1),
  // On comments no part of the model has seen, copies of a comment kept together.
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
    // The model's figure less the one of always answering the commonest class.
    difference: z.object({ accuracy: Measure, macroF1: Measure }),
  }),
  // Whether it is surely better than not reading the comments at all.
  earned: z.boolean(),
  limits: z.array(z.string()),
  bytes: count,
  seed: z.int(),
});
export type Info = z.infer<typeof Info>;

export * as SentimentCard from "./sentiment-card";
