// capacity: how many positives a team finds that can contact only so many, the most probable first
import type { Capacity as Info } from "@mainstay/core/model/card";
import { intervals } from "./bootstrap";
import { rank, type Ranked, type Values } from "./rank";

const defaultShare = 0.1;

export type Asked = {
  /** Customers that a team can contact in a period; a tenth of the rows by default. */
  customers?: number;
  /** Rows of one period, so that the same share of the judged rows is contacted. */
  perPeriod?: number;
};

export function capacity({
  y,
  probability,
  customers,
  perPeriod = y.length,
  seed = 42,
  resamples = 300,
}: Asked & {
  y: Values;
  probability: Values;
  seed?: number;
  resamples?: number;
}): Info {
  const ranked = rank(y, probability);
  const share = customers ? Math.min(1, customers / perPeriod) : defaultShare;
  const rows = Math.max(1, Math.round(share * y.length));
  const value = contacted(ranked, rows);
  const { precision, recall, lift } = intervals({
    stratum: y,
    measure: (weight) => contacted(ranked, rows, weight),
    value,
    seed,
    resamples,
  });
  return {
    customers: customers ?? null,
    share,
    rows,
    hits: value.precision * rows,
    precision,
    recall,
    lift,
  };
}

/** Figures of the `rows` most probable; rows of equal probability share the last places. */
export function contacted(
  { y, p, order }: Ranked,
  rows: number,
  weight?: Int32Array,
) {
  let [left, hits, positives] = [rows, 0, 0];
  for (let i = p.length - 1; i >= 0;) {
    let [tied, tiedPositives] = [0, 0];
    for (const start = i; i >= 0 && p[i] === p[start]; i--) {
      const times = weight ? weight[order[i]] : 1;
      tied += times;
      tiedPositives += times * y[i];
    }
    const taken = Math.min(left, tied);
    if (taken > 0) hits += (tiedPositives * taken) / tied;
    left -= taken;
    positives += tiedPositives;
  }
  const precision = hits / rows;
  return {
    precision,
    recall: hits / positives,
    lift: (precision * p.length) / positives,
  };
}

export * as Capacity from "./capacity";
