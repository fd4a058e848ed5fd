// risk-counts: how many customers have which probability and stand in which band
import * as z from "zod";
import { Card } from "./card";

const share = z.number().min(0).max(1);
const count = z.int().min(0);

export const Info = z.object({
  histogram: z.array(z.object({ low: share, high: share, count })),
  bands: z.object({ high: count, medium: count, low: count }),
});
export type Info = z.infer<typeof Info>;

const bins = 20;

/** Counts of those whose probability and band are both known. */
export function ofScores(
  probability: (number | null)[],
  band: (Card.Band | null)[],
): Info {
  const histogram = Array.from({ length: bins }, (_, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    count: 0,
  }));
  const bands = { high: 0, medium: 0, low: 0 };
  probability.forEach((p, row) => {
    const own = band[row];
    if (p === null || own === null) return;
    histogram[Math.min(bins - 1, Math.floor(p * bins))].count++;
    bands[own]++;
  });
  return { histogram, bands };
}

export * as RiskCounts from "./risk-counts";
