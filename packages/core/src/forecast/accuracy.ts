// accuracy: errors of forecasts, in percent (sMAPE) and in units of the naive forecast's error (MASE)

/** Symmetric mean absolute percentage error, 0 to 200 (Makridakis & Hibon 2000); 0 where both are zero. */
export function smape(actual: ArrayLike<number>, foretold: ArrayLike<number>) {
  let sum = 0;
  for (let h = 0; h < actual.length; h++) {
    const size = Math.abs(actual[h]) + Math.abs(foretold[h]);
    if (size) sum += (200 * Math.abs(actual[h] - foretold[h])) / size;
  }
  return sum / actual.length;
}

/** Mean absolute change from a season before, the unit of MASE (Hyndman & Koehler 2006); 0 where nothing ever changed. */
export function scale(values: ArrayLike<number>, period: number): number {
  const lag = values.length > period ? period : 1;
  let sum = 0;
  for (let t = lag; t < values.length; t++)
    sum += Math.abs(values[t] - values[t - lag]);
  return sum / Math.max(1, values.length - lag);
}

/** Mean absolute error. */
export function mae(actual: ArrayLike<number>, foretold: ArrayLike<number>) {
  let sum = 0;
  for (let h = 0; h < actual.length; h++)
    sum += Math.abs(actual[h] - foretold[h]);
  return sum / actual.length;
}

/** The forecast that repeats the last season. */
export function seasonalNaive(
  values: Float64Array,
  period: number,
  horizon: number,
): Float64Array {
  const lag = values.length >= period ? period : 1;
  const from = values.length - lag;
  return Float64Array.from(
    { length: horizon },
    (_, h) => values[from + (h % lag)],
  );
}

export * as Accuracy from "./accuracy";
