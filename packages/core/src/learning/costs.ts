// costs: what each outcome of acting on a prediction or not costs
import * as z from "zod";
import { JsonOption } from "../base/json-option";

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

/** Costs as a person writes them; it fails with what was expected where. */
export const fromJson = (text: string): Info =>
  JsonOption.read(Info, text, "costs.options");

export * as Costs from "./costs";
