// combined-forecast: the mean of Theta, dynamic Theta, damped smoothing and smoothing with its own season
import { Ets, type Form } from "./ets";
import { ForecastPath, type Path } from "./forecast-path";
import { Season } from "./season";
import { Theta } from "./theta";

/** The points where a fit's searches ended; a fit to a part of the same series begins there. */
export type Warm = Map<string, number[]>;

const damped: Form = { trend: "damped", seasonal: false, log: false };

// A season of more values than the hours of a day has too many parameters to fit.
const maxSeason = 24;
// Fits of a season to more values than these take too long for what they add.
const maxValues = 400;
// From this weight of the seasonal forms on a season counts as found.
const sureWeight = 0.9;
const family: Form[] = [false, true].flatMap((log) =>
  [true, false].flatMap((seasonal) =>
    (["none", "damped"] as const).map((trend) => ({ trend, seasonal, log })),
  ),
);

/**
 * `values` have no gaps. Theta, dynamic Theta and damped smoothing see them with the seasons taken out, the shortest first;
 * smoothing with a season of its own that may change sees them as they are, its forms weighted by AICc (Burnham & Anderson
 * 2002), where the one season is short. The combination was chosen on the training parts of the M3's series.
 */
export function combine(
  values: Float64Array,
  periods: number[],
  horizon: number,
  warm: Warm = new Map(),
): Path {
  const n = values.length;
  const [period = 1] = periods;
  const fit = (form: Form, series: Float64Array) => {
    const key = `${series === values} ${Object.values(form).join(" ")}`;
    const found = Ets.fit(series, period, form, warm.get(key));
    if (found && !warm.has(key)) warm.set(key, found.at);
    return found;
  };
  const isShort = periods.length < 2 && period <= maxSeason && n <= maxValues;
  const own = isShort && period > 1 ? changing(values, fit, horizon) : null;
  let plain = values;
  const seasons: Season.Season[] = [];
  for (const length of periods) {
    // The autocorrelation test needs three seasons; with two, the likelihood of the seasonal forms may tell.
    const isYoung = n >= 2 * length && n < 3 * length;
    const season =
      isYoung && own && own.seasonal > sureWeight
        ? Season.decompose(plain, length)
        : Season.find(plain, length);
    if (season.kind === "none") continue;
    plain = Season.remove(season, plain);
    seasons.unshift(season);
  }
  const seasoned = (path: Path) =>
    seasons.reduce((sum, season) => putBack(sum, season, n), path);
  const smoothed = fit(damped, plain);
  const paths = [
    Theta.theta(plain, horizon),
    Theta.dynamic(plain, horizon),
    ...(smoothed ? [Ets.predict(smoothed, horizon)] : []),
  ].map(seasoned);
  if (own) paths.push(own.path);
  const { value, sd } = ForecastPath.mix(
    paths,
    new Float64Array(paths.length).fill(1 / paths.length),
  );
  const drift = seasoned({ value, sd: Theta.drifting(plain, horizon) }).sd;
  return { value, sd: sd.map((one, h) => Math.hypot(one, drift[h])) };
}

function putBack(
  { value, sd }: Path,
  season: Season.Season,
  from: number,
): Path {
  const { kind, factors } = season;
  return {
    value: Season.restore(season, value, from),
    sd:
      kind === "multiplicative"
        ? sd.map((one, h) => one * factors[(from + h) % factors.length])
        : sd,
  };
}

// Smoothing with its own season, and `seasonal`, the weight of the forms that have one.
function changing(
  values: Float64Array,
  fit: (form: Form, series: Float64Array) => ReturnType<typeof Ets.fit>,
  horizon: number,
): { path: Path; seasonal: number } | null {
  const positive = values.every((value) => value > 0);
  const fits = family
    .filter(({ log }) => positive || !log)
    .map((form) => fit(form, values))
    .filter((one) => one !== null);
  if (!fits.length) return null;
  const best = Math.min(...fits.map(({ aicc }) => aicc));
  const raw = fits.map(({ aicc }) => Math.exp((best - aicc) / 2));
  const total = raw.reduce((sum, one) => sum + one, 0);
  const weights = raw.map((one) => one / total);
  return {
    path: ForecastPath.mix(
      fits.map((one) => Ets.predict(one, horizon)),
      weights,
    ),
    seasonal: fits.reduce(
      (sum, { form }, k) => sum + (form.seasonal ? weights[k] : 0),
      0,
    ),
  };
}

export * as CombinedForecast from "./combined-forecast";
