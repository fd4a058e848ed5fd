// auc: how often one that left stood at more risk than one that stayed, with an interval that minds repeated customers
import type { Metric } from "../metric";

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
}): Metric.Value {
  const [left, stayed] = [1, 0].map((kind) => rowsOf(risk, outcome, kind));
  if (left.rows.length === 0 || stayed.rows.length === 0)
    return {
      value: null,
      why: `Judging needs customers that left and that stayed; got ${left.rows.length} and ${stayed.rows.length}.`,
    };
  const [risksLeft, risksStayed] = [left, stayed].map((rows) =>
    rows.values.slice().sort(),
  );
  // Share of the other kind a row outranks, as it should.
  const above = left.values.map((value) => below(risksStayed, value));
  const under = stayed.values.map((value) => 1 - below(risksLeft, value));
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

/** Share of the sorted values below x, ties as halves. */
function below(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const passed = sorted[middle] < x;
    low = passed ? middle + 1 : low;
    high = passed ? high : middle;
  }
  let [from, to] = [low, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const passed = sorted[middle] <= x;
    from = passed ? middle + 1 : from;
    to = passed ? to : middle;
  }
  return (low + from) / 2 / sorted.length;
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
