// drift: whether customers differ by now from those a model was made on, column by column, at the size of the sample
import * as z from "zod";
import type { Random } from "../base/random";
import { Hypergeometric } from "../stats/hypergeometric";
import { Normal } from "../stats/normal";
import { Sketch } from "./sketch";
import { TwoSample } from "./two-sample";

// Chance that anything at all is called drift where nothing has changed, over all columns and figures together. Binned quantiles and
// a few hundred partings err by up to 3 in 100, so that fewer than 8 in 100 are false at any size.
export const level = 0.03;

export const Cause = z.enum([
  "values", // they lie elsewhere
  "levels", // most of the difference is in levels that are new
  "missing", // more or fewer cells are empty
  "type", // the column reads as another type by now
  "gone", // no file brings it any more
]);
export type Cause = z.infer<typeof Cause>;

export const Finding = z.object({
  column: z.string().nullable(), // null of the score and of the outcome
  of: z.enum(["column", "score", "label", "calibration"]),
  n: z.int(), // rows looked at, filled or not
  reference: z.int(), // rows they are compared with
  statistic: z.string(),
  value: z.number().nullable(),
  threshold: z.number().nullable(), // what chance passes too rarely, allowing for all that is looked at
  p: z.number().nullable(), // by chance alone, before allowing for the number of columns
  psi: z.number().nullable(),
  psiThreshold: z.number().nullable(),
  size: z.enum(["small", "moderate", "large"]).nullable(), // of the index: from 0.1 and 0.25, as is customary
  missing: z.object({ before: z.number(), now: z.number() }).nullable(), // shares
  levels: z.array(z.object({ level: z.string(), rows: z.int() })), // new ones, commonest first
  detects: z.number().nullable(), // difference of shares that is found in four cases out of five
  causes: z.array(Cause),
  verdict: z.enum(["steady", "drift", "none"]), // none: nothing to compare
  rate: z.object({ before: z.number(), now: z.number() }).nullable(), // of the outcome
});
export type Finding = z.infer<typeof Finding>;

/** One question that chance may answer wrongly: the probability that it would, and what follows at the level it is held to. */
export type Test = {
  p: number;
  settle: (level: number, isDrift: boolean) => void;
};

/**
 * Holm's correction (1979): the smallest probability is held to level / tests, the next to level / (tests − 1), and so on until one
 * fails; all after it are held to that one's level.
 */
export function correct(tests: Test[], family = level) {
  const order = [...tests].sort((a, b) => a.p - b.p);
  let failed: number | null = null;
  order.forEach((test, k) => {
    const own = failed ?? family / (order.length - k);
    const isDrift = failed === null && test.p <= own;
    if (!isDrift) failed ??= own;
    test.settle(own, isDrift);
  });
}

const mostLevelsShown = 10;
const sizes = { moderate: 0.1, large: 0.25 };
const sizeOf = (psi: number) =>
  psi >= sizes.large ? "large" : psi >= sizes.moderate ? "moderate" : "small";

const blank = (
  of: Finding["of"],
  column: string | null,
  n: number,
  reference: number,
): Finding => ({
  ...{ column, of, n, reference, statistic: "none" },
  ...{ value: null, threshold: null, p: null },
  ...{ psi: null, psiThreshold: null, size: null, missing: null },
  ...{ levels: [], detects: null, causes: [], verdict: "none", rate: null },
});

