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
  const of = (wanted: number) =>
    Int32Array.from(risk, (_, i) => i).filter(
      (i) => outcome[i] === wanted && !Number.isNaN(risk[i]),
    );
  const [left, stayed] = [of(1), of(0)];
  if (left.length === 0 || stayed.length === 0)
    return {
      value: null,
      why: `Judging needs customers that left and that stayed; got ${left.length} and ${stayed.length}.`,
    };
  const sorted = (rows: Int32Array) =>
    Float64Array.from(rows, (row) => risk[row]).sort();
  const [risksLeft, risksStayed] = [sorted(left), sorted(stayed)];
  // Share of the other kind a row outranks, as it should.
  const above = Float64Array.from(left, (row) => below(risksStayed, risk[row]));
  const under = Float64Array.from(
    stayed,
    (row) => 1 - below(risksLeft, risk[row]),
  );
  const value = above.reduce((sum, share) => sum + share, 0) / left.length;
  const n = left.length + stayed.length;
  const error = spread({ value, left, stayed, above, under, cluster });
  if (!(error > 0) || value === 0 || value === 1) return { value, n };
  const logit = Math.log(value / (1 - value));
  const half = (z975 * error) / (value * (1 - value));
  const share = (x: number) => 1 / (1 + Math.exp(-x));
  return { value, n, low: share(logit - half), high: share(logit + half) };
}

/** Share of the sorted values below x, ties as halves. */
function below(sorted: Float64Array, x: number): number {
  const place = (after: boolean) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const passed = sorted[middle] < x || (after && sorted[middle] === x);
      if (passed) low = middle + 1;
      if (!passed) high = middle;
    }
    return low;
  };
  return (place(false) + place(true)) / 2 / sorted.length;
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
  const clusters = cluster.reduce((most, code) => Math.max(most, code), -1) + 1;
  const sums = (rows: Int32Array, shares: Float64Array) => {
    const sum = new Float64Array(clusters);
    const has = new Uint8Array(clusters);
    rows.forEach((row, j) => {
      sum[cluster[row]] += shares[j] - value;
      has[cluster[row]] = 1;
    });
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
