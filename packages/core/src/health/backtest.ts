// backtest: whether past health told who would leave, beside the model's probability and the base rate
import * as z from "zod";
import type { Status } from "../health";
import { Value } from "../metric";

/** A past period as columns, [customer]; points are [component][customer]. */
export type Month = {
  period: string;
  id: string[];
  score: Float64Array;
  status: (Status | null)[];
  points: Float64Array[];
  outcome: Int8Array; // within the horizon: 1 left, 0 stayed, -1 not yet known
  probability?: Float64Array | null;
};

export const Judged = z.object({
  n: z.int(),
  positives: z.int(),
  base: Value,
  health: Value,
  probability: Value,
  components: z.record(z.string(), Value),
  lift: Value,
});
export type Judged = z.infer<typeof Judged>;
export const Missed = z.object({
  id: z.string(),
  period: z.string(),
  health: z.number(),
  on: z.array(z.object({ name: z.string(), points: z.number() })),
});
export type Missed = z.infer<typeof Missed>;
export const Info = z.object({
  months: z.array(Judged.extend({ period: z.string() })),
  pooled: Judged,
  missed: z.object({
    green: z.int().describe("customer periods that stood green"),
    left: z.int().describe("of them, those that left"),
    list: z.array(Missed).describe("newest first, then the greenest"),
  }),
});
export type Info = z.infer<typeof Info>;

/** `components` names the points' columns. */
export function backtest(
  months: Month[],
  {
    components,
    green = 75,
    list = 200,
  }: {
    components: string[];
    green?: number;
    list?: number;
  },
): Info {
  throw new Error("todo");
}

export * as Backtest from "./backtest";
