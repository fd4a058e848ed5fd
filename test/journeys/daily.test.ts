// What a shop does: drop its log of invoices, have customers made of it by month, and read segments, values and a report.
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { file, folder, lacking, table, within } from "./shop";

const day = 86_400_000;
const sum = (list: number[]) => list.reduce((total, one) => total + one, 0);
type Bought = { customer: string; at: number; order: string; money: number };

test.skipIf(!folder)(
  `a log of invoices becomes customers by month with segments, values and a report${lacking}`,
  async () =>
    within(async ({ drop, done, quiet, call }) => {
      await call("PUT", "/v1/datasets/events", {
        derive: { dataset: "customers", windowDays: 90 },
      });
      await drop("online_retail.csv.gz");
      const upload = await done("events");
      const bytes = gunzipSync(await readFile(file("online_retail.csv.gz")));
      const { rows, cell } = table(bytes);
      expect(upload.rows).toBe(rows);
      expect(upload.accepted + upload.rejected).toBe(rows);

      // The shop's own count: what somebody known bought for money.
      const bought: Bought[] = [];
      for (let row = 0; row < rows; row++) {
        const customer = cell(row, "CustomerID");
        const quantity = Number(cell(row, "Quantity"));
        const money = quantity * Number(cell(row, "UnitPrice"));
        if (customer === null || customer === "NA") continue;
        if (quantity <= 0 || money <= 0) continue;
        const at = Date.parse(
          `${cell(row, "InvoiceDate")!.replace(" ", "T")}Z`,
        );
        const order = cell(row, "InvoiceNo")!;
        bought.push({ customer, at, order, money });
      }
      const made = await done("customers");
      expect(made).toMatchObject({ rejected: 0, accepted: made.rows });
      await quiet("customers");

      const month = "2011-08";
      const end = Date.UTC(2011, 8, 1);
      const before = bought.filter(({ at }) => at < end);
      const known = new Set(before.map(({ customer }) => customer));
      const { items, cursor } = await call(
        "GET",
        `/v1/customers?period=${month}&limit=1000&sort=id`,
      );
      expect(cursor).not.toBeNull();
      expect(items.map((c: any) => c.id)).toEqual(
        [...known].sort().slice(0, 1000),
      );
      for (const { id, revenue } of items.slice(0, 50)) {
        const own = before.filter(({ customer }) => customer === id);
        const recent = own.filter(({ at }) => at >= end - 30 * day);
        const spent = (list: Bought[]) => sum(list.map(({ money }) => money));
        expect(revenue).toBeCloseTo(spent(recent), 3);
        const { items: past } = await call(
          "GET",
          `/v1/customers/${id}/history`,
        );
        const { cells } = past.find((one: any) => one.period === month);
        const orders = new Set(own.map(({ order }) => order)).size;
        expect([id, Number(cells.inv)]).toEqual([id, orders]);
        expect(Number(cells.rev)).toBeCloseTo(spent(own), 3);
        const after = bought.some(
          (one) =>
            one.customer === id && one.at >= end && one.at < end + 90 * day,
        );
        expect([id, cells.lapsed]).toEqual([id, after ? "0" : "1"]);
      }

      const segments = await call("GET", "/v1/segments?period=2011-11");
      const all = new Set(
        bought
          .filter(({ at }) => at < Date.UTC(2011, 11, 1))
          .map(({ customer }) => customer),
      );
      expect(segments.customers).toBe(all.size);
      const { rfm } = segments.schemes;
      expect(rfm.sizes.length).toBeGreaterThan(4);
      expect(sum(rfm.sizes.map(({ n }: any) => n))).toBe(all.size);
      const { moved, joined } = rfm.movements;
      expect(sum(moved.flat()) + sum(joined)).toBe(all.size);

      const { items: worth } = await call(
        "GET",
        "/v1/customers?period=2011-11&limit=1000&sort=-lifetime",
      );
      expect(worth[0].lifetime).toBeGreaterThan(worth[999].lifetime);
      expect(worth[999].lifetime).toBeGreaterThan(0);

      const report = await call("POST", "/v1/reports/2011-11");
      expect(report).toMatchObject({
        month: "2011-11",
        counts: { customers: all.size },
      });
      expect(report.counts.left).toBe(0);
    }),
  300_000,
);
