// report: the schema of a month's report, whose JSON holds all that its page and its CSV show
import { ForetoldCounts } from "../lists/foretold-counts";
import * as z from "zod";
import { Info as Dataset, Name, Period } from "../tabular/definition";
import { Action } from "../playbooks/action/action";
import { Unanswered } from "../knowledge/ask/ask";
import { Bilingual } from "../text/bilingual";
import { Effect } from "../playbooks/effect";
import { Forecast } from "../forecast/forecast";
import { ForecastNotes } from "../forecast/forecast-notes";
import { Reorder } from "../forecast/reorder-point";
import { Backtest } from "../health/backtest";
import { Definition, Value } from "../metrics/estimate";
import { Growth } from "../accounts/growth";
import { Renewals } from "../accounts/renewals";
import { Exposures } from "../offers/exposures";
import { PeriodSources } from "../periods/period-sources";
import { PeriodSummary } from "../periods/period-summary";
import { Band, Bands, Info as Card, Measure } from "../model/card";
import { RiskCounts } from "../model/risk-counts";

const count = z.int().min(0);
const share = z.number().min(0).max(1);

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const Reason = z.object({
  column: z.string(),
  label: Bilingual.NonEmptyText.optional().describe("As people call it"),
  value: Cell,
  past: z.string().optional().describe("In the customer's periods before"),
  peers: z.string().optional().describe("Usual in its plan or segment"),
  contribution: z.number(),
});
export const AtRisk = z.object({
  id: z.string(),
  name: z.string().nullable().default(null),
  probability: share,
  band: Band,
  revenue: z.number().nullable().default(null),
  reasons: z.array(Reason),
  owner: z.string().nullable().default(null),
  renewal: z.string().nullable().default(null),
  daysToRenewal: z.int().nullable().default(null),
  moneyAtRisk: z.number().nullable().default(null),
  todo: z.array(Bilingual.NonEmptyText).default([]),
});
export type AtRisk = z.infer<typeof AtRisk>;

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

const {
  definitions: Definitions,
  metrics: Figures,
  movements: Moved,
} = PeriodSummary.Info.shape;
export const Month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month as YYYY-MM");
export const Health = PeriodSummary.Info.shape.health.unwrap().extend({
  backtest: Backtest.Info.nullable(),
});
export type Health = z.infer<typeof Health>;
export const Past = z.object({
  month: Month,
  metrics: Figures,
  customers: count,
  high: count.nullable(),
  health: Health.pick({ mean: true, status: true }).nullable().default(null),
  expectedLoss: z
    .number()
    .nullable()
    .default(null)
    .describe("Σ probability × twelve months of revenue"),
});
export type Past = z.infer<typeof Past>;
export const Actions = z.object({
  counts: z.record(z.string(), count).describe("By state"),
  list: z.array(Action.Info).describe("The most urgent first"),
  effects: z.array(Effect.Info),
});

/** The forecast of one series; without points, `why` gives the reason. */
export const Ahead = z.object({
  series: z
    .string()
    .describe("revenue, customers, usage, demand:<product> or a metric's name"),
  unit: Definition.shape.unit.default("count"),
  history: z
    .array(z.object({ period: z.string(), value: z.number().nullable() }))
    .describe("Oldest first"),
  points: z.array(
    Forecast.Point.omit({ step: true }).extend({ period: z.string() }),
  ),
  pastError: Forecast.PastError.nullable().default(null),
  notes: z.array(ForecastNotes.Note).default([]),
  reorder: Reorder.nullable().default(null),
  why: z.string().nullable().default(null),
});
export type Ahead = z.infer<typeof Ahead>;

const { labels: Labelled } = Dataset.shape;
const Named = z.object({ id: z.string(), name: z.string() });
const Sentence = z.object({
  topic: z.enum(["changed", "why", "risk", "done", "todo"]),
  text: z.string(),
});
export type Topic = z.infer<typeof Sentence>["topic"];

// Reports of earlier versions lack some of these parts.
const Parts = z.object({
  company: z.string().nullable().default(null),
  currency: z.string().nullable().default(null),
  targets: z
    .record(z.string(), z.number())
    .default({})
    .describe("By metric, as the settings have them"),
  grow: z
    .array(Growth.Info)
    .default([])
    .describe("Safe accounts that outgrow their contract, largest first"),
  labels: Labelled.unwrap().default({}).describe("What people call columns"),
  names: z.array(Named).default([]).describe("Of ids that lists name"),
  tables: PeriodSummary.Info.shape.board.nullable().default(null),
  health: Health.nullable().default(null),
  segments: z
    .object({
      primary: PeriodSummary.Info.shape.primary,
      schemes: PeriodSummary.Info.shape.segments,
    })
    .nullable()
    .default(null),
  lifetime: Value.nullable().default(null),
  said: PeriodSummary.Said.nullable().default(null),
  actions: Actions.nullable().default(null),
  questions: z.array(Unanswered).nullable().default(null),
  forecasts: z.array(Ahead).nullable().default(null),
  offers: Exposures.Result.nullable().default(null),
  renewals: Renewals.Info.omit({ cursor: true }).nullable().default(null),
  drift: Bilingual.Text.nullable().default(null),
  foretold: ForetoldCounts.Info.nullable().default(null),
  basis: z
    .array(PeriodSources.Info)
    .default([])
    .describe("Warnings of the files the figures rest on"),
});

export const Info = Parts.extend({
  month: Month,
  dataset: Name,
  counts: Counts,
  definitions: Definitions,
  metrics: Figures,
  letter: z
    .object({ en: z.array(Sentence), zh: z.array(Sentence) })
    .nullable()
    .default(null)
    .describe("The month in five sentences"),
  // The month the movements compare with, where there is an earlier one.
  since: Month.nullable(),
  movements: Moved,
  // Up to twelve months, oldest first, this one last.
  history: z.array(Past),
  risk: RiskCounts.Info.nullable(),
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
  ...(Object.fromEntries(
    Object.keys(Parts.shape).map((name) => [name, true]),
  ) as Record<keyof typeof Parts.shape, true>),
}).extend({
  atRisk: z.array(AtRisk),
  past: z.array(Past).default([]).describe("Earlier months, oldest first"),
});
export type Input = z.input<typeof Input>;

/** The part of the serving model's card that a report keeps. */
export const summary = (card: Card): Model =>
  Model.parse({ ...card, test: card.metrics.test });

export * as Report from "./report";
