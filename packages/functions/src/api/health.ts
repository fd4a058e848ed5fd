// health: GET /v1/health, each customer's health and what moved it
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Backtest } from "@mainstay/core/health/backtest";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import * as z from "zod";
import { Route } from "./route";

export const health = Route.router();

const Info = z.object({
  period: z.string(),
  health: PeriodSummary.Info.shape.health,
  backtest: Backtest.Info.nullable().describe("null while no outcome is known"),
});

Route.get(health, "/", {
  name: "getHealth",
  scope: "read",
  summary:
    "Health of a period, and how well it told who would leave in the past",
  query: Route.CustomersPeriod,
  answers: { 200: Route.json(Info, "Health") },
  run: async ({ query: { dataset, ...query } }) => {
    const period = await Dataset.period(dataset, query.period);
    const { health } = await Refresh.summary(dataset, period);
    const backtest = await HealthBacktest.backtest(dataset, period);
    return { period, health, backtest };
  },
});
