import { FillGaps } from "@mainstay/core/forecast/fill-gaps";
import { ForecastNotes } from "@mainstay/core/forecast/forecast-notes";
import { Intermittent } from "@mainstay/core/forecast/intermittent";
import { Season } from "@mainstay/core/forecast/season";
import { ShortSeries } from "@mainstay/core/forecast/short-series";
import fc from "fast-check";
import { expect, test } from "vitest";

const series = (n: number, at: (t: number) => number) =>
  Float64Array.from({ length: n }, (_, t) => at(t));
const close = (found: ArrayLike<number>, wanted: ArrayLike<number>) => {
  expect(found).toHaveLength(wanted.length);
  for (let i = 0; i < wanted.length; i++)
    expect(found[i]).toBeCloseTo(wanted[i], 9);
};
const factors = [3, -1, -4, 2];
const ratios = [1.5, 0.5, 0.8, 1.2];

test("the moving average over a season takes a season away and keeps a line, but for half a season at either end", () => {
  for (const period of [3, 4, 5]) {
    const wave = (t: number) => (t % period) - (period - 1) / 2;
    const smooth = Season.trend(
      series(20, (t) => 7 + 2 * t + wave(t)),
      period,
    );
    const half = period >> 1;
    smooth.forEach((value, t) =>
      t < half || t >= 20 - half
        ? expect(value).toBeNaN()
        : expect(value).toBeCloseTo(7 + 2 * t, 9),
    );
  }
});

test("decomposition finds the factors a series was made with: ratios where all is positive, differences elsewhere", () => {
  const additive = Season.decompose(
    series(24, (t) => t - 12 + factors[t % 4]),
    4,
  );
  expect(additive.kind).toBe("additive");
  close(additive.factors, factors);
  const steady = Season.decompose(
    series(24, (t) => 10 * ratios[t % 4]),
    4,
  );
  expect(steady.kind).toBe("multiplicative");
  close(steady.factors, ratios);
});

test("a season taken out and put back gives the values again, wherever they start", () => {
  const from = fc.nat({ max: 9 });
  const values = fc.array(fc.double({ min: 1, max: 99, noNaN: true }), {
    ...{ minLength: 4, maxLength: 12 },
  });
  fc.assert(
    fc.property(values, from, (list, from) => {
      for (const season of [
        { kind: "additive" as const, factors: Float64Array.from(factors) },
        { kind: "multiplicative" as const, factors: Float64Array.from(ratios) },
        Season.none(4),
      ]) {
        const all = new Float64Array(from + list.length);
        all.set(list, from);
        const plain = Season.remove(season, all);
        close(Season.restore(season, plain.slice(from), from), list);
      }
    }),
    { numRuns: 50 },
  );
  expect(
    Array.from(
      Season.remove(
        { kind: "additive", factors: Float64Array.from(factors) },
        Float64Array.of(10, 10, 10, 10, 10),
      ),
    ),
  ).toEqual([7, 11, 14, 8, 7]);
});

test("a season is found from three seasons on, where the autocorrelation at its lag is significant", () => {
  const wave = series(12, (t) => +(t % 4 === 0));
  expect(Season.repeats(wave, 4)).toBe(true);
  expect(Season.repeats(wave.slice(0, 11), 4)).toBe(false);
  expect(
    Season.repeats(
      series(12, () => 5),
      4,
    ),
  ).toBe(false);
  expect(Season.repeats(wave, 1)).toBe(false);
  // By Bartlett's formula with every autocorrelation worked out apart.
  fc.assert(
    fc.property(
      fc.array(fc.nat({ max: 9 }), { minLength: 9, maxLength: 18 }),
      (list) => {
        fc.pre(new Set(list).size > 1);
        const mean = list.reduce((a, b) => a + b, 0) / list.length;
        const r = (lag: number) =>
          list.reduce(
            (sum, x, i) =>
              i < lag ? sum : sum + (x - mean) * (list[i - lag] - mean),
            0,
          ) / list.reduce((sum, x) => sum + (x - mean) ** 2, 0);
        const limit =
          1.6448536269514722 *
          Math.sqrt((1 + 2 * (r(1) ** 2 + r(2) ** 2)) / list.length);
        fc.pre(Math.abs(Math.abs(r(3)) - limit) > 1e-9);
        expect(Season.repeats(Float64Array.from(list), 3)).toBe(
          Math.abs(r(3)) > limit,
        );
      },
    ),
  );
  expect(Season.find(wave, 4).kind).toBe("additive");
  expect(
    Season.find(
      series(12, (t) => t % 2),
      1,
    ),
  ).toEqual(Season.none(1));
});

