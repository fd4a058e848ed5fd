import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Event } from "@mainstay/core/events/event";
import { EventCsv } from "./event-csv";
import { clock } from "@mainstay/core/events/event-time";
import { EventMapping } from "@mainstay/core/events/event-mapping";
import type { Parquet } from "@mainstay/core/tabular/parquet";

type Row = {
  upload: string;
  user: string | null;
  product: string;
  time: number;
  quantity: number;
};
const second = (time: number) => new Date(time * 1000).toISOString();
const mapping: EventMapping.Mapping = {
  id: "who",
  time: "when",
  roles: { product: "what", quantity: "many" },
  dates: {},
};
const file = (rows: Row[]): Parquet.Rows => ({
  columns: ["who", "when", "what", "many"],
  cells: [
    rows.map(({ user }) => user),
    rows.map(({ time }) => second(time)),
    rows.map(({ product }) => product),
    rows.map(({ quantity }) => String(quantity)),
  ],
  upload: rows.map(({ upload }) => upload),
  line: Int32Array.from(rows, (_, k) => k + 2),
  order: rows.map(({ upload }) => upload),
  id: rows.map(({ user }) => user ?? "NA"),
  period: rows.map(({ time }) => second(time).slice(0, 7)),
});
const build = (rows: Row[], by: EventMapping.Mapping = mapping) => {
  const { add, done } = EventMapping.builder(by);
  add(file(rows));
  return done();
};
const told = (log: Event.Log) =>
  Array.from(log.time, (time, i) => ({
    user: log.users[log.user[i]],
    product: log.products[log.product[i]],
    time: time / 1000,
    quantity: log.quantity[i],
  }));

const row = fc.record({
  upload: fc.constantFrom("u1", "u2", "u3"),
  user: fc.constantFrom("ann", "bob", null),
  product: fc.constantFrom("p", "q"),
  time: fc.constantFrom(0, 1, 70_000, 1_600_000_000),
  quantity: fc.constantFrom(1, 2),
});
const rows = fc.array(row, { maxLength: 40 });
const one = rows.map((rows) => rows.map((row) => ({ ...row, upload: "u1" })));

test("events stand in the order of time, those of one time as they came, and nobody's are counted out", () => {
  fc.assert(
    fc.property(one, (rows) => {
      const { log, skipped, repeated } = build(rows);
      const somebody = rows.filter(({ user }) => user !== null);
      expect(told(log)).toEqual(
        somebody
          .toSorted((a, b) => a.time - b.time)
          .map(({ upload, ...row }) => row),
      );
      expect([skipped, repeated]).toEqual([rows.length - somebody.length, 0]);
    }),
  );
});

test("of rows that several uploads hold, as many stay as the upload with the most of them has", () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const most = new Map<string, number>();
      const counts = new Map<string, number>();
      for (const { upload, ...row } of rows) {
        if (row.user === null) continue;
        const key = JSON.stringify(row);
        const count = (counts.get(upload + key) ?? 0) + 1;
        counts.set(upload + key, count);
        most.set(key, Math.max(most.get(key) ?? 0, count));
      }
      const { log, skipped, repeated } = build(rows);
      const kept = new Map<string, number>();
      for (const { user, product, time, quantity } of told(log)) {
        const key = JSON.stringify({ user, product, time, quantity });
        kept.set(key, (kept.get(key) ?? 0) + 1);
      }
      expect(kept).toEqual(most);
      expect(log.time.length + skipped + repeated).toBe(rows.length);
    }),
  );
});

test("a window holds what happened from its start to before its end, and codes mean the same in it", () => {
  fc.assert(
    fc.property(one, fc.nat(80_000), fc.nat(80_000), (rows, a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const { log } = build(rows);
      const within = Event.window(log, from * 1000, to * 1000);
      const inside = (time: number) => time >= from && time < to;
      expect(told(within)).toEqual(
        told(log).filter(({ time }) => inside(time)),
      );
    }),
  );
});

test("every user's events are found, each once and in the order of time", () => {
  fc.assert(
    fc.property(one, (rows) => {
      const { log } = build(rows);
      const { start, event } = Event.byUser(log);
      log.users.forEach((_, user) => {
        const own = event.subarray(start[user], start[user + 1]);
        expect([...own]).toEqual(
          [...log.user.keys()].filter((i) => log.user[i] === user),
        );
      });
      expect(start.at(-1) ?? 0).toBe(event.length);
    }),
  );
});

const csv = (text: string, columns: Partial<EventCsv.Columns> = {}) =>
  EventCsv.ofCsv(Buffer.from(text), { user: "who", time: "when", ...columns });

test.each([
  ["964982703", "2000-07-30T18:45:03.000Z"],
  ["1569888000", "2019-10-01T00:00:00.000Z"],
  ["1569888000.5", "2019-10-01T00:00:00.500Z"],
  ["1569888000123", "2019-10-01T00:00:00.123Z"],
  ["19970112", "1997-01-12T00:00:00.000Z"],
  ["2019-10-01 00:00:07 UTC", "2019-10-01T00:00:07.000Z"],
  ["2010-12-01 8:26", "2010-12-01T08:26:00.000Z"],
  ["2026-11-01T10:00:00+08:00", "2026-11-01T02:00:00.000Z"],
  ["2026年11月3日", "2026-11-03T00:00:00.000Z"],
])("the time %s is read as %s", async (written, meant) => {
  const { log, skipped } = await csv(`who,when\nann,${written}\n`);
  expect(skipped).toBe(0);
  expect(new Date(log.time[0]).toISOString()).toBe(meant);
});

