// catalogue-items: the catalogue a recommender was trained on, as it is stored beside the graph
import * as z from "zod";
import { Worth } from "./interaction-weight";

const counts = z.array(z.int().min(0));

export const Info = z.object({
  version: z.literal(1),
  form: z.enum(["neighbours", "sequence", "users", "popular"]),
  id: z.array(z.string()),
  scored: z
    .int()
    .min(0)
    .describe(
      "how many of them the graph knows: the first; the rest is too rare",
    ),
  title: z.array(z.string().nullable()).optional(),
  category: z.array(z.string().nullable()).optional(),
  stock: z
    .array(z.number().nullable())
    .optional()
    .describe("null unknown, which counts as in stock"),
  customers: z.int().min(0),
  popularity: z
    .object({ all: counts, segments: z.record(z.string(), counts) })
    .describe("customers who took each item"),
  segments: z
    .record(z.string(), z.int().min(1))
    .describe("customers of each segment"),
  weights: z.record(z.string(), z.number().min(0)),
  other: z.number().min(0),
  owned: z
    .array(z.string())
    .nullable()
    .describe("actions that make an item owned; null: every one"),
  scale: Worth.nullable().describe("null: values as they are"),
  values: z.boolean().describe("whether actions count differently"),
  length: z.int().min(1).optional().describe("of sequences"),
  users: z.array(z.string()).optional().describe("known users, by row"),
});
export type Info = z.infer<typeof Info>;

export * as CatalogueItems from "./catalogue-items";
