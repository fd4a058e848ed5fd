// score: what a model says of one row, with the reasons for it
import * as z from "zod";
import { Card } from "./card";
import { Reason } from "./reason";

export const Info = z.object({
  logit: z.number(),
  probability: z.number(),
  band: Card.Band,
  base: z.number(),
  reasons: z.array(Reason.Info),
  modelVersion: z.string(),
});
export type Info = z.infer<typeof Info>;

export * as Score from "./score";
