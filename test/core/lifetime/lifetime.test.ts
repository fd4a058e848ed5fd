import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Event } from "@mainstay/core/events/event";
import { EventCsv } from "../events/event-csv";
import { ContractValue } from "@mainstay/core/lifetime/contract-value";
import { CustomersFromEvents } from "@mainstay/core/lifetime/customers-from-events";
import { Lifetime } from "@mainstay/core/lifetime/lifetime";
import { draws } from "./draws";

const days = (...dates: string[]) => dates.map((date) => Date.parse(date));
const log = (
  events: [user: number, time: number, amount: number][],
): Event.Log => ({
  users: ["ann", "bob", "cyd"],
  products: [],
  actions: [],
  user: Int32Array.from(events, ([user]) => user),
  product: new Int32Array(events.length).fill(-1),
  action: new Int32Array(events.length).fill(-1),
  time: Float64Array.from(events, ([, time]) => time),
  quantity: new Float64Array(events.length).fill(1),
  amount: Float64Array.from(events, ([, , amount]) => amount),
  order: Int32Array.from(events.keys()),
});

test("purchases of one day are one, the first day is no repeat, and what comes later is not known yet", () => {
  const [a, b, c, d, e, f] = days(
    "2026-01-01T09:00Z",
    "2026-01-01T17:00Z",
    "2026-01-03T08:00Z",
    "2026-01-15T08:00Z",
    "2026-01-15T23:00Z",
    "2026-02-01T00:00Z",
  );
  const known = log([
    [0, a, 5],
    [0, b, 7],
    [1, c, 3],
    [0, d, 10],
    [0, e, 20],
    [2, f, 9],
  ]);
  expect(
    Lifetime.summary(known, { at: Date.parse("2026-01-30"), unitDays: 7 }),
  ).toEqual({
    user: Int32Array.of(0, 1),
    frequency: Float64Array.of(1, 0),
    recency: Float64Array.of(2, 0),
    T: Float64Array.of(4, 26 / 7),
    mean: Float64Array.of(30, NaN),
  });
  expect(Lifetime.value(known, { at: f })).toEqual({
    why: expect.stringContaining("got 1 of 2"),
  });
});

function market() {
  const { wait, uniform } = draws(5);
  const events: [number, number, number][] = [];
  for (let user = 0; user < 400; user++)
    for (let t = 0; t < 300; t += 1 + wait(1 / 40)) {
      events.push([user, Math.floor(t * 86_400_000), 10 + 20 * uniform()]);
      if (uniform() < 0.2) break;
    }
  events.sort((a, b) => a[1] - b[1]);
  return {
    ...log(events),
    users: Array.from({ length: 400 }, (_, k) => `C${k}`),
  };
}

test("a value is purchases × money of one × margin, and a discount takes off what lies ahead", () => {
  const sold = market();
  const at = 300 * 86_400_000;
  const asked = { at, horizonDays: 365, margin: 0.5 };
  const plain = Lifetime.value(sold, { ...asked, discount: 0 });
  const reduced = Lifetime.value(sold, { ...asked, discount: 0.2 });
  if ("why" in plain || "why" in reduced) throw new Error("no model");
  plain.value.forEach((value, i) => {
    expect(value).toBeCloseTo(plain.purchases[i] * plain.amount[i] * 0.5, 9);
    expect(reduced.value[i]).toBeLessThan(value);
    expect(reduced.value[i]).toBeGreaterThan(value / 1.2);
    expect(reduced.purchases[i]).toBeCloseTo(plain.purchases[i], 9);
  });
});

test("without money in the log purchases are still told, and the value says why it is not", () => {
  const sold = market();
  const told = Lifetime.value(
    { ...sold, amount: sold.amount.map(() => NaN) },
    { at: 300 * 86_400_000 },
  );
  expect(told).toMatchObject({
    spend: null,
    total: { value: null, why: expect.stringContaining("amount") },
  });
});

