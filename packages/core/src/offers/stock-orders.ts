// stock-orders: which products to order now or soon, how much, and when they would run out
import * as z from "zod";
import { Paging } from "../base/paging";
import { PromiseCache } from "../base/promise-cache";
import { sha256 } from "../base/digest";
import { defaults, forecast } from "../forecast/forecast";
import { OrderPlan } from "../forecast/order-plan";
import { Series } from "../periods/series";
import { Calendar } from "../reading/calendar";
import { Settings } from "../settings/settings";
import { Period } from "../tabular/period";
import { ProductList } from "./product-list";

export const Item = OrderPlan.Info.extend({
  product: z.string(),
  title: z.string().nullable(),
  stock: z.number().describe("Units on hand by the products' newest file"),
});
export type Item = z.infer<typeof Item>;

export const Info = Paging.schema(Item).extend({
  total: z.int().describe("Products with a stock and a demand"),
  now: z.int().describe("How many of them are to be ordered today"),
  unknown: z.int().describe("Products that sell, and whose stock nobody said"),
});
export type Info = z.infer<typeof Info>;

// Months in a year.
const season = 12;

/** What to order, the most urgent first: by the day of the order, then by how soon it runs out. */
export async function list(
  dataset: string,
  query: Paging.Query,
  now: Date,
): Promise<Info> {
  const { items, unknown } = await plans(dataset, now);
  const page = Paging.slice(items, keyOf, query);
  return {
    ...page,
    total: items.length,
    now: items.filter((item) => item.now).length,
    unknown,
  };
}

const last = "9999";
const keyOf = ({ orderOn, runsOutOn, product }: Item) =>
  `${orderOn ?? last} ${runsOutOn ?? last} ${product}`;

type Plans = { items: Item[]; unknown: number };
// Hundreds of forecasts take seconds, and change with the day, the demand, the stock and the setting alone.
const known = PromiseCache.create<Plans>({ max: 4 });

async function plans(dataset: string, now: Date): Promise<Plans> {
  const [series, products, setting] = await Promise.all([
    Series.read(dataset),
    ProductList.read(),
    Settings.get(dataset, "forecast"),
  ]);
  const today = Math.floor(now.getTime() / Calendar.dayMs);
  const demand = series?.demand ?? { periods: [], products: {} };
  const stocks = [...(products ?? [])].map(([id, { stock }]) => [id, stock]);
  const config = setting ?? defaults;
  const state = JSON.stringify([dataset, today, demand, stocks, config]);
  return known(sha256(Buffer.from(state)), async () => {
    const items: Item[] = [];
    let unknown = 0;
    for (const [product, values] of Object.entries(demand.products)) {
      const { stock, title = null } = products?.get(product) ?? {};
      if (stock === undefined) {
        unknown++;
        continue;
      }
      const spans = ahead(demand.periods, values, {
        horizon: config.horizon,
        today,
      });
      const { leadTime, serviceLevel } = config;
      const plan = OrderPlan.plan({
        ...{ stock, today, spans, serviceLevel },
        leadTime: Math.min(leadTime, config.horizon),
      });
      items.push({ product, title, stock, ...plan });
    }
    return { items: items.sort(byUrgency), unknown };
  });
}

const byUrgency = (a: Item, b: Item) => (keyOf(a) < keyOf(b) ? -1 : 1);

// The forecast of months from the one after the last known, far enough to reach `horizon` months beyond today.
function ahead(
  periods: string[],
  values: (number | null)[],
  { horizon, today }: { horizon: number; today: number },
): OrderPlan.Span[] {
  const names = [Period.next(periods.at(-1)!)];
  let beyond = 0;
  while (beyond < horizon) {
    if (Period.end(names.at(-1)!) > today) beyond++;
    if (beyond < horizon) names.push(Period.next(names.at(-1)!));
  }
  const { points } = forecast(
    {
      values: Float64Array.from(values, (value) => value ?? NaN),
      period: season,
    },
    { horizon: names.length },
  );
  return points.map((point, k) => ({
    ...point,
    from: Period.start(names[k]),
    to: Period.end(names[k]),
  }));
}

export * as StockOrders from "./stock-orders";
