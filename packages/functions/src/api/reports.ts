// reports: GET and POST /v1/reports, the monthly report as JSON, page or table
import { createRoute } from "@hono/zod-openapi";
import { accepts } from "hono/accepts";
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import { Paging } from "@mainstay/core/base/paging";
import { Report } from "@mainstay/core/report/report";
import * as z from "zod";
import * as Route from "./route";

export const reports = Route.router();

const formats: Record<string, MonthlyReport.Format> = {
  "application/json": "json",
  "text/html": "html",
  "text/csv": "csv",
};
const one = { params: z.object({ month: MonthlyReport.Month }) };

reports.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/",
    summary: "Months that have a report, newest first",
    request: { query: Paging.Query.extend(Route.ofCustomers) },
    responses: {
      200: Route.json(Paging.schema(MonthlyReport.Listed), "Reports"),
    },
  }),
  async (c) => {
    const { dataset, ...page } = c.req.valid("query");
    return c.json(await MonthlyReport.list(dataset, page), 200);
  },
);

reports.openapi(
  createRoute({
    ...Route.needs("read"),
    method: "get",
    path: "/{month}",
    summary: "A month's report as JSON, page or table",
    request: {
      ...one,
      query: z.object({
        ...Route.ofCustomers,
        format: MonthlyReport.Format.optional().describe("Else by Accept"),
      }),
    },
    responses: {
      200: {
        description: "Report",
        content: {
          "application/json": { schema: Report.Info },
          "text/html": { schema: z.string() },
          "text/csv": { schema: z.string() },
        },
      },
    },
  }),
  async (c): Promise<any> => {
    const { dataset, format } = c.req.valid("query");
    const header = "Accept";
    const supports = Object.keys(formats);
    const type = accepts(c, { header, supports, default: supports[0] });
    const as = format ?? formats[type];
    const text = await MonthlyReport.read(
      dataset,
      c.req.valid("param").month,
      as,
    );
    return c.body(text, 200, { "content-type": MonthlyReport.typeOf(as) });
  },
);

reports.openapi(
  createRoute({
    ...Route.needs("train"),
    method: "post",
    path: "/{month}",
    summary: "Make a month's report, again if it was made before",
    request: { ...one, query: z.object(Route.ofCustomers) },
    responses: {
      200: Route.json(Report.Info, "Report"),
      202: Route.json(Route.JobId, "It takes longer: the job to follow"),
    },
  }),
  async (c) => {
    const { dataset } = c.req.valid("query");
    const { month } = c.req.valid("param");
    const made = await MonthlyReport.make(dataset, month, new Date());
    return "jobId" in made ? c.json(made, 202) : c.json(made.report, 200);
  },
);
