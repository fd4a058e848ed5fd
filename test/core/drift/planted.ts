// planted: made populations without and with a change of known size, and how often it is found
import { random, type Random } from "@mainstay/core/base/random";
import { Drift } from "@mainstay/core/drift/drift";
import { Reference } from "@mainstay/core/drift/reference";
import type { Column, Frame } from "@mainstay/core/tabular/frame";

export type Plant = {
  shift?: number; // of usage, in standard deviations
  silent?: number; // share of usage that goes missing
  newPlan?: number; // share of customers with a plan never seen
  retype?: boolean; // usage reads as text by now
  rate?: number; // of the outcome
};

const plans = ["free", "basic", "team", "business", "enterprise"];

// Eight columns of the kinds there are: smooth, skewed, whole, mostly zero, dated, of few and of many levels.
function rows(n: number, draw: Random, plant: Plant = {}): Frame {
  const { shift = 0, silent = 0, newPlan = 0, retype = false } = plant;
  const numbers = (name: string, value: () => number): Column => ({
    ...{ name, type: "number" },
    values: Float64Array.from({ length: n }, value),
  });
  const levels = (name: string, list: string[], of: () => number): Column => ({
    ...{ name, type: "category", levels: list },
    codes: Int32Array.from({ length: n }, of),
  });
  const usage = numbers("usage", () =>
    draw.uniform() < silent ? NaN : draw.normal() + shift,
  );
  const many = Array.from({ length: 60 }, (_, k) => `country ${k}`);
  return {
    rows: n,
    columns: [
      retype ? levels("usage", ["a"], () => 0) : usage,
      numbers("spend", () => Math.exp(1.5 * draw.normal())),
      numbers("seats", () => 1 + Math.floor(12 * draw.uniform() ** 2)),
      numbers("tickets", () =>
        draw.uniform() < 0.8 ? 0 : 1 + draw.integer(5),
      ),
      numbers("rating", () =>
        draw.uniform() < 0.4 ? NaN : 1 + draw.integer(10),
      ),
      {
        ...{ name: "signup", type: "date" },
        values: Float64Array.from({ length: n }, () => draw.integer(2000)),
      },
      levels("plan", [...plans, "platinum"], () =>
        draw.uniform() < newPlan ? 5 : Math.floor(5 * draw.uniform() ** 2),
      ),
      levels("country", many, () => Math.floor(60 * draw.uniform() ** 3)),
    ],
  };
}

const referenceRows = 2000;
const constant = (n: number, value: number) => new Array<number>(n).fill(value);
const outcomes = (n: number, rate: number, { uniform }: Random) => ({
  rows: n,
  positives: constant(n, 0).filter(() => uniform() < rate).length,
});

export function population(
  n: number,
  draw: Random,
  plant: Plant = {},
  before = referenceRows,
) {
  const [then, now] = [rows(before, draw), rows(n, draw, plant)];
  const logits = (frame: Frame, shift = 0) =>
    Array.from({ length: frame.rows }, () => draw.normal() - 2 + shift);
  const learned = { frame: then, at: constant(before, 2500) };
  const reference = Reference.of(
    { ...learned, periods: ["2026-01"], uploads: [] },
    logits(then),
    learned,
    outcomes(before, 0.1, draw),
  );
  const said = Array.from({ length: n }, () => {
    const probability = 0.3 * draw.uniform();
    return { probability, happened: draw.uniform() < probability };
  });
  const current: Reference.Now = {
    ...{ frame: now, at: constant(n, 2500), logits: logits(now) },
    ...{ header: null, label: outcomes(n, plant.rate ?? 0.1, draw), said },
  };
  return { assess: () => Reference.assess(reference, current) };
}

/** How many samples of n rows raise any alarm though nothing has changed. */
export function falseAlarms(n: number, runs: number, seed: number) {
  const draw = random(seed);
  let alarms = 0;
  for (let run = 0; run < runs; run++) {
    const found = population(n, draw).assess();
    if (found.some(({ verdict }) => verdict === "drift")) alarms++;
  }
  return { runs, alarms };
}

// Φ(x), by the series of Marsaglia (2004).
function cumulative(x: number) {
  let [sum, term] = [x, x];
  for (let k = 3; k < 200; k += 2) sum += term *= (x * x) / k;
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** How often a shift of the size that is said to be found in four cases out of five is found. */
export function power(n: number, runs: number, seed: number) {
  const draw = random(seed);
  const steady = population(n, draw).assess();
  const { detects } = steady.find(({ column }) => column === "usage")!;
  // Distance of two normal distributions s apart: 2 Φ(s / 2) − 1.
  let [low, high] = [0, 5];
  for (let k = 0; k < 50; k++) {
    const middle = (low + high) / 2;
    if (2 * cumulative(middle / 2) - 1 < detects!) low = middle;
    else high = middle;
  }
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const usage = population(n, draw, { shift: low })
      .assess()
      .find(({ column }) => column === "usage")!;
    if (usage.verdict === "drift") found++;
  }
  return { runs, found, stated: 0.8, shift: low, distance: detects! };
}

/** How often a change of each kind is found at all, and named. */
export function findings(n: number, runs: number, seed: number, plant: Plant) {
  const draw = random(seed);
  let found = 0;
  for (let run = 0; run < runs; run++) {
    const list = population(n, draw, plant).assess();
    if (list.some(({ verdict }: Drift.Finding) => verdict === "drift")) found++;
  }
  return found / runs;
}
