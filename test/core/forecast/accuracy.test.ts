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

const still = (past: Float64Array, steps: number) => ({
  value: new Float64Array(steps).fill(past[past.length - 1]),
  sd: new Float64Array(steps).fill(2),
});

test("rounds begin at up to six origins over the last horizon, see only what came before and learn from six values or more", () => {
  const size = fc.integer({ min: 1, max: 30 });
  fc.assert(
    fc.property(size, fc.integer({ min: 1, max: 14 }), (n, horizon) => {
      const values = Float64Array.from({ length: n }, (_, i) => i * i);
      const seen: number[][] = [];
      const all = ForecastBacktest.rounds(values, 1, horizon, (past, h) => {
        seen.push(Array.from(past));
        return [still(past, h)];
      });
      const steps = new Set(
        [1, 2, 3, 4, 5, 6].map((k) => Math.ceil((horizon * k) / 6)),
      );
      const from = [...steps].map((step) => n - step).filter((at) => at >= 6);
      expect(all.map((round) => round.from)).toEqual(from);
      expect(seen).toEqual(from.map((at) => Array.from(values.slice(0, at))));
      for (const { from, naive, paths } of all) {
        expect(paths[0].value).toHaveLength(n - from);
        expect(Array.from(naive)).toEqual(
          new Array(n - from).fill(values[from - 1]),
        );
      }
    }),
    { numRuns: 50 },
  );
});

test("in a long series four origins lie a horizon apart and are foretold a horizon each", () => {
  const rounds = (n: number, horizon: number) =>
    ForecastBacktest.rounds(new Float64Array(n), 7, horizon, (past, h) => [
      still(past, h),
    ]).map(({ from, naive }) => [n - from, naive.length]);
  expect(rounds(200, 14)).toEqual([14, 28, 42, 56].map((back) => [back, 14]));
  expect(rounds(199, 14)).toHaveLength(6);
  expect(rounds(200, 26)).toHaveLength(6);
});

test("a method's error is its mean over all steps of all rounds, and a mixture's forecasts are the weighted mean", () => {
  const values = Float64Array.of(0, 0, 4, 8);
  const path = (...value: number[]) => ({
    ...{ value: Float64Array.from(value), sd: new Float64Array(value.length) },
  });
  const all = [
    { from: 2, paths: [path(1, 1), path(4, 8)], naive: new Float64Array(2) },
    { from: 3, paths: [path(6), path(5)], naive: new Float64Array(1) },
  ];
  expect(ForecastBacktest.errors(values, all)).toEqual([(3 + 7 + 2) / 3, 1]);
  const mixed = ForecastBacktest.mix(all, [0.25, 0.75]);
  expect(mixed.map(({ from }) => from)).toEqual([2, 3]);
  expect(Array.from(mixed[0].foretold.value)).toEqual([3.25, 6.25]);
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
  const widened = (tried: ReturnType<typeof trial>[]) => {
    const [half80, half95] = ForecastBacktest.halves(values, tried, [1, 2]);
    expect(half95).toBeCloseTo(2 * half80, 12);
    return half80;
  };
  const times = (n: number, one: ReturnType<typeof trial>) =>
    Array.from({ length: n }, () => one);
  const one = trial(4, [0, 0], 2);
  // Errors of 8 are four standard deviations.
  expect(widened(times(6, one))).toBeCloseTo(2, 12);
  expect(widened(times(3, one))).toBeCloseTo(4 ** 0.25, 12);
  expect(widened([])).toBe(1);
  const far = trial(4, [0, 0], 0.01);
  expect(widened(times(6, far))).toBeCloseTo(Math.sqrt(10), 12);
  const exact = trial(4, [8, 8], 0);
  expect(widened(times(6, exact))).toBeCloseTo(Math.sqrt(0.3), 12);
  // The errors of an origin count by their mean, those of all origins alike.
  expect(widened([trial(4, [4, 8], 2), trial(5, [8], 2)])).toBeCloseTo(
    Math.sqrt((4 / 2 + 0) / 2) ** (2 / 12),
    12,
  );
});

test("many errors of few origins speak for themselves, by their own quantiles", () => {
  const values = Float64Array.from({ length: 61 + 40 }, (_, i) => i % 7);
  const one = trial(40, Array(61).fill(0), 2);
  const errors = Array.from(values.slice(40), (value) => value / 2).sort(
    (a, b) => a - b,
  );
  const own = 61 / 121;
  const [half80, half95] = ForecastBacktest.halves(values, [one], [1.3, 2.3]);
  expect(half80).toBeCloseTo(1.3 ** (1 - own) * errors[48] ** own, 12);
  expect(half95).toBeCloseTo(2.3 ** (1 - own) * errors[57] ** own, 12);
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
