// usage-churn: customers who pay by use leave without saying so; what they use, against what they used before, says it
import { Estimate } from "./estimate";
import type { BillShock, UsageChurn } from "./metric-config";

export const definitions = {
  usageChurn: {
    version: 1,
    name: "Usage churn",
    unit: "share",
    text: "Customers whose metered usage over the last h periods stayed below a set share x of their mean over the k periods before those, as a share of the customers who used anything in the last of these k; customers with a shorter history are left out, and who left uses nothing. h, x and k are settings (3, 0.5 and 3 unless changed).",
    formula: "mean of h periods < x · mean of the k periods before",
  },
  billShock: {
    version: 1,
    name: "Bill shock",
    unit: "share",
    text: "Customers whose spend is at least a set factor f of their mean over the k periods before, as a share of the customers with so long a history. f and k are settings (1.5 and 3 unless changed).",
    formula: "spend ≥ f · mean of the k periods before",
  },
} as const satisfies Record<string, Estimate.Definition>;

function mean(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}

/**
 * One customer's usage by period, oldest first, the newest known last: whether it fell off h periods ago. Null when the history
 * is too short or has a gap (NaN), or when nothing was used in the last period that the fall is measured from.
 */
export function churned(
  usage: ArrayLike<number>,
  { horizon, share, trailing }: UsageChurn,
): boolean | null {
  const since = usage.length - horizon;
  if (since < trailing || !(usage[since - 1] > 0)) return null;
  const before = mean(usage, since - trailing, since);
  const after = mean(usage, since, usage.length);
  if (Number.isNaN(before) || Number.isNaN(after)) return null;
  return after < share * before;
}

/** The same of the newest period's spend. */
export function shocked(
  spend: ArrayLike<number>,
  { factor, trailing }: BillShock,
): boolean | null {
  const now = spend.length - 1;
  if (now < trailing || Number.isNaN(spend[now])) return null;
  const before = mean(spend, now - trailing, now);
  return before > 0 ? spend[now] >= factor * before : null;
}

export * as UsageChurn from "./usage-churn";
