// action: a playbook proposed for one customer, how far it is and what came of it
import * as z from "zod";
import { Text } from "./playbook/text";

/** `held`: drawn to be left alone, so that the others can be compared with it; nobody's to-do. */
export const State = z.enum([
  "proposed",
  "accepted",
  "done",
  "dismissed",
  "held",
]);
export type State = z.infer<typeof State>;

export const Step = z.object({
  text: Text,
  owner: Text,
  due: z.string(),
});
export type Step = z.infer<typeof Step>;

export const Value = z.union([z.boolean(), z.number()]);
export type Value = z.infer<typeof Value>;
export const Outcome = z.object({
  value: Value,
  at: z.string(),
  note: z.string().optional(),
});
export type Outcome = z.infer<typeof Outcome>;

export const Info = z.object({
  id: z.string(),
  dataset: z.string(),
  customer: z.string(),
  name: z.string().nullable(),
  period: z.string(),
  playbook: z.string(),
  title: Text,
  why: Text,
  steps: z.array(Step),
  state: State,
  heldOut: z.boolean(),
  priority: z.number(),
  owner: Text, // of the first step
  due: z.string(), // of the last step
  createdAt: z.string(),
  history: z.array(
    z.object({ state: State, at: z.string(), note: z.string().optional() }),
  ),
  // What people said came of it.
  outcome: Outcome.optional(),
  // What the customer's later months say, read alike of those acted on and those held out.
  measured: Outcome.optional(),
});
export type Info = z.infer<typeof Info>;

export const Change = z.strictObject({
  state: State.exclude(["held"]).optional(),
  outcome: Value.optional(),
  note: z.string().max(2000).optional(),
});
export type Change = z.infer<typeof Change>;

export * as Action from "./action";
