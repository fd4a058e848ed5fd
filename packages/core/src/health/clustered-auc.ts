// clustered-auc: how often one that left stood at more risk than one that stayed, with an interval that minds repeated customers
import type { Estimate } from "../metrics/estimate";

const z975 = 1.959963984540054;

/**
 * Mann–Whitney with ties as halves; rows without a risk are left out. The 95 % interval is Obuchowski's for clustered
 * rows (Biometrics 1997), which is DeLong's where every customer has one row, taken on the logit so that it stays in (0, 1).
 */
export function auc({
  risk,
  outcome,
  cluster,
}: {
  risk: Float64Array; // [row], NaN unknown
  outcome: ArrayLike<number>; // [row], 0 or 1
  cluster: Int32Array; // [row], whose row it is: 0, 1, 2 …
}): Estimate.Value {
  const [left, stayed] = [1, 0].map((kind) => rowsOf(risk, outcome, kind));
  if (left.rows.length === 0 || stayed.rows.length === 0)
    return {
      value: null,
      why: `Judging needs customers that left and that stayed; got ${left.rows.length} and ${stayed.rows.length}.`,
    };
  const { above, under } = outranked(left.values, stayed.values);
  const value = sum(above) / above.length;
  const n = above.length + under.length;
  const error = spread({
    ...{ value, above, under, cluster },
    ...{ left: left.rows, stayed: stayed.rows },
  });
  if (!(error > 0) || value === 0 || value === 1) return { value, n };
  const logit = Math.log(value / (1 - value));
  const half = (z975 * error) / (value * (1 - value));
  const share = (x: number) => 1 / (1 + Math.exp(-x));
  return { value, n, low: share(logit - half), high: share(logit + half) };
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

function sum(values: Float64Array) {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

/**
 * Share of those that stayed that each one that left outranks, and of those that left that each one that stayed is below,
 * ties as halves. Only those that left, the few, are sorted.
 */
function outranked(left: Float64Array, stayed: Float64Array) {
  const sorted = left.slice().sort();
  const m = sorted.length;
  // At i, those that stayed below sorted[i] and not below sorted[i − 1]; at the first of equals, those equal to it.
  const lower = new Float64Array(m + 1);
  const equal = new Float64Array(m);
  const under = new Float64Array(stayed.length);
  for (let j = 0; j < stayed.length; j++) {
    const from = place(sorted, stayed[j], false);
    const to =
      sorted[from] === stayed[j] ? place(sorted, stayed[j], true) : from;
    lower[to]++;
    if (to > from) equal[from]++;
    under[j] = 1 - (from + to) / 2 / m;
  }
  for (let i = 1; i <= m; i++) lower[i] += lower[i - 1];
  const above = left.map((value) => {
    const first = place(sorted, value, false);
    return (lower[first] + equal[first] / 2) / stayed.length;
  });
  return { above, under };
}

/** How many of the sorted values are below x, or with `equal` not above it. */
function place(sorted: Float64Array, x: number, equal: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const passed = equal ? sorted[middle] <= x : sorted[middle] < x;
    low = passed ? middle + 1 : low;
    high = passed ? high : middle;
  }
  return low;
}

// Standard error from each customer's sum of deviations among those that left and those that stayed.
function spread({
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
