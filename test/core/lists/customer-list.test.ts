import { afterAll, beforeAll, expect, test } from "vitest";
import { CustomerCsv } from "@mainstay/core/lists/customer-csv";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Paging } from "@mainstay/core/base/paging";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { StoredState } from "@mainstay/core/state/stored-state";
import { start, type Cloud } from "../../cloud";
import { state } from "../accounts/book";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

async function store(period: string, revenues: Record<string, number>) {
  const customers = Object.entries(revenues).map(([id, mrr]) => ({ id, mrr }));
  await StoredState.write("customers", state(period, customers));
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
  await store("2026-02", { ann: 7, cyd: 4 });
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

const csv = async (filters: object) => {
  const file = await CustomerCsv.write(
    "customers",
    CustomerList.Filters.parse(filters),
    new Date(0),
  );
  if ("text" in file) return file.text;
  return (await fetch(file.url)).text();
};

test("a CSV holds every matching row, safe for a spreadsheet, however many there are", async () => {
  const names = ["=1+1", 'Ann, "the first"', "@cmd", "plain"];
  const customers = Array.from({ length: 40_000 }, (_, k) => ({
    id: `c${String(k).padStart(5, "0")}`,
    mrr: k,
  }));
  const written = state("2026-04", customers);
  await StoredState.write("customers", {
    ...written,
    name: customers.map((_, k) => `${names[k % 4]}${"x".repeat(200)}`),
  });
  await Dataset.setPeriod("customers", "2026-04", null);
  const some = await csv({
    period: "2026-04",
    where: "revenue < 4",
    columns: "name,revenue",
    sort: "id",
  });
  const padded = names.map((name) => name + "x".repeat(200));
  expect(some.split("\r\n")).toEqual([
    "id,name,revenue",
    `c00000,'${padded[0]},0`,
    `c00001,"${padded[1].replaceAll('"', '""')}",1`,
    `c00002,'${padded[2]},2`,
    `c00003,${padded[3]},3`,
    "",
  ]);
  const all = await csv({ period: "2026-04", sort: "id" });
  expect(all.length).toBeGreaterThan(6_000_000);
  const lines = all.trimEnd().split("\r\n");
  expect(lines.slice(1).map((line) => line.slice(0, 6))).toEqual(
    customers.map(({ id }) => id),
  );
});

test("whoever is missing from the newest complete period has left, and a search finds them all the same", async () => {
  const left = await listed({ left: true, limit: 1000 });
  expect(left.map(([id]) => id)).toEqual(["ann", "bob", "cyd"]);
  expect(await listed({ left: "false", q: "BOB" })).toEqual([]);
  expect((await listed({ q: "BO" })).map(([id]) => id)).toEqual(["bob"]);
});

test("spend ahead is a column of lists as soon as a period knows it", async () => {
  const list = (query: object) =>
    CustomerList.list(
      "customers",
      CustomerList.Query.parse({ sort: "id", ...query }),
    );
  const ahead = { columns: "projected_spend", sort: "-projected_spend" };
  await expect(list(ahead)).rejects.toThrow(/no column "projected_spend"/);
  const days = Date.parse("2026-05-20") / 86_400_000;
  await StoredState.write("customers", {
    ...state("2026-04", [
      { id: "ann", mrr: 1 },
      { id: "cyd", mrr: 2 },
    ]),
    spend: {
      ...{ spent: [4, 5], projected: [40, 50], low: [30, null] },
      ...{ high: [50, null], asOf: [days, days], limit: ["credits", null] },
      ...{ exhausted: [days + 3, null], earliest: [days, null] },
      latest: [null, null],
    },
  });
  await Dataset.setPeriod("customers", "2026-04", null);
  const { items } = await list(ahead);
  expect(items.map((item) => [item.id, item.projected_spend])).toEqual([
    ["cyd", 50],
    ["ann", 40],
    ["bob", null],
  ]);
  const soon = await list({ where: "exhausted_on <= '2026-05-31'" });
  expect(soon.items.map(({ id }) => id)).toEqual(["ann"]);
});
