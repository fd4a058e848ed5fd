import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Accuracy } from "@mainstay/core/forecast/accuracy";
import { forecast } from "@mainstay/core/forecast/forecast";
import { ForecastMembers } from "@mainstay/core/forecast/forecast-members";
import { SeasonSearch } from "@mainstay/core/forecast/season-search";

const series = (n: number, value: (t: number) => number) =>
  Float64Array.from({ length: n }, (_, t) => value(t));
const wave = (t: number, period: number) =>
  Math.sin((2 * Math.PI * t) / period) +
  0.5 * Math.cos((4 * Math.PI * t) / period);

/** Hours of a trade: a day's shape, quieter at weekends, around a level that wanders. */
const hours = (n: number, seed: number) => {
  const draw = random(seed);
  let level = 100;
  return series(n, (t) => {
    level += 0.2 * draw.normal();
    const weekend = Math.floor(t / 24) % 7 >= 5 ? 0.5 : 1;
    return level + 30 * weekend * wave(t, 24) + 3 * draw.normal();
  });
};

test("the season is found when nobody says it, and none in noise, walks and lines", () => {
  for (const [period, n] of [
    [4, 40],
    [7, 90],
    [12, 72],
    [24, 400],
    [52, 260],
  ]) {
    let hits = 0;
    for (let seed = 0; seed < 20; seed++) {
      const draw = random(seed);
      const found = SeasonSearch.find(
        series(
          n,
          (t) => 50 + 0.2 * t + 10 * wave(t, period) + 2 * draw.normal(),
        ),
      );
      if (found.length === 1 && found[0] === period) hits++;
    }
    expect([period, hits >= 18]).toEqual([period, true]);
  }
  let wrong = 0;
  for (let seed = 0; seed < 60; seed++) {
    const draw = random(1000 + seed);
    let level = 0;
    const of = [
      () => draw.normal(),
      () => (level += draw.normal()),
      (t: number) => 3 * t + draw.normal(),
    ][seed % 3];
    if (SeasonSearch.find(series(60 + 5 * seed, of)).length) wrong++;
  }
  expect(wrong).toBeLessThanOrEqual(3);
});

test("the day and the week of hours are both found, told or untold", () => {
  for (let seed = 0; seed < 5; seed++) {
    const values = hours(24 * 35, seed);
    expect(SeasonSearch.find(values)).toEqual([24, 168]);
    expect(SeasonSearch.longer(values, 24)).toBe(168);
  }
});

test("hours are foretold better than by repeating yesterday, and intervals hold about what they say", () => {
  const horizon = 48;
  let [ours, yesterday, in80, in95, steps] = [0, 0, 0, 0, 0];
  for (let seed = 0; seed < 12; seed++) {
    const n = 672 + 24 * seed;
    const all = hours(n + horizon, 50 + seed);
    const past = all.slice(0, n);
    const { points, seasons } = forecast(
      { values: past, period: "auto" },
      { horizon },
    );
    expect(seasons).toEqual([24, 168]);
    const naive = Accuracy.seasonalNaive(past, 24, horizon);
    points.forEach(({ value, low80, high80, low95, high95 }, h) => {
      const actual = all[n + h];
      ours += Math.abs(value - actual);
      yesterday += Math.abs(naive[h] - actual);
      in80 += Number(actual >= low80 && actual <= high80);
      in95 += Number(actual >= low95 && actual <= high95);
      steps++;
    });
  }
  expect(ours / yesterday).toBeLessThan(0.8);
  expect(in80 / steps).toBeGreaterThan(0.7);
  expect(in80 / steps).toBeLessThan(0.92);
  expect(in95 / steps).toBeGreaterThan(0.88);
});

test("a series that a straight line, its last value or its last season foretells best is foretold nearly as well", () => {
  const draw = random(4);
  let walk = 0;
  const kinds = {
    line: (t: number) => 1000 + 25 * t + 4 * draw.normal(),
    walk: () => (walk += 5 * draw.normal()),
    season: (t: number) =>
      40 * [3, 1, 2, 8, 5, 9, 2, 6, 4, 7, 9, 1][t % 12] + draw.normal(),
  };
  for (const [name, of] of Object.entries(kinds)) {
    let [ours, best] = [0, 0];
    for (let k = 0; k < 8; k++) {
      const all = series(30, of);
      const past = all.slice(0, 24);
      const { points } = forecast({ values: past, period: 12 }, { horizon: 6 });
      const simple = {
        line: (h: number) => past[23] + ((past[23] - past[0]) / 23) * (h + 1),
        walk: () => past[23],
        season: (h: number) => past[12 + h],
      }[name]!;
      points.forEach(({ value }, h) => {
        ours += Math.abs(value - all[24 + h]);
        best += Math.abs(simple(h) - all[24 + h]);
      });
    }
    expect([name, ours < 1.25 * best]).toEqual([name, true]);
  }
});

test("weights sum to 1, fall with the error, and leave what was perfect nearly alone", () => {
  const [a, b, c] = ForecastMembers.weights([1, 1, 2]);
  expect(a + b + c).toBeCloseTo(1, 12);
  expect(a).toBeGreaterThan(b);
  expect(b).toBeCloseTo(64 * c, 12);
  expect(ForecastMembers.weights([1, 0, 3])[1]).toBeGreaterThan(0.999);
  expect([...ForecastMembers.weights([0, 0])]).toEqual([1 / 1.2, 0.2 / 1.2]);
});
