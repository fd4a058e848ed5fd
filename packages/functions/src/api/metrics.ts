// metrics: GET /v1/metrics, the customer-success metrics of a period
import { createRoute } from "@hono/zod-openapi";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import * as z from "zod";
import * as Route from "./route";

export const metrics = Route.router();

metrics.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary:
      "Satisfaction, loyalty and success of a period, newest unless told",
    request: {
      query: z.object({ ...Route.ofCustomers, period: z.string().optional() }),
    },
    responses: { 200: Route.json(MonthlyReport.Metrics, "Metrics") },
  }),
  async (c) => {
    const { dataset, period } = c.req.valid("query");
    return c.json(await MonthlyReport.metrics(dataset, period), 200);
  },
);
