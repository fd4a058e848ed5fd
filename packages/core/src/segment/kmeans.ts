// kmeans: groups of alike customers, as many as part best (Lloyd 1982, k-means++ of Arthur & Vassilvitskii 2007)
import * as z from "zod";
import { Words } from "../health/config";
import { Source } from "../health/source";
import type { Sheet } from "../sheet";

export const Config = z.strictObject({
  features: z
    .array(Source.Info)
    .min(1)
    .optional()
    .describe("unsaid: money, usage, answers and tickets the sheet has"),
  least: z.int().min(2).max(8).default(2),
  most: z.int().min(2).max(8).default(8),
  restarts: z.int().min(1).max(50).default(8),
  seed: z.int().default(42),
});
export type Config = z.infer<typeof Config>;

export const Model = z.object({
  features: z.array(
    z.object({
      source: Source.Info,
      logarithm: z.boolean().describe("ln(1 + x), of a long-tailed column"),
      median: z.number().describe("stands for a missing value"),
      mean: z.number(),
      deviation: z.number(),
    }),
  ),
  groups: z.array(
    z.object({
      name: z.string(),
      label: Words,
      centre: z.array(z.number()).describe("in standard deviations"),
    }),
  ),
  silhouette: z.number(),
});
export type Model = z.infer<typeof Model>;

/** Null when fewer than two features have values, or too few customers. */
export function fit(sheet: Sheet, config: Config): Model | null {
  throw new Error("todo");
}

/** The group whose centre is nearest. */
export function nearest(sheet: Sheet, model: Model): string[] {
  throw new Error("todo");
}
