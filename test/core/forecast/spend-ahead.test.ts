// spend-ahead: the month's end and the day of exhaustion, by hand, by laws, and by how often intervals hold
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { random as seeded } from "@mainstay/core/base/random";
import { LocalLevel } from "@mainstay/core/forecast/local-level";
import { SpendAhead } from "@mainstay/core/forecast/spend-ahead";
import { WeekdayPattern } from "@mainstay/core/forecast/weekday-pattern";
import { epochDay } from "@mainstay/core/reading/calendar";
import "../../property-seed";

const daily = (amounts: number[], from = epochDay(2026, 1, 1)) => ({
  ...{ from, days: new Float64Array(amounts.length).fill(1) },
  amounts: Float64Array.from(amounts),
});
const monthOf = (past: SpendAhead.Past, year: number, month: number) =>
  SpendAhead.month(
    past,
    SpendAhead.path(past)!,
    epochDay(year, month, 1),
    month === 12 ? epochDay(year + 1, 1, 1) : epochDay(year, month + 1, 1),
  );

describe("the month's end", () => {
  test.each([
    [2026, 2, 28],
    [2028, 2, 29],
    [2026, 4, 30],
    [2026, 12, 31],
  ])("constant use of 7 a day comes to 7 a day in %i-%i", (year, month, n) => {
    const from = epochDay(year, month, 1) - 40;
    const found = monthOf(daily(new Array(50).fill(7), from), year, month);
    expect(found.spent).toBe(70);
    for (const sum of [found.projected, found.low, found.high])
      expect(sum).toBeCloseTo(7 * n, 8);
  });

  test("a week of five days is projected by its five days", () => {
    // 2026-01-05 is a Monday.
    const from = epochDay(2026, 1, 5);
    const week = [10, 10, 10, 10, 10, 0, 0];
    const past = daily(
      Array.from({ length: 8 * 7 }, (_, k) => week[k % 7]),
      from,
    );
    // March 2026 begins on a Sunday, a day before the past ends, and has 22 days from Monday to Friday.
    expect(monthOf(past, 2026, 3).projected).toBeCloseTo(220, 8);
  });

  test("a jump that lasts is followed", () => {
    const past = daily([...new Array(60).fill(10), ...new Array(10).fill(30)]);
    // 2026-03-12 is the first day ahead; from 2026-03-02 on it is 30 a day.
    const { projected, spent } = monthOf(past, 2026, 3);
    expect(spent).toBe(10 + 300);
    expect(projected).toBeCloseTo(310 + 20 * 30, 0);
  });

  test("the projection of a finished month is its sum", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 1000 }), {
          minLength: 31,
          maxLength: 120,
        }),
        (amounts) => {
          const past = daily(amounts);
          const sum = amounts.slice(0, 31).reduce((all, one) => all + one, 0);
          const found = monthOf(past, 2026, 1);
          expect(found).toEqual({
            ...{ spent: sum, projected: sum, low: sum, high: sum },
          });
        },
      ),
    );
  });

  test("more money by a factor is that factor in every figure", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), {
          minLength: 10,
          maxLength: 60,
        }),
        (amounts) => {
          const one = monthOf(daily(amounts), 2026, 3);
          const two = monthOf(daily(amounts.map((y) => 4 * y)), 2026, 3);
          for (const key of ["projected", "low", "high"] as const)
            expect(two[key] / 4).toBeCloseTo(one[key], 5);
        },
      ),
    );
  });

  test("without a value there is no path, and from two values no interval", () => {
    expect(SpendAhead.path(daily([]))).toBeNull();
    const { projected, high } = monthOf(daily([3, 5]), 2026, 1);
    expect(projected).toBeGreaterThan(8);
    expect(high).toBeNaN();
  });

  test("months by their sums: days of each count", () => {
    const from = epochDay(2026, 1, 1);
    const past = {
      from,
      days: Float64Array.of(31, 28, 31),
      amounts: Float64Array.of(310, 280, 310),
    };
    expect(monthOf(past, 2026, 4).projected).toBeCloseTo(300, 8);
    expect(monthOf(past, 2026, 2).projected).toBe(280);
  });
});

