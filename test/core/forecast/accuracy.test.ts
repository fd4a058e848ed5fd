import { Accuracy } from "@mainstay/core/forecast/accuracy";
import { ForecastBacktest } from "@mainstay/core/forecast/forecast-backtest";
import fc from "fast-check";
import { expect, test } from "vitest";

const { mae, scale, seasonalNaive, smape } = Accuracy;

test("errors by hand: sMAPE, mean absolute error and the scale of MASE", () => {
  // |10 − 8| of 18 and |4 − 8| of 12, each twice over; both zero count as no error.
  expect(smape([10, 4, 0], [8, 8, 0])).toBeCloseTo(
    (200 * (2 / 18 + 4 / 12)) / 3,
    12,
  );
  expect(smape([-5], [5])).toBe(200);
  expect(mae([10, 4, 0], [8, 8, 0])).toBe(2);
  expect(scale([1, 4, 2, 9], 2)).toBe((1 + 5) / 2);
  // Too few values for a season are judged by the value before.
  expect(scale([1, 4], 2)).toBe(3);
  expect(scale([1, 4, 2], 2)).toBe(1);
  expect(scale([7], 1)).toBe(0);
});

test("the seasonal naive forecast repeats the last season as long as it is asked to", () => {
  expect(Array.from(seasonalNaive(Float64Array.of(9, 1, 2, 3), 3, 7))).toEqual([
    1, 2, 3, 1, 2, 3, 1,
  ]);
  expect(Array.from(seasonalNaive(Float64Array.of(4, 5), 2, 3))).toEqual([
    4, 5, 4,
  ]);
  expect(Array.from(seasonalNaive(Float64Array.of(4, 5), 3, 2))).toEqual([
    5, 5,
  ]);
});

const naivePath = (past: Float64Array, steps: number) => ({
  value: new Float64Array(steps).fill(past[past.length - 1]),
  sd: new Float64Array(steps).fill(2),
});

test("trials begin at up to six origins over the last horizon, see only what came before and learn from six values or more", () => {
  const size = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 14 }), (n, horizon) => {
      const values = Float64Array.from({ length: n }, (_, i) => i * i);
      const seen: number[][] = [];
      const tried = ForecastBacktest.trials(values, 1, horizon, (past, h) => {
        seen.push(Array.from(past));
        return naivePath(past, h);
      });
      const steps = new Set(
        [1, 2, 3, 4, 5, 6].map((k) => Math.ceil((horizon * k) / 6)),
      );
      const from = [...steps].map((step) => n - step).filter((at) => at >= 6);
      expect(tried.map((trial) => trial.from)).toEqual(from);
      expect(seen).toEqual(from.map((at) => Array.from(values.slice(0, at))));
      for (const { from, naive, foretold } of tried) {
        expect(foretold.value).toHaveLength(n - from);
        expect(Array.from(naive)).toEqual(
          new Array(n - from).fill(values[from - 1]),
        );
      }
    }),
    { numRuns: 50 },
  );
});

const trial = (from: number, foretold: number[], sd: number) => ({
  from,
  foretold: {
    value: Float64Array.from(foretold),
    sd: new Float64Array(foretold.length).fill(sd),
  },
  naive: new Float64Array(foretold.length),
});

test("intervals widen by the root mean square of past errors, half way with six origins and less with fewer", () => {
  const values = Float64Array.of(0, 0, 0, 0, 8, 8);
  const one = trial(4, [0, 0], 2);
  // Errors of 8 are four standard deviations.
  expect(ForecastBacktest.widen(values, Array(6).fill(one))).toBeCloseTo(2, 12);
  expect(ForecastBacktest.widen(values, Array(3).fill(one))).toBeCloseTo(
    4 ** 0.25,
    12,
  );
  expect(ForecastBacktest.widen(values, [])).toBe(1);
  const far = trial(4, [0, 0], 0.01);
  expect(ForecastBacktest.widen(values, Array(6).fill(far))).toBeCloseTo(
    Math.sqrt(10),
    12,
  );
  const exact = trial(4, [8, 8], 0);
  expect(ForecastBacktest.widen(values, Array(6).fill(exact))).toBeCloseTo(
    Math.sqrt(0.3),
    12,
  );
  // The errors of an origin count by their mean, those of all origins alike.
  const mixed = [trial(4, [4, 8], 2), trial(5, [8], 2)];
  expect(ForecastBacktest.widen(values, mixed)).toBeCloseTo(
    Math.sqrt((4 / 2 + 0) / 2) ** (2 / 12),
    12,
  );
});

test("the past is judged over all steps of all origins, beside the naive forecast; nothing that never changed has a MASE", () => {
  const values = Float64Array.of(1, 2, 3, 4, 6, 8);
  const judged = ForecastBacktest.judge(values, 1, [
    { ...trial(4, [5, 5], 1), naive: Float64Array.of(4, 4) },
    { ...trial(5, [8], 1), naive: Float64Array.of(6) },
  ]);
  const unit = (1 + 1 + 1 + 2 + 2) / 5;
  expect(judged.mase).toBeCloseTo((1 + 3 + 0) / 3 / unit, 12);
  expect(judged.smape).toBeCloseTo((200 * (1 / 11 + 3 / 13)) / 3, 12);
  expect(judged.seasonalNaive.mase).toBeCloseTo((2 + 4 + 2) / 3 / unit, 12);
  expect(judged.origins).toBe(2);
  const still = Float64Array.of(3, 3, 3);
  expect(ForecastBacktest.judge(still, 1, [trial(2, [3], 1)])).toMatchObject({
    ...{ mase: null, smape: 0 },
  });
});
