// forecast-members: the forecasts that are weighted by how far off each of them was in the past
import { CombinedForecast, type Warm } from "./combined-forecast";
import type { Path } from "./forecast-path";
import { SimpleForecasts } from "./simple-forecasts";

/** The combination of fitted models, the last value, the drift, and the last season of each length there is. */
export function paths(
  values: Float64Array,
  seasons: number[],
  horizon: number,
  warm: Warm,
): Path[] {
  return [
    CombinedForecast.combine(values, seasons, horizon, warm),
    SimpleForecasts.last(values, horizon),
    SimpleForecasts.drift(values, horizon),
    ...seasons.map((period) => SimpleForecasts.season(values, period, horizon)),
  ];
}

// What was chosen on the series of the M3: each simple forecast counts a fifth of the combination at equal errors, and
// weights fall with the sixth power of the error.
const simplePrior = 0.2;
const power = 6;
// No forecast counts as better than this share of the combination's error.
const least = 0.05;

/** Weights that sum to 1 from the mean absolute errors of the members in the past, the combination's first. */
export function weights(errors: number[]): Float64Array {
  const prior = errors.map((_, k) => (k ? simplePrior : 1));
  const scale = errors[0] || Math.max(...errors);
  const raw = errors.map((error, k) =>
    scale > 0 ? prior[k] * Math.max(least, error / scale) ** -power : prior[k],
  );
  const total = raw.reduce((sum, one) => sum + one, 0);
  return Float64Array.from(raw, (one) => one / total);
}

export * as ForecastMembers from "./forecast-members";
