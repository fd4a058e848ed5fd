import { createRoute } from "@hono/zod-openapi";
import { Months } from "@mainstay/core/months";
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
    responses: { 200: Route.json(Months.Metrics, "Metrics") },
  }),
  async (c) => {
    const { dataset, period } = c.req.valid("query");
    return c.json(await Months.metrics(dataset, period), 200);
  },
);
