// outcome: how the scores of a model's heads become an answer: an amount with its intervals, or the shares of classes
import * as z from "zod";
import { gaussian, poisson } from "../stats/family";
import { LogOdds } from "../stats/log-odds";

export const levels = {
  low95: 0.025,
  low80: 0.1,
  median: 0.5,
  high80: 0.9,
  high95: 0.975,
} as const;
type Level = keyof typeof levels;
export const levelNames = Object.keys(levels) as Level[];

const families = { gaussian, poisson };

/**
 * An amount is intercept + Σ weight · mean, where each head's score gives a mean by its family. Its intervals are multiples of
 * the spread that another head foretells, e to its score; the multiples come from errors on rows that no head had seen.
 */
export const Amount = z.object({
  kind: z.literal("number"),
  intercept: z.number(),
  means: z.array(
    z.object({
      head: z.int(),
      family: z.enum(["gaussian", "poisson"]),
      weight: z.number(),
      most: z.number().optional(), // that the mean is taken to be
    }),
  ),
  spread: z.object({ head: z.int(), scale: z.number(), least: z.number() }),
  multiples: z.object({
    low95: z.number(),
    low80: z.number(),
    median: z.number(),
    high80: z.number(),
    high95: z.number(),
  } satisfies Record<Level, z.ZodNumber>),
  // No interval reaches below it; null where labels may have any sign.
  least: z.number().nullable(),
});
export type Amount = z.infer<typeof Amount>;

// A score by a head, or the same score for every row where there were too few rows to fit a head.
const Score = z.union([
  z.object({ head: z.int() }),
  z.object({ score: z.number() }),
]);
type Score = z.infer<typeof Score>;

/**
 * Shares of classes. Each class has a score, the log-odds of it against all others; or, where classes stand in order, each
 * class but the last has the log-odds that a row lies above it. The logarithms of the shares that follow are scaled, moved and
 * brought to a sum of 1 by a softmax.
 */
export const Classes = z.object({
  kind: z.enum(["classes", "ordered"]),
  names: z.array(z.string()),
  cumulative: z.boolean(),
  scores: z.array(Score),
  slope: z.array(z.number()), // [classes]
  offset: z.array(z.number()), // [classes]
});
export type Classes = z.infer<typeof Classes>;

/**
 * When something happens. One head gives the log-odds that it happens in a period to whoever is still at risk; a period is told
 * by its end, in a column beside those of the row. `shift` moves each period's log-odds so that the mean hazard of those at
 * risk is the share that was seen; null where nothing happened.
 */
export const Survival = z.object({
  kind: z.literal("time"),
  head: z.int().nullable(), // null where no column tells rows apart, and all have the score 0
  column: z.string(), // that tells the head which period is asked for
  ends: z.array(z.number()), // of the periods, ascending
  shift: z.array(z.number().nullable()), // [periods]
});
export type Survival = z.infer<typeof Survival>;

export const Info = z.union([Amount, Classes, Survival]);
export type Info = z.infer<typeof Info>;

/** Scores of each head, [head][row]. */
export type Scores = readonly ArrayLike<number>[];

export type Amounts = Record<"value" | Level, Float64Array>;

/** Each row's amount without its intervals, [rows]. */
export function values(
  { intercept, means }: Pick<Amount, "intercept" | "means">,
  scores: Scores,
): Float64Array {
  const rows = scores[means[0].head].length;
  const out = new Float64Array(rows).fill(intercept);
  for (const { head, family, weight, most = Infinity } of means)
    for (let row = 0; row < rows; row++) {
      const mean = families[family].mean(scores[head][row]);
      out[row] += weight * Math.min(mean, most);
    }
  return out;
}

/** The unit of each row's intervals, [rows]. */
export const spreads = ({ spread }: Pick<Amount, "spread">, scores: Scores) =>
  Float64Array.from(scores[spread.head], (z) =>
    Math.max(spread.least, spread.scale * poisson.mean(z)),
  );

export function amounts(outcome: Amount, scores: Scores): Amounts {
  const { multiples, least } = outcome;
  const value = values(outcome, scores);
  const spread = spreads(outcome, scores);
  const ends = levelNames.map((level) => [
    level,
    value.map((at, row) =>
      Math.max(least ?? -Infinity, at + multiples[level] * spread[row]),
    ),
  ]);
  return { value, ...Object.fromEntries(ends) };
}

// Below this a share is noise of the difference that it is.
const leastShare = 1e-6;

