// sample-quantile: quantiles of values that were observed
/** Between order statistics by position (n − 1) p: type 7 of Hyndman & Fan 1996, the default of numpy.quantile. */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export * as SampleQuantile from "./sample-quantile";
