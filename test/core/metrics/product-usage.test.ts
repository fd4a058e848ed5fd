import type { Event } from "@mainstay/core/events/event";
import { defaults } from "@mainstay/core/metrics/metric-config";
import { ConversionRates } from "@mainstay/core/metrics/conversion-rates";
import { UsageChurn } from "@mainstay/core/metrics/usage-churn";
import { QuantileInterval } from "@mainstay/core/metrics/quantile-interval";
import { ProductUsage } from "@mainstay/core/metrics/product-usage";
import fc from "fast-check";
import { expect, test } from "vitest";

const numbers = (...values: number[]) => Float64Array.from(values);
const day = 86_400_000;

// One event a row: who, what, and when in days.
function log(rows: [user: string, action: string, time: number][]): Event.Log {
  const users = [...new Set(rows.map(([user]) => user))];
  const actions = [...new Set(rows.map(([, action]) => action))];
  const { length } = rows;
  return {
    ...{ users, products: [], actions },
    user: Int32Array.from(rows, ([user]) => users.indexOf(user)),
    product: new Int32Array(length).fill(-1),
    action: Int32Array.from(rows, ([, action]) => actions.indexOf(action)),
    time: Float64Array.from(rows, ([, , time]) => time * day),
    quantity: new Float64Array(length).fill(1),
    amount: new Float64Array(length).fill(NaN),
    order: Int32Array.from(rows, (_, i) => i),
  };
}

test("adoption is active over paid seats, over-use counting as full: 8 + 10 of 30", () => {
  const active = numbers(8, 12, NaN, 5);
  const seats = numbers(20, 10, 50, 0);
  expect(ProductUsage.adoption(active, seats)).toMatchObject({
    value: 0.6,
    n: 2,
  });
});

test("adoption's interval is that of a ratio of sums", () => {
  // 10 of 20, 10 of 10 and 10 of 30: R = .5, residuals 0, 5, −5; 4.303 √(3 · 50 / 2) / 60 = .621.
  const { value, low, high } = ProductUsage.adoption(
    numbers(10, 10, 10),
    numbers(20, 10, 30),
  ) as { value: number; low: number; high: number };
  expect([value, low, high]).toEqual([0.5, 0, 1]);
  const twice = ProductUsage.adoption(
    numbers(...Array(12).fill([10, 10, 10]).flat()),
    numbers(...Array(12).fill([20, 10, 30]).flat()),
  );
  // 36 customers: t(35) = 2.0301; √(36 · 600 / 35) / 720 · 2.0301 = .07005.
  expect(twice).toMatchObject({ low: expect.closeTo(0.42995, 4) });
});

test("breadth is the features used of those there are, as numbers or as lists", () => {
  expect(ProductUsage.breadth(numbers(2, 4, NaN), 8)).toMatchObject({
    ...{ value: 0.375, n: 2 },
  });
  const lists = ["chat; search", "chat", null, "chat, batch；search"];
  expect(ProductUsage.breadth(lists, null)).toMatchObject({
    value: expect.closeTo((2 + 1 + 3) / 9, 12),
    n: 3,
  });
  expect(ProductUsage.breadth(numbers(2), null).value).toBeNull();
  expect(ProductUsage.breadth(numbers(9, 2), 8)).toEqual({
    value: null,
    why: "1 of 2 values of features lie outside 0 to 8.",
  });
});

test("stickiness of a log is daily over monthly users: 6 user-days in 10 days of 3 users", () => {
  const events = log(
    [
      ...([
        ["a", "view", -1],
        ["a", "view", 0],
      ] as const),
      ...([
        ["b", "view", 0.1],
        ["a", "cart", 0.9],
      ] as const),
      ...([
        ["a", "view", 3],
        ["b", "view", 4],
      ] as const),
      ...([
        ["c", "view", 9.9],
        ["a", "view", 9.95],
        ["b", "view", 10],
      ] as const),
    ].map(([user, action, time]) => [user, action, time]),
  );
  expect(ProductUsage.stickiness(events, 0, 10 * day)).toEqual({
    value: expect.closeTo(6 / 10 / 3, 12),
    n: 3,
  });
});

test("the funnel counts distinct users who did both steps within the period", () => {
  const events = log([
    ["late", "View", -5],
    ["a", "View", 1],
    ["b", "View", 1],
    ["b", "view", 2],
    ["c", "View", 2],
    ["a", "add_to_cart", 3],
    ["b", "Add to cart", 3],
    ["d", "add_to_cart", 3],
    ["a", "purchase", 4],
    ["c", "purchase", 4],
    ["late", "add_to_cart", 5],
    ["b", "purchase", 31],
  ]);
  const words = defaults.actions;
  const found = ConversionRates.funnel(events, {
    from: 0,
    to: 30 * day,
    words,
  });
  // Viewed: a b c. Carted: a b d late. Bought: a c.
  expect(found.viewToCart).toMatchObject({ value: 2 / 3, n: 3 });
  expect(found.cartToPurchase).toMatchObject({ value: 1 / 4, n: 4 });
  expect(found.viewToPurchase).toMatchObject({ value: 2 / 3, n: 3 });
});

