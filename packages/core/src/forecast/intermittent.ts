// intermittent: demand that is often zero, by its probability and its size apart (Teunter, Syntetos & Babai 2011)
const alpha = 0.1; // of either; the middle of the 0.05 to 0.2 the literature keeps to

// Mean periods between demands beyond which it is worth it (Syntetos, Boylan & Croston 2005).
const rare = 1.32;

export function is(values: Float64Array): boolean {
  if (values.some((value) => value < 0)) return false;
  const demands = values.reduce((count, value) => count + +(value > 0), 0);
  return demands > 0 && values.length / demands > rare;
}

/** Quantiles are those of the past's values, a period counting 1 − α of the one after it. */
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
