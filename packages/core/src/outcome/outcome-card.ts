// outcome-card: what a reader must know of a version that foretells an amount, a class or a level
import * as z from "zod";
import { Label } from "../learning/label";
import { Warning } from "../reading/warning";
import { Kind, Period } from "../tabular/definition";
import { Answer } from "../model/answer";
import { Card } from "../model/card";
import { Outcome } from "./outcome";

export const task = "outcome";

/** A head's part of the version: its files have its number in their names. */
const Head = z.looseObject({
  columns: z.array(Card.Column),
  learners: z.array(Card.Learner),
});

// Amounts, levels or logarithms of hazards from which a row is among the highest fifth or above the middle.
export const Bands = z.object({ high: z.number(), medium: z.number() });
export type Bands = z.infer<typeof Bands>;

// Another version on the rows that judged this one, by a proper score, the lower the better.
export const Comparison = z.looseObject({
  name: z.string(),
  version: z.string(),
  score: z.string(),
  value: z.number(),
  rows: z.int(), // from which it had not learned
  seen: z.int(), // from which it had, or may have
  difference: Card.Measure, // this version's less the other's
});
export type Comparison = z.infer<typeof Comparison>;

/** The mean answers if all rows had a column's value, and the share of learned rows that have one near it. */
export const Partial = z.object({
  column: z.string(),
  type: Kind,
  points: z.array(
    z.object({
      // A level, or a number; of dates the days ago.
      level: z.string().optional(),
      value: z.number().optional(),
      answers: z.array(z.number()), // in the order of `answered`
      share: z.number(),
    }),
  ),
});
export type Partial = z.infer<typeof Partial>;

export const Info = z.looseObject({
  task: z.literal(task),
  dataset: z.string(),
  version: z.string(),
  createdAt: z.iso.datetime(),
  label: Label.Info,
  period: Period.default("month"),
  data: z.looseObject({
    fingerprint: z.string(),
    rows: z.int(),
    train: z.int(),
    test: z.int(),
    split: Card.Split.optional(),
    periods: z.array(z.string()),
  }),
  columns: z.array(Card.Column),
  heads: z.array(Head),
  outcome: Outcome.Info,
  bands: Bands.nullable(),
  metrics: z.looseObject({
    test: z.record(z.string(), Card.Measure),
    // Plainer answers on the same rows.
    baselines: z.record(z.string(), z.record(z.string(), z.number())),
  }),
  comparisons: z.array(Comparison).default([]),
  // How much the score by which versions are compared grows on held-out rows whose values of the column are shuffled.
  importance: z
    .array(z.object({ column: z.string(), value: z.number() }))
    .default([]),
  // What curves are of: the classes, or nothing where there is one answer.
  answered: z.array(z.string()).default([]),
  partial: z.array(Partial).default([]),
  leaks: z.array(Card.Leak).default([]),
  limits: z.array(z.string()).default([]),
  warnings: z.array(Warning.Info).default([]),
  lineage: z.looseObject({
    parent: z.string().nullable(),
    seed: z.int(),
    definition: z.union([z.string(), z.int()]),
  }),
});
export type Info = z.infer<typeof Info>;

/** The figure that says most of how good a version is, and that of the plainest answers. */
type Headline = {
  name: string;
  measure: Card.Measure;
  plain: { name: string; value: number } | null;
};
export function headline({ outcome, metrics }: Info): Headline {
  const name = {
    number: "mae",
    classes: "logLoss",
    ordered: "logLoss",
    time: "concordance",
  }[outcome.kind];
  const [first] = Object.entries(metrics.baselines);
  return {
    name,
    measure: metrics.test[name],
    plain: first ? { name: first[0], value: first[1][name] } : null,
  };
}

/** The columns of its answers in files and lists. */
export const answers = ({ outcome }: Pick<Info, "outcome">) =>
  Answer.columns(outcome.kind, "names" in outcome ? outcome.names : []);

/** The name of a head's file; those of the first are named as in versions of one head. */
export const fileOf = (head: number, name: string) =>
  head === 0 ? name : name.replace(".", `-${head}.`);

export * as OutcomeCard from "./outcome-card";
