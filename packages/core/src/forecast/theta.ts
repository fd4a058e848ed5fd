// theta: exponential smoothing with part of the linear trend (Assimakopoulos & Nikolopoulos 2000; Fiorucci et al. 2016)
import type { Path } from "./forecast-path";
import { search } from "../stats/pattern-search";

const bounds = [0.01, 0.9999] as const;
const alphaOf = ([x]: number[]) => bounds[0] + x * (bounds[1] - bounds[0]);
const starts = [[0.1], [0.3], [0.5], [0.7], [0.9]];

/** Intercept and slope of the line through (1, y₀) … (t + 1, y_t), for every t. */
export function lines(values: Float64Array) {
  const intercept = new Float64Array(values.length);
  const slope = new Float64Array(values.length);
  let [sum, moment] = [0, 0];
  for (let t = 0; t < values.length; t++) {
    sum += values[t];
    moment += t * values[t];
    const n = t + 1;
    const middle = t / 2;
    const spread = (n * (n * n - 1)) / 12;
    slope[t] = t ? (moment - middle * sum) / spread : 0;
    intercept[t] = sum / n - slope[t] * (middle + 1);
  }
  return { intercept, slope };
}

// Standard deviations of simple smoothing, where a share α of every shock stays (Hyndman et al. 2008, chapter 6).
const spread = (alpha: number, variance: number, horizon: number) =>
  Float64Array.from({ length: horizon }, (_, h) =>
    Math.sqrt(Math.max(0, variance) * (1 + h * alpha * alpha)),
  );

type Smoothing = { alpha: number; level: number; errors: number };

/** Simple exponential smoothing with α and the first level of least squared one-step errors. */
export function smooth(values: Float64Array): Smoothing {
  const run = (alpha: number): Smoothing => {
    // One-step errors are linear in the first level: e_t = a_t − (1 − α)^t ℓ₀.
    let [last, decay, cross, power, squares] = [0, 1, 0, 0, 0];
    for (const value of values) {
      const error = value - last;
      cross += error * decay;
      power += decay * decay;
      squares += error * error;
      last += alpha * error;
      decay *= 1 - alpha;
    }
    const first = cross / power;
    return {
      alpha,
      level: last + decay * first,
      errors: squares - first * cross,
    };
  };
  const { at } = search((x) => run(alphaOf(x)).errors, starts);
  return run(alphaOf(at));
}

/** The Theta method as in the M3: the mean of the line and of the smoothed values with twice their distance from it. `values` have no season. */
export function theta(values: Float64Array, horizon: number): Path {
  const n = values.length;
  const { intercept, slope } = lines(values);
  const line = (t: number) => intercept[n - 1] + slope[n - 1] * (t + 1);
  const { level } = smooth(values.map((value, t) => 2 * value - line(t)));
  const value = Float64Array.from(
    { length: horizon },
    (_, h) => (line(n + h) + level) / 2,
  );
  const { alpha, errors } = smooth(values);
  return { value, sd: spread(alpha, errors / (n - 2), horizon) };
}

/**
 * The standard deviation that an unknown slope adds. The slope of values that keep a share α of every shock has the standard
 * error σα/√n; it is doubled, as slopes change too, so that errors grow with the horizon as on the training parts of the M3's series.
 */
export function drifting(values: Float64Array, horizon: number): Float64Array {
  const n = values.length;
  const { alpha, errors } = smooth(values);
  const step =
    (2 * alpha * Math.sqrt(Math.max(0, errors) / (n - 2))) / Math.sqrt(n);
  return Float64Array.from({ length: horizon }, (_, h) => step * (h + 1));
}

/**
 * The dynamic optimised theta model (Fiorucci et al. 2016): the line is fitted anew at every period, and its weight,
 * ω = 1 − 1/θ, is fitted with α and the first level. One-step errors are linear in ω and the first level, so only α is searched.
 */
export function dynamic(values: Float64Array, horizon: number): Path {
  const n = values.length;
  const { intercept, slope } = lines(values);
  const run = (alpha: number) => {
    let [last, decay] = [0, 1];
    let [dd, dp, pp, ed, ep, ee] = [0, 0, 0, 0, 0, 0];
    for (let t = 0; t < n; t++) {
      const ramp = (1 - decay * (1 - alpha)) / alpha;
      const pull = t ? decay * intercept[t - 1] + ramp * slope[t - 1] : 0;
      const error = values[t] - last;
      dd += decay * decay;
      dp += decay * pull;
      pp += pull * pull;
      ed += error * decay;
      ep += error * pull;
      ee += error * error;
      last += alpha * error;
      decay *= 1 - alpha;
    }
    const determinant = dd * pp - dp * dp;
    const best =
      determinant > 1e-12 * dd * pp ? (ep * dd - ed * dp) / determinant : 0;
    const omega = Math.min(1, Math.max(0, best));
    const first = (ed - omega * dp) / dd;
    const errors =
      ee -
      2 * (first * ed + omega * ep) +
      first * first * dd +
      2 * first * omega * dp +
      omega * omega * pp;
    return { alpha, omega, errors, level: last + decay * first };
  };
  const { at } = search((x) => run(alphaOf(x)).errors, starts);
  const { alpha, omega, errors, level: first } = run(alphaOf(at));
  // Forecasts take the place of the values to come.
  const path = new Float64Array(n + horizon);
  path.set(values);
  let [sum, moment, level] = [0, 0, first];
  for (let t = 0; t < n; t++) {
    sum += values[t];
    moment += t * values[t];
  }
  for (let t = n; t < n + horizon; t++) {
    const middle = (t - 1) / 2;
    const b = t > 1 ? (moment - middle * sum) / ((t * (t * t - 1)) / 12) : 0;
    const a = sum / t - b * (middle + 1);
    const decay = (1 - alpha) ** t;
    const ramp = (1 - decay * (1 - alpha)) / alpha;
    const value = level + omega * (decay * a + ramp * b);
    path[t] = value;
    level += alpha * (value - level);
    sum += value;
    moment += t * value;
  }
  return { value: path.slice(n), sd: spread(alpha, errors / (n - 3), horizon) };
}

export * as Theta from "./theta";
