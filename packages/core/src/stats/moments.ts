// moments: the mean of values with the square of its standard error
export type Info = { n: number; mean: number; error2: number };

export function measure(values: ArrayLike<number>): Info {
  const n = values.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += values[i] / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i] - mean) ** 2;
  return { n, mean, error2: squares / (n - 1) / n };
}

export * as Moments from "./moments";
