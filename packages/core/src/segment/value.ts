// value: customers by what they are worth against how likely they are to leave
import * as z from "zod";
import { Source } from "../health/source";
import { Card } from "../model/card";
import type { Sheet } from "../sheet";

export const Risk = z.union([
  z.strictObject({ bands: z.array(Card.Band) }),
  z.strictObject({ probability: z.number().describe("at risk from here on") }),
  z.strictObject({ health: z.array(z.enum(["red", "amber", "green"])) }),
]);
export type Risk = z.infer<typeof Risk>;
export const Config = z.strictObject({
  value: z
    .array(Source.Info)
    .min(1)
    .default([
      { column: "lifetime.value" },
      { role: "revenue" },
      { role: "spend" },
    ])
    .describe("the first with a value for anybody"),
  share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.5)
    .describe("of customers that count as high value; 0.5 cuts at the median"),
  risk: z
    .array(Risk)
    .min(1)
    .default([{ bands: ["high"] }, { health: ["red"] }])
    .describe("the first whose column the sheet has"),
});
export type Config = z.infer<typeof Config>;

/** Null when the sheet has no value or no risk. */
export function values(sheet: Sheet, config: Config): string[] | null {
  throw new Error("todo");
}
