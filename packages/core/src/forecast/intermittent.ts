// intermittent: demand that is often zero, its probability and its size smoothed apart (Teunter, Syntetos & Babai 2011)

// Smooths both; the literature uses 0.05 to 0.2.
const alpha = 0.1;

// Mean periods between demands beyond which the method errs less than smoothing (Syntetos, Boylan & Croston 2005).
const minMeanInterval = 1.32;

export function isIntermittent(values: Float64Array): boolean {
  if (values.some((value) => value < 0)) return false;
  const demands = values.reduce((count, value) => count + +(value > 0), 0);
  return demands > 0 && values.length / demands > minMeanInterval;
}

/** Mean demand per period, and quantiles of past values weighted by age: a period weighs 1 − α of the one after it. */
export function foretell(values: Float64Array) {
  const n = values.length;
  const sizes = values.filter((value) => value > 0);
  let probability = sizes.length / n;
  let size = sizes.reduce((sum, one) => sum + one, 0) / (sizes.length || 1);
  for (const value of values) {
    probability += alpha * (+(value > 0) - probability);
    if (value > 0) size += alpha * (value - size);
  }
  const order = Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const weight = (i: number) => (1 - alpha) ** (n - 1 - i);
  const total = order.reduce((sum, i) => sum + weight(i), 0);
  const quantile = (p: number) => {
    let below = 0;
    for (const i of order) {
      below += weight(i);
      if (below >= p * total) return values[i];
    }
    return values[order[n - 1]];
  };
  return { value: probability * size, quantile };
}

export * as Intermittent from "./intermittent";
