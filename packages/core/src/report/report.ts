// report: the schema of a month's report, whose JSON holds all that its page and its CSV show
import * as z from "zod";
import { Name, Period } from "../tabular/definition";
import { Action } from "../playbooks/action/action";
import { Unanswered } from "../knowledge/ask/ask";
import { Bilingual } from "../text/bilingual";
import { Effect } from "../playbooks/effect";
import { Forecast } from "../forecast/forecast";
import { ForecastNotes } from "../forecast/forecast-notes";
import { Reorder } from "../forecast/reorder-point";
import { Backtest } from "../health/backtest";
import { Definition, Value } from "../metrics/estimate";
import { Renewals } from "../accounts/renewals";
import { Exposures } from "../offers/exposures";
import { PeriodSources } from "../periods/period-sources";
import { PeriodSummary } from "../periods/period-summary";
import { Band, Bands, Info as Card, Measure } from "../model/card";
import { RiskCounts } from "../model/risk-counts";

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
const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "a month as YYYY-MM");
export const Health = PeriodSummary.Info.shape.health.unwrap().extend({
  backtest: Backtest.Info.nullable(),
});
export const Past = z.object({
  month: Month,
  metrics: Figures,
  customers: count,
  high: count.nullable(),
  health: Health.pick({ mean: true, status: true }).nullable().default(null),
});
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

// Reports of earlier versions lack some of these parts.
const Parts = z.object({
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
  // The month the movements compare with, when there is an earlier report.
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
}).extend({ atRisk: z.array(AtRisk), previous: Info.nullable() });
export type Input = z.input<typeof Input>;

/** The part of the serving model's card that a report keeps. */
export const summary = (card: Card): Model =>
  Model.parse({ ...card, test: card.metrics.test });

export * as Report from "./report";