test("a contract that may end any month is worth its geometric series", () => {
  const one = (terms: ContractValue.Terms, rate = 0.02) =>
    ContractValue.value({
      revenue: [100],
      tenure: [5],
      curve: ContractValue.geometric(rate),
      ...terms,
    })[0];
  const endless = { horizonMonths: 10_000, discount: 0 };
  expect(one(endless)).toBeCloseTo((100 * 0.98) / 0.02, 6);
  expect(one({ ...endless, margin: 0.25 })).toBeCloseTo(25 * 49, 6);
  expect(one({ horizonMonths: 12, discount: 0 }, 0)).toBe(1200);
  const growth = 1.1 ** (-1 / 12);
  expect(one({ horizonMonths: 24, discount: 0.1 }, 0)).toBeCloseTo(
    (100 * growth * (1 - growth ** 24)) / (1 - growth),
    9,
  );
});

test("a customer's own rate goes before the curve, and unknown revenue has no value", () => {
  const value = (rate: number[], revenue = [100]) =>
    ContractValue.value({
      revenue,
      tenure: [1],
      curve: ContractValue.geometric(0.5),
      rate,
      horizonMonths: 24,
    })[0];
  expect(value([0.5])).toBeCloseTo(value([NaN]), 9);
  expect(value([0.01])).toBeGreaterThan(value([0.5]));
  expect(value([0.5], [NaN])).toBeNaN();
  expect(ContractValue.monthly(1 - 0.98 ** 3, 3)).toBeCloseTo(0.02, 12);
});

test("a curve of customers who leave at one rate is that rate's, within its data and beyond", () => {
  const { wait, uniform } = draws(23);
  const tenure: number[] = [];
  const ended: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const [leaves, seen] = [wait(0.05), 30 * uniform()];
    tenure.push(Math.min(leaves, seen));
    ended.push(+(leaves < seen));
  }
  const curve = ContractValue.curve({ tenure, ended });
  curve.survival.forEach((share, month) => {
    if (month <= 20)
      expect(Math.abs(share - Math.exp(-0.05 * month))).toBeLessThan(0.02);
  });
  expect(Math.abs(curve.tail - (1 - Math.exp(-0.05)))).toBeLessThan(0.01);
  expect(ContractValue.Curve.parse(curve)).toEqual(curve);
});

const real = process.env.REAL_DATA;
async function table(name: string) {
  const text = await readFile(join(real!, "retail", name), "utf8");
  const rows = text.trim().split("\n").slice(1);
  return rows.map((line) => line.split(",").map(Number));
}

test.skipIf(!real)(
  "the published summary of every CDNOW customer is among those made of the raw purchases (needs REAL_DATA)",
  async () => {
    const { log } = await EventCsv.ofCsv(
      await readFile(join(real!, "retail/cdnow_master.csv")),
      { user: "customer_id", time: "date", amount: "dollar_value" },
    );
    const made = Lifetime.summary(log, { at: Date.UTC(1997, 9, 1) });
    const left = new Map<string, number>();
    const key = (x: number, tx: number, T: number) =>
      `${x} ${tx.toFixed(2)} ${T.toFixed(2)}`;
    made.user.forEach((_, i) => {
      const one = key(made.frequency[i], made.recency[i], made.T[i]);
      left.set(one, (left.get(one) ?? 0) + 1);
    });
    for (const [, x, tx, T] of await table("cdnow_customers_summary.csv")) {
      const one = key(x, tx, T);
      expect(left.get(one) ?? 0).toBeGreaterThan(0);
      left.set(one, left.get(one)! - 1);
    }
  },
);

