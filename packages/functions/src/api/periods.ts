// periods: GET /v1/periods, which periods there are and which look incomplete; POST confirms one
import { Paging } from "@mainstay/core/base/paging";
import { PeriodCompleteness } from "@mainstay/core/periods/period-completeness";
import * as z from "zod";
import { Route } from "./route";

export const periods = Route.router();

Route.get(periods, "/", {
  name: "listPeriods",
  scope: "read",
  summary: "Periods of a dataset, newest first, and which look incomplete",
  query: Paging.Query.extend(Route.Customers.shape),
  answers: {
    200: Route.json(Paging.schema(PeriodCompleteness.Info), "Periods"),
  },
  run: ({ query: { dataset, ...query } }) =>
    PeriodCompleteness.list(dataset, query),
});

Route.post(periods, "/{period}/confirm", {
  name: "confirmPeriod",
  scope: "write",
  summary: "Confirm that an incomplete period is whole",
  description:
    "Its movements, churn and retention are worked out from the rows there are.",
  params: z.object({ period: z.string() }),
  query: Route.Customers,
  answers: { 200: Route.json(PeriodCompleteness.Info, "Period") },
  run: ({ params: { period }, query: { dataset } }) =>
    PeriodCompleteness.confirm(dataset, period, new Date()),
});
