import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { CustomersFromEvents } from "@mainstay/core/lifetime/customers-from-events";
import { TableLayout } from "@mainstay/core/lines/table-layout";
import { EventCsv } from "../events/event-csv";
import { InferDefinition } from "@mainstay/core/dataset/infer-definition";

const header = "who,when,what,many,price,order";
const read = async (lines: string[]) =>
  (
    await EventCsv.ofCsv(Buffer.from([header, ...lines].join("\n")), {
      user: "who",
      time: "when",
      product: "what",
      quantity: "many",
      price: "price",
      order: "order",
    })
  ).log;

function table(csv: string) {
  const [names, ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) =>
    Object.fromEntries(names.map((name, k) => [name, row[k]])),
  );
}
const cutoff = (day: string) => Date.parse(day) / 86_400_000;

const shop = [
  "ann,2026-01-05 10:00,p,2,5,A1", // Monday
  "ann,2026-01-05 10:00,q,1,3,A1",
  "bob,2026-01-10 09:00,p,1,5,B1",
  "ann,2026-01-15 12:00,p,1,5,A2", // Thursday
  "ann,2026-01-20 12:00,p,-1,5,A3",
  "ann,2026-01-25 12:00,q,4,3,A4", // Sunday
  "cyd,2026-02-01 00:00,p,1,5,C1",
  "bob,2026-02-20 09:00,p,1,5,B2",
  "cyd,2026-06-30 09:00,p,1,5,C2",
];

test("a customer's row says what was bought before the cut-off, worked out by hand", async () => {
  const rows = table(
    CustomersFromEvents.derive(await read(shop), {
      cutoffs: [cutoff("2026-02-01")],
      windowDays: 30,
    }),
  );
  expect(rows).toMatchObject([
    {
      customer_id: "ann",
      month: "2026-01",
      ...{ rec: "6", ten: "26", inv: "3", rev: "30", lines: "4", sku: "2" },
      ...{ rev30: "30", inv30: "3", rev90: "30", inv90: "3", trend: "3" },
      ...{ days: "3", gap: "10", gapsd: "0", late: "0.6" },
      ...{ weekdays: "0.666667", order: "10", newest: "12" },
      ...{ returns: "1", events30: "5", expected: "", alive: "" },
      lapsed: "1",
    },
    {
      customer_id: "bob",
      ...{ rec: "21", ten: "21", inv: "1", rev: "5", days: "1", gap: "" },
      ...{ gapsd: "", late: "", returns: "0", lapsed: "0" },
    },
  ]);
});

test("gaps are the days between days with a purchase, with their mean and their standard deviation", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.nat({ max: 80 }), { minLength: 2, maxLength: 12 }),
      async (dates) => {
        const bought = [...dates].sort((a, b) => a - b);
        const when = (day: number) =>
          new Date((cutoff("2026-01-01") + day) * 86_400_000).toISOString();
        const lines = bought.map((day, k) => `ann,${when(day)},p,1,5,A${k}`);
        const [row] = table(
          CustomersFromEvents.derive(await read(lines), {
            cutoffs: [cutoff("2026-04-01")],
          }),
        );
        const gaps = bought.slice(1).map((day, k) => day - bought[k]);
        const mean = gaps.reduce((a, b) => a + b) / gaps.length;
        const squares = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
        expect(Number(row.gap)).toBeCloseTo(mean, 5);
        expect(row.gapsd === "").toBe(gaps.length < 2);
        if (gaps.length > 1)
          expect(Number(row.gapsd)).toBeCloseTo(
            Math.sqrt(squares / gaps.length),
            4,
          );
        expect(Number(row.late)).toBeCloseTo((90 - bought.at(-1)!) / mean, 4);
      },
    ),
    { numRuns: 30 },
  );
});

test("whether a customer lapsed is left open until the window has ended", async () => {
  const log = await read(shop);
  const lapsed = (windowDays: number) =>
    table(
      CustomersFromEvents.derive(log, {
        cutoffs: [cutoff("2026-06-01")],
        windowDays,
      }),
    ).map((row) => row.lapsed);
  expect(lapsed(29)).toEqual(["1", "1", "1"]);
  expect(lapsed(30)).toEqual(["", "", ""]);
});

