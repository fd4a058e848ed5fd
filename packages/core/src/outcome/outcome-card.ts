// outcome-card: what a reader must know of a version that foretells an amount, a class or a level
import * as z from "zod";
import { Label } from "../learning/label";
import { Warning } from "../reading/warning";
import { Period } from "../tabular/definition";
import { Card } from "../model/card";
import { Outcome } from "./outcome";

export const task = "outcome";

/** A head's part of the version: its files have its number in their names. */
const Head = z.looseObject({
  columns: z.array(Card.Column),
  learners: z.array(Card.Learner),
});

// Amounts from which a row is among the highest fifth or above the middle.
export const Bands = z.object({ high: z.number(), medium: z.number() });
export type Bands = z.infer<typeof Bands>;

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

/** The name of a head's file; those of the first are named as in versions of one head. */
export const fileOf = (head: number, name: string) =>
  head === 0 ? name : name.replace(".", `-${head}.`);

export * as OutcomeCard from "./outcome-card";
