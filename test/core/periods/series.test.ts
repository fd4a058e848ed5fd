import fc from "fast-check";
import { expect, test } from "vitest";
import type { Event } from "@mainstay/core/events/event";
import { Series } from "@mainstay/core/periods/series";

type Did = { product: string | null; time: number; action: string; n: number };

function logOf(list: Did[]): Event.Log {
  const steps = list.toSorted((a, b) => a.time - b.time);
  const products = [...new Set(steps.flatMap(({ product }) => product ?? []))];
  const actions = [...new Set(steps.map(({ action }) => action))];
  return {
    ...{ users: ["ann"], products, actions },
    user: new Int32Array(steps.length),
    product: Int32Array.from(steps, ({ product }) =>
      product === null ? -1 : products.indexOf(product),
    ),
    action: Int32Array.from(steps, ({ action }) => actions.indexOf(action)),
    time: Float64Array.from(steps, ({ time }) => time),
    quantity: Float64Array.from(steps, ({ n }) => n),
    amount: new Float64Array(steps.length).fill(NaN),
    order: Int32Array.from(steps.keys()),
  };
}
const step = fc.record({
  product: fc.constantFrom("p", "q", "r", null),
  // From November 2025 to March 2026, the very ends of months among them.
  time: fc.oneof(
    fc.integer({ min: Date.UTC(2025, 10), max: Date.UTC(2026, 3) - 1 }),
    fc.constantFrom(Date.UTC(2026, 1), Date.UTC(2026, 1) - 1),
  ),
  action: fc.constantFrom("view", "purchase"),
  n: fc.constantFrom(1, 2, 0, -1),
});
const monthOf = (time: number) => new Date(time).toISOString().slice(0, 7);

test("demand is what was bought of each product in each month, over the whole months of the log", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const found = Series.demand(logOf(steps));
      const last = Math.max(...steps.map(({ time }) => time));
      const seen = steps.map(({ time }) => monthOf(time)).sort();
      const day = 86_400_000;
      // The last month is whole when it was seen until two days before its end.
      const isOver = monthOf(last + 2 * day) !== monthOf(last);
      const newest = Number(monthOf(last).slice(5)) - (isOver ? 0 : 1);
      if (found === null) {
        expect([isOver, new Set(seen).size]).toEqual([false, 1]);
        return;
      }
      const { periods, products } = found;
      expect(periods[0]).toBe(seen[0]);
      expect(Number(periods.at(-1)!.slice(5)) % 12).toBe(newest % 12);
      const counts = periods.map((period) => {
        const [year, month] = period.split("-").map(Number);
        return year * 12 + month;
      });
      counts.slice(1).forEach((at, k) => expect(at).toBe(counts[k] + 1));
      // Where nothing is called a purchase, everything is one.
      const named = steps.some(({ action }) => action === "purchase");
      const bought = steps
        .filter(
          ({ product, action, n }) =>
            product !== null && n > 0 && (!named || action === "purchase"),
        )
        .filter(({ time }) => periods.includes(monthOf(time)));
      expect(new Set(Object.keys(products))).toEqual(
        new Set(bought.map(({ product }) => product)),
      );
      for (const [product, units] of Object.entries(products))
        expect(units).toEqual(
          periods.map((period) =>
            bought
              .filter((s) => s.product === product)
              .filter(({ time }) => monthOf(time) === period)
              .reduce((sum, { n }) => sum + n, 0),
          ),
        );
    }),
  );
});

test("only the five hundred best-selling products have a demand", () => {
  const steps = Array.from({ length: 600 }, (_, k) => ({
    ...{ product: `p${k}`, action: "purchase" },
    time: Date.UTC(2026, 0, 1 + (k % 31)),
    n: 1 + k,
  }));
  const { products } = Series.demand(logOf(steps))!;
  expect(new Set(Object.keys(products))).toEqual(
    new Set(steps.slice(100).map(({ product }) => product)),
  );
});

test("a log without events has no demand", () => {
  expect(Series.demand(logOf([]))).toBeNull();
});
