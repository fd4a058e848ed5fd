// stock-orders: the list of what to order out of dropped stock and stored demand, at a clock that is given
import { Bucket } from "@mainstay/core/aws/bucket";
import { StockOrders } from "@mainstay/core/offers/stock-orders";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cloud, settled, start } from "../../functions/cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

// A hundred a month of each product, for three years up to October.
const periods = Array.from(
  { length: 36 },
  (_, k) =>
    `${2024 + Math.floor((k + 10) / 12)}-${String(((k + 10) % 12) + 1).padStart(2, "0")}`,
);
const sold = periods.map(() => 100);
const nothing = periods.map(() => null);

const orders = (now: string) =>
  StockOrders.list("customers", { limit: 100 }, new Date(now));

test("what is short comes first, and what nobody stocks is counted", async () => {
  await Bucket.put(
    Bucket.keys.series("customers"),
    JSON.stringify({
      ...{ periods, revenue: nothing, customers: nothing, usage: nothing },
      demand: {
        periods,
        products: { low: sold, half: sold, full: sold, nowhere: sold },
      },
    }),
    { type: "application/json" },
  );
  await Bucket.put(
    Bucket.keys.inbox("products", "stock.csv"),
    "id,title,category,stock\nfull,Full,a,900\nhalf,Half,a,230\nlow,Low,b,20\nunsold,Unsold,b,7\n",
  );
  await settled(cloud, "products", 1);

  const { items, total, now, unknown } = await orders("2027-11-01T12:00:00Z");
  expect({ total, now, unknown }).toEqual({ total: 3, now: 1, unknown: 1 });
  // A lead time of a month needs a hundred; an order lasts a month more.
  expect(
    items.map(({ product, now, orderOn, quantity, runsOutOn }) => ({
      ...{ product, now, orderOn, quantity, runsOutOn },
    })),
  ).toEqual([
    {
      ...{ product: "low", now: true, orderOn: "2027-11-01" },
      ...{ quantity: 180, runsOutOn: "2027-11-07" },
    },
    {
      ...{ product: "half", now: false, orderOn: "2027-12-11" },
      ...{ quantity: 100, runsOutOn: "2028-01-11" },
    },
    {
      ...{ product: "full", now: false, orderOn: null },
      ...{ quantity: null, runsOutOn: null },
    },
  ]);
  // Stock counts as of the day one asks: 50 of the 130 go in November, the other 80 by the 25th day of December.
  const later = await orders("2027-11-16T12:00:00Z");
  expect(later.items.map(({ orderOn }) => orderOn)).toEqual([
    "2027-11-16",
    "2027-12-26",
    null,
  ]);
});
