// season-search: the seasons of a series when nobody says them, by how well each cycle repeats the one before
import { Normal } from "../stats/normal";
import { Season } from "./season";

// A second season, as the week of hours, shows only in a long series.
const longSeries = 300;
// A lag counts as the season when it is nearly as strong as the strongest; its multiples are no seasons of their own.
const nearly = 0.75;
// A season that explains less of the rest is not worth its parameters.
const leastStrength = 0.3;
const level = 0.01; // of the test over all lags together
const maxLags = 48; // of what is left without the season

const known = (values: Float64Array) =>
  values.filter((value) => !Number.isNaN(value));

/** Autocorrelation at one lag of values around zero. */
function correlation(values: Float64Array, lag: number, power: number) {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += values[i] * values[i - lag];
  return power > 0 ? sum / power : 0;
}

const powerOf = (values: Float64Array) =>
  values.reduce((sum, value) => sum + value * value, 0);

/** Values without the moving average of a cycle's length: what repeats with it stays, what drifts does not. */
const around = (values: Float64Array, period: number) => {
  const trend = Season.trend(values, period);
  return known(values.map((value, i) => value - trend[i]));
};

function withoutMeans(values: Float64Array, period: number) {
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  values.forEach((value, i) => {
    sums[i % period] += value;
    counts[i % period]++;
  });
  return values.map(
    (value, i) => value - sums[i % period] / counts[i % period],
  );
}

/** The correlation of each cycle with the one before, corrected for how few pairs there are. */
function strengthOf(rest: Float64Array, period: number) {
  const pairs = rest.length - period;
  const power = (powerOf(rest) * pairs) / rest.length;
  return correlation(rest, period, power);
}

// What chance allows, by Bartlett's formula from what is left without the season; `tests` are made (Bonferroni).
function limitOf(rest: Float64Array, period: number, tests: number) {
  const noise = withoutMeans(rest, period);
  const power = powerOf(noise);
  let squares = 0;
  for (let lag = 1; lag < Math.min(period, maxLags); lag++)
    squares += correlation(noise, lag, power) ** 2;
  const z = Normal.quantile(1 - level / tests);
  return z * Math.sqrt((1 + 2 * squares) / (rest.length - period));
}

function strongest(values: Float64Array, lags: number[]): number | undefined {
  const rests = new Map<number, Float64Array>();
  const restOf = (lag: number) => {
    const rest = rests.get(lag) ?? around(values, lag);
    rests.set(lag, rest);
    return rest;
  };
  const strength = (lag: number) =>
    lag < 2 || values.length < 2 * lag + 2 ? -1 : strengthOf(restOf(lag), lag);
  const found: { lag: number; r: number }[] = [];
  for (const lag of lags) {
    const r = strength(lag);
    const isPeak =
      r > leastStrength && r >= strength(lag - 1) && r >= strength(lag + 1);
    if (isPeak && r > limitOf(restOf(lag), lag, lags.length))
      found.push({ lag, r });
  }
  const top = Math.max(...found.map(({ r }) => r));
  const first = found.find(({ r }) => r >= nearly * top);
  if (!first) return undefined;
  // Next to a smooth season's length others look alike.
  const usual = customary.find(
    (lag) =>
      lags.includes(lag) &&
      Math.abs(lag - first.lag) <= beside * lag &&
      strength(lag) >= alike * first.r,
  );
  return usual ?? first.lag;
}

// Quarters, working days, weeks, months, hours, half hours, weeks of a year, days of a month and year, and weeks of those.
const customary = [4, 5, 7, 12, 13, 24, 26, 48, 52, 96, 168, 336, 365];
const beside = 0.05;
const alike = 0.93;

const upTo = (n: number) =>
  Array.from({ length: Math.max(0, Math.floor(n / 3) - 1) }, (_, k) => k + 2);

/** A longer season that is a multiple of a known one; `values` have the known one still in them. */
export function longer(values: Float64Array, period: number) {
  if (period < 2 || values.length < longSeries) return undefined;
  return strongest(
    withoutMeans(values, period),
    upTo(values.length).filter((lag) => lag > period && lag % period === 0),
  );
}

/** The periods of the seasons, the shortest first; none where the test finds none. `values` have no gaps. */
export function find(values: Float64Array): number[] {
  const first = strongest(values, upTo(values.length));
  if (first === undefined) return [];
  const second = longer(values, first);
  return second === undefined ? [first] : [first, second];
}

export * as SeasonSearch from "./season-search";
