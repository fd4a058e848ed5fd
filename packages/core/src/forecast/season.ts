// season: the part of a series that repeats every season, found by classical decomposition

export type Kind = "none" | "additive" | "multiplicative";
/** `factors[i % period]` belongs to value i. Factors average 0 (additive) or 1 (multiplicative). */
export type Season = { kind: Kind; factors: Float64Array };

const mean = (values: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
};

// 95 % point of the normal distribution, so that the two-sided test has a level of 10 %.
const z95 = 1.6448536269514722;

/** Whether the autocorrelation at the season's lag is significant at 10 %, as in the M3 (Makridakis & Hibon 2000; Bartlett's standard error). */
export function repeats(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const centre = mean(values);
  const lagged = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < n; i++)
      sum += (values[i] - centre) * (values[i - lag] - centre);
    return sum;
  };
  const power = lagged(0);
  if (power === 0) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (lagged(lag) / power) ** 2;
  const limit = z95 * Math.sqrt((1 + 2 * squares) / n);
  return Math.abs(lagged(period) / power) > limit;
}

/** Centred moving average over a season; NaN at the half season of either end. */
export function trend(values: Float64Array, period: number): Float64Array {
  const half = period >> 1;
  const out = new Float64Array(values.length).fill(NaN);
  for (let i = half; i < values.length - half; i++) {
    let sum = 0;
    for (let j = i - half; j <= i + half; j++) sum += values[j];
    if (period % 2 === 0) sum -= (values[i - half] + values[i + half]) / 2;
    out[i] = sum / period;
  }
  return out;
}

export const none = (period: number): Season => ({
  kind: "none",
  factors: new Float64Array(period),
});

/** The season by ratios to, or differences from, the moving average: multiplicative where every value is positive. Needs two seasons. */
export function decompose(values: Float64Array, period: number): Season {
  const kind = values.every((value) => value > 0)
    ? "multiplicative"
    : "additive";
  const smooth = trend(values, period);
  const sums = new Float64Array(period);
  const counts = new Float64Array(period);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(smooth[i])) continue;
    sums[i % period] +=
      kind === "additive" ? values[i] - smooth[i] : values[i] / smooth[i];
    counts[i % period]++;
  }
  const raw = sums.map((sum, k) => sum / counts[k]);
  const centre = mean(raw);
  return {
    kind,
    factors: raw.map((value) =>
      kind === "additive" ? value - centre : value / centre,
    ),
  };
}

/** The season where the test finds one, else none. */
export const find = (values: Float64Array, period: number): Season =>
  repeats(values, period) ? decompose(values, period) : none(period);

export const remove = ({ kind, factors }: Season, values: Float64Array) =>
  values.map((value, i) => {
    const factor = factors[i % factors.length];
    return kind === "multiplicative" ? value / factor : value - factor;
  });

/** Values with the season put back; they start `from` periods after the first value of the history. */
export const restore = (
  { kind, factors }: Season,
  values: Float64Array,
  from: number,
) =>
  values.map((value, i) => {
    const factor = factors[(from + i) % factors.length];
    return kind === "multiplicative" ? value * factor : value + factor;
  });

export * as Season from "./season";
