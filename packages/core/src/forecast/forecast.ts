// forecast: the next values of a series with intervals, and the errors of the same forecast in the past
import * as z from "zod";
import { Failure } from "../base/error";
import { ForecastBacktest, type Trial } from "./forecast-backtest";
import type { Warm } from "./combined-forecast";
import { ForecastMembers } from "./forecast-members";
import { FillGaps } from "./fill-gaps";
import { Intermittent } from "./intermittent";
import { ForecastNotes } from "./forecast-notes";
import { ForecastPath, type Path } from "./forecast-path";
import { SeasonSearch } from "./season-search";
import { ShortSeries } from "./short-series";

export const Config = z.strictObject({
  horizon: z.int().min(1).max(60).default(6).describe("Periods ahead"),
  leadTime: z
    .number()
    .gt(0)
    .max(60)
    .default(1)
    .describe("Periods from an order to its arrival"),
  serviceLevel: z
    .number()
    .min(0.5)
    .max(0.9999)
    .default(0.95)
    .describe("Probability that stock lasts until the order arrives"),
});
export type Config = z.infer<typeof Config>;
export const defaults: Config = Config.parse({});

/**
 * Values of equal periods, oldest first, NaN where unknown; `period` is the count of values in a season, 1 without one, or auto
 * where the series itself has to tell.
 */
export type Series = { values: Float64Array; period: number | "auto" };

export const Method = z.enum([
  "combination",
  "constant",
  "intermittent",
  "short",
]);
export type Method = z.infer<typeof Method>;

export const Point = z.object({
  step: z.int().min(1).describe("Periods after the newest one"),
  value: z.number(),
  low80: z.number(),
  high80: z.number(),
  low95: z.number(),
  high95: z.number(),
});
export type Point = z.infer<typeof Point>;

export const Accuracy = z.object({
  mase: z.number().nullable().describe("Null where nothing ever changed"),
  smape: z.number().describe("Percent, 0 to 200"),
});
export type Accuracy = z.infer<typeof Accuracy>;

export const PastError = Accuracy.extend({
  seasonalNaive: Accuracy.describe("The same of repeating the last season"),
  origins: z.int().min(1).describe("Times in the past it was forecast from"),
});
export type PastError = z.infer<typeof PastError>;

export const Info = z.object({
  method: Method,
  seasons: z.array(z.int()).describe("Lengths of its seasons in periods"),
  points: z.array(Point),
  pastError: PastError.nullable().describe("Null where the past is too short"),
  notes: z.array(ForecastNotes.Note),
});
export type Info = z.infer<typeof Info>;

export type Options = { horizon: number };

// Half widths in standard deviations that hold 80 and 95 % of values held out of the training parts of the M3's series.
const usual: ForecastBacktest.Halves = [1.33, 2.35];
// The combination needs so many values.
const minValues = 6;

/**
 * The members weighted by their past errors, with intervals that past errors widen, or a simpler forecast for constant,
 * intermittent or short series. It is never below zero where the history is not. Steps count from the last period of `values`,
 * known or not.
 */
export function forecast(
  { values, period }: Series,
  { horizon }: Options,
): Info {
  const seasons = seasonsOf(values, period);
  const [first = 1] = seasons;
  const { values: past, filled, behind } = FillGaps.fill(values, first);
  if (!past.length)
    throw new Failure(
      "forecast.history.empty",
      `Expected a history with at least one value, got ${values.length} periods without any`,
    );
  const ahead = behind + horizon;
  const { method, points, trials } = choose(past, seasons, ahead);
  const floor = past.every((value) => value >= 0) ? 0 : -Infinity;
  const bounded = (value: number) => Math.max(floor, value);
  return {
    method,
    seasons,
    points: points.slice(behind).map((point, h) => ({
      step: h + 1,
      value: bounded(point.value),
      low80: bounded(point.low80),
      high80: bounded(point.high80),
      low95: bounded(point.low95),
      high95: bounded(point.high95),
    })),
    pastError: trials.length
      ? ForecastBacktest.judge(past, first, trials)
      : null,
    notes: [
      ...(filled ? [ForecastNotes.filled(filled, past.length)] : []),
      ...(behind ? [ForecastNotes.behind(behind)] : []),
      ...(method === "short" ? [ForecastNotes.short(past.length)] : []),
      ...(method === "intermittent" ? [ForecastNotes.intermittent] : []),
      ...(period === "auto" && seasons.length
        ? [ForecastNotes.found(seasons)]
        : []),
      ...(first > 1 && past.length < 2 * first
        ? [ForecastNotes.season(past.length, first)]
        : []),
    ],
  };
}

