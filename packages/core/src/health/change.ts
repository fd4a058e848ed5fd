// change: which components a customer's health rose or fell by between two periods
import * as z from "zod";
import type { Info } from "../health";
import { Words } from "./config";

export const Change = z.object({
  change: z.number().describe("points, to a tenth"),
  parts: z
    .array(
      z.object({
        name: z.string(),
        label: Words,
        change: z.number().describe("points of health, to a tenth"),
        text: Words,
      }),
    )
    .describe("largest first; they sum to the change exactly, in tenths"),
  text: Words,
});
export type Change = z.infer<typeof Change>;

/** Null where either has no health. */
export function explain(before: Info, now: Info): Change | null {
  throw new Error("todo");
}
