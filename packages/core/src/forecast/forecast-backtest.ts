// forecast-backtest: the same forecasts made from earlier periods, to weigh them and to measure their errors
import { Accuracy } from "./accuracy";
import { ForecastPath, type Path } from "./forecast-path";
import { SampleQuantile } from "../stats/sample-quantile";

/** Forecasts of several methods from one earlier period. */
export type Round = { from: number; paths: Path[]; naive: Float64Array };
export type Trial = { from: number; foretold: Path; naive: Float64Array };

const maxOrigins = 6;
// A method needs so many values to learn from.
const minValues = 6;
// In a long series the origins lie a whole horizon apart.
const longOrigins = 4;
const longSeries = 200; // values

/** How many steps before the end each round begins. */
function steps(n: number, horizon: number, period: number) {
  if (
    n >= longSeries &&
    n >= 2 * longOrigins * horizon &&
    n >= longOrigins * horizon + 3 * period
  )
    return Array.from({ length: longOrigins }, (_, k) => (k + 1) * horizon);
  const back = Array.from({ length: maxOrigins }, (_, k) =>
    Math.ceil((horizon * (k + 1)) / maxOrigins),
  );
  return [...new Set(back)];
}

/**
 * Forecasts from up to six earlier periods, evenly spread over the last horizon, or from four with a horizon each where the
 * series is long. `foretell` sees only the values before an origin, but for searches, which may begin where they ended on all
 * values.
 */
export function rounds(
  values: Float64Array,
  period: number,
  horizon: number,
  foretell: (past: Float64Array, steps: number) => Path[],
): Round[] {
  const n = values.length;
  return steps(n, horizon, period)
    .map((back) => ({ from: n - back, ahead: Math.min(back, horizon) }))
    .filter(({ from }) => from >= minValues)
    .map(({ from, ahead }) => {
      const past = values.slice(0, from);
      return {
        from,
        paths: foretell(past, ahead),
        naive: Accuracy.seasonalNaive(past, period, ahead),
      };
    });
}

/** Mean absolute error of each method over all steps of all rounds. */
export function errors(values: Float64Array, all: Round[]): number[] {
  const [first] = all;
  return first.paths.map((_, k) => {
    let [sum, count] = [0, 0];
    for (const { from, paths } of all)
      paths[k].value.forEach((value, h) => {
        sum += Math.abs(value - values[from + h]);
        count++;
      });
    return sum / count;
  });
}

export const mix = (all: Round[], weights: ArrayLike<number>): Trial[] =>
  all.map(({ from, paths, naive }) => ({
    ...{ from, naive },
    foretold: ForecastPath.mix(paths, weights),
  }));

// From so many past errors on their own spread counts as much as what held elsewhere.
const manyErrors = 60;

/** Half widths of intervals in standard deviations: [80 %, 95 %]. */
export type Halves = [number, number];

/**
 * Half widths of intervals. `usual` ones are widened by the root mean square of past errors in units of their standard
 * deviations, shrunk half way to 1 (in logarithms) with all origins, and further with fewer; many errors speak for themselves.
 */
export function halves(
  values: Float64Array,
  tried: Trial[],
  usual: Halves,
): Halves {
  const units = tried.flatMap(({ from, foretold }) =>
    Array.from(foretold.value, (value, h) => {
      const error = Math.abs(values[from + h] - value);
      return error ? error / foretold.sd[h] : 0;
    }),
  );
  if (!units.length) return usual;
  const own = units.length / (units.length + manyErrors);
  if (tried.length < maxOrigins && units.length > manyErrors) {
    const quantiles = [0.8, 0.95].map((share) =>
      SampleQuantile.quantile(Float64Array.from(units).sort(), share),
    );
    return usual.map(
      (half, k) => half ** (1 - own) * quantiles[k] ** own,
    ) as Halves;
  }
  let sum = 0;
  let at = 0;
  for (const { foretold } of tried) {
    const steps = foretold.value.length;
    for (let h = 0; h < steps; h++) sum += units[at++] ** 2 / steps;
  }
  const ratio = Math.sqrt(sum / tried.length);
  const widening =
    Math.min(10, Math.max(0.3, ratio)) ** (tried.length / maxOrigins / 2);
  return [usual[0] * widening, usual[1] * widening];
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
