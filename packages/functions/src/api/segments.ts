// segments: GET /v1/segments, the segments of a period and their traits
import { Refresh } from "@mainstay/core/periods/refresh";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { Route } from "./route";

export const segments = Route.router();

const Info = PeriodSummary.Info.pick({
  period: true,
  since: true,
  customers: true,
  primary: true,
}).extend({
  // Sizes and movements are those of the primary scheme.
  sizes: PeriodSummary.Scheme.shape.sizes,
  movements: PeriodSummary.Scheme.shape.movements,
  schemes: PeriodSummary.Info.shape.segments,
});

Route.get(segments, "/", {
  name: "getSegments",
  scope: "read",
  summary:
    "Segments of a period under every scheme: sizes, movements since the period before, what sets each apart",
  query: Route.CustomersPeriod,
  answers: { 200: Route.json(Info, "Segments") },
  run: async ({ query }) => {
    const asked = await Dataset.period(query.dataset, query.period);
    const summary = await Refresh.summary(query.dataset, asked);
    const { period, since, customers, primary, segments: schemes } = summary;
    const { sizes, movements } = schemes[primary] ?? {
      sizes: [],
      movements: null,
    };
    return { period, since, customers, primary, sizes, movements, schemes };
  },
});
