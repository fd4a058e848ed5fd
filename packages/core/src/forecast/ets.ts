// ets: exponential smoothing as a state space with additive errors, fitted by maximum likelihood (Hyndman et al. 2008)
import { LeastSquares } from "../stats/least-squares";
import type { Path } from "./forecast-path";
import { search } from "../stats/pattern-search";

/** `seasonal` adds a state for every value of a season; on logs the season and the errors are multiplicative. */
export type Form = {
  trend: "none" | "linear" | "damped";
  seasonal: boolean;
  log: boolean;
};
export type Gains = { alpha: number; beta: number; gamma: number; phi: number };

/** y_t = ℓ + φb + s_{t−m} + ε_t; ℓ ← ℓ + φb + αε; b ← φb + βε; s_t = s_{t−m} + γε. */
export type Fit = {
  form: Form;
  period: number;
  gains: Gains;
  level: number;
  slope: number;
  season: Float64Array; // [period], beginning with the next value's
  sigma: number;
  aicc: number;
};

type Start = { level: number; slope: number; season: Float64Array };

/** One-step errors from a start, and the states after the last value. */
export function filter(
  values: Float64Array,
  { alpha, beta, gamma, phi }: Gains,
  start: Start,
) {
  let { level, slope } = start;
  const season = start.season.slice();
  const errors = new Float64Array(values.length);
  const m = season.length;
  for (let t = 0, k = 0; t < values.length; t++) {
    const drift = phi * slope;
    const error = values[t] - level - drift - season[k];
    errors[t] = error;
    level += drift + alpha * error;
    slope = drift + beta * error;
    season[k] += gamma * error;
    if (++k === m) k = 0;
  }
  const turn = values.length % m;
  const turned = season.map((_, k) => season[(turn + k) % m]);
  return { errors, level, slope, season: turned };
}

/**
 * The start of least squared errors. Errors are linear in the start: those without a start plus, for each of its parts, the
 * errors that one unit causes. The last season stays at zero, as the level can replace it.
 */
export function begin(
  values: Float64Array,
  gains: Gains,
  { trend, seasonal }: Pick<Form, "trend" | "seasonal">,
  period: number,
): Start & { squares: number } {
  const n = values.length;
  const zero = new Float64Array(n);
  const none = new Float64Array(seasonal ? period : 1);
  // A level of the first value instead of zero leaves fewer digits to cancel.
  const level = values[0];
  const base = filter(values, gains, { level, slope: 0, season: none }).errors;
  const trends = [
    filter(zero, gains, { ...still, level: 1, season: none }).errors,
  ];
  if (trend !== "none")
    trends.push(
      filter(zero, gains, { ...still, slope: 1, season: none }).errors,
    );
  const shifts = seasonal ? period - 1 : 0;
  const first = none.slice();
  first[0] = 1;
  const pulse = shifts
    ? filter(zero, gains, { ...still, season: first }).errors
    : zero;
  const p = trends.length + shifts;
  const gram = new Float64Array(p * p);
  const right = new Float64Array(p);
  trends.forEach((column, i) => {
    right[i] = -dot(column, base, 0);
    for (let j = 0; j <= i; j++) gram[i * p + j] = dot(column, trends[j], 0);
  });
  // A later season's start causes the same errors, later.
  for (let k = 0; k < shifts; k++) {
    const row = trends.length + k;
    right[row] = -dot(pulse, base, k);
    for (let j = 0; j < trends.length; j++)
      gram[row * p + j] = dot(pulse, trends[j], k);
  }
  for (let lag = 0; lag < shifts; lag++) {
    let sum = dot(pulse, pulse, lag, n - shifts + 1 + lag);
    for (let k = shifts - 1; k >= lag; k--) {
      gram[(trends.length + k) * p + trends.length + k - lag] = sum;
      if (k > lag) sum += pulse[n - k] * pulse[n - k + lag];
    }
  }
  const x = LeastSquares.solve(gram, right);
  let squares = dot(base, base, 0);
  for (let i = 0; i < p; i++) squares -= x[i] * right[i];
  const season = none.slice();
  season.set(x.subarray(trends.length));
  const slope = trends.length === 2 ? x[1] : 0;
  return { level: level + x[0], slope, season, squares: Math.max(0, squares) };
}

