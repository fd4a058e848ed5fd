// report: one month of a dataset's customers for the people who look after them; the JSON is the truth the page shows
import * as z from "zod";
import { Name, Period } from "./definition";
import { Definition, Info as Metrics, Movements, movements } from "./metric";
import { Band, Bands, Info as Card, Measure } from "./model/card";
import { page } from "./report/page";
import { table } from "./report/table";

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
const Past = z.object({
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

/** Same input, same bytes: nothing of the clock or the machine gets in. */
export function build(input: Input): {
  html: string;
  json: string;
  csv: string;
} {
  const { previous, ...given } = Input.parse(input);
  const before = previous && previous.month < given.month ? previous : null;
  const atRisk = given.atRisk.toSorted(
    (a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1),
  );
  const now: z.infer<typeof Past> = {
    month: given.month,
    metrics: given.metrics,
    customers: given.counts.customers,
    high: given.risk ? given.risk.bands.high : null,
  };
  const info = Info.parse({
    ...given,
    atRisk,
    since: before ? before.month : null,
    movements: movements(given.metrics, before ? before.metrics : null),
    history: [...(before ? before.history : []), now].slice(-12),
  });
  return {
    html: render(info),
    json: JSON.stringify(info, null, 2) + "\n",
    csv: table(info),
  };
}

/** The page, from the stored JSON alone. */
export const render = (info: Info): string => page(info);

/** What a report keeps of the card of the model that scored. */
export const summary = (card: Card): Model =>
  Model.parse({ ...card, test: card.metrics.test });

export * as Report from "./report";
