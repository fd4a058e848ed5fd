// bootstrap: how far a figure may move by the luck of which rows were drawn, positives and negatives drawn apart
import { Group } from "@mainstay/core/base/group";
import { random } from "@mainstay/core/base/random";
import { quantile } from "@mainstay/core/stats/sample-quantile";

/**
 * Percentile intervals of every figure `measure` returns. `weight[i]` says how often row i was drawn.
 * Each stratum keeps its size. Efron & Tibshirani 1993, chapter 13.
 */
export function intervals<K extends string>({
  stratum,
  measure,
  value,
  seed,
  resamples,
  level = 0.95,
}: {
  stratum: ArrayLike<number>;
  measure: (weight: Int32Array) => Record<K, number>;
  value: Record<K, number>;
  seed: number;
  resamples: number;
  level?: number;
}): Record<K, { value: number; low: number; high: number }> {
  const { integer } = random(seed);
  const members = partition(stratum);
  const names = Object.keys(value) as K[];
  const draws = names.map(() => new Float64Array(resamples));
  const weight = new Int32Array(stratum.length);
  for (let draw = 0; draw < resamples; draw++) {
    weight.fill(0);
    for (const rows of members)
      for (let j = 0; j < rows.length; j++)
        weight[rows[integer(rows.length)]]++;
    const measured = measure(weight);
    names.forEach((name, k) => (draws[k][draw] = measured[name]));
  }
  const interval = (name: K, k: number) => {
    const sorted = draws[k].sort();
    // A resample repeats rows and so looks worse calibrated than the sample: the interval is widened to hold the value.
    const low = Math.min(value[name], quantile(sorted, (1 - level) / 2));
    const high = Math.max(value[name], quantile(sorted, (1 + level) / 2));
    return [name, { value: value[name], low, high }];
  };
  return Object.fromEntries(names.map(interval));
}

function partition(stratum: ArrayLike<number>): Int32Array[] {
  const rows = Group.by(Array(stratum.length).keys(), (i) => stratum[i]);
  return [...rows.values()].map((members) => Int32Array.from(members));
}

export * as Bootstrap from "./bootstrap";
