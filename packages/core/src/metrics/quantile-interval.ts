// quantile-interval: a quantile over customers with an interval that assumes no distribution
import { SampleQuantile } from "../stats/sample-quantile";
import { Estimate } from "./estimate";

/**
 * Quantile p of known values. The 95 % interval goes from one order statistic to another by the binomial (Conover 1999,
 * 3.2); too few values have no interval.
 */
export function quantile(values: Float64Array, p: number): Estimate.Value {
  const sorted = values.slice().sort();
  const n = sorted.length;
  const value = SampleQuantile.quantile(sorted, p);
  const { low, high } = ranks(n, p);
  if (low < 1 || high > n) return { value, n };
  return { value, n, low: sorted[low - 1], high: sorted[high - 1] };
}

/** Ranks (from 1) of the order statistics that hold the quantile: P(B < low) and P(B ≥ high) at most 0.025 for B ~ Bin(n, p). */
export function ranks(n: number, p: number): { low: number; high: number } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  // Masses are relative to the mode's and go out to where they add nothing; dividing by their sum makes them probabilities.
  const odds = p / (1 - p);
  const down = [1];
  for (let k = mode; k > 0 && down.at(-1)! > 1e-18; k--)
    down.push(down.at(-1)! * (k / (n - k + 1) / odds));
  const up = [1];
  for (let k = mode; k < n && up.at(-1)! > 1e-18; k++)
    up.push(up.at(-1)! * (((n - k) / (k + 1)) * odds));
  const sum = (mass: number[]) => mass.reduce((a, b) => a + b, 0);
  const tail = 0.025 * (sum(down) + sum(up) - 1);
  let low = mode - down.length + 1;
  for (let left = 0; left + down[mode - low] <= tail; low++)
    left += down[mode - low];
  let high = mode + up.length;
  for (let right = 0; right + up[high - 1 - mode] <= tail; high--)
    right += up[high - 1 - mode];
  return { low, high };
}

export * as QuantileInterval from "./quantile-interval";
