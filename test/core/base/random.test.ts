import fc from "fast-check";
import { expect, test } from "vitest";
import { fromState, random } from "@mainstay/core/base/random";

test("xoshiro128** gives its authors' numbers from the state 1, 2, 3, 4", () => {
  const draw = fromState([1, 2, 3, 4]);
  expect(Array.from({ length: 10 }, draw.next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849,
    3729100597, 4258142804,
  ]);
});

test("a permutation holds every number once, and one seed gives one order", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 300 }), (seed, n) => {
      const order = random(seed).permutation(n);
      expect([...order].sort((a, b) => a - b)).toEqual(
        Array.from({ length: n }, (_, i) => i),
      );
      expect(random(seed).permutation(n)).toEqual(order);
    }),
  );
});

test("uniform and normal draws have the moments of their laws", () => {
  const draw = random(7);
  const n = 100_000;
  const moments = (next: () => number) => {
    const values = Array.from({ length: n }, next);
    const mean = values.reduce((a, b) => a + b) / n;
    return [mean, values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n];
  };
  const [uniformMean, uniformVariance] = moments(draw.uniform);
  const [normalMean, normalVariance] = moments(draw.normal);
  // Five standard errors.
  expect(Math.abs(uniformMean - 1 / 2)).toBeLessThan(0.005);
  expect(Math.abs(uniformVariance - 1 / 12)).toBeLessThan(0.0015);
  expect(Math.abs(normalMean)).toBeLessThan(0.016);
  expect(Math.abs(normalVariance - 1)).toBeLessThan(0.023);
});
