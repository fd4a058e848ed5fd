// watched-customers: customers to look at, since their usage fell off, their bill jumped or their owner is gone
import { Estimate } from "./estimate";
import type { CustomerTable } from "../customers/customer-table";
import { UsageChurn } from "./usage-churn";
import { MetricHistory } from "./metric-history";

export const definitions = Estimate.define({
  ownerRemoved: {
    name: "Owner removed",
    unit: "share",
    text: "Customers who had an owner in the period before and have none now, as a share of those who had one and are still there.",
    formula: "owner gone / owner before",
  },
});

export type Found = { value: Estimate.Value; ids: string[] };

/** Usage churn and bill shock, from every customer's own history up to the table's period. */
export function usageChanges(
  table: CustomerTable,
  past: MetricHistory,
  numbers: Int32Array,
) {
  const { config } = past;
  const { horizon, trailing } = config.usageChurn;
  const now = MetricHistory.usageOf(past, table, numbers);
  const isPresent = new Uint8Array(past.customer.size);
  for (const number of numbers) if (number >= 0) isPresent[number] = 1;
  return {
    usageChurn: measure("usage", horizon + trailing, past, now, (usage) =>
      UsageChurn.churned(usage, config.usageChurn),
    ),
    // A customer who left has no bill.
    billShock: measure(
      "spend",
      config.billShock.trailing + 1,
      past,
      now,
      (spend) => UsageChurn.shocked(spend, config.billShock),
      isPresent,
    ),
  };
}

// Share and ids of the customers whose series of the last `window` periods passes the test; null is neither yes nor no.
function measure(
  column: "usage" | "spend",
  window: number,
  past: MetricHistory,
  now: MetricHistory.Usage,
  test: (series: Float64Array) => boolean | null,
  among?: Uint8Array,
): Found {
  if (!now[column]) return { value: Estimate.withoutRole(column), ids: [] };
  const periods = [...past.recent, now].filter(
    ({ order }) => order > now.order - window,
  );
  const tooShort = {
    value: Estimate.none(
      `It needs ${window} periods of ${column} without a gap.`,
    ),
    ids: [],
  };
  if (periods.length < window || periods.some((period) => !period[column]))
    return tooShort;
  const isMixed = periods.some(({ meter }) => meter !== now.meter);
  if (column === "usage" && isMixed) return tooShort;
  const columns = periods.map((period) => period[column]!);
  const series = new Float64Array(window);
  const ids: string[] = [];
  let n = 0;
  for (const [id, customer] of past.customer) {
    if (past.first[customer] > periods[0].order || among?.[customer] === 0)
      continue;
    for (let k = 0; k < window; k++) series[k] = columns[k][customer] ?? 0;
    const passes = test(series);
    if (passes === null) continue;
    n++;
    if (passes) ids.push(id);
  }
  if (n === 0) return tooShort;
  return { value: Estimate.proportion(ids.length, n), ids };
}

/** Customers whose column of the role owner had a text in the period before and has none now. */
export function ownerRemoved(
  table: CustomerTable,
  before: CustomerTable | null,
): Found {
  const owners = ({ roles, text }: CustomerTable) =>
    roles.owner === undefined ? null : text(roles.owner);
  const now = owners(table);
  if (!now) return { value: Estimate.withoutRole("owner"), ids: [] };
  const earlier = before && owners(before);
  if (!earlier)
    return { value: Estimate.none("There is no period before."), ids: [] };
  const owned = new Set(before.id.filter((_, i) => earlier[i]?.trim()));
  const ids = table.id.filter((id, i) => owned.has(id) && !now[i]?.trim());
  const n = table.id.filter((id) => owned.has(id)).length;
  return n === 0
    ? { value: Estimate.none("Nobody had an owner in the period before."), ids }
    : { value: Estimate.proportion(ids.length, n), ids };
}

export * as WatchedCustomers from "./watched-customers";
