// playbook: steps for customers that meet conditions, as data that the owner can change
import * as z from "zod";
import { Condition } from "./condition";
import { Bilingual } from "../text/bilingual";

const conditions = z.strictObject({ all: z.array(Condition.Info).min(1) });

export const Step = z.strictObject({
  text: Bilingual.NonEmptyText.describe(
    "may name the customer as {name}, its {probability} and any column or role in braces",
  ),
  owner: Bilingual.NonEmptyText.describe("who does it: a role, not a person"),
  dueDays: z.int().min(0).describe("days after the action was proposed"),
});
export type Step = z.infer<typeof Step>;

const periods = z
  .int()
  .min(1)
  .default(3)
  .describe("read this many periods after the action's own");
export const Outcome = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("retained"), periods }),
  z.strictObject({
    kind: z.literal("when"),
    all: conditions.shape.all,
    periods,
  }),
  z.strictObject({ kind: z.literal("value"), of: Condition.Source, periods }),
]);
export type Outcome = z.infer<typeof Outcome>;

export const capacity = z.number().min(0);
export const Info = z.strictObject({
  id: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}$/,
      "lower-case letters, digits and -, at most 63",
    ),
  name: Bilingual.NonEmptyText,
  when: conditions,
  steps: z.array(Step).min(1),
  coolDownDays: z
    .int()
    .min(0)
    .default(90)
    .describe("how long a customer is left alone by this playbook"),
  capacityPerWeek: capacity
    .optional()
    .describe("of this playbook; the overall one holds besides"),
  holdOut: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.1)
    .describe(
      "share of customers left alone for a quarter, to measure the effect on; with 0 no effect can be measured",
    ),
  outcome: Outcome.prefault({ kind: "retained" }),
  rank: z
    .enum(["money", "uplift"])
    .default("money")
    .describe(
      "which of its customers come first: those with most money at risk, or those whom acting changes most, once a ranking by that has proved better than chance",
    ),
});
export type Info = z.infer<typeof Info>;

export * as Playbook from "./playbook";
