import { Forecast, forecast, Info } from "@mainstay/core/forecast/forecast";
import { Accuracy } from "@mainstay/core/forecast/accuracy";
import { Season } from "@mainstay/core/forecast/season";
import { Theta } from "@mainstay/core/forecast/theta";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { airline } from "./airline";

const history = airline.slice(0, 132);
const year = airline.slice(132);
const values = (list: ArrayLike<number>) => Float64Array.from(list);
const pointsOf = (of: ArrayLike<number>, period = 1, horizon = 6) =>
  forecast({ values: values(of), period }, { horizon }).points;

function judged(foretold: Float64Array) {
  const scale = Accuracy.scale(history, 12);
  return {
    smape: Accuracy.smape(year, foretold),
    mase: Accuracy.mae(year, foretold) / scale,
  };
}

test("the last year of airline passengers is as far from seasonal naive, Naive2 and Theta as published", () => {
  const season = Season.find(history, 12);
  const plain = Season.remove(season, history);
  const seasoned = (path: Float64Array) => Season.restore(season, path, 132);
  const naive = judged(Accuracy.seasonalNaive(history, 12, 12));
  const naive2 = judged(seasoned(Accuracy.seasonalNaive(plain, 1, 12)));
  const theta = judged(seasoned(Theta.theta(plain, 12).value));

  expect(naive.smape).toBeCloseTo(10.572, 3);
  expect(naive.mase).toBeCloseTo(1.5709, 4);
  expect(naive2.smape).toBeCloseTo(7.03, 3);
  expect(naive2.mase).toBeCloseTo(1.1077, 4);
  expect(theta.smape).toBeCloseTo(5.409, 3);
  expect(theta.mase).toBeCloseTo(0.8637, 4);
});

test("the combination foretells that year better than Theta, within its intervals, and says how far off it was before", () => {
  const { method, points, pastError } = forecast(
    { values: history, period: 12 },
    { horizon: 12 },
  );
  expect(method).toBe("combination");
  expect(judged(values(points.map(({ value }) => value))).smape).toBeLessThan(
    5.409,
  );
  points.forEach(({ low95, high95 }, h) => {
    expect(year[h]).toBeGreaterThanOrEqual(low95);
    expect(year[h]).toBeLessThanOrEqual(high95);
  });
  expect(pastError!.origins).toBe(6);
  expect(pastError!.mase).toBeLessThan(pastError!.seasonalNaive.mase!);
});

const anySeries = fc.record({
  list: fc.array(fc.integer({ min: -999, max: 999 }), {
    minLength: 1,
    maxLength: 40,
  }),
  period: fc.constantFrom(1, 4, 12),
  horizon: fc.integer({ min: 1, max: 14 }),
  gaps: fc.array(fc.nat(39), { maxLength: 5 }),
});

test("every series with a value has a finite forecast whose intervals are nested and hold the point", () => {
  fc.assert(
    fc.property(anySeries, ({ list, period, horizon, gaps }) => {
      const history = values(list);
      for (const gap of gaps) if (gap) history[gap % list.length] = NaN;
      fc.pre(history.some((value) => !Number.isNaN(value)));
      const made = Info.parse(
        forecast({ values: history, period }, { horizon }),
      );
      expect(made.points.map(({ step }) => step)).toEqual(
        Array.from({ length: horizon }, (_, h) => h + 1),
      );
      for (const { value, low80, high80, low95, high95 } of made.points) {
        const rising = [low95, low80, value, high80, high95];
        expect(rising).toEqual(rising.toSorted((a, b) => a - b));
      }
    }),
    { numRuns: 150 },
  );
});

test("a history that was never negative is never foretold to be", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 40 }),
      fc.constantFrom(1, 12),
      (list, period) => {
        for (const { value, low95 } of pointsOf(list, period, 12))
          expect(Math.min(value, low95)).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 100 },
  );
});

test("a series in other units is foretold in those units", () => {
  const noise = random(3);
  const list = Array.from(
    { length: 48 },
    (_, t) => 50 + t + 20 * Math.sin(t / 2) + 10 * noise.uniform(),
  );
  for (const unit of [1e-6, 1 / 1024, 1024, 1e9]) {
    const here = pointsOf(list, 12);
    const there = pointsOf(
      list.map((value) => value * unit),
      12,
    );
    there.forEach((point, h) => {
      expect(point.value / unit / here[h].value).toBeCloseTo(1, 6);
      expect(point.high95 / unit / here[h].high95).toBeCloseTo(1, 6);
    });
  }
});

test("what never changed goes on unchanged and without doubt", () => {
  for (const value of [0, 7, -3])
    expect(
      forecast(
        { values: values([value, value, value]), period: 12 },
        { horizon: 2 },
      ),
    ).toMatchObject({
      method: "constant",
      points: [1, 2].map((step) => ({
        step,
        value,
        low95: value,
        high95: value,
      })),
      pastError: null,
    });
});

test("a straight line goes on, and no further than straight", () => {
  const list = Array.from({ length: 40 }, (_, t) => 100 + 3 * t);
  pointsOf(list, 1, 10).forEach(({ value }, h) => {
    const straight = 100 + 3 * (40 + h);
    expect(value).toBeLessThanOrEqual(straight + 1e-6);
    expect(value).toBeGreaterThan(217 + 0.5 * (straight - 217));
  });
});

