// derive: monthly snapshots of customers rebuilt from raw events, with whether each bought again
import * as z from "zod";
import type { Event } from "./event";

export const Config = z.strictObject({
  windowDays: z
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe("Days without a purchase after which a customer has lapsed"),
  purchase: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Actions that are purchases; found by their names if unsaid"),
});
export type Config = z.infer<typeof Config>;
export const usual: Config = Config.parse({});

/**
 * A CSV with header: customer_id, month (the one that ends at the cut-off), columns from events before it, and `lapsed`
 * (1 when no purchase follows within the window, empty while the window has not ended). `cutoffs` are first days of months,
 * in days since 1970-01-01; without, every month's end within the log.
 */
export declare function derive(
  log: Event.Log,
  options?: { cutoffs?: ArrayLike<number> } & Partial<Config>,
): string;

export * as Derive from "./derive";
