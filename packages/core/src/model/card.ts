// card: what a reader must know of a model version — data it saw, columns, learners, how good, limits, lineage
import { Warning } from "../reading/warning";
import * as z from "zod";
import { Costs } from "../learning/costs";
import { Label } from "../learning/label";
import { Kind, Period } from "../tabular/definition";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const Measure = z.object({
  value: z.number(),
  low: z.number(),
  high: z.number(),
});
export type Measure = z.infer<typeof Measure>;
export const measures = [
  "auc",
  "averagePrecision",
  "logLoss",
  "brier",
  "ece",
  "accuracy",
  "precision",
  "recall",
  "f1",
] as const;
export const Metrics = z.object({
  auc: Measure,
  averagePrecision: Measure,
  logLoss: Measure,
  brier: Measure,
  ece: Measure,
  accuracy: Measure,
  precision: Measure,
  recall: Measure,
  f1: Measure,
} satisfies Record<(typeof measures)[number], typeof Measure>);
export type Metrics = z.infer<typeof Metrics>;

// `role` says which graph input carries the column; within a role the order of columns is the order of the input.
export const Column = z.looseObject({
  name: z.string(),
  type: Kind,
  role: z.enum(["numbers", "categories", "texts"]),
  missing: share.optional(),
  // Joined to a row from elsewhere (joined.ts); no file brings it.
  joined: z.boolean().optional(),
  // As a cell: the median of numbers and dates, the commonest level of the others.
  typical: z.string().optional(),
  // What the model saw (Guard.seen): the levels, the commonest if they are many, or the least and the largest number.
  levels: z.array(z.string()).optional(),
  low: z.number().optional(),
  high: z.number().optional(),
});
export type Column = z.infer<typeof Column>;

export const Part = z.object({
  rows: count,
  positives: count,
  periods: z.array(z.string()),
});
export type Part = z.infer<typeof Part>;

// Rows judge whose key has its place below the cut (held-out.ts); copies of another's row that belong elsewhere do neither.
export const Split = z.object({
  key: z.string(), // the kind of key: "id", or what a row without one is known by
  cut: share,
  apart: count, // rows neither learned from nor judged on
});
export type Split = z.infer<typeof Split>;

// Members stopped on pooled out-of-fold rows know the loss there alone.
export const Epoch = z.object({
  epoch: count,
  validationLoss: z.number(),
  trainLoss: z.number().optional(),
  trainAccuracy: share.optional(),
  validationAccuracy: share.optional(),
});
export type Epoch = z.infer<typeof Epoch>;

export const Learner = z.looseObject({
  name: z.string(),
  chosen: z.boolean(),
  weight: z.number().optional(),
  options: z.record(z.string(), z.unknown()).default({}),
  fitSeconds: z.number().min(0).optional(),
  test: Metrics.optional(),
});
export type Learner = z.infer<typeof Learner>;

export const Decision = z.object({
  // 0.5, where the stated costs or the stated capacity put it, and the cut-offs of the bands.
  name: z.enum(["half", "costs", "capacity", "high", "medium"]),
  threshold: share,
  truePositive: count,
  falsePositive: count,
  trueNegative: count,
  falseNegative: count,
  accuracy: share,
  precision: share,
  recall: share,
  f1: share,
});
export type Decision = z.infer<typeof Decision>;

// A rival on the same rows; differences are the model's figure less the rival's.
export const Comparison = z.looseObject({
  name: z.string(),
  version: z.string().optional(),
  auc: Measure,
  logLoss: Measure,
  difference: z.object({ auc: Measure, logLoss: Measure }),
  // Rows it was judged on where some were left out, since it had learned from them.
  rows: count.optional(),
  seen: count.optional(),
});
export type Comparison = z.infer<typeof Comparison>;

export const Capacity = z.object({
  // As the definition has it, per period; null when a tenth is taken for want of it.
  customers: z.int().positive().nullable(),
  share,
  rows: count,
  hits: z.number(),
  precision: Measure,
  recall: Measure,
  lift: Measure,
});
export type Capacity = z.infer<typeof Capacity>;

export const Group = z.object({
  value: z.string().nullable(),
  rows: count,
  positives: count,
  predicted: share,
  observed: Measure,
  // Null where the group is too small for them.
  auc: Measure.nullable(),
  logLoss: Measure.nullable(),
  // Beyond what chance does among so many groups: ranks worse, promises too much, too little.
  notes: z.array(z.enum(["small", "weaker", "over", "under"])),
});
export type Group = z.infer<typeof Group>;
export const Segment = z.object({
  column: z.string(),
  groups: z.array(Group),
});
export type Segment = z.infer<typeof Segment>;

// Money, in the unit the definition's costs are in, a row.
export const Saving = z.object({
  costs: Costs.Info,
  // Where acting starts to pay on calibrated probabilities, and where it would have paid best with hindsight.
  threshold: share,
  hindsight: share,
  cost: z.object({
    model: z.number(),
    nobody: z.number(),
    everybody: z.number(),
    hindsight: z.number(),
  }),
  saving: z.object({ nobody: Measure, everybody: Measure }),
  table: z.array(
    z.object({
      threshold: share,
      truePositive: count,
      falsePositive: count,
      trueNegative: count,
      falseNegative: count,
      cost: z.number(),
    }),
  ),
});
export type Saving = z.infer<typeof Saving>;

