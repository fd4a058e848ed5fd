// combined-forecast: the mean of four methods, each right about something the others miss
import { Ets, type Form } from "./ets";
import { mix, type Path } from "./forecast-path";
import { Season } from "./season";
import { Theta } from "./theta";

/** Where the searches of a fit ended, to begin there on a part of the same series. */
export type Warm = Map<string, number[]>;

const damped: Form = { trend: "damped", seasonal: false, log: false };

// Seasons with more values than the hours of a day leave too many to fit.
const longest = 24;
const sure = 0.9; // weight of the seasonal forms
const family: Form[] = [false, true].flatMap((log) =>
  [true, false].flatMap((seasonal) =>
    (["none", "damped"] as const).map((trend) => ({ trend, seasonal, log })),
  ),
);

/**
 * Without gaps. Theta, its dynamic and optimised kin and damped smoothing see the values with the season taken out; smoothing with a
 * season of its own that may change, its forms weighted by AICc, sees them as they are. Chosen on the M3's training parts.
 */
export function combine(
  values: Float64Array,
  period: number,
  horizon: number,
  warm: Warm = new Map(),
): Path {
  const fit = (form: Form, of: Float64Array) => {
    const key = `${of === values} ${Object.values(form).join(" ")}`;
    const found = Ets.fit(of, period, form, warm.get(key));
    if (found && !warm.has(key)) warm.set(key, found.at);
    return found;
  };
  const own =
    period > 1 && period <= longest ? changing(values, fit, horizon) : null;
  // Under three seasons the test of the M3 tells nothing, but likelihood may.
  const young = values.length >= 2 * period && values.length < 3 * period;
  const season =
    young && own && own.seasonal > sure
      ? Season.decompose(values, period)
      : Season.find(values, period);
  const plain = season.kind === "none" ? values : Season.remove(season, values);
  const smoothed = fit(damped, plain);
  const paths = [
    Theta.theta(plain, horizon),
    Theta.dynamic(plain, horizon),
    ...(smoothed ? [Ets.predict(smoothed, horizon)] : []),
  ].map((path) => seasoned(path, season, values.length));
  if (own) paths.push(own.path);
  const { value, sd } = mix(
    paths,
    new Float64Array(paths.length).fill(1 / paths.length),
  );
  const drift = seasoned(
    { value, sd: Theta.drifting(plain, horizon) },
    season,
    values.length,
  ).sd;
  return { value, sd: sd.map((one, h) => Math.hypot(one, drift[h])) };
}

function seasoned(
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

/** `seasonal`: the weight of forms with a season. */
function changing(
  values: Float64Array,
  fit: (form: Form, of: Float64Array) => ReturnType<typeof Ets.fit>,
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
    path: mix(
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
