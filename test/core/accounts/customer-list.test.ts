import { afterAll, beforeAll, expect, test } from "vitest";
import { CustomerList } from "@mainstay/core/accounts/customer-list";
import { Paging } from "@mainstay/core/base/paging";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const row = (id: string, period: string, revenue: number) => ({
  ...{ id, period, upload: `${period}.csv`, line: 2 },
  ...{ logit: null, band: null, revenue, name: null },
});
async function store(period: string, revenues: Record<string, number>) {
  const rows = Object.entries(revenues).map(([id, revenue]) =>
    row(id, period, revenue),
  );
  await PeriodIndex.merge("customers", period, rows);
  await Dataset.setPeriod("customers", period, null);
}
async function listed(query: object = {}) {
  const { items } = await CustomerList.list(
    "customers",
    CustomerList.Query.parse({ sort: "id", ...query }),
  );
  return items.map(({ id, period, revenue }) => [id, period, revenue]);
}

test("a list of all periods shows each customer's newest row, a list of one period shows that period's", async () => {
  await store("2026-01", { ann: 1, bob: 2 });
  await store("2026-02", { ann: 3, cyd: 4 });
  await store("2026-03", { cyd: 5 });
  expect(await listed()).toEqual([
    ["ann", "2026-02", 3],
    ["bob", "2026-01", 2],
    ["cyd", "2026-03", 5],
  ]);
  expect(await listed({ period: "2026-01" })).toEqual([
    ["ann", "2026-01", 1],
    ["bob", "2026-01", 2],
  ]);
  // A later upload of the same month replaces a row there.
  await store("2026-02", { ann: 7 });
  expect(await listed()).toContainEqual(["ann", "2026-02", 7]);
});

test("a page that ends exactly where the list does has no cursor", async () => {
  const page = (limit: number, cursor?: string) =>
    CustomerList.list(
      "customers",
      CustomerList.Query.parse({ sort: "id", limit, cursor }),
    );
  const first = await page(2);
  expect(first.items.map(({ id }) => id)).toEqual(["ann", "bob"]);
  const last = await page(1, first.cursor!);
  expect(last.items.map(({ id }) => id)).toEqual(["cyd"]);
  expect(last.cursor).toBeNull();
  await expect(page(1, Paging.cursor(["name", "ann", "ann"]))).rejects.toThrow(
    /cursor/,
  );
});
