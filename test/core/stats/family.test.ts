import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bernoulli, gaussian, poisson } from "@mainstay/core/stats/family";

const score = fc.double({ min: -8, max: 8, noNaN: true });

test.each([
  [bernoulli, fc.double({ min: 0, max: 1, noNaN: true })],
  [gaussian, fc.double({ min: -9, max: 9, noNaN: true })],
  [poisson, fc.double({ min: 0, max: 9, noNaN: true })],
] as const)(
  "the loss falls and bends as its derivatives say",
  (family, label) => {
    fc.assert(
      fc.property(score, label, (z, y) => {
        const h = 1e-4;
        const [low, at, high] = [z - h, z, z + h].map((z) => family.loss(z, y));
        const scale = 1 + Math.abs(family.mean(z));
        expect((high - low) / (2 * h) / scale).toBeCloseTo(
          (family.mean(z) - y) / scale,
          5,
        );
        expect((high - 2 * at + low) / h ** 2 / scale).toBeCloseTo(
          family.variance(family.mean(z)) / scale,
          3,
        );
        expect(family.curvature(family.mean(z), y)).toBeGreaterThan(0);
      }),
    );
  },
);

test("a score gives back the mean that it was made of", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (mean) => {
      for (const family of [bernoulli, gaussian, poisson])
        expect(family.mean(family.score(mean))).toBeCloseTo(mean, 10);
    }),
  );
});
