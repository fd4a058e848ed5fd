// forecasts: what a dataset's series will likely be, each beside how far off such a forecast was in the past
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
  history: z.array(
    z.object({ period: z.string(), value: z.number().nullable() }),
  ),
  points: z.array(Forecast.shape.points.element.extend({ period: z.string() })),
  pastError: Forecast.shape.pastError,
  notes: Forecast.shape.notes,
  reorder: Reorder.nullable().describe("Of a product's demand"),
});
export type Info = z.infer<typeof Info>;

// Values a season has, by what the periods are.
const seasons = { month: 12, week: 52, day: 7, step: 1 };

async function known(dataset: string) {
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
  const { demand, ...series } = await known(dataset);
  const plain = (["revenue", "customers", "usage"] as const).filter((name) =>
    series[name].some((value) => value !== null),
  );
  return [
    ...plain,
    ...Object.keys(demand?.products ?? {}).map((id) => `demand:${id}`),
  ];
}

export async function forecastSeries(
  dataset: string,
  name: string,
): Promise<Info> {
  const [series, said] = await Promise.all([
    known(dataset),
    Settings.get(dataset, "forecast"),
  ]);
  const found = lineOf(series, name);
  if (!found)
    throw new Failure(
      "forecast.unknown",
      `Expected revenue, customers, usage or demand: and one of the best-selling products, got "${name}"`,
      404,
    );
  return foretold(name, found, said ?? defaults);
}

/** The plain ones and the demand of the best-selling products, for the report. */
export async function main(
  dataset: string,
  until: string,
  products = 5,
): Promise<Info[]> {
  const series = await Series.read(dataset);
  if (!series) return [];
  const config = (await Settings.get(dataset, "forecast")) ?? defaults;
  const demand = Object.keys(series.demand?.products ?? {}).slice(0, products);
  return [
    "revenue",
    "customers",
    "usage",
    ...demand.map((id) => `demand:${id}`),
  ].flatMap((name) => {
    const line = lineOf(series, name);
    if (!line) return [];
    const n = line.periods.filter((period) => period <= until).length;
    const cut = {
      periods: line.periods.slice(0, n),
      values: line.values.slice(0, n),
    };
    return cut.values.some((value) => value !== null)
      ? [foretold(name, cut, config)]
      : [];
  });
}

type Line = { periods: string[]; values: (number | null)[] };

function lineOf(
  { periods, demand, ...series }: Series.Info,
  name: string,
): Line | null {
  if (name === "revenue" || name === "customers" || name === "usage")
    return { periods, values: series[name] };
  const values = demand?.products[name.slice("demand:".length)];
  return values ? { periods: demand!.periods, values } : null;
}

function foretold(
  series: string,
  { periods, values }: Line,
  config: Config,
): Info {
  const last = periods.at(-1)!;
  const made = forecast(
    {
      values: Float64Array.from(values, (value) => value ?? NaN),
      period: seasons[Period.kindOf(last)],
    },
    { horizon: config.horizon },
  );
  let period = last;
  return {
    series,
    ...made,
    history: periods.map((one, k) => ({ period: one, value: values[k] })),
    points: made.points.map((point) => ({
      ...point,
      period: (period = Period.next(period)),
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
