// costs: what each outcome of acting on a prediction or not costs
import * as z from "zod";

// In any one unit; below zero is a gain.
export const Info = z
  .object({
    falsePositive: z.number(),
    falseNegative: z.number(),
    truePositive: z.number().default(0),
    trueNegative: z.number().default(0),
  })
  .refine(
    (cost) =>
      cost.falsePositive > cost.trueNegative &&
      cost.falseNegative > cost.truePositive,
    "expected an error to cost more than being right: falsePositive above trueNegative, falseNegative above truePositive",
  );
export type Info = z.infer<typeof Info>;

export * as Costs from "./costs";
