// bg-nbd: how often customers buy and whether they still do, by BG/NBD (Fader, Hardie & Lee 2005, Marketing Science 24:275)
import * as z from "zod";
import { logGamma } from "../stats/log-gamma";
import { minimise } from "../stats/nelder-mead";

/** Buying rates are gamma(r, α) over customers, chances to leave after a purchase beta(a, b). */
export const Parameters = z.object({
  r: z.number().positive(),
  alpha: z.number().positive(),
  a: z.number().positive(),
  b: z.number().positive(),
});
export type Parameters = z.infer<typeof Parameters>;
export const Fitted = Parameters.extend({
  logLikelihood: z.number(),
  n: z.int(),
});
export type Fitted = z.infer<typeof Fitted>;

/** [customer], in one unit of time: repeat purchases x, time of the last one t_x, time since the first purchase T. */
export type Summary = {
  frequency: ArrayLike<number>;
  recency: ArrayLike<number>;
  T: ArrayLike<number>;
};

type Weighted = { x: number; tx: number; T: number; weight: number }[];

// Customers with the same history count as one with a weight.
function grouped({ frequency, recency, T }: Summary): Weighted {
  const groups = new Map<string, Weighted[number]>();
  for (let i = 0; i < frequency.length; i++) {
    const key = `${frequency[i]} ${recency[i]} ${T[i]}`;
    const group = groups.get(key) ?? {
      ...{ x: frequency[i], tx: recency[i], T: T[i], weight: 0 },
    };
    groups.set(key, group);
    group.weight++;
  }
  return [...groups.values()];
}

/** Sum over customers of their log likelihood, equation (6) of the paper. */
export const logLikelihood = (parameters: Parameters, summary: Summary) =>
  likelihood(parameters, grouped(summary));

function likelihood({ r, alpha, a, b }: Parameters, customers: Weighted) {
  const byCount: number[] = [];
  // The terms that depend on the count of purchases alone.
  const termsOfCount = (x: number) =>
    (byCount[x] ??=
      logGamma(r + x) -
      logGamma(r) +
      r * Math.log(alpha) +
      logGamma(a + b) +
      logGamma(b + x) -
      logGamma(b) -
      logGamma(a + b + x));
  let sum = 0;
  for (const { x, tx, T, weight } of customers) {
    const stayed = -(r + x) * Math.log(alpha + T);
    const left =
      x > 0
        ? Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + tx)
        : -Infinity;
    sum += weight * (termsOfCount(x) + logSum(stayed, left));
  }
  return sum;
}

function logSum(a: number, b: number) {
  const greater = Math.max(a, b);
  return greater + Math.log1p(Math.exp(Math.min(a, b) - greater));
}

// The data do not determine parameters beyond e^±12.
const maxLogParameter = 12;

/** The parameters of maximum likelihood; null when fewer than `minCustomers` bought again. */
export function fit(
  summary: Summary,
  { minCustomers = 10 } = {},
): Fitted | null {
  const n = summary.frequency.length;
  let [repeaters, timeKnown] = [0, 0];
  for (let i = 0; i < n; i++) {
    if (summary.frequency[i] > 0) repeaters++;
    timeKnown += summary.T[i];
  }
  if (repeaters < minCustomers) return null;
  // In units of the mean time known, the search begins as near in days as in weeks.
  const unit = timeKnown / n / 10;
  const scaled = grouped(summary).map(({ x, tx, T, weight }) => ({
    x,
    tx: tx / unit,
    T: T / unit,
    weight,
  }));
  const fromLogs = ([r, alpha, a, b]: number[]): Parameters => ({
    r: Math.exp(r),
    alpha: Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const { at } = minimise(
    (logs) =>
      logs.some((log) => Math.abs(log) > maxLogParameter)
        ? Infinity
        : -likelihood(fromLogs(logs), scaled) / n,
    [0, 0, 0, 0],
  );
  const found = fromLogs(at);
  const parameters = { ...found, alpha: found.alpha * unit };
  return {
    ...parameters,
    logLikelihood: logLikelihood(parameters, summary),
    n,
  };
}

// Odds that the customer left right after the last purchase.
const oddsLeft = (
  { r, alpha, a, b }: Parameters,
  x: number,
  tx: number,
  T: number,
) =>
  x > 0
    ? (a / (b + x - 1)) *
      Math.exp((r + x) * (Math.log(alpha + T) - Math.log(alpha + tx)))
    : 0;

/** P(alive | x, t_x, T). It is 1 after a single purchase, as the model lets customers leave after repeat purchases only. */
export const alive = (
  parameters: Parameters,
  x: number,
  tx: number,
  T: number,
) => 1 / (1 + oddsLeft(parameters, x, tx, T));

/** E(Y(t) | x, t_x, T), the purchases expected in the next t: equation (10) of the paper. */
export function expected(
  parameters: Parameters,
  t: number,
  x: number,
  tx: number,
  T: number,
): number {
  if (t <= 0) return 0;
  const { r, a, b } = parameters;
  const z = t / (parameters.alpha + T + t);
  const staying =
    a < 2 && a + b - 1 - r > -5
      ? nearPole(parameters, x, z)
      : asPrinted(parameters, x, z);
  return Math.max(0, staying) / (1 + oddsLeft(parameters, x, tx, T));
}

/**
 * Equation (10) as printed: c/(a-1) [1 - (1-z)^(r+x) ₂F₁(r+x, b+x; c; z)], c = a+b+x-1. Its terms are positive.
 */
function asPrinted({ r, a, b }: Parameters, x: number, z: number) {
  const c = a + b + x - 1;
  const away = Math.abs(a - 1) < 1e-4 ? 1e-4 : a - 1;
  const logRest = (r + x) * Math.log1p(-z);
  const first = (r + x) * (b + x) * z;
  const [sum, shift] = series(
    z,
    (n) => ((r + x + n) * (b + x + n) * z) / ((c + n) * (n + 1)),
  );
  const rest = c * Math.exp(logRest) + first * sum * Math.exp(logRest + shift);
  return (c - rest) / away;
}

/**
 * The same by Euler's transformation, with (1-z)^(a-1) ₂F₁(a+b-1-r, a-1; c; z) as the second part. Both factors are
 * 1 + (a-1)·(…), so a-1 cancels on paper, and neither a = 1 nor c = 0 is a pole.
 */
function nearPole({ r, a, b }: Parameters, x: number, z: number) {
  const c = a + b + x - 1;
  const logRest = Math.log1p(-z);
  const l = a === 1 ? logRest : Math.expm1((a - 1) * logRest) / (a - 1);
  const [sum] = series(
    z,
    (n) => ((a + b - 1 - r + n) * (a + n - 1) * z) / ((c + n) * (n + 1)),
  );
  const s = (a + b - 1 - r) * z * sum;
  return -(c * l + s + (a - 1) * l * s);
}

// The sum of terms from 1 on, each the one before times ratio(n), as [sum, shift] with value sum · e^shift.
function series(z: number, ratio: (n: number) => number): [number, number] {
  let [term, sum, shift] = [1, 1, 0];
  for (let n = 1; n < 200_000; n++) {
    const by = ratio(n);
    term *= by;
    sum += term;
    if (Math.abs(sum) > 1e200) {
      term *= 1e-200;
      sum *= 1e-200;
      shift += 200 * Math.LN10;
    }
    const falling = Math.abs(by) < 1;
    if (falling && Math.abs(term) <= 1e-14 * Math.abs(sum) * (1 - z)) break;
  }
  return [sum, shift];
}

export * as BgNbd from "./bg-nbd";
