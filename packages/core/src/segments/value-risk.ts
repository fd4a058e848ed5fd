// value-risk: four segments of customers by high or low value and by high or low risk
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "../health/value-source";
import { Card } from "../model/card";
import type { CustomerTable } from "../customers/customer-table";

export const Risk = z.union([
  z.strictObject({ bands: z.array(Card.Band) }),
  z.strictObject({ probability: z.number().describe("at risk from here on") }),
  z.strictObject({ health: z.array(z.enum(["red", "amber", "green"])) }),
]);
export type Risk = z.infer<typeof Risk>;
export const Config = z.strictObject({
  value: z
    .array(ValueSource.Info)
    .min(1)
    .default([
      { column: "lifetime.value" },
      { role: "revenue" },
      { role: "spend" },
    ])
    .describe("the first with a value for anybody"),
  share: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.5)
    .describe("of customers that count as high value; 0.5 cuts at the median"),
  risk: z
    .array(Risk)
    .min(1)
    .default([{ bands: ["high"] }, { health: ["red"] }])
    .describe("the first whose column the table has"),
});
export type Config = z.infer<typeof Config>;

const names = {
  high: { safe: "high-value", risk: "at-risk" },
  low: { safe: "potential", risk: "lapsing" },
} as const;
export type Name = (typeof names)["high" | "low"]["safe" | "risk"];
export const labels = {
  "high-value": { en: "High value", zh: "高价值" },
  potential: { en: "Potential", zh: "潜力" },
  "at-risk": { en: "At risk", zh: "流失风险" },
  lapsing: { en: "Lapsing", zh: "正在流失" },
} satisfies Record<Name, Bilingual.Text>;

/** The segment of each customer; null when the table has no value or no risk. Without a value a customer counts as low, without a score as safe. */
export function assign(table: CustomerTable, config: Config): string[] | null {
  const worth = ValueSource.firstWithValues(table, config.value);
  const isAtRisk = config.risk
    .map((risk) => riskTest(table, risk))
    .find(Boolean);
  if (!worth || !isAtRisk) return null;
  const cut = lowestOfShare(worth, config.share);
  return table.id.map((_, i): Name => {
    const level = worth[i] >= cut ? "high" : "low";
    return names[level][isAtRisk(i) ? "risk" : "safe"];
  });
}

function riskTest(
  table: CustomerTable,
  risk: Risk,
): ((row: number) => boolean) | null {
  if ("probability" in risk) {
    const probability = table.number("score.probability");
    return probability && ((i) => probability[i] >= risk.probability);
  }
  const [column, wanted]: [string, string[]] =
    "bands" in risk
      ? ["score.band", risk.bands]
      : ["health.status", risk.health];
  const texts = table.text(column);
  return texts && ((i) => wanted.includes(texts[i] ?? ""));
}

// The cut at or above which lies the share of the known values, or the nearest to it that ties allow.
function lowestOfShare(values: Float64Array, share: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const wanted = Math.max(1, Math.round(share * sorted.length));
  const cut = sorted[sorted.length - wanted];
  const from = sorted.indexOf(cut);
  const after = sorted.lastIndexOf(cut) + 1;
  const over = sorted.length - from - wanted;
  const under = wanted - (sorted.length - after);
  return over <= under || after === sorted.length ? cut : sorted[after];
}

export * as ValueRisk from "./value-risk";
