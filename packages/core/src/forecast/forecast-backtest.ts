// forecast-backtest: the same forecast made from earlier periods, to see how far off it was
import { Accuracy } from "./accuracy";
import type { Path } from "./forecast-path";

export type Trial = { from: number; foretold: Path; naive: Float64Array };

const origins = 6;
// Below it a method has next to nothing to learn from.
const fewest = 6;

/**
 * From up to six earlier periods, evenly spread over the last horizon. `foretell` sees the values before an origin alone; a search may
 * begin where it ended on all values.
 */
export function trials(
  values: Float64Array,
  period: number,
  horizon: number,
  foretell: (past: Float64Array, steps: number) => Path,
): Trial[] {
  const n = values.length;
  const back = Array.from({ length: origins }, (_, k) =>
    Math.ceil((horizon * (k + 1)) / origins),
  );
  return [...new Set(back)]
    .map((steps) => ({ steps, from: n - steps }))
    .filter(({ from }) => from >= fewest)
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
 * How much wider than their standard deviations forecasts should be held: the past's errors in units of them, shrunk half way (in
 * logarithms) to 1 where every origin could be tried, and more where fewer could.
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
  return Math.min(10, Math.max(0.3, ratio)) ** (tried.length / origins / 2);
}

/** Over all steps of all origins. */
export function judge(values: Float64Array, period: number, tried: Trial[]) {
  const scale = Accuracy.scale(values, period);
  const all = <T>(of: (trial: Trial) => ArrayLike<T>) =>
    tried.flatMap((trial) => Array.from(of(trial)));
  const actual = all(({ from, naive }) =>
    values.subarray(from, from + naive.length),
  );
  const of = (foretold: number[]) => ({
    mase: scale ? Accuracy.mae(actual, foretold) / scale : null,
    smape: Accuracy.smape(actual, foretold),
  });
  return {
    ...of(all(({ foretold }) => foretold.value)),
    seasonalNaive: of(all(({ naive }) => naive)),
    origins: tried.length,
  };
}

export * as ForecastBacktest from "./forecast-backtest";
