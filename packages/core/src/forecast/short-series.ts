// short-series: the forecast from one to five values: a random walk from the last one
import { Normal } from "../stats/normal";
import { StudentT } from "../stats/student-t";
import type { Path } from "./forecast-path";

/** With k changes the standard deviation is widened as Student's t with k degrees of freedom. A single value counts as a change of its own size. */
export function foretell(values: Float64Array, horizon: number): Path {
  const last = values[values.length - 1];
  const changes = values.slice(1).map((value, i) => value - values[i]);
  const k = changes.length;
  const size = k
    ? Math.sqrt(changes.reduce((sum, one) => sum + one * one, 0) / k) *
      (StudentT.quantile975(k) / Normal.z975)
    : Math.abs(last);
  return {
    value: new Float64Array(horizon).fill(last),
    sd: Float64Array.from(
      { length: horizon },
      (_, h) => size * Math.sqrt(h + 1),
    ),
  };
}

export * as ShortSeries from "./short-series";