test("a log without actions has no funnel", () => {
  const events = log([["a", "view", 1]]);
  events.action.fill(-1);
  const words = defaults.actions;
  expect(
    ConversionRates.funnel(events, { from: 0, to: 30 * day, words }).viewToCart,
  ).toEqual({ value: null, why: "The period's events name no view." });
});

test("of five trials one runs on, two pay, and two are gone or idle", () => {
  expect(
    ConversionRates.trialToPaid(
      ["a", "b", "c", "d", "e"],
      new Set(["a", "new"]),
      new Set(["b", "c", "z"]),
    ),
  ).toMatchObject({ value: 0.5, n: 4 });
});

test("a milestone is reached by yes, or by a date within the period", () => {
  expect(
    ProductUsage.milestone("onboarded", numbers(1, 0, NaN, 1), 20_000),
  ).toMatchObject({ value: 2 / 3, n: 3 });
  expect(
    ProductUsage.milestone(
      "trained",
      numbers(19_990, NaN, 20_000, 19_000),
      20_000,
    ),
  ).toMatchObject({ value: 0.5, n: 4 });
});

test("time to first value counts those who still wait", () => {
  // Days 2, 4, 6, 8 and two waiting since 5 and 10 days: S = 5/6, 4/6, then 4/6 · 2/3 = 4/9.
  const found = ProductUsage.timeToFirstValue(
    numbers(90, 90, 90, 90, 95, 90, NaN),
    numbers(92, 94, 96, 98, NaN, 100, 99),
    100,
  );
  expect(found.timeToFirstValueMedian).toMatchObject({ value: 6, n: 6 });
  expect(found.timeToFirstValueP90).toEqual({
    value: null,
    why: "Only 4 of 6 came to it so far, too few to see the time by which 90 % do.",
  });
});

const rule = { horizon: 2, share: 0.5, trailing: 3 };

test("usage churn is a mean of the next months below the share of the trailing mean", () => {
  expect(UsageChurn.churned([10, 20, 30, 9, 10], rule)).toBe(true);
  expect(UsageChurn.churned([10, 20, 30, 10, 10], rule)).toBe(false);
  expect(UsageChurn.churned([99, 10, 20, 30, 0, 0], rule)).toBe(true);
});

test("a history too short, with a gap, or already at an end decides nothing", () => {
  expect(UsageChurn.churned([20, 30, 0, 0], rule)).toBeNull();
  expect(UsageChurn.churned([10, NaN, 30, 0, 0], rule)).toBeNull();
  expect(UsageChurn.churned([10, 20, 30, 0, NaN], rule)).toBeNull();
  expect(UsageChurn.churned([10, 20, 0, 0, 0], rule)).toBeNull();
});

test("a bill shocks from one and a half times the mean of three months", () => {
  expect(UsageChurn.shocked([90, 100, 110, 150], defaults.billShock)).toBe(
    true,
  );
  expect(UsageChurn.shocked([90, 100, 110, 149.99], defaults.billShock)).toBe(
    false,
  );
  expect(UsageChurn.shocked([100, 110, 500], defaults.billShock)).toBeNull();
  expect(UsageChurn.shocked([0, 0, 0, 500], defaults.billShock)).toBeNull();
});

test("a median's interval goes between the ranks of the binomial table", () => {
  const ranks = { 5: [0, 6], 6: [1, 6], 10: [2, 9], 20: [6, 15], 30: [10, 21] };
  for (const [n, [low, high]] of Object.entries(ranks))
    expect(QuantileInterval.ranks(Number(n), 0.5)).toEqual({ low, high });
});

test("the ranks of a million follow the normal law", () => {
  // 950,000 ± 1.96 · √(10⁶ · .95 · .05) = 950,000 ± 427.2.
  const { low, high } = QuantileInterval.ranks(1e6, 0.95);
  expect(Math.abs(low - (950_000 - 427.2))).toBeLessThan(2);
  expect(Math.abs(high - (950_001 + 427.2))).toBeLessThan(2);
});

test("a quantile lies within its interval, and order does not matter", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(
      values,
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (any, p) => {
        const found = QuantileInterval.quantile(Float64Array.from(any), p);
        expect(
          QuantileInterval.quantile(Float64Array.from(any.toReversed()), p),
        ).toEqual(found);
        const {
          value,
          low = value,
          high = value,
        } = found as { value: number; low?: number; high?: number };
        expect(low <= value + 1e-9 && value <= high + 1e-9).toBe(true);
      },
    ),
  );
});

test("adoption stays within 0 and 1 whatever the seats", () => {
  const seat = fc.double({ min: 0, max: 1e6, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.tuple(seat, seat)), (rows) => {
      const found = ProductUsage.adoption(
        Float64Array.from(rows, ([active]) => active),
        Float64Array.from(rows, ([, seats]) => seats),
      );
      if (found.value === null) return;
      const { value, low = value, high = value } = found;
      expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
    }),
  );
});
