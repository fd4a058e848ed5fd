// effect: what acting changed, as the difference between customers acted on and customers held out
import * as z from "zod";
import { Metric } from "./metric";

export const Arm = z.object({
  customers: z.int(),
  known: z.int(), // with an outcome
  outcome: Metric.Value,
});
export type Arm = z.infer<typeof Arm>;

export const Info = z.object({
  playbook: z.string(),
  unit: z.enum(["share", "points"]),
  treated: Arm,
  heldOut: Arm,
  effect: Metric.Value, // treated − held out, by intention
  done: Arm,
  perProtocol: Metric.Value, // done − held out
});
export type Info = z.infer<typeof Info>;

export * as Effect from "./effect";
