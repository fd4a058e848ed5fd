// report: on the first of a month, the report and the recommendations of the month before
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { ReportJob } from "@mainstay/core/reporting/report-job";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";

export async function handler() {
  const now = new Date();
  const month = MonthlyReport.last(now);
  await ReportJob.start("customers", month, now);
  await RecommendTo.publish(month);
}