test("what an owner may say of lifetime values has bounds and defaults", () => {
  const ok = (config: object) => Lifetime.Config.safeParse(config).success;
  for (const said of [
    ...[{ horizonDays: 1 }, { horizonDays: 3650 }, { discount: 0 }],
    ...[{ discount: 1 }, { margin: 1 }, { purchase: ["buy", "pay"] }],
    { unitDays: 0.5 },
  ])
    expect(ok(said)).toBe(true);
  for (const said of [
    ...[{ horizonDays: 0 }, { horizonDays: 3651 }, { discount: -0.1 }],
    ...[{ discount: 1.1 }, { margin: 0 }, { margin: 1.1 }, { purchase: [] }],
    ...[{ unitDays: 0 }, { other: 1 }],
  ])
    expect(ok(said)).toBe(false);
  expect(Lifetime.defaults).toEqual({
    ...{ horizonDays: 365, discount: 0.1, margin: 1, unitDays: 7 },
  });
  const window = (windowDays: number) =>
    CustomersFromEvents.Config.safeParse({ windowDays }).success;
  expect([0, 1, 730, 731].map(window)).toEqual([false, true, true, false]);
  expect(CustomersFromEvents.defaults.windowDays).toBe(90);
});

test("every column made of events has a title of its own in both languages", () => {
  const titles = Object.values(CustomersFromEvents.columns);
  for (const lang of ["en", "zh"] as const) {
    const names = titles.map((title) => title[lang]);
    expect(names.every((name) => name.length > 1)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  }
});

test("a chance over several months is the same chance every month", () => {
  expect(ContractValue.monthly(0.271, 3)).toBeCloseTo(0.1, 12);
  expect(ContractValue.monthly(0.5, 1)).toBe(0.5);
  expect(ContractValue.geometric(0.2)).toEqual({
    ...{ survival: [1], tail: 0.2, n: 0, ended: 0 },
  });
});

test("too few customers at risk for a curve leave at one rate, leavers over the months they were seen", () => {
  const tenure = [...Array<number>(10).fill(4), 6, 10];
  const ended = [1, 1, ...Array<number>(10).fill(0)];
  expect(ContractValue.curve({ tenure, ended })).toEqual({
    ...{ survival: [1], tail: 1 - Math.exp(-2 / 56), n: 12, ended: 2 },
  });
  expect(ContractValue.curve({ tenure: [], ended: [] }).tail).toBe(0);
});

test("the curve reaches as far as twenty are at risk; beyond it the rate is that of its last year", () => {
  // Twenty of 24 are seen to month 15; of the others one leaves in each of months 2, 8, 14, and one in 20.
  const tenure = [2, 8, 14, ...Array<number>(20).fill(15), 20];
  const ended = tenure.map((_, i) => +(i < 3 || i === 23));
  const { survival, tail, n } = ContractValue.curve({ tenure, ended });
  expect(n).toBe(24);
  expect(survival).toHaveLength(16);
  expect(survival.slice(0, 3)).toEqual([1, 1, 23 / 24]);
  expect(survival[8]).toBeCloseTo(22 / 24, 12);
  expect(survival[15]).toBeCloseTo(21 / 24, 12);
  // From month 3 on: two leavers, in 5 + 11 + 21 × 12 months at risk.
  expect(tail).toBeCloseTo(1 - Math.exp(-2 / (5 + 11 + 21 * 12)), 12);
});

test("months along a curve are worth what stays of the revenue, discounted by the month", () => {
  const curve = { survival: [1, 0.5, 0.4], tail: 0.25, n: 9, ended: 9 };
  const worth = (tenure: number, horizonMonths: number, discount = 0) =>
    ContractValue.value({
      ...{ revenue: [100], tenure: [tenure], curve, horizonMonths, discount },
    })[0];
  expect(worth(0, 1)).toBeCloseTo(50, 9);
  expect(worth(0, 3)).toBeCloseTo(100 * (0.5 + 0.4 + 0.4 * 0.75), 9);
  expect(worth(1.9, 2)).toBeCloseTo(100 * (0.8 + 0.8 * 0.75), 9);
  expect(worth(NaN, 1)).toBeCloseTo(50, 9);
  expect(worth(0, 1, 0.21)).toBeCloseTo(50 * 1.21 ** (-1 / 12), 9);
  const own = ContractValue.value({
    ...{ revenue: [100, NaN], tenure: [0, 0], curve, rate: [0, NaN] },
    ...{ horizonMonths: 12, discount: 0, margin: 0.5 },
  });
  expect(own[0]).toBeCloseTo(600, 9);
  expect(own[1]).toBeNaN();
});
