// recommend-card: what a reader must know of a version of a recommender
import * as z from "zod";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const Learner = z.enum([
  "auto",
  "popular",
  "knn",
  "ease",
  "embedding",
  "attention",
]);
export type Learner = z.infer<typeof Learner>;

export const Figures = z.object({
  users: count.describe("tested"),
  ndcgAt10: share,
  recallAt20: share,
  hitRateAt10: share,
  precisionAt10: share.describe("share of the ten shown that were taken"),
  coverageAt10: share.describe("share of the catalogue shown to anybody"),
  diversityAt10: share.describe(
    "mean of 1 - cosine over the pairs of a list of ten",
  ),
  noveltyAt10: z
    .number()
    .describe("bits: -log2 of the share of customers who had it before"),
});
export type Figures = z.infer<typeof Figures>;

export const Info = z.looseObject({
  task: z.literal("recommend"),
  dataset: z.string().optional(),
  version: z.string().optional(),
  createdAt: z.iso.datetime(),
  learner: Learner.exclude(["auto"]).describe("the one chosen"),
  settings: z.record(z.string(), z.unknown()),
  users: count,
  items: count,
  interactions: count,
  from: z.iso.datetime().nullable().describe("time of the first interaction"),
  to: z.iso.datetime().nullable(),
  metrics: z
    .object({
      split: z
        .enum(["time", "newest"])
        .describe(
          "time: what came after a moment; newest: the newest fifth of each customer, where few came back after it",
        ),
      model: Figures,
      popular: Figures,
    })
    .nullable()
    .describe("null where nobody could be tested"),
  table: z
    .object({
      perItem: count.describe("weights kept of each item"),
      ndcgAt10: share.nullable().describe("on the same split"),
      loss: z
        .number()
        .nullable()
        .describe("NDCG@10 lost by leaving the rest out"),
    })
    .nullable(),
  limits: z.array(z.string()).default([]),
  lineage: z.looseObject({
    seed: z.int(),
    fingerprint: z.string().describe("equal for equal interactions"),
  }),
});
export type Info = z.infer<typeof Info>;

export * as RecommendCard from "./recommend-card";
