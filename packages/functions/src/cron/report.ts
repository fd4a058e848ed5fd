// report: on the first of a month, the report of the month before, also by mail, and its recommendations
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { ReportJob } from "@mainstay/core/reporting/report-job";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";

export async function handler() {
  const now = new Date();
  const month = MonthlyReport.last(now);
  await ReportJob.start("customers", month, now, { mail: true });
  await RecommendTo.publish(month);
}
