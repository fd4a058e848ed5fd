// forecast-backtest: the same forecast made from earlier periods, to measure its errors
import { Accuracy } from "./accuracy";
import type { Path } from "./forecast-path";

export type Trial = { from: number; foretold: Path; naive: Float64Array };

const maxOrigins = 6;
// A method needs so many values to learn from.
const minValues = 6;

/**
 * Forecasts from up to six earlier periods, evenly spread over the last horizon. `foretell` sees only the values before an
 * origin, but for searches, which may begin where they ended on all values.
 */
export function trials(
  values: Float64Array,
  period: number,
  horizon: number,
  foretell: (past: Float64Array, steps: number) => Path,
): Trial[] {
  const n = values.length;
  const back = Array.from({ length: maxOrigins }, (_, k) =>
    Math.ceil((horizon * (k + 1)) / maxOrigins),
  );
  return [...new Set(back)]
    .map((steps) => ({ steps, from: n - steps }))
    .filter(({ from }) => from >= minValues)
    .map(({ steps, from }) => {
      const past = values.slice(0, from);
      return {
        from,
        foretold: foretell(past, steps),
        naive: Accuracy.seasonalNaive(past, period, steps),
      };
    });
}

/**
 * The factor by which standard deviations are widened: the root mean square of past errors in units of them, shrunk half way
 * to 1 (in logarithms) with all origins, and further with fewer.
 */
export function widen(values: Float64Array, tried: Trial[]): number {
  if (!tried.length) return 1;
  let sum = 0;
  for (const { from, foretold } of tried) {
    let squares = 0;
    foretold.value.forEach((value, h) => {
      const error = values[from + h] - value;
      if (error) squares += (error / foretold.sd[h]) ** 2;
    });
    sum += squares / foretold.value.length;
  }
  const ratio = Math.sqrt(sum / tried.length);
  return Math.min(10, Math.max(0.3, ratio)) ** (tried.length / maxOrigins / 2);
}

/** Errors over all steps of all origins. */
export function judge(values: Float64Array, period: number, tried: Trial[]) {
  const scale = Accuracy.scale(values, period);
  const all = <T>(column: (trial: Trial) => ArrayLike<T>) =>
    tried.flatMap((trial) => Array.from(column(trial)));
  const actual = all(({ from, naive }) =>
    values.subarray(from, from + naive.length),
  );
  const errors = (foretold: number[]) => ({
    mase: scale ? Accuracy.mae(actual, foretold) / scale : null,
    smape: Accuracy.smape(actual, foretold),
  });
  return {
    ...errors(all(({ foretold }) => foretold.value)),
    seasonalNaive: errors(all(({ naive }) => naive)),
    origins: tried.length,
  };
}

export * as ForecastBacktest from "./forecast-backtest";
