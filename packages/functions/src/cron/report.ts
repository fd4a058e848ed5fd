// report: the schedule that publishes last month's report and recommendations
import { MonthlyReport } from "@mainstay/core/report/monthly-report";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";

export async function handler() {
  const month = MonthlyReport.last(new Date());
  await MonthlyReport.publish("customers", month);
  await RecommendTo.publish(month);
}
