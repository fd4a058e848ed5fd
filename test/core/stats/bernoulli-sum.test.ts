import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { BernoulliSum } from "@mainstay/core/stats/bernoulli-sum";

const loss = fc.record({
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  size: fc.double({ min: 0, max: 1e5, noNaN: true }),
});
const of = (losses: { p: number; size: number }[]) =>
  BernoulliSum.interval(
    losses.map(({ p }) => p),
    losses.map(({ size }) => size),
  );

test("mean and deviation are those of the sum over all outcomes, and the interval holds at least 95 % of them", () => {
  fc.assert(
    fc.property(fc.array(loss, { minLength: 1, maxLength: 8 }), (losses) => {
      const total = losses.reduce((sum, { size }) => sum + size, 0);
      let [mean, square, inside, above, below] = [0, 0, 0, 0, 0];
      const found = of(losses);
      const cell = total / 1000 + 1e-9;
      for (let mask = 0; mask < 1 << losses.length; mask++) {
        let [chance, sum] = [1, 0];
        losses.forEach(({ p, size }, i) => {
          const lost = (mask >> i) & 1;
          chance *= lost ? p : 1 - p;
          sum += lost ? size : 0;
        });
        mean += chance * sum;
        square += chance * sum * sum;
        if (sum > found.high + 8 * cell) above += chance;
        else if (sum < found.low - 8 * cell) below += chance;
        else inside += chance;
      }
      expect(found.mean).toBeCloseTo(mean, 4);
      expect(found.sd ** 2).toBeCloseTo(square - mean * mean, -3);
      expect(inside).toBeGreaterThan(0.95 - 1e-9);
      expect(Math.max(above, below)).toBeLessThan(0.025 + 1e-9);
      expect(found.low).toBeGreaterThanOrEqual(0);
      expect(found.high).toBeLessThanOrEqual(total);
    }),
    { numRuns: 200 },
  );
});

test("of 400 losses of unequal size the interval covers 95 ± 2 % of draws", () => {
  const draw = random(7);
  const losses = Array.from({ length: 400 }, () => ({
    p: 0.3 * draw.uniform(),
    size: Math.exp(3 + 1.5 * draw.normal()),
  }));
  const { low, high } = of(losses);
  let hits = 0;
  const runs = 2000;
  for (let k = 0; k < runs; k++) {
    let sum = 0;
    for (const { p, size } of losses) if (draw.uniform() < p) sum += size;
    if (sum >= low && sum <= high) hits++;
  }
  expect(Math.abs(hits / runs - 0.95)).toBeLessThan(0.02);
});

test("nothing to lose is no interval, and what is certain has none either", () => {
  expect(of([])).toEqual({ mean: 0, sd: 0, low: 0, high: 0 });
  const sure = of([
    { p: 1, size: 30 },
    { p: 0, size: 70 },
  ]);
  expect(sure.mean).toBe(30);
  expect(sure.low).toBeCloseTo(30, 9);
  expect(sure.high).toBeCloseTo(30, 9);
});
