// clustered-auc: AUC of a risk, with an interval that allows for several rows of one customer
import { Estimate } from "../metrics/estimate";
import { LogOdds } from "../stats/log-odds";
import { Normal } from "../stats/normal";

/**
 * Mann–Whitney's statistic with ties as halves; rows without a risk do not count. The 95 % interval is Obuchowski's for
 * clustered rows (Biometrics 1997), which is DeLong's where every customer has one row; on the logit it stays in (0, 1).
 */
export function auc({
  risk,
  outcome,
  cluster,
}: {
  risk: Float64Array; // [row], NaN unknown
  outcome: ArrayLike<number>; // [row], 0 or 1
  cluster: Int32Array; // [row], the row's customer: 0, 1, 2 …
}): Estimate.Value {
  const [left, stayed] = [1, 0].map((kind) => rowsOf(risk, outcome, kind));
  if (left.rows.length === 0 || stayed.rows.length === 0)
    return Estimate.none(
      `Judging needs customers that left and that stayed; got ${left.rows.length} and ${stayed.rows.length}.`,
    );
  const { above, under } = placements(left.values, stayed.values);
  const value = above.reduce((sum, share) => sum + share, 0) / above.length;
  const n = above.length + under.length;
  const error = standardError({
    ...{ value, above, under, cluster },
    ...{ left: left.rows, stayed: stayed.rows },
  });
  if (!(error > 0) || value === 0 || value === 1) return { value, n };
  const logit = LogOdds.logit(value);
  const half = (Normal.z975 * error) / (value * (1 - value));
  return {
    value,
    n,
    low: LogOdds.sigmoid(logit - half),
    high: LogOdds.sigmoid(logit + half),
  };
}

function rowsOf(risk: Float64Array, outcome: ArrayLike<number>, kind: number) {
  const rows = new Int32Array(risk.length);
  const values = new Float64Array(risk.length);
  let size = 0;
  for (let i = 0; i < risk.length; i++) {
    if (outcome[i] !== kind || Number.isNaN(risk[i])) continue;
    rows[size] = i;
    values[size++] = risk[i];
  }
  return { rows: rows.subarray(0, size), values: values.subarray(0, size) };
}

/**
 * Placement values, ties as halves: `above` is the share of stayers below each leaver, `under` the share of leavers above
 * each stayer. Only the leavers are sorted, as they are few.
 */
function placements(left: Float64Array, stayed: Float64Array) {
  const sorted = left.slice().sort();
  const m = sorted.length;
  // lower[i] counts stayers from sorted[i − 1] to below sorted[i]; equal[i] those equal to sorted[i], at the first of equals.
  const lower = new Float64Array(m + 1);
  const equal = new Float64Array(m);
  const under = new Float64Array(stayed.length);
  for (let j = 0; j < stayed.length; j++) {
    const from = countBelow(sorted, stayed[j], false);
    const to =
      sorted[from] === stayed[j] ? countBelow(sorted, stayed[j], true) : from;
    lower[to]++;
    if (to > from) equal[from]++;
    under[j] = 1 - (from + to) / 2 / m;
  }
  for (let i = 1; i <= m; i++) lower[i] += lower[i - 1];
  const above = left.map((value) => {
    const first = countBelow(sorted, value, false);
    return (lower[first] + equal[first] / 2) / stayed.length;
  });
  return { above, under };
}

// Count of sorted values below x, or with `equal` at or below x.
function countBelow(sorted: Float64Array, x: number, equal: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const passed = equal ? sorted[middle] <= x : sorted[middle] < x;
    low = passed ? middle + 1 : low;
    high = passed ? high : middle;
  }
  return low;
}

// Obuchowski's standard error, from each customer's sums of deviations among leavers and among stayers.
function standardError({
  value,
  left,
  stayed,
  above,
  under,
  cluster,
}: {
  value: number;
  left: Int32Array;
  stayed: Int32Array;
  above: Float64Array;
  under: Float64Array;
  cluster: Int32Array;
}): number {
  let clusters = 0;
  for (let i = 0; i < cluster.length; i++)
    clusters = Math.max(clusters, cluster[i] + 1);
  const sums = (rows: Int32Array, shares: Float64Array) => {
    const sum = new Float64Array(clusters);
    const has = new Uint8Array(clusters);
    for (let j = 0; j < rows.length; j++) {
      sum[cluster[rows[j]]] += shares[j] - value;
      has[cluster[rows[j]]] = 1;
    }
    return { sum, has };
  };
  const [a, b] = [sums(left, above), sums(stayed, under)];
  let [inLeft, inStayed, all, squaresLeft, squaresStayed, products] = [
    0, 0, 0, 0, 0, 0,
  ];
  for (let c = 0; c < clusters; c++) {
    inLeft += a.has[c];
    inStayed += b.has[c];
    all += a.has[c] | b.has[c];
    squaresLeft += a.sum[c] ** 2;
    squaresStayed += b.sum[c] ** 2;
    products += a.sum[c] * b.sum[c];
  }
  if (inLeft < 2 || inStayed < 2) return NaN;
  const [m, n] = [left.length, stayed.length];
  return Math.sqrt(
    (inLeft / (inLeft - 1)) * (squaresLeft / m ** 2) +
      (inStayed / (inStayed - 1)) * (squaresStayed / n ** 2) +
      2 * (all / (all - 1)) * (products / (m * n)),
  );
}

export * as ClusteredAuc from "./clustered-auc";
