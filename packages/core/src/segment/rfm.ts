// rfm: customers by how lately, how often and for how much they bought
import * as z from "zod";
import { Source } from "../health/source";
import type { Sheet } from "../sheet";

const sources = z
  .array(Source.Info)
  .min(1)
  .describe("the first with a value for anybody");
export const Config = z.strictObject({
  recency: sources
    .default([{ column: "events.recency" }])
    .describe("days since the last purchase"),
  frequency: sources.default([
    { column: "events.count" },
    { role: "requests" },
  ]),
  monetary: sources.default([{ role: "revenue" }, { role: "spend" }]),
});
export type Config = z.infer<typeof Config>;

/** [customer] 1–5, and the code such as "543". */
export type Ranks = {
  recency: Uint8Array;
  frequency: Uint8Array;
  monetary: Uint8Array;
  code: string[];
  segment: string[];
};

export function rfm(columns: {
  recency: Float64Array;
  frequency: Float64Array;
  monetary: Float64Array;
}): Ranks {
  throw new Error("todo");
}

/** Null when the sheet lacks one of the three. */
export function ranks(sheet: Sheet, config: Config): Ranks | null {
  throw new Error("todo");
}
