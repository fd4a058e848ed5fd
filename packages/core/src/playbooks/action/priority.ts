// priority: how urgent action for a customer is, from its risk, its revenue and the days to its renewal
import { CustomerTable } from "../../customers/customer-table";

/**
 * probability × revenue × urgency of every customer, [customer]. Revenue is the column of the role revenue, else spend. Urgency
 * rises from 1 at 90 days before the renewal to 2 on its day and stays there. A missing factor counts as the median of the
 * known ones, and as 1 where none is known. The formula is this project's own.
 */
export function priorities(table: CustomerTable): Float64Array {
  const n = table.id.length;
  const factor = (values: Float64Array | null) => {
    const known = values?.filter((value) => !Number.isNaN(value)).sort();
    const typical = known?.length ? median(known) : 1;
    return (i: number) =>
      values && !Number.isNaN(values[i]) ? values[i] : typical;
  };
  const probability = factor(table.number("score.probability"));
  const revenue = factor(
    CustomerTable.role(table, "revenue") ?? CustomerTable.role(table, "spend"),
  );
  const days = table.number("renewal.days");
  const urgency = (i: number) =>
    days && !Number.isNaN(days[i])
      ? 1 + Math.min(1, Math.max(0, 1 - days[i] / 90))
      : 1;
  return Float64Array.from(
    { length: n },
    (_, i) => probability(i) * Math.max(0, revenue(i)) * urgency(i),
  );
}

const median = (sorted: Float64Array) =>
  (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