const still = { level: 0, slope: 0 };

// Σ aₜ₋ₖ bₜ over t below `until`.
function dot(a: Float64Array, b: Float64Array, k: number, until = b.length) {
  let sum = 0;
  for (let t = k; t < until; t++) sum += a[t - k] * b[t];
  return sum;
}

/** Gains of a point in the unit box, within the usual region, with the bounds of φ that the R package forecast takes: β < α, γ < 1 − α, 0.8 ≤ φ ≤ 0.98. */
export function gainsOf(x: number[], { trend, seasonal }: Form): Gains {
  const alpha = 0.001 + 0.998 * x[0];
  const beta = trend === "none" ? 0 : alpha * (0.001 + 0.998 * x[1]);
  const phi = trend === "damped" ? 0.8 + 0.18 * x[2] : 1;
  const gamma = seasonal ? (1 - alpha) * (0.001 + 0.998 * x[x.length - 1]) : 0;
  return { alpha, beta, gamma, phi };
}

const gainCounts = { none: 1, linear: 2, damped: 3 }; // without the seasonal one

// −2 log likelihood of the values themselves, also for a form on logs, so that forms can be compared.
const deviance = (squares: number, n: number, jacobian: number) =>
  n * (Math.log((2 * Math.PI * Math.max(squares, 1e-300)) / n) + 1) +
  2 * jacobian;

/** The fit of least squares; null with too few values for the form's parameters. `warm` is where a search on nearly the same values ended. */
export function fit(
  values: Float64Array,
  period: number,
  form: Form,
  warm?: number[],
): (Fit & { at: number[] }) | null {
  const n = values.length;
  const { trend, seasonal, log } = form;
  const dimensions = gainCounts[trend] + (seasonal ? 1 : 0);
  const parameters =
    dimensions + (trend === "none" ? 1 : 2) + (seasonal ? period - 1 : 0) + 1;
  if (n <= parameters + 2) return null;
  const used = log ? values.map(Math.log) : values;
  const jacobian = log ? used.reduce((sum, value) => sum + value, 0) : 0;
  const { at } = search(
    (x) => begin(used, gainsOf(x, form), form, period).squares,
    warm ? [warm] : starts(form),
    warm ? { step: 0.1, minStep: 0.05 } : { step: 0.2, minStep: 0.01 },
  );
  const gains = gainsOf(at, form);
  const { squares, ...start } = begin(used, gains, form, period);
  const { errors: _, ...state } = filter(used, gains, start);
  const spare = n - parameters - 1;
  return {
    form,
    period,
    gains,
    ...state,
    sigma: Math.sqrt(squares / (n - parameters + 1)),
    aicc: deviance(squares, n, jacobian) + (2 * parameters * n) / spare,
    at,
  };
}

function starts({ trend, seasonal }: Form): number[][] {
  const trends = { none: [], linear: [0.1], damped: [0.1, 0.9] }[trend];
  const season = seasonal ? [0.1] : [];
  return [0.1, 0.5, 0.9].map((alpha) => [alpha, ...trends, ...season]);
}

/** Forecasts with standard deviations (Hyndman et al. 2008, chapter 6). A form on logs gives the median, and a spread in proportion to it. */
export function predict(fit: Fit, horizon: number): Path {
  const { gains, form, sigma, season } = fit;
  const { alpha, beta, gamma, phi } = gains;
  const value = new Float64Array(horizon);
  const sd = new Float64Array(horizon);
  let [level, slope] = [fit.level, fit.slope];
  let [kept, drift, squares] = [0, beta, 1];
  for (let h = 0; h < horizon; h++) {
    slope *= phi;
    level += slope;
    value[h] = level + season[h % season.length];
    sd[h] = sigma * Math.sqrt(squares);
    // The effect of a shock h + 1 periods later.
    drift *= phi;
    kept += drift;
    const seasonal = (h + 1) % season.length === 0 ? gamma : 0;
    squares += (alpha + kept + seasonal) ** 2;
    if (!form.log) continue;
    value[h] = Math.exp(value[h]);
    sd[h] *= value[h];
  }
  return { value, sd };
}

export * as Ets from "./ets";
