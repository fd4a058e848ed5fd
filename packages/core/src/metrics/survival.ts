// survival: time until an event where some cases have not had it yet, by Kaplan & Meier (1958)
import { Normal } from "../stats/normal";
import { Estimate } from "./estimate";

/** The estimate's steps at the distinct times of events, ascending; S(t) is 1 before the first. */
export type Curve = {
  n: number;
  events: number;
  time: Float64Array; // [step], in the unit of the durations, for this and all below
  atRisk: Float64Array;
  happened: Float64Array;
  survival: Float64Array; // after the step
  greenwood: Float64Array; // Σ d / (n (n − d)): the variance of ln S
};

/**
 * `durations` are [case]; `ended` is 1 where the duration ended in the event and 0 where it was censored. Cases of unknown or
 * negative duration do not count. At equal times events come before censorings.
 */
export function kaplanMeier(
  durations: ArrayLike<number>,
  ended: ArrayLike<number>,
): Curve {
  const ends: number[] = [];
  const opens: number[] = [];
  for (let i = 0; i < durations.length; i++)
    if (durations[i] >= 0) (ended[i] ? ends : opens).push(durations[i]);
  const event = Float64Array.from(ends).sort();
  const open = Float64Array.from(opens).sort();
  const n = event.length + open.length;
  const steps = new Set(event).size;
  const curve: Curve = {
    ...{ n, events: event.length },
    time: new Float64Array(steps),
    atRisk: new Float64Array(steps),
    happened: new Float64Array(steps),
    survival: new Float64Array(steps),
    greenwood: new Float64Array(steps),
  };
  let survival = 1;
  let greenwood = 0;
  for (let step = 0, i = 0, gone = 0; step < steps; step++) {
    const time = event[i];
    while (gone < open.length && open[gone] < time) gone++;
    const atRisk = n - i - gone;
    const from = i;
    while (i < event.length && event[i] === time) i++;
    const happened = i - from;
    survival *= 1 - happened / atRisk;
    greenwood += happened / (atRisk * (atRisk - happened));
    curve.time[step] = time;
    curve.atRisk[step] = atRisk;
    curve.happened[step] = happened;
    curve.survival[step] = survival;
    curve.greenwood[step] = greenwood;
  }
  return curve;
}

type Point = { survival: number; low: number; high: number };

// The 95 % interval is on the scale of log(−log S), which keeps it within 0 and 1 (Kalbfleisch & Prentice 1980).
function point(curve: Curve, step: number): Point {
  const survival = step < 0 ? 1 : curve.survival[step];
  if (survival === 1 || survival === 0)
    return { survival, low: survival, high: survival };
  const spread = Math.exp(
    (Normal.z975 * Math.sqrt(curve.greenwood[step])) /
      Math.abs(Math.log(survival)),
  );
  return { survival, low: survival ** spread, high: survival ** (1 / spread) };
}

/** S(time) with its 95 % interval. */
export function at(curve: Curve, time: number): Point {
  let low = 0;
  let high = curve.time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.time[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return point(curve, low - 1);
}

/**
 * The first time at which S ≤ 1 − p, when a share p have had the event. The interval holds the times whose interval of S
 * contains 1 − p (Brookmeyer & Crowley 1982); a bound that the data do not reach is absent.
 */
export function quantile(curve: Curve, p: number): Estimate.Value {
  const { n, events } = curve;
  if (n === 0) return Estimate.none("No case has a known duration.");
  // Rounding may leave a product of fractions just above 1 − p where it equals 1 − p on paper.
  const level = 1 - p + 1e-12;
  const first = (bound: keyof Point) => {
    const step = curve.time.findIndex(
      (_, k) => point(curve, k)[bound] <= level,
    );
    return step < 0 ? undefined : curve.time[step];
  };
  const value = first("survival");
  if (value === undefined)
    return Estimate.none(
      `Only ${events} of ${n} came to it so far, too few to see the time by which ${Math.round(100 * p)} % do.`,
    );
  const low = first("low");
  const high = first("high");
  return {
    ...{ value, n },
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
  };
}

export * as Survival from "./survival";
