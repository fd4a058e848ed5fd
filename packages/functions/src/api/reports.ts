// reports: GET and POST /v1/reports, the monthly report as JSON, page, table or PDF
import { accepts } from "hono/accepts";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { Paging } from "@mainstay/core/base/paging";
import { ReportJob } from "@mainstay/core/reporting/report-job";
import { Report } from "@mainstay/core/report/report";
import { Wording } from "@mainstay/core/text/wording";
import * as z from "zod";
import { Route } from "./route";

export const reports = Route.router();

const formats: Record<string, MonthlyReport.Format> = {
  "application/json": "json",
  "text/html": "html",
  "text/csv": "csv",
  "application/pdf": "pdf",
};
const params = z.object({ month: MonthlyReport.Month });

Route.get(reports, "/", {
  name: "listReports",
  scope: "read",
  summary: "Months that have a report, newest first",
  query: Paging.Query.extend(Route.Customers.shape),
  answers: {
    200: Route.json(Paging.schema(MonthlyReport.Listed), "Reports"),
  },
  run: ({ query: { dataset, ...page } }) => MonthlyReport.list(dataset, page),
});

Route.get(reports, "/{month}", {
  name: "getReport",
  scope: "read",
  summary: "A month's report as JSON, page, table or PDF",
  params,
  query: Route.Customers.extend({
    format: MonthlyReport.Format.optional().describe("Else by Accept"),
    lang: Wording.Lang.optional().describe("Of the page and the PDF"),
  }),
  answers: {
    200: {
      description: "Report",
      content: {
        "application/json": { schema: Report.Info },
        "text/html": { schema: z.string() },
        "text/csv": { schema: z.string() },
        "application/pdf": { schema: z.string() },
      } as Record<string, { schema: z.ZodType }>,
    },
  },
  run: async ({ params: { month }, query: { dataset, format, lang }, c }) => {
    const supports = Object.keys(formats);
    const type = accepts(c, {
      header: "Accept",
      supports,
      default: supports[0],
    });
    const as = format ?? formats[type];
    const bytes = await MonthlyReport.read(dataset, month, as, lang);
    return c.body(Buffer.from(bytes), 200, {
      "content-type": MonthlyReport.typeOf(as),
    });
  },
});

Route.post(reports, "/{month}", {
  name: "makeReport",
  scope: "train",
  summary: "Make a month's report, again if it was made before",
  params,
  query: Route.Customers,
  answers: {
    200: Route.json<z.ZodType>(Report.Info, "Report"),
    202: Route.json(Route.JobId, "It takes longer: the job to follow"),
  },
  run: async ({ params: { month }, query: { dataset }, c }) => {
    const made = await ReportJob.make(dataset, month, new Date());
    return "jobId" in made ? c.json(made, 202) : made.report;
  },
});
