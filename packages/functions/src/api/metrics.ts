// metrics: GET /v1/metrics, the customer-success metrics of a period
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { Route } from "./route";

export const metrics = Route.router();

Route.get(metrics, "/", {
  name: "getMetrics",
  scope: "read",
  summary: "Satisfaction, loyalty and success of a period, newest unless told",
  query: Route.CustomersPeriod,
  answers: { 200: Route.json(MonthlyReport.Metrics, "Metrics") },
  run: ({ query: { dataset, period } }) =>
    MonthlyReport.metrics(dataset, period),
});
