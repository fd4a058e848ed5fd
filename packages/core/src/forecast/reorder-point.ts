// reorder-point: the stock at which to order, from the forecast of demand until the order arrives
import * as z from "zod";
import { Failure } from "../base/error";
import type { Info } from "./forecast";
import { Normal } from "../stats/normal";

export const Reorder = z.object({
  reorderPoint: z.number().describe("Order when stock falls to this"),
  safetyStock: z.number().describe("What of it guards against more demand"),
  expectedDemand: z.number().describe("Until the order arrives"),
});
export type Reorder = z.infer<typeof Reorder>;

/**
 * A step's error is a sum of shocks, e_h = ε_h + Σ c_j ε_{h−j}. Their later effects follow from how the intervals widen,
 * c_j² = (σ²_{j+1} − σ²_j)/σ²_1, so demand over L periods has variance σ²_1 Σ_{j<L} (1 + c_1 + … + c_j)²
 * (Hyndman, Koehler, Ord & Snyder 2008, chapter 6; for simple smoothing Graves 1999). A part of a period counts in proportion.
 */
export function reorderPoint({
  forecast: { points },
  leadTime,
  serviceLevel,
}: {
  forecast: Pick<Info, "points">;
  leadTime: number; // periods
  serviceLevel: number; // probability, at least 0.5
}): Reorder {
  if (!(leadTime > 0 && leadTime <= points.length))
    throw new Failure(
      "forecast.lead-time",
      `Expected a lead time above 0 and within the ${points.length} periods foretold, got ${leadTime}`,
    );
  if (!(serviceLevel >= 0.5 && serviceLevel < 1))
    throw new Failure(
      "forecast.service-level",
      `Expected a service level from 0.5 to below 1, got ${serviceLevel}`,
    );
  const sd = points.map(({ value, high95 }) => (high95 - value) / Normal.z975);
  let [expectedDemand, variance, effect, widest] = [0, 0, 0, 0];
  for (let h = 0; h < leadTime; h++) {
    const share = Math.min(1, leadTime - h);
    effect += Math.sqrt(Math.max(0, sd[h] ** 2 - widest ** 2));
    widest = Math.max(widest, sd[h]);
    variance += share * effect ** 2;
    expectedDemand += share * points[h].value;
  }
  const safetyStock = Normal.quantile(serviceLevel) * Math.sqrt(variance);
  return {
    reorderPoint: expectedDemand + safetyStock,
    safetyStock,
    expectedDemand,
  };
}

export * as ReorderPoint from "./reorder-point";
