// quantile: quantiles of sorted numbers

/** The q-quantile of ascending numbers, linear between order statistics, as numpy.quantile is by default; NaN of none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}
