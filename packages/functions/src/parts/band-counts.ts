// band-counts: how many customers of a period are at which risk, cached until the period changes
import { PromiseCache } from "@mainstay/core/base/promise-cache";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { RiskCounts } from "@mainstay/core/model/risk-counts";
import { PeriodIndex } from "@mainstay/core/customers/period-index";

export type Info = {
  period: string;
  customers: number;
  scored: number;
  risk: RiskCounts.Info;
};

type Counts = Omit<Info, "period">;

// Finishing an upload and rescoring write the period's index, so its ETag tells whether the counts still hold.
const cached = PromiseCache.create<Counts>({ max: 48 });

export async function read(dataset: string, period: string): Promise<Info> {
  const etag = await PeriodIndex.etag(dataset, period);
  const name = JSON.stringify([dataset, period, etag]);
  return { period, ...(await cached(name, () => count(dataset, period))) };
}

async function count(dataset: string, period: string): Promise<Counts> {
  const probability: (number | null)[] = [];
  const band: PeriodIndex.Row["band"][] = [];
  for await (const { rows } of PeriodIndex.parts(dataset, period))
    for (const row of rows) {
      probability.push(row.logit === null ? null : LogOdds.sigmoid(row.logit));
      band.push(row.band);
    }
  return {
    customers: band.length,
    scored: probability.filter((one) => one !== null).length,
    risk: RiskCounts.ofScores(probability, band),
  };
}

export * as BandCounts from "./band-counts";
