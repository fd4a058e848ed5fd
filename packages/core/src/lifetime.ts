// lifetime: what each customer is yet to bring, from what was bought until now
import * as z from "zod";
import type { Event } from "./event";
import type { Metric } from "./metric";
import type { BgNbd } from "./lifetime/bgnbd";
import type { GammaGamma } from "./lifetime/gamma-gamma";

export const Config = z.strictObject({
  horizonDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe("How far ahead purchases are counted"),
  discount: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe("A year's discount rate: 0.1 makes 110 in a year worth 100"),
  margin: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe("Share of the revenue that is the company's own"),
  purchase: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Actions that are purchases; found by their names if unsaid"),
  unitDays: z
    .number()
    .positive()
    .default(7)
    .describe("The unit of time of the model's parameters, in days"),
});
export type Config = z.infer<typeof Config>;
export const usual: Config = Config.parse({});

/** One entry per customer who bought; times in units. */
export type Summary = {
  user: Int32Array; // code in the log
  frequency: Float64Array; // days with a purchase, after the first
  recency: Float64Array; // from the first purchase to the last
  T: Float64Array; // from the first purchase to the last day seen
  mean: Float64Array; // money of a day with a repeat purchase, NaN where there is none
  first: Float64Array; // money of the first day, NaN where unknown
};

export type Values = {
  id: string[]; // [customer] for this and all below
  purchases: Float64Array; // days with a purchase expected within the horizon
  value: Float64Array; // money expected within the horizon, discounted; NaN where the log has none
  alive: Float64Array; // probability that the customer still buys at all
  amount: Float64Array; // money expected of a purchase
  model: BgNbd.Fitted;
  spend: GammaGamma.Fitted | null; // null where the log has no money, or too little to fit
  total: Metric.Value;
};

export declare function summary(
  log: Event.Log,
  options: { at: number; unitDays?: number; purchase?: readonly string[] },
): Summary;

/** `at` (ms) closes what is known; null with why where too little was bought to tell. */
export declare function value(
  log: Event.Log,
  options: { at: number } & Partial<Config>,
): Values | { why: string };

export { Contract } from "./lifetime/contract";
export * as Lifetime from "./lifetime";
