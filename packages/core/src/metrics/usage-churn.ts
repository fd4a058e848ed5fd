// usage-churn: customers whose usage fell off or whose bill jumped, against the mean of their periods before
import { Estimate } from "./estimate";
import type { MetricConfig } from "./metric-config";

export const definitions = Estimate.define({
  usageChurn: {
    name: "Usage churn",
    unit: "share",
    text: "Customers whose metered usage over the last h periods stayed below a set share x of their mean over the k periods before those, as a share of the customers who used anything in the last of these k; customers with a shorter history are left out, and who left uses nothing. h, x and k are settings (3, 0.5 and 3 unless changed).",
    formula: "mean of h periods < x · mean of the k periods before",
  },
  billShock: {
    name: "Bill shock",
    unit: "share",
    text: "Customers whose spend is at least a set factor f of their mean over the k periods before, as a share of the customers with so long a history. f and k are settings (1.5 and 3 unless changed).",
    formula: "spend ≥ f · mean of the k periods before",
  },
});

function mean(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return sum / (to - from);
}

/**
 * Whether one customer's usage fell off `horizon` periods ago; `usage` is by period, oldest first. Null when the history is
 * too short or has a gap (NaN), or when the last of the trailing periods has no usage. The rule is this project's own.
 */
export function churned(
  usage: ArrayLike<number>,
  { horizon, share, trailing }: MetricConfig.UsageChurn,
): boolean | null {
  const since = usage.length - horizon;
  if (since < trailing || !(usage[since - 1] > 0)) return null;
  const before = mean(usage, since - trailing, since);
  const after = mean(usage, since, usage.length);
  if (Number.isNaN(before) || Number.isNaN(after)) return null;
  return after < share * before;
}

/** Whether the newest period's spend is a bill shock; null when the history is too short or has a gap (NaN). */
export function shocked(
  spend: ArrayLike<number>,
  { factor, trailing }: MetricConfig.BillShock,
): boolean | null {
  const now = spend.length - 1;
  if (now < trailing || Number.isNaN(spend[now])) return null;
  const before = mean(spend, now - trailing, now);
  return before > 0 ? spend[now] >= factor * before : null;
}

export * as UsageChurn from "./usage-churn";