test("gaps between known values lie on the line between them, and the ends without a value are left off", () => {
  const holed = Float64Array.of(NaN, 1, NaN, NaN, 7, 9, NaN, NaN);
  const found = FillGaps.fill(holed, 1);
  close(found.values, [1, 3, 5, 7, 9]);
  expect(found).toMatchObject({ filled: 2, behind: 2 });
  expect(FillGaps.fill(Float64Array.of(2, 4), 1)).toEqual({
    ...{ values: Float64Array.of(2, 4), filled: 0, behind: 0 },
  });
  expect(FillGaps.fill(Float64Array.of(NaN, NaN), 1)).toMatchObject({
    ...{ values: new Float64Array(0), filled: 0, behind: 2 },
  });
});

test("a gap in a season is filled as the season has it", () => {
  const wave = series(40, (t) => factors[t % 4]);
  const holed = wave.slice();
  holed[13] = holed[22] = NaN;
  const { values } = FillGaps.fill(holed, 4);
  expect(values[13]).toBeCloseTo(factors[1], 0);
  expect(values[22]).toBeCloseTo(factors[2], 0);
  expect(Array.from(values.slice(0, 13))).toEqual(
    Array.from(wave.slice(0, 13)),
  );
});

test("demand is intermittent where more than 1.32 periods lie between two of its kind and none is negative", () => {
  const share = (demands: number, n: number) =>
    Intermittent.isIntermittent(series(n, (t) => +(t < demands)));
  expect(share(25, 33)).toBe(false);
  expect(share(24, 33)).toBe(true);
  expect(share(0, 33)).toBe(false);
  expect(Intermittent.isIntermittent(Float64Array.of(0, 0, -1, 5))).toBe(false);
});

test("intermittent demand is its smoothed probability times its smoothed size, its quantiles those of the past by age", () => {
  const values = Float64Array.of(0, 4, 0, 0, 8);
  let [p, size] = [2 / 5, 6];
  for (const value of values) {
    p = p + 0.1 * ((value > 0 ? 1 : 0) - p);
    if (value > 0) size = 0.9 * size + 0.1 * value;
  }
  const { value, quantile } = Intermittent.foretell(values);
  expect(value).toBeCloseTo(p * size, 12);
  const ages = [4, 3, 2, 1, 0].map((age) => 0.9 ** age);
  const total = ages.reduce((a, b) => a + b, 0);
  const zero = (ages[0] + ages[2] + ages[3]) / total;
  expect(quantile(zero - 1e-9)).toBe(0);
  expect(quantile(zero + 1e-9)).toBe(4);
  expect(quantile(zero + ages[1] / total + 1e-9)).toBe(8);
  expect(quantile(1.5)).toBe(8);
  expect(Intermittent.foretell(new Float64Array(3)).value).toBe(0);
});

test("a short series goes on from its last value, ever less surely; a single value may change by its own size", () => {
  const one = ShortSeries.foretell(Float64Array.of(-5), 4);
  expect(Array.from(one.value)).toEqual([-5, -5, -5, -5]);
  close(one.sd, [5, 5 * Math.SQRT2, 5 * Math.sqrt(3), 10]);
  // One change of 3: Student's t with one degree of freedom.
  const { sd } = ShortSeries.foretell(Float64Array.of(1, 4), 1);
  expect(sd[0]).toBeCloseTo((3 * 12.706204736174698) / 1.959963984540054, 6);
});

test("every remark names its numbers in both languages", () => {
  for (const [note, numbers] of [
    [ForecastNotes.filled(3, 40), ["3", "40"]],
    [ForecastNotes.behind(2), ["2"]],
    [ForecastNotes.short(4), ["4"]],
    [ForecastNotes.season(17, 12), ["17", "12"]],
    [ForecastNotes.intermittent, []],
  ] as const) {
    expect(note.code).toMatch(/^[a-z]+$/);
    for (const text of [note.text.en, note.text.zh]) {
      expect(text.length).toBeGreaterThan(10);
      for (const number of numbers) expect(text).toContain(number);
    }
  }
});
