// watched-customers: customers that something happened to since earlier periods: usage fell off, the bill jumped, the owner is gone
import { Estimate } from "./estimate";
import type { CustomerTable } from "../customers/customer-table";
import { UsageChurn } from "./usage-churn";
import { MetricHistory } from "./metric-history";

export const definitions = {
  ownerRemoved: {
    version: 1,
    name: "Owner removed",
    unit: "share",
    text: "Customers who had an owner in the period before and have none now, as a share of those who had one and are still there.",
    formula: "owner gone / owner before",
  },
} as const satisfies Record<string, Estimate.Definition>;

export type Found = { value: Estimate.Value; ids: string[] };

/** Usage churn and bill shock, from every customer's own history up to the sheet's period. */
export function lasting(
  sheet: CustomerTable,
  past: MetricHistory,
  numbers: Int32Array,
) {
  const { config } = past;
  const { horizon, trailing } = config.usageChurn;
  const now = MetricHistory.kept(past, sheet, numbers);
  const here = new Uint8Array(past.customer.size);
  for (const number of numbers) if (number >= 0) here[number] = 1;
  return {
    usageChurn: judge("usage", horizon + trailing, past, now, (usage) =>
      UsageChurn.churned(usage, config.usageChurn),
    ),
    // Who is not there any more has no bill to be shocked by.
    billShock: judge(
      "spend",
      config.billShock.trailing + 1,
      past,
      now,
      (spend) => UsageChurn.shocked(spend, config.billShock),
      here,
    ),
  };
}

function judge(
  what: "usage" | "spend",
  window: number,
  past: MetricHistory,
  now: ReturnType<typeof MetricHistory.kept>,
  verdict: (series: Float64Array) => boolean | null,
  among?: Uint8Array,
): Found {
  if (!now[what]) return { value: Estimate.lacking(what), ids: [] };
  const periods = [...past.recent, now].filter(
    ({ at }) => at > now.at - window,
  );
  const short = {
    value: Estimate.none(
      `It needs ${window} periods of ${what} without a gap.`,
    ),
    ids: [],
  };
  if (periods.length < window || periods.some((one) => !one[what]))
    return short;
  if (what === "usage" && periods.some((one) => one.metered !== now.metered))
    return short;
  const columns = periods.map((one) => one[what]!);
  const series = new Float64Array(window);
  const ids: string[] = [];
  let n = 0;
  for (const [id, customer] of past.customer) {
    if (past.first[customer] > periods[0].at || among?.[customer] === 0)
      continue;
    for (let k = 0; k < window; k++) series[k] = columns[k][customer] ?? 0;
    const found = verdict(series);
    if (found === null) continue;
    n++;
    if (found) ids.push(id);
  }
  if (n === 0) return short;
  return { value: Estimate.proportion(ids.length, n), ids };
}

/** By the text of the owner's column in both periods. */
export function ownerRemoved(
  sheet: CustomerTable,
  before: CustomerTable | null,
): Found {
  const owners = (one: CustomerTable) =>
    one.roles.owner === undefined ? null : one.text(one.roles.owner);
  const now = owners(sheet);
  if (!now) return { value: Estimate.lacking("owner"), ids: [] };
  const then = before && owners(before);
  if (!then)
    return { value: Estimate.none("There is no period before."), ids: [] };
  const owned = new Set(before.id.filter((_, i) => then[i]?.trim()));
  const ids = sheet.id.filter((id, i) => owned.has(id) && !now[i]?.trim());
  const n = sheet.id.filter((id) => owned.has(id)).length;
  return n === 0
    ? { value: Estimate.none("Nobody had an owner in the period before."), ids }
    : { value: Estimate.proportion(ids.length, n), ids };
}

export * as WatchedCustomers from "./watched-customers";
