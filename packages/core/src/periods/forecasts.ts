// forecasts: the forecast of each of a dataset's series, beside the error of such forecasts in the past
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import {
  type Config,
  forecast,
  Info as Forecast,
  defaults,
} from "../forecast/forecast";
import { Reorder, reorderPoint } from "../forecast/reorder-point";
import { Period } from "../tabular/period";
import { Series } from "./series";
import { Settings } from "../settings/settings";

export const Name = z
  .string()
  .regex(
    /^(revenue|customers|usage|demand:.+)$/s,
    "revenue, customers, usage or demand:<product>",
  );

export const Info = z.object({
  series: z.string(),
  method: Forecast.shape.method,
  seasons: Forecast.shape.seasons,
  history: z.array(
    z.object({ period: z.string(), value: z.number().nullable() }),
  ),
  points: z.array(Forecast.shape.points.element.extend({ period: z.string() })),
  pastError: Forecast.shape.pastError,
  notes: Forecast.shape.notes,
  reorder: Reorder.nullable().describe("Of a product's demand"),
});
export type Info = z.infer<typeof Info>;

// Periods in a season; steps of machines tell their own.
const seasonLengths = { month: 12, week: 52, day: 7, step: "auto" } as const;

// The series of every dataset, beside the demand for each product.
const plainNames = ["revenue", "customers", "usage"] as const;

async function seriesOf(dataset: string) {
  const series = await Series.read(dataset);
  if (series) return series;
  await Dataset.get(dataset);
  throw new Failure(
    "forecast.unknown",
    `There is nothing to foretell of "${dataset}" yet: its rows have not been worked through`,
    404,
  );
}

export async function names(dataset: string) {
  const { demand, ...series } = await seriesOf(dataset);
  return [
    ...plainNames.filter((name) =>
      series[name].some((value) => value !== null),
    ),
    ...Object.keys(demand?.products ?? {}).map((id) => `demand:${id}`),
  ];
}

export async function forecastSeries(
  dataset: string,
  name: string,
): Promise<Info> {
  const [series, setting] = await Promise.all([
    seriesOf(dataset),
    Settings.get(dataset, "forecast"),
  ]);
  const line = lineOf(series, name);
  if (!line)
    throw new Failure(
      "forecast.unknown",
      `Expected revenue, customers, usage or demand: and one of the best-selling products, got "${name}"`,
      404,
    );
  return forecastLine(name, line, setting ?? defaults);
}

/** Forecasts for the report: revenue, customers, usage and the demand of the best-selling products. */
export async function main(
  dataset: string,
  until: string,
  maxProducts = 5,
): Promise<Info[]> {
  const series = await Series.read(dataset);
  if (!series) return [];
  const config = (await Settings.get(dataset, "forecast")) ?? defaults;
  const demand = Object.keys(series.demand?.products ?? {}).slice(
    0,
    maxProducts,
  );
  return [...plainNames, ...demand.map((id) => `demand:${id}`)].flatMap(
    (name) => {
      const line = lineOf(series, name);
      if (!line) return [];
      const n = line.periods.filter((period) => period <= until).length;
      const past = {
        periods: line.periods.slice(0, n),
        values: line.values.slice(0, n),
      };
      return past.values.some((value) => value !== null)
        ? [forecastLine(name, past, config)]
        : [];
    },
  );
}

type Line = { periods: string[]; values: (number | null)[] };

function lineOf(
  { periods, demand, ...series }: Series.Info,
  name: string,
): Line | null {
  const plain = plainNames.find((own) => own === name);
  if (plain) return { periods, values: series[plain] };
  const values = demand?.products[name.slice("demand:".length)];
  return values ? { periods: demand!.periods, values } : null;
}

function forecastLine(
  series: string,
  { periods, values }: Line,
  config: Config,
): Info {
  const last = periods.at(-1)!;
  const made = forecast(
    {
      values: Float64Array.from(values, (value) => value ?? NaN),
      period: seasonLengths[Period.kindOf(last)],
    },
    { horizon: config.horizon },
  );
  let ahead = last;
  return {
    series,
    ...made,
    history: periods.map((period, k) => ({ period, value: values[k] })),
    points: made.points.map((point) => ({
      ...point,
      period: (ahead = Period.next(ahead)),
    })),
    reorder: series.startsWith("demand:")
      ? reorderPoint({
          forecast: made,
          leadTime: Math.min(config.leadTime, config.horizon),
          serviceLevel: config.serviceLevel,
        })
      : null,
  };
}

export * as Forecasts from "./forecasts";
