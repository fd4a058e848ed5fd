import { forecast } from "@mainstay/core/forecast/forecast";
import { reorderPoint } from "@mainstay/core/forecast/reorder-point";
import { Normal } from "@mainstay/core/stats/normal";
import fc from "fast-check";
import { expect, test } from "vitest";

// Intervals of simple exponential smoothing with gain α and shocks of standard deviation σ.
const smoothing = (alpha: number, sigma: number, value: number) => ({
  points: Array.from({ length: 12 }, (_, h) => {
    const half = Normal.z975 * sigma * Math.sqrt(1 + h * alpha ** 2);
    const [low95, high95] = [value - half, value + half];
    return { step: h + 1, value, low80: value, high80: value, low95, high95 };
  }),
});
const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test("demand under simple smoothing has the variance Graves (1999) gives", () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 1, max: 12 }), (alpha, leadTime) => {
      const { safetyStock, expectedDemand } = reorderPoint({
        forecast: smoothing(alpha, 3, 20),
        leadTime,
        serviceLevel: 0.9,
      });
      const L = leadTime;
      const variance =
        9 *
        L *
        (1 + alpha * (L - 1) + (alpha ** 2 * (L - 1) * (2 * L - 1)) / 6);
      expect(expectedDemand).toBeCloseTo(20 * L, 9);
      expect(safetyStock).toBeCloseTo(
        1.2815515655446004 * Math.sqrt(variance),
        4,
      );
    }),
  );
});

test("for one period and 97.5 % it is the upper end of the interval", () => {
  const made = forecast(
    {
      values: Float64Array.of(20, 23, 19, 25, 22, 27, 21, 24, 26, 22),
      period: 1,
    },
    { horizon: 3 },
  );
  const { reorderPoint: point } = reorderPoint({
    forecast: made,
    leadTime: 1,
    serviceLevel: 0.975,
  });
  expect(point).toBeCloseTo(made.points[0].high95, 4);
});

test("a longer wait or a higher service level never lowers it", () => {
  const wait = fc.double({ min: 0.1, max: 12, noNaN: true });
  const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(share, wait, wait, level, level, (alpha, a, b, p, q) => {
      const at = (leadTime: number, serviceLevel: number) =>
        reorderPoint({
          forecast: smoothing(alpha, 3, 20),
          leadTime,
          serviceLevel,
        }).reorderPoint;
      expect(at(Math.max(a, b), Math.max(p, q))).toBeGreaterThanOrEqual(
        at(Math.min(a, b), Math.min(p, q)) - 1e-9,
      );
    }),
  );
});

test("half the service needs no safety stock", () => {
  const { safetyStock } = reorderPoint({
    forecast: smoothing(0.3, 3, 20),
    leadTime: 4,
    serviceLevel: 0.5,
  });
  expect(safetyStock).toBeCloseTo(0, 9);
});

test("a lead time beyond the forecast is refused with how far it reaches", () => {
  expect(() =>
    reorderPoint({
      forecast: smoothing(0.3, 3, 20),
      leadTime: 13,
      serviceLevel: 0.9,
    }),
  ).toThrow(/12 periods foretold, got 13/);
});
