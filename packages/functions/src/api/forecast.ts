// forecast: GET /v1/forecast, what a series will likely be
import { Forecasts } from "@mainstay/core/periods/forecasts";
import * as z from "zod";
import { Route } from "./route";

export const forecast = Route.router();

Route.get(forecast, "/", {
  name: "getForecast",
  scope: "read",
  summary:
    "Point and interval per period, beside how far off such forecasts were in the past",
  description:
    "`series` is revenue, customers, usage or demand:<product>; without it the names there are.",
  query: Route.Customers.extend({ series: Forecasts.Name.optional() }),
  answers: {
    200: Route.json(
      z.union([Forecasts.Info, z.object({ items: z.array(z.string()) })]),
      "Forecast",
    ),
  },
  run: async ({ query: { dataset, series } }) =>
    series
      ? Forecasts.forecastSeries(dataset, series)
      : { items: await Forecasts.names(dataset) },
});