test("without cut-offs every month the log has seen whole has its rows, and other days are refused", async () => {
  const log = await read(shop);
  const months = new Set(
    table(CustomersFromEvents.derive(log)).map((row) => row.month),
  );
  expect([...months]).toEqual([
    ...["2026-01", "2026-02", "2026-03", "2026-04", "2026-05"],
  ]);
  expect(() =>
    CustomersFromEvents.derive(log, { cutoffs: [cutoff("2026-02-02")] }),
  ).toThrow(/2026-02-02/);
});

const event = fc
  .tuple(
    fc.constantFrom("ann", "bob", "cyd"),
    fc.integer({ min: 0, max: 120 }),
    fc.constantFrom("p", "q"),
    fc.constantFrom(1, 2, -1),
  )
  .map(([who, day, what, many]) => {
    const when = new Date((cutoff("2026-01-01") + day) * 86_400_000);
    return `${who},${when.toISOString()},${what},${many},2.5,`;
  });

test("nothing that happens from the cut-off on changes a column", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 60 }),
      async (lines) => {
        const cutoffs = [cutoff("2026-02-01"), cutoff("2026-03-01")];
        const before = lines.filter((line) => line.split(",")[1] < "2026-03");
        const known = (csv: string) =>
          table(csv).map(({ lapsed, ...columns }) => columns);
        expect(
          known(CustomersFromEvents.derive(await read(before), { cutoffs })),
        ).toEqual(
          known(CustomersFromEvents.derive(await read(lines), { cutoffs })),
        );
      },
    ),
  );
});

test("the file is inferred as months of customers whose outcome is having lapsed, and equal logs give equal bytes", async () => {
  const lines = Array.from({ length: 400 }, (_, i) => {
    const day = cutoff("2026-01-01") + ((i * i * 7) % 360);
    return `c${i % 60},${new Date(day * 86_400_000).toISOString()},p,1,2,`;
  });
  const csv = CustomersFromEvents.derive(await read(lines));
  expect(CustomersFromEvents.derive(await read(lines.toReversed()))).toBe(csv);
  const sample = Buffer.from(csv);
  const layout = TableLayout.find(sample, { whole: true });
  const { definition } = InferDefinition.infer({
    dataset: "customers",
    layout,
    scan: TableLayout.rows(sample, layout, { whole: true }),
  });
  expect(definition).toMatchObject({
    ...{ id: "customer_id", time: "month", period: "month" },
    label: { column: "lapsed", positive: "1", horizon: 0 },
  });
  expect(Definition.Info.parse(definition)).toEqual(definition);
  expect(Csv.line(Object.keys(CustomersFromEvents.columns)).trim()).toBe(
    csv.split("\n")[0].split(",").slice(2, -1).join(","),
  );
});

const real = process.env.REAL_DATA;
test.skipIf(!real)(
  "months rebuilt from a shop's invoices have the sums worked out elsewhere (needs REAL_DATA)",
  async () => {
    const { log } = await EventCsv.ofCsv(
      await readFile(join(real!, "retail/online_retail.csv.gz")),
      {
        ...{ user: "CustomerID", time: "InvoiceDate", product: "StockCode" },
        ...{ quantity: "Quantity", price: "UnitPrice", order: "InvoiceNo" },
      },
    );
    const rows = table(CustomersFromEvents.derive(log));
    const sums = (month: string) => {
      const own = rows.filter((row) => row.month === month);
      const sum = (name: string) =>
        own.reduce((sum, row) => sum + Number(row[name]), 0);
      const rev = Math.round(sum("rev") * 100) / 100;
      return [own.length, sum("lapsed"), rev, sum("rec"), sum("inv")];
    };
    expect(sums("2011-02")).toEqual([1682, 728, 1589296.28, 64229, 3384]);
    expect(sums("2011-03")).toEqual([2134, 977, 2184797.04, 96514, 4705]);
    expect(sums("2011-04")).toEqual([2434, 1122, 2653997.4, 136235, 5854]);
    expect(sums("2011-05")).toEqual([2718, 1378, 3332591.96, 171165, 7409]);
    expect(sums("2011-08")).toEqual([3317, 1453, 5239240.56, 305638, 11413]);
    expect(rows.filter(({ month }) => month === "2011-11")[0].lapsed).toBe("");
  },
);
