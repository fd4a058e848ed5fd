// forecast-path: one method's forecast, the standard deviation of its errors beside it
export type Path = {
  value: Float64Array; // [horizon]
  sd: Float64Array; // [horizon]
};

/** Weights sum to 1; standard deviations are averaged too, as errors of methods fitted to one series go together. */
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