// How a column's contributions run over its values: mean, and the middle 80 % of the rows.
export const Dependence = z.object({
  column: z.string(),
  type: Kind,
  bins: z.array(
    z.object({
      // A level, or from…to of numbers and of dates in epoch days; both absent: missing.
      level: z.string().optional(),
      from: z.number().optional(),
      to: z.number().optional(),
      rows: count,
      mean: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
export type Dependence = z.infer<typeof Dependence>;

// The mean probability if all rows had a column's value, and the share of learned rows that have one near it.
export const Partial = z.object({
  column: z.string(),
  type: Kind,
  points: z.array(
    z.object({
      // A level, or a number; of dates the days ago.
      level: z.string().optional(),
      value: z.number().optional(),
      probability: share,
      share,
    }),
  ),
});
export type Partial = z.infer<typeof Partial>;
/** Two columns, and the mean size of what they move the log-odds together beyond what each moves alone. */
export const Interaction = z.object({
  columns: z.tuple([z.string(), z.string()]),
  value: z.number(),
});
export type Interaction = z.infer<typeof Interaction>;

export const Leak = z.looseObject({
  code: z.string(),
  column: z.string(),
  message: z.string(),
  drop: z.boolean(),
});
export type Leak = z.infer<typeof Leak>;

export const Compressed = z.looseObject({
  name: z.string(),
  bytes: count,
  // Microseconds of a row scored alone, and of one among hundreds.
  micros: z.number(),
  batchMicros: z.number().optional(),
  auc: z.number(),
  logLoss: z.number(),
  ece: z.number(),
  chosen: z.boolean(),
});
export type Compressed = z.infer<typeof Compressed>;

export const Bands = z.object({ high: share, medium: share });
export type Bands = z.infer<typeof Bands>;
export const Band = z.enum(["high", "medium", "low"]);
export type Band = z.infer<typeof Band>;

export const Info = z.looseObject({
  dataset: z.string(),
  version: z.string(),
  createdAt: z.iso.datetime(),
  label: Label.Info,
  // What the horizon counts.
  period: Period.default("month"),
  data: z.looseObject({
    fingerprint: z.string(),
    ...Part.shape,
    train: Part.optional(),
    test: Part.optional(),
    // Absent where time parted the rows.
    split: Split.optional(),
  }),
  columns: z.array(Column),
  ignored: z
    .array(z.object({ column: z.string(), why: z.string() }))
    .default([]),
  learners: z.array(Learner),
  metrics: z.looseObject({
    test: Metrics,
    eceNoise99: z.number().optional(),
    // What answering everybody with the base rate would score on the same rows.
    baseRate: z.object({ logLoss: z.number(), brier: z.number() }).optional(),
  }),
  // Share of positives in the training rows.
  base: share,
  bands: Bands,
  curves: z
    .array(z.object({ learner: z.string(), epochs: z.array(Epoch) }))
    .default([]),
  confusion: z.array(Decision),
  reliability: z.array(z.object({ predicted: share, observed: share, count })),
  roc: z.array(z.object({ falsePositiveRate: share, truePositiveRate: share })),
  precisionRecall: z
    .array(z.object({ recall: share, precision: share }))
    .default([]),
  lift: z
    .array(
      z.object({
        capacity: share,
        rows: count,
        precision: share,
        recall: share,
        lift: z.number(),
      }),
    )
    .default([]),
  limits: z.array(z.string()).default([]),
  // What was decided of the rows it learned from.
  warnings: z.array(Warning.Info).default([]),
  lineage: z.looseObject({
    parent: z.string().nullable(),
    seed: z.int(),
    code: z.record(z.string(), z.string()),
    definition: z.union([z.string(), z.int()]),
  }),
  // Mean size of each column's contribution to the log-odds, largest first.
  importance: z
    .array(z.object({ column: z.string(), value: z.number() }))
    .optional(),
  dependence: z.array(Dependence).default([]),
  partial: z.array(Partial).default([]),
  interactions: z.array(Interaction).default([]),
  comparisons: z.array(Comparison).default([]),
  capacity: Capacity.optional(),
  gain: z.array(z.object({ share, recall: share })).default([]),
  segments: z.array(Segment).default([]),
  costs: Saving.optional(),
  leaks: z.array(Leak).default([]),
  compression: z.array(Compressed).default([]),
});
export type Info = z.infer<typeof Info>;

// Odds, not shares, are multiplied, so that cut-offs stay inside (0, 1) and in order at any base rate:
// 7 % gives 18 % and 7 %; 50 % gives 75 % and 50 %.
const times = { high: 3, medium: 1 };

/** Cut-offs of the bands: high from three times the odds of the base rate, medium from the base rate itself. */
export function bands(base: number): Bands {
  const rate = Math.min(Math.max(base, 1e-6), 1 - 1e-6);
  const odds = rate / (1 - rate);
  const cut = (factor: number) => (factor * odds) / (1 + factor * odds);
  return { high: cut(times.high), medium: cut(times.medium) };
}

export function band(probability: number, { high, medium }: Bands): Band {
  if (probability >= high) return "high";
  if (probability >= medium) return "medium";
  return "low";
}

/** Columns that it learned from though they look as if they gave the outcome away. */
export const withLeak = ({ leaks }: Pick<Info, "leaks">): string[] =>
  leaks.filter(({ drop }) => !drop).map(({ column }) => column);

/** Names of the columns behind each graph input, in the order of the input. */
export function inputs(columns: Column[]) {
  const named = (role: Column["role"]) =>
    columns.filter((column) => column.role === role).map(({ name }) => name);
  return {
    numbers: named("numbers"),
    categories: named("categories"),
    texts: named("texts"),
  };
}

export * as Card from "./card";
