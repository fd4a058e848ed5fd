import fc from "fast-check";
import { expect, test } from "vitest";
import { random, type Random } from "@mainstay/core/base/random";
import { CalibrationDrift } from "@mainstay/core/drift/calibration-drift";
import { Drift } from "@mainstay/core/drift/drift";
import { Reference } from "@mainstay/core/drift/reference";
import { Sketch } from "@mainstay/core/drift/sketch";
import { TwoSample } from "@mainstay/core/drift/two-sample";
import type { Frame } from "@mainstay/core/tabular/frame";
import { falseAlarms, type Plant, population, power } from "./planted";

test("where nothing has changed, at most 8 % of samples raise any alarm, whatever their size", () => {
  for (const n of [100, 1000]) {
    const { runs, alarms } = falseAlarms(n, 60, n);
    // 8 % of 60 and a good standard error of a rate of 5 %.
    expect(alarms / runs, `n = ${n}`).toBeLessThanOrEqual(0.08 + 0.04);
  }
});

test("a shift of the size that is said to be found is found in four cases out of five", () => {
  for (const n of [300, 1000]) {
    const { found, stated, runs } = power(n, 50, 7 + n);
    expect(found / runs, `n = ${n}`).toBeGreaterThanOrEqual(stated - 0.12);
  }
});

test("a column that goes silent, a new level and a changed type are told by name", () => {
  const told = (plant: Plant) =>
    population(500, random(5), plant)
      .assess()
      .filter(({ verdict }) => verdict === "drift")
      .filter(({ of }) => of === "column")
      .map(({ column, causes }) => `${column}: ${causes.join()}`);
  expect(told({})).toEqual([]);
  expect(told({ silent: 0.2 })).toEqual(["usage: missing"]);
  expect(told({ newPlan: 0.1 })).toEqual(["plan: levels"]);
  expect(told({ retype: true })).toEqual(["usage: type"]);
});

test("new levels are listed with their counts, the commonest first", () => {
  const plan = population(500, random(5), { newPlan: 0.1 })
    .assess()
    .find(({ column }) => column === "plan")!;
  expect(plan.levels[0].level).toBe("platinum");
  expect(plan.levels[0].rows).toBeGreaterThan(25);
});

const counts = fc.array(fc.integer({ min: 0, max: 400 }), {
  minLength: 2,
  maxLength: 8,
});

test("a value is above its threshold exactly where chance would reach it less often than the level", () => {
  fc.assert(
    fc.property(counts, fc.integer(), (a, seed) => {
      const draw = random(seed);
      const b = a.map((n) => Math.max(0, n + draw.integer(60) - 30));
      for (const statistic of ["ks", "chi-square"] as const) {
        const found = TwoSample.compare(a, b, statistic, random(seed));
        if (!found) continue;
        for (const level of [0.05, 0.01, 0.001])
          expect(found.value > found.threshold(level)).toBe(found.p < level);
      }
    }),
    { numRuns: 60 },
  );
});

test("statistics equal their definitions, worked by hand", () => {
  expect(TwoSample.ks([5, 5], [2, 8])).toBeCloseTo(0.3, 12);
  // Expected 3.5 and 6.5 in either row: 4 differences of 1.5.
  expect(TwoSample.chiSquare([5, 5], [2, 8])).toBeCloseTo(
    2 * (2.25 / 3.5 + 2.25 / 6.5),
    12,
  );
  expect(TwoSample.psi([9.5, 9.5], [9.5, 9.5])).toBe(0);
});

test("Holm's correction alarms whenever Bonferroni's does and never beyond the level of one test", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
        minLength: 1,
        maxLength: 20,
      }),
      (ps) => {
        const drift = new Array<boolean>(ps.length).fill(false);
        const tests = ps.map((p, k) => ({
          p,
          settle: (level: number, is: boolean) => {
            drift[k] = is;
            expect(is).toBe(p <= level && is);
            expect(level).toBeGreaterThanOrEqual(0.05 / ps.length - 1e-12);
          },
        }));
        Drift.correct(tests, 0.05);
        ps.forEach((p, k) => {
          if (p <= 0.05 / ps.length) expect(drift[k]).toBe(true);
          if (p > 0.05) expect(drift[k]).toBe(false);
        });
      },
    ),
  );
});

test("counts of a sketch are all of its rows, and those of a second look at the same rows are its own", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constant(NaN), fc.integer({ min: -9, max: 9 }))),
      (list) => {
        const values = Float64Array.from(list);
        const column = { name: "x", type: "number" as const, values };
        const sketch = Sketch.of(column, values)!;
        const own = Sketch.own(sketch);
        expect(own.n).toBe(values.length);
        const again = Sketch.tally(sketch, column, values);
        expect(again).toEqual(own);
      },
    ),
  );
});

const said = (n: number, draw: Random, odds: number) =>
  Array.from({ length: n }, (): CalibrationDrift.Said => {
    const probability = 0.05 + 0.5 * draw.uniform();
    const really =
      (odds * probability) / (1 - probability + odds * probability);
    return { probability, happened: draw.uniform() < really };
  });

test("probabilities that hold are steady, and a doubled rate is found among 500 outcomes", () => {
  let alarms = 0;
  let found = 0;
  for (let run = 0; run < 100; run++) {
    const verdict = (odds: number) => {
      const { finding, tests } = CalibrationDrift.test(
        said(500, random(run), odds),
      );
      Drift.correct(tests);
      return finding.verdict === "drift";
    };
    if (verdict(1)) alarms++;
    if (verdict(2.5)) found++;
  }
  expect(alarms).toBeLessThanOrEqual(11);
  expect(found).toBeGreaterThanOrEqual(99);
});

test("a reference survives its file", () => {
  const frame: Frame = {
    rows: 3,
    columns: [
      { name: "x", type: "number", values: Float64Array.of(1, NaN, 3) },
      { name: "d", type: "date", values: Float64Array.of(10, 20, 30) },
      {
        ...{ name: "__proto__", type: "category" },
        ...{ codes: Int32Array.of(0, 1, -1), levels: ["a", "constructor"] },
      },
    ],
  };
  const at = [40, 40, 40];
  const reference = Reference.of(
    { frame, at, periods: ["2026-01"], uploads: [] },
    [0, 1, 2],
    { frame, at },
    { rows: 3, positives: 1 },
  );
  expect(Reference.Info.parse(JSON.parse(JSON.stringify(reference)))).toEqual(
    reference,
  );
});
