import fc from "fast-check";
import { expect, test } from "vitest";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { MetricHistory } from "@mainstay/core/metrics/metric-history";
import { YearlyRetention } from "@mainstay/core/metrics/yearly-retention";

const month = (t: number) =>
  `20${24 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, "0")}`;
const table = (t: number, mrr: Record<string, number>) =>
  CustomerTable.fromColumns({
    ...{ period: month(t), id: Object.keys(mrr), roles: { revenue: "mrr" } },
    numbers: { mrr: Object.values(mrr) },
  });

test("retention over twelve months is that of the customers who paid then, to the cent, whoever came since", () => {
  const book = fc.dictionary(
    fc.constantFrom("a", "b", "c", "d", "e"),
    fc.integer({ min: 0, max: 99_999 }).map((cents) => cents / 100),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(fc.array(book, { minLength: 13, maxLength: 16 }), (books) => {
      const tables = books.map((mrr, t) => table(t, mrr));
      const past = MetricHistory.fromTables(tables.slice(0, -1));
      const { values } = MetricBoard.measure({
        ...{ sheet: tables.at(-1)!, before: tables.at(-2)!, past },
      }).info;
      const [now, then] = [books.at(-1)!, books.at(-13)!];
      const paid = Object.entries(then).filter(([, money]) => money > 0);
      const start = paid.reduce((sum, [, money]) => sum + money, 0);
      expect(values.nrr12.value === null).toBe(paid.length === 0);
      if (!paid.length) return;
      const sum = (of: (was: number, is: number) => number) =>
        paid.reduce((total, [id, was]) => total + of(was, now[id] ?? 0), 0);
      expect(values.nrr12.value).toBeCloseTo(sum((_, is) => is) / start, 9);
      expect(values.grr12.value).toBeCloseTo(sum(Math.min) / start, 9);
      expect(values.grr12.value!).toBeLessThanOrEqual(1);
    }),
    { numRuns: 60 },
  );
});

test("without a year behind it there is none, and the reason says so", () => {
  const tables = Array.from({ length: 12 }, (_, t) => table(t, { a: 1 }));
  const past = MetricHistory.fromTables(tables.slice(0, -1));
  const { values } = MetricBoard.measure({
    ...{ sheet: tables.at(-1)!, before: tables.at(-2)!, past },
  }).info;
  expect(values.nrr12).toEqual({
    value: null,
    why: "There is no complete period twelve months before.",
  });
});

test("churn of a period brought to a year compounds, its interval too", () => {
  const churn = { value: 0.02, n: 50, low: 0.01, high: 0.05 };
  const year = YearlyRetention.annual(churn, "2026-10");
  expect(year).toEqual({
    ...{ value: 1 - 0.98 ** 12, n: 50, low: 1 - 0.99 ** 12 },
    high: 1 - 0.95 ** 12,
  });
  expect(YearlyRetention.annual(churn, "0000000003").value).toBeNull();
});
