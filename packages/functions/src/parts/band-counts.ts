// band-counts: how many customers of a period are at which risk, cached until the period changes
import { Bucket } from "@mainstay/core/aws/bucket";
import { ObjectCache } from "@mainstay/core/aws/object-cache";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { RiskCounts } from "@mainstay/core/model/risk-counts";
import { PeriodIndex } from "@mainstay/core/customers/period-index";

export type Info = {
  period: string;
  customers: number;
  scored: number;
  risk: RiskCounts.Info;
};

// Finishing an upload and rescoring write the period's index, so its ETag tells whether the counts still hold.
const cached = ObjectCache.create(48, (text) =>
  count(PeriodIndex.rows(JSON.parse(text))),
);

export async function read(dataset: string, period: string): Promise<Info> {
  const found = await cached(Bucket.keys.view(dataset, period));
  return { period, ...(found ?? count([])) };
}

const count = (rows: PeriodIndex.Row[]) => ({
  customers: rows.length,
  scored: rows.filter(({ logit }) => logit !== null).length,
  risk: RiskCounts.ofScores(
    rows.map(({ logit }) => (logit === null ? null : LogOdds.sigmoid(logit))),
    rows.map(({ band }) => band),
  ),
});

export * as BandCounts from "./band-counts";
