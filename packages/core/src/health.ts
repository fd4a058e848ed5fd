// health: one number from 0 to 100 for each customer, what it is made of, and what moved it
import * as z from "zod";
import { type Component, type Config, type Cuts, Words } from "./health/config";
import { Source } from "./health/source";
import type { Sheet } from "./sheet";

export { Component, Config } from "./health/config";
export { usual } from "./health/usual";
export { explain, Change } from "./health/change";

export const Status = z.enum(["red", "amber", "green"]);
export type Status = z.infer<typeof Status>;

export const Part = z.object({
  name: z.string(),
  label: Words,
  weight: z.number().describe("of this customer, before re-weighting"),
  points: z.number().nullable().describe("null where left out"),
  value: z.number().nullable(),
});
export type Part = z.infer<typeof Part>;
const coverage = z.number().min(0).max(1);
export const Info = z.union([
  z.object({
    score: z.number().min(0).max(100),
    status: Status,
    coverage,
    components: z.array(Part),
  }),
  z.object({
    score: z.null(),
    status: z.null(),
    coverage,
    components: z.array(Part),
    why: Words,
  }),
]);
export type Info = z.infer<typeof Info>;

/** Columns of customers; lists of columns are in the order of the configured components. */
export type Assessment = {
  score: Float64Array; // [customer], NaN where coverage is too small
  status: (Status | null)[];
  coverage: Float64Array; // share of the weight that had a value
  points: Float64Array[]; // [component][customer] 0–100, NaN where left out
  values: (Float64Array | null)[]; // [component][customer] what the points were read from
  branch: (Int8Array | null)[]; // [component][customer] index into `when`, -1 none
};

/** Linear between the cuts, flat beyond them; NaN where the value is. */
export function points(value: number, { poor, concerning, healthy }: Cuts) {
  const half = (from: number, to: number) =>
    50 * Math.min(1, Math.max(0, (value - from) / (to - from)));
  return half(poor, concerning) + half(concerning, healthy);
}

export function assess(config: Config, sheet: Sheet): Assessment {
  throw new Error("todo");
}

/** One customer of an assessment, as it is shown. */
export function one(config: Config, assessed: Assessment, at: number): Info {
  throw new Error("todo");
}

export * as Health from "./health";
