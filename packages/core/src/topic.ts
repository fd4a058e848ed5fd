// topic: what discontented comments of a month are about, told from the phrases that occur together
import * as z from "zod";
import { Metric } from "./metric";

export const Config = z.strictObject({
  minimum: z
    .int()
    .min(2)
    .default(3)
    .describe("comments a phrase must occur in to count"),
  limit: z.int().min(1).max(50).default(8).describe("topics named at most"),
  alike: z
    .number()
    .min(0)
    .max(1)
    .default(0.3)
    .describe("phrases at least this alike (0 to 1) are one topic"),
});
export type Config = z.infer<typeof Config>;
export const usual = Config.parse({});

export const Comment = z.object({
  id: z.string(),
  text: z.string(),
  score: z.number().nullable(),
});
export type Comment = z.infer<typeof Comment>;

export const Info = z.object({
  label: z.string(),
  phrases: z.array(z.string()),
  count: z.int().min(0),
  share: Metric.Value, // of the discontented comments
  before: Metric.Value, // the same share the month before
  change: Metric.Movement.nullable(),
  example: Comment.pick({ id: true, text: true }),
});
export type Info = z.infer<typeof Info>;
