// priority: what is at stake with a customer, and how soon
import { CustomerTable } from "../../customers/customer-table";

/**
 * probability × revenue × urgency for every customer. Revenue is the column of the role revenue, else spend; urgency
 * grows from 1 at 90 days before the renewal to 2 on its day. What is missing counts as the median of the known,
 * and 1 where nothing is known.
 */
export function priorities(sheet: CustomerTable): Float64Array {
  const n = sheet.id.length;
  const factor = (values: Float64Array | null) => {
    const known = values?.filter((value) => !Number.isNaN(value)).sort();
    const typical = known?.length ? middle(known) : 1;
    return (i: number) =>
      values && !Number.isNaN(values[i]) ? values[i] : typical;
  };
  const probability = factor(sheet.number("score.probability"));
  const revenue = factor(
    CustomerTable.role(sheet, "revenue") ?? CustomerTable.role(sheet, "spend"),
  );
  const days = sheet.number("renewal.days");
  const urgency = (i: number) =>
    days && !Number.isNaN(days[i])
      ? 1 + Math.min(1, Math.max(0, 1 - days[i] / 90))
      : 1;
  return Float64Array.from(
    { length: n },
    (_, i) => probability(i) * Math.max(0, revenue(i)) * urgency(i),
  );
}

const middle = (sorted: Float64Array) =>
  (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
