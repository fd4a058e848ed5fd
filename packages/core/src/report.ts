// report: one month of a dataset's customers for the people who look after them; the JSON is the truth the page shows
import * as z from "zod";
import { Name, Period } from "./definition";
import { Definition, Info as Metrics, Movements } from "./metric";
import { Band, Bands, Info as Card, Measure } from "./model/card";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

export const Reason = z.object({
  column: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  contribution: z.number(),
});
export const AtRisk = z.object({
  id: z.string(),
  name: z.string().nullable().default(null),
  probability: share,
  band: Band,
  revenue: z.number().nullable().default(null),
  reasons: z.array(Reason),
});
export type AtRisk = z.infer<typeof AtRisk>;

export const Risk = z.object({
  histogram: z.array(z.object({ low: share, high: share, count })),
  bands: z.object({ high: count, medium: count, low: count }),
});
export type Risk = z.infer<typeof Risk>;

export const Model = z.object({
  version: z.string(),
  createdAt: z.string(),
  label: Card.shape.label,
  period: Period,
  base: share,
  bands: Bands,
  test: z.object({
    auc: Measure,
    logLoss: Measure,
    ece: Measure,
    recall: Measure,
    precision: Measure,
  }),
});
export type Model = z.infer<typeof Model>;

export const Counts = z.object({
  customers: count,
  scored: count,
  joined: count.optional(),
  left: count.optional(),
  rejected: count.optional(),
});
export type Counts = z.infer<typeof Counts>;

const Definitions = z
  .object({
    satisfaction: Definition,
    loyalty: Definition,
    successRate: Definition,
  })
  .catchall(Definition);
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month as YYYY-MM");
export const Past = z.object({
  month: Month,
  metrics: Metrics,
  customers: count,
  high: count.nullable(),
});

export const Info = z.object({
  month: Month,
  dataset: Name,
  counts: Counts,
  definitions: Definitions,
  metrics: Metrics,
  // The month the movements compare with, when there is an earlier report.
  since: Month.nullable(),
  movements: Movements,
  // Up to twelve months, oldest first, this one last.
  history: z.array(Past),
  risk: Risk.nullable(),
  atRisk: z.array(AtRisk),
  model: Model.nullable(),
});
export type Info = z.infer<typeof Info>;

export const Input = Info.pick({
  month: true,
  dataset: true,
  counts: true,
  definitions: true,
  metrics: true,
  risk: true,
  model: true,
}).extend({ atRisk: z.array(AtRisk), previous: Info.nullable() });
export type Input = z.input<typeof Input>;

/** What a report keeps of the card of the model that scored. */
export const summary = (card: Card): Model =>
  Model.parse({ ...card, test: card.metrics.test });

export * as Report from "./report";
