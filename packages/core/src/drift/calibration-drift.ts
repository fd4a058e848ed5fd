// calibration-drift: whether as many came to it as probabilities said on the day, among all and among those of like risk
import * as z from "zod";
import { ChiSquare } from "../stats/chi-square";
import type { Drift } from "./drift";

// Fewer groups where the outcome is rare: the limit of the statistic needs so much variance in each.
const groups = 10;
const leastVariance = 5;

export type Said = { probability: number; happened: boolean };

/** Sums over rows of like risk. */
const Sums = z.object({
  rows: z.int(),
  observed: z.number(),
  expected: z.number(),
  variance: z.number(), // of the count, if probabilities hold
  squares: z.number(), // of happened − probability
});
type Sums = z.infer<typeof Sums>;
/** Rows that a model had not seen when it was made, in groups of rising risk; `to` is the highest probability of each. */
export const Held = z.array(Sums.extend({ to: z.number() }));
export type Held = z.infer<typeof Held>;

const none: Sums = {
  ...{ rows: 0, observed: 0, expected: 0 },
  ...{ variance: 0, squares: 0 },
};
const sums = (list: readonly Said[]): Sums =>
  list.reduce(
    (all, { probability: p, happened }) => ({
      rows: all.rows + 1,
      observed: all.observed + Number(happened),
      expected: all.expected + p,
      variance: all.variance + p * (1 - p),
      squares: all.squares + (Number(happened) - p) ** 2,
    }),
    none,
  );
const plus = (a: Sums, b: Sums): Sums => ({
  rows: a.rows + b.rows,
  observed: a.observed + b.observed,
  expected: a.expected + b.expected,
  variance: a.variance + b.variance,
  squares: a.squares + b.squares,
});

/** Groups of about as many rows each; rows of one probability stay together. */
export function held(said: readonly Said[]): Held {
  const order = sorted(said);
  const found: Held = [];
  let from = 0;
  for (let group = 1; group <= groups; group++) {
    let to = Math.max(from, Math.round((group * order.length) / groups));
    const last = order[to - 1]?.probability;
    while (to < order.length && order[to].probability === last) to++;
    if (to > from) found.push({ to: last, ...sums(order.slice(from, to)) });
    from = to;
  }
  return found;
}

const sorted = (said: readonly Said[]) =>
  [...said].sort((a, b) => a.probability - b.probability);

/**
 * What came of past scores against what came of the rows held out when the model was made, since a model of few rows is never
 * calibrated exactly, and what it is off by says nothing of its customers. Two tests: of the mean of happened − probability
 * among all, and in groups of like risk (Hosmer & Lemeshow 1980, of a difference). Without held-out rows, of a version that
 * counted none, probabilities are held against themselves.
 */
export function test(
  said: Said[],
  before: Held = [],
): { finding: Drift.Finding; tests: Drift.Test[] } {
  const now = sums(said);
  const then = before.reduce(plus, none);
  const n = said.length;
  const finding: Drift.Finding = {
    ...{ column: null, of: "calibration", n, reference: then.rows || n },
    ...{ statistic: "none", value: null, threshold: null, p: null },
    ...{ psi: null, psiThreshold: null, size: null, missing: null },
    ...{ levels: [], detects: null, causes: [], verdict: "none", rate: null },
  };
  if (weight(now) < leastVariance) return { finding, tests: [] };
  if (then.rows && weight(then) < leastVariance) return { finding, tests: [] };
  // What would have come if probabilities held as well as they did then.
  const kept = (now.expected + n * gapOf(then)) / n;
  const rate = {
    before: Math.min(1, Math.max(0, kept)),
    now: now.observed / n,
  };
  const whole = compare({ now, then });
  const parts = partsOf(said, before);
  const spread = parts.reduce((sum, part) => {
    const { gap, variance } = compare(part);
    return sum + gap ** 2 / variance;
  }, 0);
  const p = ChiSquare.survival(whole.gap ** 2 / whole.variance, 1);
  const byRisk = ChiSquare.survival(spread, parts.length);
  Object.assign(finding, {
    ...{ statistic: "observed-expected", verdict: "steady", rate },
    ...{ value: whole.gap, p: Math.min(p, byRisk) },
  });
  const found = () => {
    finding.verdict = "drift";
    if (!finding.causes.length) finding.causes.push("values");
  };
  const tests: Drift.Test[] = [
    {
      p,
      settle(level, isDrift) {
        const reach = ChiSquare.upperQuantile(level, 1) * whole.variance;
        finding.threshold = Math.sqrt(reach);
        if (isDrift) found();
      },
    },
  ];
  if (parts.length > 1)
    tests.push({ p: byRisk, settle: (_, isDrift) => isDrift && found() });
  return { finding, tests };
}

const gapOf = ({ rows, observed, expected }: Sums) =>
  rows ? (observed - expected) / rows : 0;
// Variance of the count by what probabilities say or by what rows show, whichever is more: few events show too little of it.
const weight = (all: Sums) =>
  Math.max(all.variance, all.squares - all.rows * gapOf(all) ** 2);

type Part = { now: Sums; then: Sums };

/** How much farther outcomes are from probabilities than they were, a row, and the variance of that by chance. */
function compare({ now, then }: Part) {
  const rows = now.rows + then.rows;
  const share = (weight(now) + weight(then)) / rows;
  // Half an outcome nearer, as a count has no halves.
  const gap = Math.abs(gapOf(now) - gapOf(then)) - 0.5 / now.rows;
  const variance = share * (1 / now.rows + (then.rows ? 1 / then.rows : 0));
  return { gap: Math.max(0, gap), variance };
}

/** Groups of like risk with enough variance on either side. */
function partsOf(said: readonly Said[], before: Held): Part[] {
  const order = sorted(said);
  const own = before.length ? before : held(said);
  const parts: Part[] = [];
  let from = 0;
  let open: Part = { now: none, then: none };
  const isEnough = ({ now, then }: Part) =>
    weight(now) >= leastVariance &&
    (!before.length || weight(then) >= leastVariance);
  own.forEach(({ to: high, ...then }, k) => {
    const isLast = k === own.length - 1;
    let to = from;
    while (to < order.length && (isLast || order[to].probability <= high)) to++;
    open = {
      now: plus(open.now, sums(order.slice(from, to))),
      then: before.length ? plus(open.then, then) : none,
    };
    from = to;
    if (!isEnough(open)) return;
    parts.push(open);
    open = { now: none, then: none };
  });
  const last = parts.at(-1);
  if (last)
    parts[parts.length - 1] = {
      now: plus(last.now, open.now),
      then: plus(last.then, open.then),
    };
  return parts;
}

export * as CalibrationDrift from "./calibration-drift";
