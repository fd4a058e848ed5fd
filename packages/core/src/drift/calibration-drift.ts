// calibration-drift: whether as many came to it as probabilities said on the day, among all and among those of like risk
import { ChiSquare } from "../stats/chi-square";
import type { Drift } from "./drift";

// Fewer groups where the outcome is rare: the limit of the statistic needs so much variance in each.
const groups = 10;
const leastVariance = 5;

export type Said = { probability: number; happened: boolean };

/**
 * Two tests: the sum of all outcomes against the sum of probabilities, and the same in groups of like risk (Hosmer & Lemeshow 1980,
 * here on outcomes that taught the model nothing, so that no degree of freedom is lost).
 */
export function test(said: Said[]): {
  finding: Drift.Finding;
  tests: Drift.Test[];
} {
  const order = [...said].sort((a, b) => a.probability - b.probability);
  const all = sums(order);
  const n = said.length;
  const finding: Drift.Finding = {
    ...{ column: null, of: "calibration", n, reference: n },
    ...{ statistic: "none", value: null, threshold: null, p: null },
    ...{ psi: null, psiThreshold: null, size: null, missing: null },
    ...{ levels: [], detects: null, causes: [], verdict: "none", rate: null },
  };
  if (all.variance < leastVariance) return { finding, tests: [] };
  const rate = { before: all.expected / n, now: all.observed / n };
  // Half an outcome nearer, as a count has no halves.
  const gap = Math.max(0, Math.abs(all.observed - all.expected) - 0.5);
  const whole = ChiSquare.survival(gap ** 2 / all.variance, 1);
  const parts = partsOf(order);
  const spread = parts.reduce(
    (sum, { observed, expected, variance }) =>
      sum + (observed - expected) ** 2 / variance,
    0,
  );
  const byRisk = ChiSquare.survival(spread, parts.length);
  Object.assign(finding, {
    ...{ statistic: "observed-expected", verdict: "steady", rate },
    ...{ value: gap / n, p: Math.min(whole, byRisk) },
  });
  const found = () => {
    finding.verdict = "drift";
    if (!finding.causes.length) finding.causes.push("values");
  };
  const tests: Drift.Test[] = [
    {
      p: whole,
      settle(level, isDrift) {
        const reach = ChiSquare.upperQuantile(level, 1) * all.variance;
        finding.threshold = Math.sqrt(reach) / n;
        if (isDrift) found();
      },
    },
  ];
  if (parts.length > 1)
    tests.push({ p: byRisk, settle: (_, isDrift) => isDrift && found() });
  return { finding, tests };
}

type Sums = { observed: number; expected: number; variance: number };
const sums = (list: Said[]): Sums =>
  list.reduce(
    ({ observed, expected, variance }, { probability: p, happened }) => ({
      observed: observed + Number(happened),
      expected: expected + p,
      variance: variance + p * (1 - p),
    }),
    { observed: 0, expected: 0, variance: 0 },
  );

function partsOf(order: Said[]): Sums[] {
  const parts: Sums[] = [];
  let from = 0;
  for (let group = 1; group <= groups; group++) {
    const to = Math.round((group * order.length) / groups);
    const part = sums(order.slice(from, to));
    const isLast = group === groups;
    if (part.variance < leastVariance && !isLast) continue;
    if (part.variance >= leastVariance) parts.push(part);
    else if (parts.length) {
      const last = parts[parts.length - 1];
      last.observed += part.observed;
      last.expected += part.expected;
      last.variance += part.variance;
    }
    from = to;
  }
  return parts;
}

export * as CalibrationDrift from "./calibration-drift";