/** ln of each class's share before it is scaled and moved, [rows, classes]. */
export function logShares(
  { names, cumulative, scores: by }: Omit<Classes, "slope" | "offset">,
  scores: Scores,
  rows: number,
): Float64Array {
  const width = names.length;
  const out = new Float64Array(rows * width);
  const z = new Float64Array(by.length);
  for (let row = 0; row < rows; row++) {
    by.forEach((each, k) => {
      z[k] = "head" in each ? scores[each.head][row] : each.score;
    });
    // Who lies above a class also lies above those below it.
    if (cumulative) z.sort().reverse();
    let above = 1;
    for (let k = 0; k < width; k++) {
      if (!cumulative) {
        out[row * width + k] = -LogOdds.softplus(-z[k]);
        continue;
      }
      const next = k < width - 1 ? LogOdds.sigmoid(z[k]) : 0;
      out[row * width + k] = Math.log(Math.max(above - next, leastShare));
      above = next;
    }
  }
  return out;
}

/** Shares from their logarithms, scaled, moved and normalised in place, [rows, classes]. */
export function normalise(
  { slope, offset }: Pick<Classes, "slope" | "offset">,
  logs: Float64Array,
): Float64Array {
  const width = slope.length;
  for (let from = 0; from < logs.length; from += width) {
    let most = -Infinity;
    for (let k = 0; k < width; k++) {
      const score = slope[k] * logs[from + k] + offset[k];
      logs[from + k] = score;
      most = Math.max(most, score);
    }
    let sum = 0;
    for (let k = 0; k < width; k++)
      sum += logs[from + k] = Math.exp(logs[from + k] - most);
    for (let k = 0; k < width; k++) logs[from + k] /= sum;
  }
  return logs;
}

export const shares = (outcome: Classes, scores: Scores, rows: number) =>
  normalise(outcome, logShares(outcome, scores, rows));

/** The mean of levels at such shares; of their places from 0 where they are no numbers. */
export const mean = (shares: ArrayLike<number>, levels?: number[]) => {
  let sum = 0;
  for (let k = 0; k < shares.length; k++)
    sum += shares[k] * (levels ? levels[k] : k);
  return sum;
};

const eachRow = (
  shares: Float64Array,
  width: number,
  of: (own: Float64Array) => number,
) =>
  Float64Array.from({ length: shares.length / width }, (_, row) =>
    of(shares.subarray(row * width, (row + 1) * width)),
  );

/** The mean place of each row's classes, from 0, of shares [rows, classes]. */
export const places = (
  { names }: Pick<Classes, "names">,
  shares: Float64Array,
) => eachRow(shares, names.length, (own) => mean(own));

/** ln of a class's share over the greatest of the others, [rows]. */
export const margins = (
  { names }: Pick<Classes, "names">,
  shares: Float64Array,
  place: number,
) =>
  eachRow(shares, names.length, (own) => {
    const others = own.filter((_, k) => k !== place);
    return Math.log(own[place] / Math.max(...others));
  });

/** The probability that it comes within so long, [rows], of the shares left after each period, [rows, periods]. */
export const within = (
  { ends }: Pick<Survival, "ends">,
  left: Float64Array,
  time: number,
) =>
  eachRow(left, ends.length, (curve) => 1 - leftAfter({ ends }, curve, time));

/**
 * The share that is left after so long, by a curve over the periods' ends. Beyond the last of them it falls on at the mean
 * hazard of all before.
 */
export function leftAfter(
  { ends }: Pick<Survival, "ends">,
  curve: ArrayLike<number>,
  time: number,
): number {
  const last = ends.length - 1;
  if (time > ends[last]) return curve[last] ** (time / ends[last]);
  const after = ends.findIndex((end) => end > time);
  const k = (after < 0 ? ends.length : after) - 1;
  return k < 0 ? 1 : curve[k];
}

/** Share of rows like each that is still at risk after each period, [rows, periods], of a head's scores [rows, periods]. */
export function survival(
  { shift }: Pick<Survival, "shift">,
  scores: ArrayLike<number>,
): Float64Array {
  const periods = shift.length;
  const out = new Float64Array(scores.length);
  for (let from = 0; from < out.length; from += periods) {
    let left = 1;
    for (let k = 0; k < periods; k++) {
      const by = shift[k];
      if (by !== null) left *= 1 - LogOdds.sigmoid(scores[from + k] + by);
      out[from + k] = left;
    }
  }
  return out;
}

/** Mean time up to the last period's end, the area below each row's curve, [rows]. */
export function expectedTime(
  { ends }: Pick<Survival, "ends">,
  survival: Float64Array,
): Float64Array {
  const periods = ends.length;
  return Float64Array.from({ length: survival.length / periods }, (_, row) => {
    let area = ends[0];
    for (let k = 1; k < periods; k++)
      area += survival[row * periods + k - 1] * (ends[k] - ends[k - 1]);
    return area;
  });
}

export * as Outcome from "./outcome";
