import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

test.each([
  ["1234.5", 1234.5],
  ["1,234.50", 1234.5],
  ["-1e3", -1000],
  ["1,2", null],
  ["0x10", null],
  ["n/a", null],
  [undefined, null],
])(
  "a cell of revenue that says %s is %s in lists, as in metrics",
  (cell, revenue) => {
    const row = PeriodIndex.rowOf(
      {
        ...{ id: "a", period: "2026-01", upload: "u", line: 2, score: null },
        cells: cell === undefined ? {} : { arr: cell },
      },
      { roles: { revenue: "arr" }, numbers: {} },
    );
    expect(row.revenue).toBe(revenue);
  },
);

const period = "2026-01";
const gap = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const words = fc.string({ unit: "grapheme", maxLength: 12 });
const rowsOf = (ids: string[]) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.record({
        id: fc.constant(id),
        period: fc.constant(period),
        upload: words,
        line: fc.nat(1e6),
        logit: gap(fc.double({ noNaN: true, noDefaultInfinity: true })),
        band: gap(fc.constantFrom("high" as const, "low" as const)),
        revenue: gap(fc.double({ noNaN: true, noDefaultInfinity: true })),
        name: gap(words),
        model: gap(words),
      }),
    ),
  );
const ids = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom("a", "b", "c", "__proto__"),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
  ),
  { maxLength: 8 },
);
const change = fc.record({ gone: ids, newer: ids.chain(rowsOf) });
const sorted = (rows: Iterable<PeriodIndex.Row>) =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
const zero = (rows: PeriodIndex.Row[]) =>
  rows.map((row) => ({
    ...row,
    ...{
      logit: row.logit && row.logit + 0,
      revenue: row.revenue && row.revenue + 0,
    },
  }));

let datasets = 0;

test("an index holds what its changes leave, and a change that is made twice leaves the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), async (changes) => {
      const dataset = `index-${datasets++}`;
      const expected = new Map<string, PeriodIndex.Row>();
      for (const { gone, newer } of changes) {
        for (const id of gone) expected.delete(id);
        for (const row of newer) expected.set(row.id, row);
        const replace = () => PeriodIndex.replace(dataset, period, gone, newer);
        expect(await replace()).toBe(expected.size);
        const once = await objects(dataset);
        expect(await replace()).toBe(expected.size);
        expect(await objects(dataset)).toEqual(once);
      }
      const read = await PeriodIndex.read(dataset, period);
      expect(zero(read)).toEqual(zero(sorted(expected.values())));
      expect(await PeriodIndex.customers(dataset, period)).toBe(expected.size);
    }),
    { numRuns: 20 },
  );
});

async function objects(dataset: string) {
  const found: string[] = [];
  for await (const { key, etag } of Bucket.list(Bucket.keys.views(dataset)))
    found.push(`${key} ${etag}`);
  return found;
}

const many = (from: number, to: number, upload = "u") =>
  Array.from({ length: to - from }, (_, k): PeriodIndex.Row => ({
    ...{ id: `c${from + k}`, period, upload, line: k, logit: k, band: "low" },
    ...{ revenue: k / 7, name: `Customer ${from + k}`, model: "m" },
  }));
const idsOf = async () =>
  (await PeriodIndex.read("many", period)).map(({ id }) => id);

test("an index grows into more shards and shrinks into fewer, and nothing of the others stays", async () => {
  const shards = async () => (await objects("many")).length - 1;
  const all = (to: number) =>
    many(0, to)
      .map(({ id }) => id)
      .sort();
  await PeriodIndex.write("many", period, many(0, 3_000));
  expect(await shards()).toBe(1);
  await PeriodIndex.merge("many", period, many(3_000, 9_000));
  expect(await shards()).toBe(4);
  expect(await idsOf()).toEqual(all(9_000));
  await PeriodIndex.replace(
    "many",
    period,
    many(5_000, 9_000).map(({ id }) => id),
    [],
  );
  expect(await shards()).toBe(2);
  expect(await idsOf()).toEqual(all(5_000));
});

test("a change of one customer writes one shard, and the index has another ETag", async () => {
  await PeriodIndex.write("one", period, many(0, 9_000));
  const before = await objects("one");
  await PeriodIndex.merge("one", period, many(7, 8, "newer"));
  const after = await objects("one");
  expect(after.filter((one) => !before.includes(one))).toHaveLength(2);
  const etag = await PeriodIndex.etag("one", period);
  await PeriodIndex.merge("one", period, many(7, 8, "newer"));
  expect(await PeriodIndex.etag("one", period)).toBe(etag);
});

test("an index of an earlier release, one object a period, is read and takes changes", async () => {
  const [a, b] = many(0, 2);
  await Bucket.put(
    Bucket.keys.view("earlier", period),
    JSON.stringify({
      ...{ period, uploads: ["u"], id: ["c0", "c1"], upload: [0, 0] },
      ...{ line: [a.line, b.line], logit: [a.logit, b.logit] },
      ...{ band: ["low", "low"], revenue: [a.revenue, b.revenue] },
      ...{ name: [a.name, b.name], models: ["m"], model: [0, 0] },
    }),
  );
  expect(await PeriodIndex.read("earlier", period)).toEqual([a, b]);
  await PeriodIndex.replace("earlier", period, ["c0"], []);
  expect(await PeriodIndex.read("earlier", period)).toEqual([b]);
});
