// customers-from-events: monthly rows of customers derived from raw events, with whether each lapsed, as a CSV to learn from
import * as z from "zod";
import type { Bilingual } from "../text/bilingual";
import { Csv } from "../tabular/csv";
import { PurchaseTally } from "./purchase-tally";
import { Failure } from "../base/error";
import { Event } from "../events/event";
import { Lifetime } from "./lifetime";
import { BgNbd } from "./bg-nbd";
import { Period } from "../tabular/period";

const dayMs = 86_400_000;

export const Config = z.strictObject({
  windowDays: z
    .int()
    .min(1)
    .max(730)
    .default(90)
    .describe("Days without a purchase after which a customer has lapsed"),
  purchase: Lifetime.Config.shape.purchase,
});
export type Config = z.infer<typeof Config>;
export const defaults: Config = Config.parse({});

/** The columns of a customer at the cut-off, with their titles. */
export const columns = {
  rec: { en: "Days since the last purchase", zh: "距上次购买天数" },
  ten: { en: "Days since the first purchase", zh: "距首次购买天数" },
  inv: { en: "Orders", zh: "订单数" },
  rev: { en: "Money spent", zh: "消费总额" },
  lines: { en: "Lines bought", zh: "购买行数" },
  sku: { en: "Different products", zh: "购买的商品种类" },
  rev30: { en: "Money spent in the last 30 days", zh: "近30天消费额" },
  inv30: { en: "Orders in the last 30 days", zh: "近30天订单数" },
  rev90: { en: "Money spent in the last 90 days", zh: "近90天消费额" },
  inv90: { en: "Orders in the last 90 days", zh: "近90天订单数" },
  trend: {
    en: "Money of the last 30 days over a third of that of the last 90",
    zh: "近30天消费额与近90天月均之比",
  },
  days: { en: "Days with a purchase", zh: "有购买的天数" },
  gap: { en: "Mean days between purchases", zh: "平均购买间隔(天)" },
  gapsd: { en: "Spread of the days between purchases", zh: "购买间隔标准差" },
  late: {
    en: "Days since the last purchase over the usual gap",
    zh: "距上次购买天数与平均间隔之比",
  },
  weekdays: {
    en: "Share of purchase days Monday to Friday",
    zh: "工作日购买占比",
  },
  order: { en: "Mean money of an order", zh: "平均订单金额" },
  newest: { en: "Money of the newest order", zh: "最近一单金额" },
  returns: { en: "Lines given back", zh: "退货行数" },
  events30: {
    en: "Events of any kind in the last 30 days",
    zh: "近30天行为次数",
  },
  expected: {
    en: "Purchases expected in the window (BG/NBD)",
    zh: "窗口期内预计购买次数",
  },
  alive: { en: "Probability of still being a buyer", zh: "仍活跃的概率" },
} as const satisfies Record<string, Bilingual.Text>;
export type Column = keyof typeof columns;

/**
 * A CSV with header: customer_id, month (which ends at the cut-off), columns from events before the cut-off, and `lapsed`:
 * 1 without a purchase within the window, empty while the window has not ended. `cutoffs` are first days of months in days
 * since 1970-01-01, by default every month's end within the log. Equal logs give equal bytes.
 */
export function derive(
  log: Event.Log,
  {
    cutoffs = monthly(log),
    ...config
  }: { cutoffs?: ArrayLike<number> } & Partial<Config> = {},
): string {
  const { windowDays, purchase } = { ...defaults, ...config };
  const bought = Event.isPurchase(log, purchase);
  const times = Array.from(cutoffs).sort((a, b) => a - b);
  const months = times.map(monthBefore);
  const byId = Int32Array.from(log.users.keys()).sort((a, b) =>
    log.users[a] < log.users[b] ? -1 : 1,
  );
  const end = log.time.length > 0 ? log.time[log.time.length - 1] : -Infinity;
  const tally = PurchaseTally.start(log);
  const returns = new Float64Array(log.users.length);
  const names = Object.keys(columns) as Column[];
  const lines = [Csv.line(["customer_id", "month", ...names, "lapsed"])];
  let i = 0;
  times.forEach((cutoff, k) => {
    const cutoffMs = cutoff * dayMs;
    for (; i < log.time.length && log.time[i] < cutoffMs; i++) {
      if (bought(i)) tally.add(i);
      if (log.quantity[i] < 0 || log.amount[i] < 0) returns[log.user[i]]++;
    }
    const windowEnd = cutoffMs + windowDays * dayMs;
    const again = PurchaseTally.count(
      Event.window(log, cutoffMs, windowEnd),
      shifted(bought, Event.first(log.time, cutoffMs)),
    );
    const values = {
      ...tallyColumns(tally, cutoffMs),
      ...recentColumns(log, cutoffMs, bought),
      ...modelColumns(log, cutoffMs, windowDays, purchase),
      returns,
    } satisfies Record<Column, Float64Array>;
    for (const user of byId) {
      if (tally.lines[user] === 0) continue;
      lines.push(
        Csv.line([
          log.users[user],
          months[k],
          ...names.map((name) => cell(values[name][user])),
          end < windowEnd ? null : again[user] > 0 ? 0 : 1,
        ]),
      );
    }
  });
  return lines.join("");
}

