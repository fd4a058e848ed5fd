// forecast: GET /v1/forecast, what a series will likely be
import { createRoute } from "@hono/zod-openapi";
import { Forecasts } from "@mainstay/core/periods/forecasts";
import * as z from "zod";
import * as Route from "./route";

export const forecast = Route.router();

forecast.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary:
      "Point and interval per period, beside how far off such forecasts were in the past",
    description:
      "`series` is revenue, customers, usage or demand:<product>; without it the names there are.",
    request: {
      query: z.object({
        ...Route.ofCustomers,
        series: Forecasts.Name.optional(),
      }),
    },
    responses: {
      200: Route.json(
        z.union([Forecasts.Info, z.object({ items: z.array(z.string()) })]),
        "Forecast",
      ),
    },
  }),
  async (c) => {
    const { dataset, series } = c.req.valid("query");
    const found = series
      ? await Forecasts.forecastSeries(dataset, series)
      : { items: await Forecasts.names(dataset) };
    return c.json(found, 200);
  },
);
