// segments: GET /v1/segments, the segments of a period and their traits
import { createRoute } from "@hono/zod-openapi";
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import * as z from "zod";
import * as Route from "./route";

export const segments = Route.router();

const Info = PeriodSummary.Info.pick({
  period: true,
  since: true,
  customers: true,
  primary: true,
}).extend({
  // Of the primary scheme.
  sizes: PeriodSummary.Scheme.shape.sizes,
  movements: PeriodSummary.Scheme.shape.movements,
  schemes: PeriodSummary.Info.shape.segments,
});

segments.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary:
      "Segments of a period under every scheme: sizes, movements since the period before, what sets each apart",
    request: {
      query: z.object({ ...Route.ofCustomers, period: z.string().optional() }),
    },
    responses: { 200: Route.json(Info, "Segments") },
  }),
  async (c) => {
    const { dataset, period: asked } = c.req.valid("query");
    const of = await Dataset.period(dataset, asked);
    const summary = await Refresh.summary(dataset, of);
    const { period, since, customers, primary, segments: schemes } = summary;
    const { sizes, movements } = schemes[primary] ?? {
      sizes: [],
      movements: null,
    };
    const shown = { period, since, customers, primary, sizes, movements };
    return c.json({ ...shown, schemes }, 200);
  },
);
