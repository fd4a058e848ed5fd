// forecast: GET /v1/forecast, what a series will likely be
import { Forecasts } from "@mainstay/core/periods/forecasts";
import { Paging } from "@mainstay/core/base/paging";
import { StockOrders } from "@mainstay/core/offers/stock-orders";
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

Route.get(forecast, "/orders", {
  name: "listStockOrders",
  scope: "read",
  summary:
    "Products to order now or soon: how much, when, and until when stock lasts",
  description:
    "Of products in the dataset `products` with a stock, by the demand in the events. Lead time and service level are settings of `forecast`.",
  query: Paging.Query.extend(Route.Customers.shape),
  answers: { 200: Route.json(StockOrders.Info, "Orders") },
  run: ({ query: { dataset, ...page } }) =>
    StockOrders.list(dataset, page, new Date()),
});
