// budget: what a model that serves may take
import * as z from "zod";

// The model is made smaller for as long as its log loss rises by no more than `loss`, a share.
export const Info = z.object({
  bytes: z.int().positive().optional(),
  micros: z.number().positive().optional(), // a row scored alone
  loss: z.number().min(0).default(0.01),
});
export type Info = z.infer<typeof Info>;

export * as Budget from "./budget";
