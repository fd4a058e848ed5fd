import { Ets, type Form, type Gains } from "@mainstay/core/forecast/ets";
import { Season } from "@mainstay/core/forecast/season";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { airline } from "./airline";

const form = (trend: Form["trend"], seasonal: boolean, log = false): Form => ({
  trend,
  seasonal,
  log,
});
const squares = (errors: Float64Array) =>
  errors.reduce((sum, error) => sum + error * error, 0);
const noise = random(1);
const jagged = Float64Array.from(
  { length: 40 },
  (_, t) => 60 + t + 15 * Math.sin((t * Math.PI) / 2) + 8 * noise.uniform(),
);

test("no start has smaller errors than the one found", () => {
  const near = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.double({ min: 0.05, max: 0.9, noNaN: true }),
      fc.array(near, { minLength: 6, maxLength: 6 }),
      (seasonal, alpha, [level, slope, ...season]) => {
        const gains: Gains = {
          alpha,
          beta: alpha / 5,
          gamma: seasonal ? (1 - alpha) / 4 : 0,
          phi: 0.95,
        };
        const best = Ets.begin(jagged, gains, form("damped", seasonal), 4);
        const errors = (start: typeof best) =>
          squares(Ets.filter(jagged, gains, start).errors);
        expect(errors(best)).toBeCloseTo(best.squares, 3);
        const other = {
          ...best,
          level: best.level + level,
          slope: best.slope + slope,
          season: best.season.map((one, k) => one + (seasonal ? season[k] : 0)),
        };
        expect(errors(other)).toBeGreaterThanOrEqual(errors(best) - 1e-6);
      },
    ),
  );
});

test("the search finds a likelihood no worse than a brute grid over the gains", () => {
  const plain = Season.remove(Season.find(airline, 12), airline);
  for (const [series, shape, period] of [
    [plain, form("none", false), 1],
    [plain, form("damped", false), 1],
    [airline.map(Math.log), form("none", true), 12],
  ] as const) {
    const found = Ets.fit(series, period, shape)!;
    const least = Ets.begin(series, found.gains, shape, period).squares;
    const axes = found.at.length;
    const ticks = Array.from({ length: 9 }, (_, k) => k / 8);
    let grid = [[]] as number[][];
    for (let axis = 0; axis < axes; axis++)
      grid = grid.flatMap((point) => ticks.map((tick) => [...point, tick]));
    const brute = grid.map(
      (point) =>
        Ets.begin(series, Ets.gainsOf(point, shape), shape, period).squares,
    );
    expect(least).toBeLessThan(Math.min(...brute) * 1.002);
  }
});

test("the spread of simple smoothing grows as σ²(1 + (h − 1)α²)", () => {
  const fit = Ets.fit(jagged, 1, form("none", false))!;
  const { alpha } = fit.gains;
  Ets.predict(fit, 9).sd.forEach((sd, h) =>
    expect(sd ** 2 / fit.sigma ** 2).toBeCloseTo(1 + h * alpha ** 2, 9),
  );
});

test("the spread of every form is that of simulated futures", () => {
  const fit = Ets.fit(jagged, 4, form("damped", true))!;
  const { uniform } = random(7);
  const shock = () =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const path = Ets.predict(fit, 6);
  const squared = new Float64Array(6);
  const runs = 20_000;
  for (let run = 0; run < runs; run++) {
    let { level, slope } = fit;
    const season = fit.season.slice();
    for (let h = 0; h < 6; h++) {
      const error = fit.sigma * shock();
      const { alpha, beta, gamma, phi } = fit.gains;
      const value = level + phi * slope + season[h % 4] + error;
      level += phi * slope + alpha * error;
      slope = phi * slope + beta * error;
      season[h % 4] += gamma * error;
      squared[h] += (value - path.value[h]) ** 2 / runs;
    }
  }
  path.sd.forEach((sd, h) =>
    expect(sd / Math.sqrt(squared[h])).toBeCloseTo(1, 1),
  );
});

test("twice the values are as likely in the logs as the values, but for the unit", () => {
  for (const log of [false, true]) {
    const once = Ets.fit(airline, 12, form("damped", true, log))!;
    const twice = Ets.fit(
      airline.map((value) => 2 * value),
      12,
      form("damped", true, log),
    )!;
    expect(twice.aicc - once.aicc).toBeCloseTo(2 * 144 * Math.log(2), 3);
  }
});

test("airline passengers, whose season grows with them, are likelier in logs", () => {
  const plain = Ets.fit(airline, 12, form("damped", true))!;
  const logs = Ets.fit(airline, 12, form("damped", true, true))!;
  expect(logs.aicc).toBeLessThan(plain.aicc);
});

test("too few values for a form's parameters are refused", () => {
  expect(Ets.fit(airline.slice(0, 14), 12, form("none", true))).toBeNull();
});
