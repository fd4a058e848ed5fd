// forecast-path: one method's forecasts with the standard deviations of their errors

export type Path = {
  value: Float64Array; // [horizon]
  sd: Float64Array; // [horizon]
};

/** The weighted mean of paths; weights sum to 1. Standard deviations are averaged too, as errors of methods fitted to one series are correlated. */
export function mix(paths: Path[], weights: ArrayLike<number>): Path {
  const value = new Float64Array(paths[0].value.length);
  const sd = value.slice();
  paths.forEach((path, k) => {
    for (let h = 0; h < value.length; h++) {
      value[h] += weights[k] * path.value[h];
      sd[h] += weights[k] * path.sd[h];
    }
  });
  return { value, sd };
}

export * as ForecastPath from "./forecast-path";
