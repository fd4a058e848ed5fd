import { OrderPlan } from "@mainstay/core/forecast/order-plan";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const day = (date: string) => Date.parse(date) / 86_400_000;
const at = (date: string | null) => (date === null ? null : day(date));

// Thirty days a period, from 2027-01-01.
const first = day("2027-01-01");
const spans = (values: number[], sd = 0): OrderPlan.Span[] =>
  values.map((value, k) => ({
    ...{ step: k + 1, value, from: first + 30 * k, to: first + 30 * (k + 1) },
    ...{ low80: value - 1.28 * sd, high80: value + 1.28 * sd },
    ...{ low95: value - 1.959964 * sd, high95: value + 1.959964 * sd },
  }));

describe("demand that is known exactly", () => {
  // One unit a day; an order takes one period, in which thirty are needed.
  const given = {
    spans: spans([30, 30, 30, 30]),
    leadTime: 1,
    serviceLevel: 0.95,
    today: first,
  };

  test("stock for seventy days is ordered in forty, for thirty days more", () => {
    expect(OrderPlan.plan({ ...given, stock: 70 })).toMatchObject({
      reorderPoint: 30,
      orderUpTo: 60,
      orderOn: "2027-02-10",
      now: false,
      quantity: 30,
      arrivesOn: "2027-03-12",
      runsOutOn: "2027-03-12",
    });
  });

  test("stock below the reorder point is ordered today, and more of it", () => {
    expect(OrderPlan.plan({ ...given, stock: 12 })).toMatchObject({
      orderOn: "2027-01-01",
      now: true,
      quantity: 48,
      runsOutOn: "2027-01-13",
    });
  });

  test("stock for longer than is foretold is not ordered", () => {
    expect(OrderPlan.plan({ ...given, stock: 500 })).toMatchObject({
      orderOn: null,
      now: false,
      quantity: null,
      runsOutOn: null,
    });
  });

  test("nothing is ordered of what nobody buys", () => {
    const none = { ...given, spans: spans([0, 0, 0, 0]), stock: 0 };
    expect(OrderPlan.plan(none)).toMatchObject({
      orderOn: null,
      quantity: null,
    });
  });
});

test("day by day, stock is above the reorder point until the day of the order and not from then on", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 200 }), {
        minLength: 2,
        maxLength: 8,
      }),
      fc.integer({ min: 0, max: 1500 }),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 20 }),
      (values, stock, late, sd) => {
        const today = first + late;
        const made = OrderPlan.plan({
          ...{ stock, today, spans: spans(values, sd) },
          ...{ leadTime: 1, serviceLevel: 0.9 },
        });
        const orderDay = at(made.orderOn);
        let left = stock;
        let fell: number | null = null;
        let out: number | null = null;
        for (let d = today; d <= first + 30 * values.length; d++) {
          if (fell === null && left <= made.reorderPoint + 1e-6) fell = d;
          if (out === null && left <= 1e-6) out = d;
          left -= (values[Math.floor((d - first) / 30)] ?? 0) / 30;
        }
        expect(at(made.runsOutOn)).toBe(out);
        if (made.orderUpTo > made.reorderPoint) expect(orderDay).toBe(fell);
        if (orderDay !== null) {
          const here = made.now ? stock : Math.max(0, made.reorderPoint);
          expect(made.quantity! + here).toBeGreaterThanOrEqual(
            made.orderUpTo - 1e-6,
          );
        }
      },
    ),
  );
});
