import { afterAll, beforeAll, expect, test } from "vitest";
import { Renewals } from "@mainstay/core/accounts/renewals";
import { start, type Cloud } from "../../cloud";
import { store, type Customer } from "./book";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const at = (
  id: string,
  renewal: string | null,
  rest: Partial<Customer> = {},
) => ({
  ...{ id, renewal, probability: 0.25, mrr: 100, ...rest },
});
const list = (dataset: string, day: string) =>
  Renewals.list(dataset, { limit: 100 }, new Date(day));

test("a month expects Σ probability × twelve months of revenue of those who renew in it, within an interval", async () => {
  const customers = [
    ...Array.from({ length: 60 }, (_, k) =>
      at(`a${k}`, `2026-12-${10 + (k % 20)}`, {
        probability: 0.1,
        mrr: 10 + k,
      }),
    ),
    at("b", "2027-01-05", { probability: 0.5 }),
    at("past", "2026-10-02"),
    at("none", null),
    at("gone", "2026-12-24", { churned: true }),
    at("unscored", "2026-12-24", { probability: null }),
  ];
  await store("book", { "2026-10": customers });
  const { items, none, total } = await list("book", "2026-11-20");
  expect(items.map(({ month, customers }) => [month, customers])).toEqual([
    ["2026-12", 60],
    ["2027-01", 1],
  ]);
  const [december, january] = items;
  const revenue = 60 * 10 + (60 * 59) / 2;
  expect(december.revenue).toBe(revenue);
  expect(december.expectedLoss).toBeCloseTo(0.1 * 12 * revenue, 6);
  expect(december.low).toBeLessThan(december.expectedLoss);
  expect(december.high).toBeGreaterThan(december.expectedLoss);
  expect(december.high).toBeLessThan(12 * revenue);
  expect(january).toMatchObject({ expectedLoss: 600, low: 0, high: 1200 });
  expect(none).toMatchObject({ customers: 2, expectedLoss: 600 });
  expect(total.expectedLoss).toBeCloseTo(
    items.reduce((sum, one) => sum + one.expectedLoss, none.expectedLoss),
    6,
  );
  const first = await Renewals.list(
    "book",
    { limit: 1 },
    new Date("2026-11-20"),
  );
  expect(first.items).toEqual([december]);
  expect(
    (
      await Renewals.list(
        "book",
        { limit: 1, cursor: first.cursor! },
        new Date("2026-11-20"),
      )
    ).items,
  ).toEqual([january]);
});

test("a past month says what was expected at its beginning, and by name what renewed, contracted and left", async () => {
  const stay = Array.from({ length: 20 }, (_, k) => at(`z${k}`, "2027-06-01"));
  const before = [
    at("renewed", "2026-10-10"),
    at("grown", "2026-10-31"),
    at("shrunk", "2026-10-01", { mrr: 200, probability: 0.5 }),
    at("missing", "2026-10-15", { probability: 0.9 }),
    at("said", "2026-10-15"),
    at("other", "2026-11-01"),
  ];
  await store("past", {
    "2026-09": [...stay, ...before],
    "2026-10": [
      ...stay,
      at("renewed", "2027-10-10"),
      at("grown", "2027-10-31", { mrr: 120 }),
      at("shrunk", "2027-10-01", { mrr: 50 }),
      at("said", "2026-10-15", { churned: true }),
      at("other", "2026-11-01"),
    ],
  });
  const { items } = await list("past", "2026-11-02");
  const october = items.find(({ month }) => month === "2026-10")!;
  expect(october.customers).toBe(5);
  expect(october.expectedLoss).toBeCloseTo(
    12 * (0.25 * 100 * 3 + 0.5 * 200 + 0.9 * 100),
    6,
  );
  expect(october.happened).toMatchObject({
    renewed: 2,
    contracted: 1,
    left: 2,
  });
  expect(october.happened!.lost).toBeCloseTo(12 * (150 + 200), 6);
  expect(october.happened!.names.left.map(({ id }) => id)).toEqual([
    "missing",
    "said",
  ]);
  expect(items.find(({ month }) => month === "2026-11")).toMatchObject({
    customers: 1,
  });
});
