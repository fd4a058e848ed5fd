// simple-forecasts: the last value, the drift and the last season, which any forecast must beat
import { Accuracy } from "./accuracy";
import type { Path } from "./forecast-path";

const rms = (errors: Float64Array) =>
  errors.length
    ? Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length)
    : 0;

const changesOver = (values: Float64Array, lag: number) =>
  values.slice(lag).map((value, i) => value - values[i]);

/** The last value goes on; errors are those of a random walk. */
export function last(values: Float64Array, horizon: number): Path {
  const sd = rms(changesOver(values, 1));
  return {
    value: new Float64Array(horizon).fill(values[values.length - 1]),
    sd: Float64Array.from({ length: horizon }, (_, h) => sd * Math.sqrt(h + 1)),
  };
}

/** The line from the first value to the last goes on (Hyndman & Athanasopoulos 2021, §5.2). */
export function drift(values: Float64Array, horizon: number): Path {
  const n = values.length;
  const slope = n > 1 ? (values[n - 1] - values[0]) / (n - 1) : 0;
  const sd = rms(changesOver(values, 1).map((change) => change - slope));
  return {
    value: Float64Array.from(
      { length: horizon },
      (_, h) => values[n - 1] + slope * (h + 1),
    ),
    sd: Float64Array.from(
      { length: horizon },
      (_, h) => sd * Math.sqrt((h + 1) * (1 + (h + 1) / Math.max(1, n - 1))),
    ),
  };
}

/** The last season comes again. `values` hold at least one. */
export function season(
  values: Float64Array,
  period: number,
  horizon: number,
): Path {
  const sd = rms(changesOver(values, Math.min(period, values.length - 1)));
  return {
    value: Accuracy.seasonalNaive(values, period, horizon),
    sd: Float64Array.from(
      { length: horizon },
      (_, h) => sd * Math.sqrt(Math.floor(h / period) + 1),
    ),
  };
}

export * as SimpleForecasts from "./simple-forecasts";
