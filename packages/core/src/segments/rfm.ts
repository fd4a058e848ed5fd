// rfm: segments by recency, frequency and monetary value of purchases
import * as z from "zod";
import { Bilingual } from "../text/bilingual";
import { ValueSource } from "../health/value-source";
import type { CustomerTable } from "../customers/customer-table";

const sources = z
  .array(ValueSource.Info)
  .min(1)
  .describe("the first with a value for anybody");
export const Config = z.strictObject({
  recency: sources
    .default([{ column: "events.recency" }])
    .describe("days since the last purchase"),
  frequency: sources.default([
    { column: "events.count" },
    { role: "requests" },
  ]),
  monetary: sources.default([{ role: "revenue" }, { role: "spend" }]),
});
export type Config = z.infer<typeof Config>;

/** [customer] 1–5, 5 best, and the code such as "543". */
export type Ranks = {
  recency: Uint8Array;
  frequency: Uint8Array;
  monetary: Uint8Array;
  code: string[];
  segment: string[];
};

// Rows are recency 5 to 1; columns are the mean rank of frequency and money, 1 to 5, halves rounded up.
const table = [
  ["new", "potential", "potential", "champions", "champions"],
  ["new", "potential", "loyal", "loyal", "champions"],
  ["fading", "potential", "needs-attention", "loyal", "loyal"],
  ["hibernating", "hibernating", "at-risk", "at-risk", "at-risk"],
  ["lost", "lost", "hibernating", "cannot-lose", "cannot-lose"],
] as const;
export type Name = (typeof table)[number][number] | typeof unknown;
// The segment of a customer without any of the three.
export const unknown = "unknown";

export const labels = {
  champions: { en: "Champions", zh: "冠军客户" },
  loyal: { en: "Loyal", zh: "忠诚客户" },
  potential: { en: "Potential", zh: "潜力客户" },
  new: { en: "New", zh: "新客户" },
  "needs-attention": { en: "Needs attention", zh: "需关注" },
  fading: { en: "Fading", zh: "渐冷" },
  "at-risk": { en: "At risk", zh: "有流失风险" },
  "cannot-lose": { en: "Cannot lose", zh: "不可流失" },
  hibernating: { en: "Hibernating", zh: "休眠" },
  lost: { en: "Lost", zh: "已流失" },
  unknown: { en: "Unknown", zh: "未知" },
} satisfies Record<Name, Bilingual.Text>;

/**
 * Quintiles 1–5 of the known values. Ties share the middle of their places, and so a rank. A missing value ranks 1, as if
 * nothing were bought.
 */
export function quintiles(values: Float64Array): Uint8Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  // The lowest value of each rank from 2 on.
  const cuts: number[] = [];
  for (let start = 0, end; start < sorted.length; start = end) {
    for (end = start; sorted[end] === sorted[start]; end++);
    const place = (start + end - 1) / 2;
    const rank = 1 + Math.floor((5 * place) / sorted.length);
    while (cuts.length < rank - 1) cuts.push(sorted[start]);
  }
  return Uint8Array.from(
    values,
    (value) => 1 + cuts.filter((cut) => value >= cut).length,
  );
}

/** Ranks and segments from the three columns, [customer]; `recency` is in days, so that fewer are better. */
export function rfm({
  recency: days,
  frequency: times,
  monetary: money,
}: {
  recency: Float64Array;
  frequency: Float64Array;
  monetary: Float64Array;
}): Ranks {
  const recency = quintiles(days.map((value) => -value));
  const frequency = quintiles(times);
  const monetary = quintiles(money);
  const rows = Array.from(recency.keys());
  return {
    ...{ recency, frequency, monetary },
    code: rows.map((i) => `${recency[i]}${frequency[i]}${monetary[i]}`),
    segment: rows.map((i) => {
      const isUnknown = [days, times, money].every((values) =>
        Number.isNaN(values[i]),
      );
      if (isUnknown) return unknown;
      const both = Math.round((frequency[i] + monetary[i]) / 2);
      return table[5 - recency[i]][both - 1];
    }),
  };
}

/** Ranks and segments of the table's customers; null when it lacks one of the three columns. */
export function ranks(customers: CustomerTable, config: Config): Ranks | null {
  const recency = ValueSource.firstWithValues(customers, config.recency);
  const frequency = ValueSource.firstWithValues(customers, config.frequency);
  const monetary = ValueSource.firstWithValues(customers, config.monetary);
  if (!recency || !frequency || !monetary) return null;
  return rfm({ recency, frequency, monetary });
}

export * as Rfm from "./rfm";