test("a season repeated without change is foretold exactly", () => {
  const list = Array.from({ length: 48 }, (_, t) => [40, 10, 25, 31][t % 4]);
  pointsOf(list, 4, 8).forEach(({ value }, h) =>
    expect(value).toBeCloseTo([40, 10, 25, 31][h % 4], 3),
  );
});

test("two clear seasons are enough to foretell the third", () => {
  const noise = random(2);
  const months = [90, 30, 40, 50, 60, 90, 90, 80, 70, 60, 120, 300];
  const list = Array.from(
    { length: 24 },
    (_, t) => months[t % 12] + 5 * noise.uniform(),
  );
  pointsOf(list, 12, 12).forEach(({ value }, h) =>
    expect(Math.abs(value - months[h] - 2.5)).toBeLessThan(6),
  );
});

test("doubt grows as one looks further", () => {
  const noise = random(9);
  let level = 100;
  const list = Array.from(
    { length: 40 },
    () => (level += noise.uniform() - 0.5),
  );
  const widths = pointsOf(list, 1, 8).map(
    ({ low95, high95 }) => high95 - low95,
  );
  expect(widths).toEqual(widths.toSorted((a, b) => a - b));
});

test("one history has one forecast, to the last bit", () => {
  const whole = forecast({ values: history, period: 12 }, { horizon: 12 });
  const again = forecast(
    { values: history.slice(), period: 12 },
    { horizon: 12 },
  );
  expect(again).toEqual(whole);
});

test("a few values are repeated with the doubt of what little they changed", () => {
  // Student's t with two degrees of freedom on changes of +2 and −2, times the widening of every interval.
  const made = forecast(
    { values: values([10, 12, 10]), period: 12 },
    { horizon: 4 },
  );
  expect(made.method).toBe("short");
  expect(made.points.map(({ value }) => value)).toEqual([10, 10, 10, 10]);
  const half = made.points[0].high95 - 10;
  expect(half / ((2 * 4.302652729696142) / 1.959963984540054)).toBeCloseTo(
    2.35,
    6,
  );
  expect(made.points[3].high95 - 10).toBeCloseTo(2 * half, 6);
  expect(made.notes.map(({ code }) => code)).toEqual(["short", "season"]);
});

test("gaps are filled as the season has it and are named", () => {
  const list = Array.from({ length: 48 }, (_, t) => [40, 10, 25, 31][t % 4]);
  const holed = values(list);
  for (const gap of [0, 9, 18, 47]) holed[gap] = NaN;
  const { points, notes } = forecast(
    { values: holed, period: 4 },
    { horizon: 4 },
  );
  points.forEach(({ value }, h) =>
    expect(value).toBeCloseTo([40, 10, 25, 31][h], 0),
  );
  expect(notes.map(({ code }) => code)).toEqual(["gaps", "behind"]);
  expect(notes[0].text.en).toContain("2 of 46");
});

test("without a value there is no forecast, and the refusal says so", () => {
  expect(() => pointsOf([NaN, NaN])).toThrow(/at least one value, got 2/);
});

test("demand that comes one period in four is foretold by its mean, never below zero nor without what came", () => {
  const list = Array.from({ length: 120 }, (_, t) => (t % 4 === 0 ? 8 : 0));
  const { method, points } = forecast(
    { values: values(list), period: 1 },
    { horizon: 3 },
  );
  expect(method).toBe("intermittent");
  for (const { value, low95, high95 } of points) {
    expect(value).toBeGreaterThan(1.5);
    expect(value).toBeLessThan(2.5);
    expect([low95, high95]).toEqual([0, 8]);
  }
});

test("what an owner may ask of a forecast has bounds", () => {
  const ok = (config: object) => Forecast.Config.safeParse(config).success;
  for (const said of [
    ...[{ horizon: 1 }, { horizon: 60 }, { leadTime: 0.1 }, { leadTime: 60 }],
    ...[{ serviceLevel: 0.5 }, { serviceLevel: 0.9999 }],
  ])
    expect(ok(said)).toBe(true);
  for (const said of [
    ...[{ horizon: 0 }, { horizon: 61 }, { leadTime: 0 }, { leadTime: 61 }],
    ...[{ serviceLevel: 0.49 }, { serviceLevel: 1 }, { other: 1 }],
  ])
    expect(ok(said)).toBe(false);
  expect(Forecast.defaults).toEqual({
    ...{ horizon: 6, leadTime: 1, serviceLevel: 0.95 },
  });
});

test("a method that needs six values has them, and steps count from the last period, known or not", () => {
  const line = (n: number, unknown = 0) =>
    forecast(
      {
        values: values([
          ...Array.from({ length: n }, (_, t) => t + 1),
          ...Array<number>(unknown).fill(NaN),
        ]),
        period: 1,
      },
      { horizon: 2 },
    );
  expect([line(5).method, line(6).method]).toEqual(["short", "combination"]);
  const behind = line(24, 3);
  expect(behind.points.map(({ step }) => step)).toEqual([1, 2]);
  const ahead = forecast(
    { values: values(Array.from({ length: 24 }, (_, t) => t + 1)), period: 1 },
    { horizon: 5 },
  );
  behind.points.forEach(({ value }, h) =>
    expect(value).toBeCloseTo(ahead.points[3 + h].value, 9),
  );
  expect(line(24).notes).toEqual([]);
});