test.each([
  ["2026-10-31T23:30:00Z", "2026-11-01T07:30:00.000Z"],
  ["2026-10-31 23:30:00 UTC", "2026-11-01T07:30:00.000Z"],
  ["1793489400", "2026-11-01T07:30:00.000Z"],
  ["2026-10-31 23:30:00", "2026-10-31T23:30:00.000Z"],
])("%s counts as %s in Shanghai", (written, meant) => {
  const time = clock(undefined, "Asia/Shanghai")(written);
  expect(new Date(time).toISOString()).toBe(meant);
});

test("day and month are told apart by the file's own dates", async () => {
  const { log } = await csv("who,when\nann,25/12/2026 10:00\nann,01/02/2026\n");
  expect(Array.from(log.time, (t) => new Date(t).toISOString())).toEqual([
    "2026-02-01T00:00:00.000Z",
    "2026-12-25T10:00:00.000Z",
  ]);
});

test("money is the amount said, else quantity × price, else unknown", async () => {
  const text =
    "who,when,many,price,paid\nann,20260101,2,1.5,\nann,20260102,2,1.5,9\nann,20260103,,1.5,\nann,20260104,3,,\n";
  const { log } = await csv(text, {
    quantity: "many",
    price: "price",
    amount: "paid",
  });
  expect([...log.amount]).toEqual([3, 9, 1.5, NaN]);
  expect([...log.quantity]).toEqual([2, 2, 1, 3]);
});

test("lines of one order share its number, and a line without has one of its own", async () => {
  const { log } = await csv(
    "who,when,order\nann,20260101,A\nbob,20260101,\nann,20260102,A\nbob,20260103,\n",
    { order: "order" },
  );
  const [a, b, again, c] = log.order;
  expect(again).toBe(a);
  expect(new Set([a, b, c]).size).toBe(3);
});

test("a gzipped file reads as the plain one, and a column that is not there is refused by name", async () => {
  const text = "who,when\nann,20260101\n";
  expect(
    await EventCsv.ofCsv(gzipSync(text), { user: "who", time: "when" }),
  ).toEqual(await csv(text));
  await expect(csv(text, { product: "what" })).rejects.toMatchObject({
    code: "event.column.missing",
    message: expect.stringContaining("who, when"),
  });
});

test("purchases are the actions named, else those called so, else all that was not given back", async () => {
  const bought = async (text: string, named?: string[]) => {
    const { log } = await csv(`who,when,how,many\n${text}`, {
      action: "how",
      quantity: "many",
    });
    const is = Event.isPurchase(log, named);
    return Array.from(log.time, (_, i) => is(i));
  };
  const shop =
    "a,20260101,view,1\na,20260102,purchase,1\na,20260103,rent,1\na,20260104,purchase,-1\n";
  expect(await bought(shop)).toEqual([false, true, false, false]);
  expect(await bought(shop, ["rent"])).toEqual([false, false, true, false]);
  expect(await bought("a,20260101,use,1\na,20260102,use,-1\n")).toEqual([
    true,
    false,
  ]);
});

const real = process.env.REAL_DATA;
const load = async (name: string, columns: EventCsv.Columns) =>
  EventCsv.ofCsv(await readFile(join(real!, name)), columns);

test.skipIf(!real)(
  "published logs are read whole: invoices, ratings, discs and clicks (needs REAL_DATA)",
  async () => {
    const invoices = await load("retail/online_retail.csv.gz", {
      user: "CustomerID",
      time: "InvoiceDate",
      product: "StockCode",
    });
    expect(invoices.skipped).toBe(135_080);
    expect(invoices.log.time.length).toBe(541_909 - 135_080);
    const ratings = await load("reco/ml-latest-small_ratings.csv", {
      user: "userId",
      time: "timestamp",
      product: "movieId",
    });
    expect(ratings.log.users.length).toBe(610);
    expect(ratings.log.products.length).toBe(9724);
    expect(ratings.log.time[0]).toBe(828124615000);
    const discs = await load("retail/cdnow_master.csv", {
      user: "customer_id",
      time: "date",
    });
    expect(discs.log.users.length).toBe(23_570);
    expect(discs.log.time[0]).toBe(Date.UTC(1997, 0, 1));
    const clicks = await load("reco/rees46_2019-10-01_sample.csv", {
      user: "user_id",
      time: "event_time",
      action: "event_type",
    });
    const counts = clicks.log.actions.map(
      (_, code) => clicks.log.action.filter((a) => a === code).length,
    );
    expect(Object.fromEntries(clicks.log.actions.map((a, k) => [a, counts[k]])))
      // One row of the file is cut off before its user.
      .toEqual({ view: 17_055, purchase: 214, cart: 165 });
  },
);