/** The first day after each month that the log covers, in days since 1970-01-01. */
export function monthly({ time }: Event.Log): number[] {
  if (time.length === 0) return [];
  const last = time[time.length - 1] / dayMs;
  const cutoffs: number[] = [];
  for (
    let month = Period.parse(time[0] / dayMs, "month")!;
    Period.end(month) <= last;
    month = Period.next(month)
  )
    cutoffs.push(Period.end(month));
  return cutoffs;
}

function monthBefore(cutoff: number): string {
  const month = Period.parse(cutoff - 1, "month")!;
  if (Period.end(month) === cutoff) return month;
  throw new Failure(
    "derive.cutoff",
    `Expected cut-offs on first days of months, got ${Period.parse(cutoff, "day")}.`,
  );
}

function tallyColumns(known: PurchaseTally.Tally, cutoffMs: number) {
  const column = (value: (user: number) => number) =>
    Float64Array.from(known.lines, (_, user) => value(user));
  const daysSince = (ms: number) => Math.floor((cutoffMs - ms) / dayMs);
  const rec = column((u) => daysSince(known.last[u]));
  const gap = column((u) => known.gaps[u] / (known.days[u] - 1));
  return {
    rec,
    ten: column((u) => daysSince(known.first[u])),
    inv: known.orders,
    rev: known.money,
    lines: known.lines,
    sku: known.products,
    days: known.days,
    gap,
    gapsd: column((u) =>
      known.days[u] > 2
        ? Math.sqrt(
            Math.max(0, known.squares[u] / (known.days[u] - 1) - gap[u] ** 2),
          )
        : NaN,
    ),
    late: column((u) => rec[u] / gap[u]),
    weekdays: column((u) => known.weekdays[u] / known.days[u]),
    order: column((u) => known.money[u] / known.orders[u]),
    newest: known.newest,
  };
}

function recentColumns(
  log: Event.Log,
  cutoffMs: number,
  bought: (i: number) => boolean,
) {
  const purchases = (days: number) => {
    const from = cutoffMs - days * dayMs;
    const window = Event.window(log, from, cutoffMs);
    const first = Event.first(log.time, from);
    return { window, ...PurchaseTally.sum(window, shifted(bought, first)) };
  };
  const { window, money: rev30, orders: inv30 } = purchases(30);
  const { money: rev90, orders: inv90 } = purchases(90);
  return {
    ...{ rev30, inv30, rev90, inv90 },
    trend: rev30.map((money, u) => (3 * money) / rev90[u]),
    events30: PurchaseTally.count(window, () => true),
  };
}

// A window of a log counts its events from its first.
const shifted = (test: (i: number) => boolean, by: number) => (i: number) =>
  test(i + by);

// The model is fitted to the events before the cut-off; its columns are missing where too few customers bought again.
function modelColumns(
  log: Event.Log,
  cutoffMs: number,
  windowDays: number,
  purchase: readonly string[] | undefined,
) {
  const expected = new Float64Array(log.users.length).fill(NaN);
  const alive = new Float64Array(log.users.length).fill(NaN);
  const { user, frequency, recency, T } = Lifetime.summary(log, {
    at: cutoffMs,
    purchase,
  });
  const model = BgNbd.fit({ frequency, recency, T });
  if (!model) return { expected, alive };
  const horizon = windowDays / Lifetime.defaults.unitDays;
  user.forEach((u, i) => {
    const history = [frequency[i], recency[i], T[i]] as const;
    expected[u] = BgNbd.expected(model, horizon, ...history);
    alive[u] = BgNbd.alive(model, ...history);
  });
  return { expected, alive };
}

const cell = (value: number) =>
  Number.isFinite(value) ? Math.round(value * 1e6) / 1e6 : null;

export * as CustomersFromEvents from "./customers-from-events";