/** The lengths of the seasons, the shortest first: as told, or found; a long series may have a longer one besides. */
export function seasonsOf(
  values: Float64Array,
  period: Series["period"],
): number[] {
  const { values: plain } = FillGaps.fill(values, 1);
  if (period === "auto") return SeasonSearch.find(plain);
  if (period <= 1) return [];
  const longer = SeasonSearch.longer(plain, period);
  return longer === undefined ? [period] : [period, longer];
}

type Interval = Omit<Point, "step">;
type Chosen = { method: Method; points: Interval[]; trials: Trial[] };

function choose(
  past: Float64Array,
  seasons: number[],
  horizon: number,
): Chosen {
  if (past.length > 1 && past.every((value) => value === past[0]))
    return withoutTrials("constant", still(past[0], horizon));
  if (past.length < minValues)
    return withoutTrials("short", ShortSeries.foretell(past, horizon));
  const period = seasons[0] ?? 1;
  if (Intermittent.isIntermittent(past))
    return intermittent(past, period, horizon);
  const warm: Warm = new Map();
  const foretell = (values: Float64Array, steps: number) =>
    ForecastMembers.paths(values, seasons, steps, warm);
  const paths = foretell(past, horizon);
  const rounds = ForecastBacktest.rounds(
    past,
    Math.max(1, ...seasons),
    horizon,
    foretell,
  );
  if (!rounds.length) return withoutTrials("combination", paths[0]);
  const weights = ForecastMembers.weights(
    ForecastBacktest.errors(past, rounds),
  );
  const trials = ForecastBacktest.mix(rounds, weights);
  return {
    method: "combination",
    points: intervals(
      ForecastPath.mix(paths, weights),
      ForecastBacktest.halves(past, trials, usual),
    ),
    trials,
  };
}

const still = (value: number, horizon: number): Path => ({
  value: new Float64Array(horizon).fill(value),
  sd: new Float64Array(horizon),
});

const withoutTrials = (method: Method, path: Path): Chosen => ({
  ...{ method, points: intervals(path, usual), trials: [] },
});

const intervals = (
  { value, sd }: Path,
  [half80, half95]: ForecastBacktest.Halves,
): Interval[] =>
  Array.from(value, (point, h) => ({
    value: point,
    low80: point - half80 * sd[h],
    high80: point + half80 * sd[h],
    low95: point - half95 * sd[h],
    high95: point + half95 * sd[h],
  }));

function intermittent(
  past: Float64Array,
  period: number,
  horizon: number,
): Chosen {
  const { value, quantile } = Intermittent.foretell(past);
  const point: Interval = {
    value,
    low80: Math.min(value, quantile(0.1)),
    high80: Math.max(value, quantile(0.9)),
    low95: Math.min(value, quantile(0.025)),
    high95: Math.max(value, quantile(0.975)),
  };
  const points = new Array<Interval>(horizon).fill(point);
  const rounds = ForecastBacktest.rounds(
    past,
    period,
    horizon,
    (before, steps) => [still(Intermittent.foretell(before).value, steps)],
  );
  const trials = ForecastBacktest.mix(rounds, [1]);
  return { method: "intermittent", points, trials };
}

export * as Forecast from "./forecast";
