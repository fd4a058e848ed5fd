// metric-config: the owner's settings of the metrics: thresholds, words and lists that no file contains
import * as z from "zod";

const periods = z.int().min(1).max(24);
const words = z.array(z.string().trim().min(1));

export const UsageChurn = z.strictObject({
  horizon: periods
    .default(3)
    .describe("Over how many periods usage must stay low"),
  share: z
    .number()
    .gt(0)
    .max(1)
    .default(0.5)
    .describe("Usage below this share of the trailing mean counts as churn"),
  trailing: periods.default(3).describe("Periods of the trailing mean"),
});
export type UsageChurn = z.infer<typeof UsageChurn>;

export const BillShock = z.strictObject({
  factor: z
    .number()
    .gt(1)
    .default(1.5)
    .describe("Spend of at least so many times the trailing mean"),
  trailing: periods.default(3).describe("Periods of the trailing mean"),
});
export type BillShock = z.infer<typeof BillShock>;

export const Retiring = z.strictObject({
  version: z.string().trim().min(1).describe("As the customers' column says"),
  retiresOn: z.iso.date(),
  successor: z.string().nullable().default(null),
});
export type Retiring = z.infer<typeof Retiring>;

export const Actions = z.strictObject({
  view: words.default(["view", "page view", "pv", "visit", "浏览", "查看"]),
  cart: words.default(["cart", "add to cart", "basket", "加购", "加入购物车"]),
  purchase: words.default([
    ...["purchase", "buy", "order", "transaction"],
    ...["checkout", "购买", "下单"],
  ]),
  spend: words
    .default([
      ...["usage", "use", "spend", "consumption", "consume", "charge"],
      ...["api call", "inference", "metering", "用量", "消费", "扣费", "计费"],
    ])
    .describe("Whose amounts are spent as they come, before any bill"),
});
export type Actions = z.infer<typeof Actions>;

export const Config = z.strictObject({
  usageChurn: UsageChurn.prefault({}),
  billShock: BillShock.prefault({}),
  retiring: z
    .array(Retiring)
    .default([])
    .describe("Model versions that will be switched off"),
  features: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe(
      "How many features there are to use; unsaid, the distinct ones that a column of lists names",
    ),
  trials: words
    .default(["trial", "free trial", "evaluation", "试用"])
    .describe("Values of the trial or plan column that mean a trial"),
  rates: z
    .record(z.string().trim().min(1), z.number().positive())
    .default({})
    .describe(
      "What one unit of each currency is worth in the currency of sums; without, amounts of several currencies are not added up",
    ),
  actions: Actions.prefault({}).describe(
    "How the event log spells the steps to a purchase, and metered use",
  ),
});
export type Config = z.infer<typeof Config>;
export const defaults = Config.parse({});

/** The spelling without case, spaces, - and _, so that two spellings of one word are equal. */
export const plain = (word: string) =>
  word.toLowerCase().replace(/[\s_-]+/g, "");

export * as MetricConfig from "./metric-config";
