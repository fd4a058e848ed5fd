// health: GET /v1/health, each customer's health and what moved it
import { createRoute } from "@hono/zod-openapi";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Backtest } from "@mainstay/core/health/backtest";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import * as z from "zod";
import * as Route from "./route";

export const health = Route.router();

const Info = z.object({
  period: z.string(),
  health: PeriodSummary.Info.shape.health,
  backtest: Backtest.Info.nullable().describe("null while no outcome is known"),
});

health.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary:
      "Health of a period, and how well it told who would leave in the past",
    request: {
      query: z.object({ ...Route.ofCustomers, period: z.string().optional() }),
    },
    responses: { 200: Route.json(Info, "Health") },
  }),
  async (c) => {
    const { dataset, period: asked } = c.req.valid("query");
    const period = await Dataset.period(dataset, asked);
    const { health } = await Refresh.summary(dataset, period);
    const backtest = await HealthBacktest.backtest(dataset, period);
    return c.json({ period, health, backtest }, 200);
  },
);
