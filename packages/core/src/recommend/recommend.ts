// recommend: products for a customer by what was done before, each with the reason
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { Learner } from "./recommend-card";

export const Config = z
  .strictObject({
    learner: Learner.describe(
      "auto chooses by what it finds again of the newest interactions",
    ),
    weights: z
      .record(z.string(), z.number().min(0))
      .describe(
        "how much an action says, by its name in lower case; 0 leaves it out",
      ),
    other: z.number().min(0).describe("weight of actions not named"),
    owned: z
      .array(z.string())
      .describe(
        "actions that make a product owned; where a log has none of them, all do",
      ),
    diversity: z
      .number()
      .min(0)
      .max(1)
      .describe("0 the best alone, 1 the least alike alone"),
    holdOut: z
      .number()
      .min(0)
      .max(0.5)
      .default(0)
      .describe(
        "share of customers who get what is popular, to measure the effect on",
      ),
    minutes: z.number().positive().describe("of training, about"),
  })
  .describe("How recommendations are learned and shown");
export type Config = z.infer<typeof Config>;

const [seen, wanted, bought] = [1, 3, 5];
export const defaults: Config = {
  learner: "auto",
  weights: {
    view: seen,
    click: seen,
    cart: wanted,
    add_to_cart: wanted,
    addtocart: wanted,
    remove_from_cart: 0,
    purchase: bought,
    buy: bought,
    order: bought,
    transaction: bought,
  },
  other: seen,
  owned: ["purchase", "buy", "order", "transaction"],
  diversity: 0,
  holdOut: 0,
  minutes: 10,
};

export const Done = z.object({
  product: z.string(),
  action: z.string().optional(),
  time: z.number().describe("ms since 1970-01-01 UTC"),
});
export type Done = z.infer<typeof Done>;

export const Request = z.object({
  history: z.array(Done),
  user: z.string().optional(),
  k: z.int().min(1).max(1000).default(10),
  segment: z.string().optional(),
  category: z.string().optional(),
  inStock: z.boolean().default(false),
  exclude: z.enum(["owned", "none"]).default("owned"),
  diversity: z.number().min(0).max(1).default(0),
  now: z.number().optional().describe("ms; the weekday may matter"),
});
export type Request = z.input<typeof Request>;

export const Item = z.object({
  productId: z.string(),
  score: z.number(),
  reason: z.object({
    because: z.array(z.string()).describe("products of the history, if any"),
    ...Bilingual.Text.shape,
  }),
});
export type Item = z.infer<typeof Item>;

export type Files = {
  "items.json": Uint8Array; // Items.Info
  "model.onnx"?: Uint8Array; // none where all get the same
};

export * as Recommend from "./recommend";
