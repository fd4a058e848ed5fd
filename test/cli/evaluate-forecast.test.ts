import { trial } from "@mainstay/cli/evaluate-forecast";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { airline } from "../core/forecast/airline";

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mainstay-forecast-"));
  file = join(folder, "series.csv");
  const month = (t: number) =>
    `${1949 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, "0")}`;
  const rows = [
    ...Array.from(airline, (value, t) => `air,many,${month(t)},${value}`),
    ...Array.from({ length: 5 }, (_, t) => `new,many,${month(t)},${t}`),
    ...Array.from({ length: 40 }, (_, t) => `flat,one,${month(t)},3`),
  ];
  // The order of rows is not that of time.
  const mixed = rows.map((_, i) => rows[(i * 101) % rows.length]);
  await writeFile(file, `id,kind,month,value\n${mixed.join("\n")}\n`);
});
afterAll(() => rm(folder, { recursive: true }));

const columns = { series: "id", time: "month", value: "value" };

test("rows are put in order of time, the last are the test, and the naive forecast is as far off as published", async () => {
  const result = await trial(file, {
    ...columns,
    period: 12,
    horizon: 12,
    where: "kind=many",
  });
  expect(result).toMatchObject({ series: 1, short: 1, learner: "auto" });
  expect(result.seasonalNaive.smape).toBeCloseTo(10.572, 3);
  expect(result.seasonalNaive.mase).toBeCloseTo(1.5709, 4);
  expect(result.smape).toBeLessThan(5.409);
});

test("without a period the season is found in the series", async () => {
  const asked = { ...columns, horizon: 12, where: "kind=many" };
  const found = await trial(file, asked);
  expect(found).toEqual({
    ...(await trial(file, { ...asked, period: 12 })),
    seconds: expect.any(Number),
  });
  expect(await trial(file, { ...asked, period: "auto" })).toMatchObject({
    smape: found.smape,
  });
});

test("a series that never changes has no MASE and is hit exactly", async () => {
  const asked = { ...columns, period: 1, horizon: 6, where: "kind=one" };
  expect(await trial(file, asked)).toMatchObject({
    series: 1,
    smape: 0,
    mase: null,
    coverage80: 1,
    coverage95: 1,
  });
});

test.each([
  [{ period: "often" }, "--period with a whole number"],
  [{ horizon: undefined }, "--horizon with a whole number"],
  [{ value: undefined }, "--value with the name of a column"],
  [{ value: "price" }, 'a column "price", got id, kind, month, value'],
  [{ where: "kind" }, "--where column=value, got kind"],
  [{ where: "kind=none" }, "rows where kind=none, got none of 189"],
  [{ time: "kind" }, "a number or a date in every row"],
])(
  "what cannot be tried is refused with what was expected: %j",
  async (wrong, message) => {
    const asked = { ...columns, period: 12, horizon: 12, ...wrong };
    await expect(trial(file, asked)).rejects.toThrow(message);
  },
);

// Goals: the best single method of the competition, Theta (Makridakis & Hibon 2000).
const real = process.env.REAL_DATA;
test.skipIf(!real)(
  "the M3's 3,003 series are foretold no worse than Theta did, and their intervals hold what they say (needs REAL_DATA)",
  async () => {
    const kinds = {
      MONTHLY: [12, 18],
      QUARTERLY: [4, 8],
      YEARLY: [1, 6],
      OTHER: [1, 8],
    };
    const results: Awaited<ReturnType<typeof trial>>[] = [];
    for (const [kind, [period, horizon]] of Object.entries(kinds))
      results.push(
        await trial(join(real!, "forecast/m3_long.csv.gz"), {
          series: "id",
          time: "t",
          value: "value",
          where: `period=${kind}`,
          period,
          horizon,
        }),
      );
    const mean = (name: "smape" | "mase" | "coverage80" | "coverage95") =>
      results.reduce((sum, one) => sum + one[name]! * one.series, 0) / 3003;
    expect(results.reduce((sum, { series }) => sum + series, 0)).toBe(3003);
    expect(mean("smape")).toBeLessThanOrEqual(12.44);
    expect(mean("mase")).toBeLessThanOrEqual(1.357);
    expect(mean("coverage80")).toBeGreaterThan(0.77);
    expect(mean("coverage80")).toBeLessThan(0.83);
    expect(mean("coverage95")).toBeGreaterThan(0.92);
    expect(mean("coverage95")).toBeLessThan(0.97);
  },
  900_000,
);
