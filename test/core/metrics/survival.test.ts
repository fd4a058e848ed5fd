import { Survival } from "@mainstay/core/metrics/survival";
import fc from "fast-check";
import { expect, test } from "vitest";

// Weeks of remission of 42 children with leukaemia (Freireich et al. 1963; Gehan 1965), as Cox & Oakes 1984 print them.
const mercaptopurine = {
  weeks: [
    ...[6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16],
    ...[17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  ],
  ended: [
    ...[1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1],
    ...[0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
  ],
};
const placebo = [
  ...[1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8],
  ...[8, 8, 11, 11, 12, 12, 15, 17, 22, 23],
];
const curve = Survival.kaplanMeier(mercaptopurine.weeks, mercaptopurine.ended);
const always = (cases: unknown[]) => cases.map(() => 1);

test("remission under 6-MP has the published survival and standard errors", () => {
  expect([...curve.time]).toEqual([6, 7, 10, 13, 16, 22, 23]);
  expect([...curve.atRisk]).toEqual([21, 17, 15, 12, 11, 7, 6]);
  const survival = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482];
  const error = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346];
  survival.forEach((published, step) => {
    expect(curve.survival[step]).toBeCloseTo(published, 4);
    expect(curve.survival[step] * Math.sqrt(curve.greenwood[step])).toBeCloseTo(
      error[step],
      4,
    );
  });
});

test("its median is 23 weeks, from 13 to no bound; without treatment it is 8, from 4 to 11", () => {
  expect(Survival.quantile(curve, 0.5)).toEqual({ value: 23, n: 21, low: 13 });
  const untreated = Survival.kaplanMeier(placebo, always(placebo));
  expect(Survival.quantile(untreated, 0.5)).toEqual({
    ...{ value: 8, n: 21 },
    ...{ low: 4, high: 11 },
  });
});

test("a quantile that the data do not reach says how many came to it", () => {
  expect(Survival.quantile(curve, 0.9)).toEqual({
    value: null,
    why: "Only 9 of 21 came to it so far, too few to see the time by which 90 % do.",
  });
});

test("the interval of S at 10 weeks is that of the log-log scale", () => {
  // S = .7529, se of ln S = .0963 / .7529; θ = exp(1.96 se / |ln S|); S^θ to S^(1/θ).
  const { survival, low, high } = Survival.at(curve, 12.9);
  expect(survival).toBeCloseTo(0.7529, 4);
  expect(low).toBeCloseTo(0.5032, 3);
  expect(high).toBeCloseTo(0.8894, 3);
  expect(Survival.at(curve, 5.9).survival).toBe(1);
});

const durations = fc.array(fc.nat({ max: 30 }), { minLength: 1 });

test("without censoring the curve is the share that lasted longer", () => {
  fc.assert(
    fc.property(durations, fc.nat({ max: 31 }), (cases, time) => {
      const lasted = cases.filter((duration) => duration > time).length;
      const all = Survival.kaplanMeier(cases, always(cases));
      expect(Survival.at(all, time).survival).toBeCloseTo(
        lasted / cases.length,
        10,
      );
    }),
  );
});

test("the curve only falls, and its interval holds it within 0 and 1", () => {
  const cases = fc.array(fc.tuple(fc.nat({ max: 30 }), fc.nat({ max: 1 })));
  fc.assert(
    fc.property(cases, (pairs) => {
      const any = Survival.kaplanMeier(
        pairs.map(([duration]) => duration),
        pairs.map(([, ended]) => ended),
      );
      let before = 1;
      for (const time of any.time) {
        const { survival, low, high } = Survival.at(any, time);
        expect(survival).toBeLessThan(before);
        expect(0 <= low && low <= survival && survival <= high).toBe(true);
        expect(high).toBeLessThanOrEqual(1);
        before = survival;
      }
    }),
  );
});

test("cases of unknown or negative duration change nothing", () => {
  const { weeks, ended } = mercaptopurine;
  expect(Survival.kaplanMeier([...weeks, NaN, -3], [...ended, 1, 1])).toEqual(
    curve,
  );
});