test.each([
  ["noise about one level", { wander: 0, shape: () => 1, least: 0.95 }],
  ["a level that wanders", { wander: 0.03, shape: weekly, least: 0.92 }],
  [
    "a level that wanders further, with noise that grows with it",
    { wander: 0.05, shape: weekly, grows: true, least: 0.9 },
  ],
])(
  "95 per cent intervals of twenty days ahead hold: %s",
  (_, { wander, shape, least, grows }: World) => {
    const random = seeded(7);
    const worlds = 600;
    let held = 0;
    for (let world = 0; world < worlds; world++) {
      let level = 100;
      const values = Array.from({ length: 84 + 20 }, (_, day) => {
        level *= Math.exp(wander * random.normal());
        const noise = 0.25 * random.normal() * (grows ? level : 100);
        return shape(day) * (level + noise);
      });
      const past = daily(values.slice(0, 84), epochDay(2026, 1, 5));
      const end = past.from + 84;
      const ahead = SpendAhead.path(past)!;
      const { low, high } = SpendAhead.month(past, ahead, end, end + 20);
      const truth = values.slice(84).reduce((sum, one) => sum + one, 0);
      if (truth >= low && truth <= high) held++;
    }
    expect(held / worlds).toBeGreaterThan(least);
  },
);
type World = {
  wander: number;
  shape: (day: number) => number;
  least: number;
  grows?: boolean;
};

function weekly(day: number) {
  return [1.3, 1.2, 1.3, 1.2, 1.1, 0.5, 0.4][day % 7];
}

describe("the day of exhaustion", () => {
  const past = daily(new Array(30).fill(10));
  const ahead = SpendAhead.path(past)!;
  const at = past.from + 30;
  const limit = (left: number, days = 400) => ({
    kind: "credits" as const,
    ...{ left, until: at + days },
  });

  test("is the day at whose end nothing is left", () => {
    const of = (left: number) => SpendAhead.exhaustion(past, ahead, [limit(left)]); // prettier-ignore
    expect(of(100)).toEqual({ kind: "credits", on: at + 9, earliest: at + 9, latest: at + 9 }); // prettier-ignore
    expect(of(101)!.on).toBe(at + 10);
    expect(of(1)!.on).toBe(at);
  });

  test("is in the past where more is spent than there was", () => {
    const of = (left: number) => SpendAhead.exhaustion(past, ahead, [limit(left)]); // prettier-ignore
    expect(of(0)!.on).toBe(at - 1);
    expect(of(-15)!.on).toBe(at - 2);
    expect(of(-1e9)!.on).toBe(past.from);
  });

  test("is none where the limit begins anew before", () => {
    expect(SpendAhead.exhaustion(past, ahead, [limit(100, 9)])).toBeNull();
    expect(SpendAhead.exhaustion(past, ahead, [limit(100, 10)])).not.toBeNull();
  });

  test("of several limits the first one counts, and more left is never earlier", () => {
    const both = SpendAhead.exhaustion(past, ahead, [
      limit(100),
      { kind: "budget", left: 50, until: at + 31 },
    ]);
    expect(both).toMatchObject({ kind: "budget", on: at + 4 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 5, maxLength: 90 }), // prettier-ignore
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 500 }),
        (amounts, left, more) => {
          const own = daily(amounts);
          const path = SpendAhead.path(own)!;
          const until = own.from + amounts.length + 366;
          const on = (left: number) =>
            SpendAhead.exhaustion(own, path, [{ kind: "credits", left, until }]); // prettier-ignore
          const [first, second] = [on(left), on(left + more)];
          if (second) expect(first!.on).toBeLessThanOrEqual(second.on);
          if (first && !Number.isNaN(first.latest))
            expect(first.latest).toBeGreaterThanOrEqual(first.on);
          if (first && !Number.isNaN(first.earliest))
            expect(first.earliest).toBeLessThanOrEqual(first.on);
        },
      ),
    );
  });
});

test("the spread of a sum is that of drawn paths", () => {
  const fit = { alpha: 0.3, level: 5, sigma: 2, doubt: 0, share: 1 };
  const weights = [1, 0.5, 2, 1, 1.5];
  const next = LocalLevel.ahead({ levels: [fit], values: 50 });
  const { spread, mean } = weights.map(next).at(-1)!;
  const random = seeded(3);
  const sums = Array.from({ length: 40_000 }, () => {
    let level = fit.level;
    return weights.reduce((sum, weight) => {
      const error = fit.sigma * random.normal();
      const value = weight * (level + error);
      level += fit.alpha * error;
      return sum + value;
    }, 0);
  });
  const average = sums.reduce((all, one) => all + one, 0) / sums.length;
  const variance =
    sums.reduce((all, one) => all + (one - average) ** 2, 0) / sums.length;
  expect(mean).toBeCloseTo(5 * 6, 10);
  expect(Math.sqrt(variance) / spread).toBeCloseTo(1, 1);
});

test("a pattern of the week that is chance alone is nearly none", () => {
  const random = seeded(5);
  const noise = Float64Array.from({ length: 84 }, () => 1 + 0.3 * random.normal()); // prettier-ignore
  for (const weight of WeekdayPattern.measure(noise, 0))
    expect(Math.abs(weight - 1)).toBeLessThan(0.12);
});
