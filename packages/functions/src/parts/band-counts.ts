// band-counts: how many customers of a period are at which risk, cached until the period changes
import { Bucket } from "@mainstay/core/aws/bucket";
import { ObjectCache } from "@mainstay/core/aws/object-cache";
import { Logistic } from "@mainstay/core/stats/logistic";
import type { Report } from "@mainstay/core/report/report";
import { PeriodIndex } from "@mainstay/core/customers/period-index";

export type Info = {
  period: string;
  customers: number;
  scored: number;
  risk: Report.Risk;
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
  risk: risk(rows),
});

const bins = 20;

function risk(rows: PeriodIndex.Row[]): Report.Risk {
  const histogram = Array.from({ length: bins }, (_, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    count: 0,
  }));
  const bands = { high: 0, medium: 0, low: 0 };
  for (const { logit, band } of rows) {
    if (logit === null || band === null) continue;
    const bin = Math.floor(Logistic.sigmoid(logit) * bins);
    histogram[Math.min(bins - 1, bin)].count++;
    bands[band]++;
  }
  return { histogram, bands };
}

export * as BandCounts from "./band-counts";
