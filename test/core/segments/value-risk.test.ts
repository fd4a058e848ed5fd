import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { ValueRisk } from "@mainstay/core/segments/value-risk";
import fc from "fast-check";
import { expect, test } from "vitest";

type Columns = Partial<Parameters<typeof CustomerTable.fromColumns>[0]>;
const assign = (n: number, columns: Columns, config: object = {}) =>
  ValueRisk.assign(
    CustomerTable.fromColumns({
      period: "2026-01",
      id: Array.from({ length: n }, (_, i) => `c${i}`),
      ...columns,
    }),
    ValueRisk.Config.parse(config),
  );

test("value is the lifetime's, else revenue, else spend; risk the band, else a red health", () => {
  const values = { "lifetime.value": [9, 1, 1], mrr: [1, 9, 1], s: [1, 1, 9] };
  const roles = { revenue: "mrr", spend: "s" } as const;
  const high = (names: (keyof typeof values)[]) =>
    assign(
      3,
      {
        ...{ roles, texts: { "score.band": Array<string>(3).fill("low") } },
        numbers: Object.fromEntries(names.map((name) => [name, values[name]])),
      },
      { share: 0.3 },
    )!.indexOf("high-value");
  expect(high(["lifetime.value", "mrr", "s"])).toBe(0);
  expect(high(["mrr", "s"])).toBe(1);
  expect(high(["s"])).toBe(2);
  const numbers = { mrr: [9, 9, 1, 1] };
  const status = ["red", "green", "red", null];
  const band = ["low", "high", "medium", null];
  const four = (texts: Record<string, (string | null)[]>) =>
    assign(4, { roles, numbers, texts });
  expect(four({ "health.status": status })).toEqual([
    ...["at-risk", "high-value", "lapsing", "potential"],
  ]);
  expect(four({ "health.status": status, "score.band": band })).toEqual([
    ...["high-value", "at-risk", "potential", "potential"],
  ]);
});

test("without a value or without a risk there are no segments", () => {
  const texts = { "score.band": ["high", "low"] };
  expect(assign(2, { texts })).toBeNull();
  expect(
    assign(2, { numbers: { mrr: [1, 2] }, roles: { revenue: "mrr" } }),
  ).toBeNull();
});

test("the cut of high value is the one whose share comes nearest to the wanted, the lower one of two as near", () => {
  const value = fc.integer({ min: 0, max: 6 });
  const values = fc.array(value, { minLength: 1, maxLength: 15 });
  const share = fc.constantFrom(0.2, 0.34, 0.5, 0.75);
  fc.assert(
    fc.property(values, share, (mrr, share) => {
      const found = assign(
        mrr.length,
        {
          ...{ numbers: { mrr }, roles: { revenue: "mrr" } },
          texts: { "score.band": mrr.map(() => "low") },
        },
        { share },
      )!;
      const wanted = Math.max(1, Math.round(share * mrr.length));
      const cuts = [...new Set(mrr)].sort((a, b) => a - b);
      const miss = (cut: number) =>
        Math.abs(mrr.filter((value) => value >= cut).length - wanted);
      const best = cuts.reduce((best, cut) =>
        miss(cut) < miss(best) ? cut : best,
      );
      expect(found).toEqual(
        mrr.map((value) => (value >= best ? "high-value" : "potential")),
      );
    }),
  );
});

test("an owner names at least one value and one risk, and known statuses", () => {
  const ok = (config: object) => ValueRisk.Config.safeParse(config).success;
  expect(ok({ value: [] })).toBe(false);
  expect(ok({ risk: [] })).toBe(false);
  expect(ok({ share: 0 })).toBe(false);
  expect(ok({ share: 1 })).toBe(false);
  expect(ok({ value: [{ role: "spend" }, { column: "x" }] })).toBe(true);
  for (const health of ["red", "amber", "green"])
    expect(ok({ risk: [{ health: [health] }, { bands: ["high"] }] })).toBe(
      true,
    );
  expect(ok({ risk: [{ health: ["blue"] }] })).toBe(false);
  expect(ok({ risk: [{ bands: ["blue"] }] })).toBe(false);
});