/** A column, or the score, against its sketch: what was found, and the tests that are still to be held to a level. */
export function column(
  sketch: Sketch.Info,
  now: Sketch.Counted & { isGone?: boolean },
  random: Random,
  of: "column" | "score" = "column",
): { finding: Finding; tests: Test[] } {
  const before = Sketch.own(sketch);
  const finding = blank(
    of,
    of === "score" ? null : sketch.column,
    now.n,
    before.n,
  );
  const tests: Test[] = [];
  if (!now.n || !before.n) return { finding, tests };
  finding.verdict = "steady";
  finding.missing = {
    before: before.missing / before.n,
    now: now.missing / now.n,
  };
  finding.levels = now.fresh
    .slice(0, mostLevelsShown)
    .map(([level, rows]) => ({ level, rows }));
  const found = (cause: Cause) => {
    finding.verdict = "drift";
    finding.causes.push(cause);
  };
  if (now.isOtherType) found("type");
  if (now.isGone && before.missing < before.n) found("gone");
  if (finding.causes.length) return { finding, tests };

  const statistic = sketch.kind === "numbers" ? "ks" : "chi-square";
  const pair =
    statistic === "ks"
      ? ([before.counts, now.counts] as const)
      : pooledRare(before.counts, now.counts);
  const compared = TwoSample.compare(...pair, statistic, random);
  if (compared) {
    const { value, p, psi } = compared;
    const filled = { n: before.n - before.missing, m: now.n - now.missing };
    Object.assign(finding, { statistic, value, p, psi, size: sizeOf(psi) });
    tests.push({
      p,
      settle(level, isDrift) {
        finding.threshold = compared.threshold(level);
        finding.psiThreshold = compared.psiThreshold(level);
        finding.detects =
          statistic === "ks" ? detectable(finding.threshold, filled) : null;
        if (!isDrift) return;
        const fresh = now.fresh.reduce((sum, [, rows]) => sum + rows, 0);
        const isNew = fresh > (now.n - now.missing) * freshShare;
        found(isNew ? "levels" : "values");
      },
    });
  }
  if (before.missing || now.missing)
    tests.push({
      p: Hypergeometric.fisher(before.missing, before.n, now.missing, now.n),
      settle: (_, isDrift) => isDrift && found("missing"),
    });
  return { finding, tests };
}

// New levels in more rows than this are told as the cause.
const freshShare = 0.02;
// Chi-square goes by its limit where so many are expected in either sample.
const fewExpected = 5;

// Levels too rare to be compared one by one are compared together, with all that are new.
function pooledRare(before: number[], now: number[]): [number[], number[]] {
  const total = (counts: number[]) => counts.reduce((sum, k) => sum + k, 0);
  const [n, m] = [total(before), total(now)];
  const least = Math.min(n, m) / (n + m);
  const rest = before.length - 1;
  const isKept = (k: number) =>
    k < rest && (before[k] + now[k]) * least >= fewExpected;
  const kept = [...before.keys()].filter(isKept);
  const pool = (counts: number[]) => [
    ...kept.map((k) => counts[k]),
    total(counts.filter((_, k) => !isKept(k))),
  ];
  return [pool(before), pool(now)];
}

/**
 * The difference of cumulative shares that passes the threshold in four samples out of five. By the normal limit of one share at its
 * widest, so that the distance, which is the greatest of all shares', passes it no less often.
 */
export const detectable = (
  threshold: number,
  { n, m }: { n: number; m: number },
  power = 0.8,
) =>
  Math.min(
    1,
    threshold + Normal.quantile(power) * Math.sqrt((1 / n + 1 / m) / 4),
  );

/** The rate of the outcome against the one the model learned. */
export function label(
  before: { positives: number; rows: number },
  now: { positives: number; rows: number },
): { finding: Finding; tests: Test[] } {
  const finding = blank("label", null, now.rows, before.rows);
  if (!now.rows || !before.rows) return { finding, tests: [] };
  const rate = {
    before: before.positives / before.rows,
    now: now.positives / now.rows,
  };
  const p = Hypergeometric.fisher(
    ...[before.positives, before.rows],
    ...[now.positives, now.rows],
  );
  const value = Math.abs(rate.now - rate.before);
  Object.assign(finding, { statistic: "fisher", rate, p, value });
  finding.verdict = "steady";
  const spread = Math.sqrt(
    rate.before * (1 - rate.before) * (1 / before.rows + 1 / now.rows),
  );
  const settle = (level: number, isDrift: boolean) => {
    finding.threshold = -Normal.quantile(level / 2) * spread;
    finding.detects = finding.threshold + Normal.quantile(0.8) * spread;
    if (!isDrift) return;
    finding.verdict = "drift";
    finding.causes.push("values");
  };
  return { finding, tests: [{ p, settle }] };
}

export * as Drift from "./drift";
