import { ConversionRates } from "@mainstay/core/metrics/conversion-rates";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { ListCells } from "@mainstay/core/metrics/list-cells";
import { MetricConfig } from "@mainstay/core/metrics/metric-config";
import { ModelVersionsUsed } from "@mainstay/core/metrics/model-versions-used";
import { RatioEstimate } from "@mainstay/core/metrics/ratio-estimate";
import { UsageChurn } from "@mainstay/core/metrics/usage-churn";
import { WatchedCustomers } from "@mainstay/core/metrics/watched-customers";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { expect, test } from "vitest";

test("a cell lists names by any of the usual separators, each once, blanks left out", () => {
  const read = ListCells.reader();
  for (const cell of [
    ...["a,b", "a; b", "a|b", "a\nb", "a、b", "a，b", "a；b", " a ,, b,a "],
  ])
    expect(read(cell)).toEqual(["a", "b"]);
  expect(Array.from(ListCells.sizes(["a,b", null, "", "c"]))).toEqual([
    ...[2, NaN, 0, 1],
  ]);
});

test("names are counted once a customer, the most frequent first, equal ones by name", () => {
  const counts = ListCells.tally(["c, a", "b,c", null, "a", "d"]);
  expect([...counts]).toEqual([
    ["a", 2],
    ["c", 2],
    ["b", 1],
    ["d", 1],
  ]);
  expect(ModelVersionsUsed.inUse(["c", "a,c"])).toEqual([
    { name: "c", customers: 2 },
    { name: "a", customers: 1 },
  ]);
});

test("words are compared without case, spaces, - and _", () => {
  for (const word of ["Add to Cart", "add_to_cart", "ADD-TO--CART"])
    expect(MetricConfig.plain(word)).toBe("addtocart");
});

test("the owner's settings of metrics have bounds and defaults", () => {
  const ok = (config: object) => MetricConfig.Config.safeParse(config).success;
  for (const said of [
    ...[{ usageChurn: { horizon: 1 } }, { usageChurn: { trailing: 24 } }],
    ...[{ usageChurn: { share: 1 } }, { billShock: { factor: 1.01 } }],
    ...[{ features: 1 }, { features: null }, { trials: [] }],
    { retiring: [{ version: "m", retiresOn: "2026-12-01" }] },
  ])
    expect(ok(said)).toBe(true);
  for (const said of [
    ...[{ usageChurn: { horizon: 0 } }, { usageChurn: { trailing: 25 } }],
    ...[{ usageChurn: { share: 0 } }, { usageChurn: { share: 1.1 } }],
    ...[{ billShock: { factor: 1 } }, { billShock: { trailing: 0 } }],
    ...[{ features: 0 }, { trials: [" "] }, { actions: { view: [""] } }],
    ...[{ retiring: [{ version: " ", retiresOn: "2026-12-01" }] }],
    { retiring: [{ version: "m", retiresOn: "soon" }] },
  ])
    expect(ok(said)).toBe(false);
  expect(MetricConfig.defaults).toMatchObject({
    usageChurn: { horizon: 3, share: 0.5, trailing: 3 },
    billShock: { factor: 1.5, trailing: 3 },
    ...{ retiring: [], features: null },
  });
});

test("every usual word for a step names that step, however it is spelled", () => {
  const { actions: words } = MetricConfig.defaults;
  const steps = ["view", "cart", "purchase"] as const;
  for (const step of steps)
    for (const word of words[step]) {
      const log = {
        ...{ users: ["u"], actions: [word.toUpperCase()] },
        ...{ user: Uint32Array.of(0), action: Int32Array.of(0) },
        time: Float64Array.of(5),
      };
      const found = ConversionRates.funnel(
        log as unknown as Parameters<typeof ConversionRates.funnel>[0],
        { from: 0, to: 10, words },
      );
      expect(found.viewToCart.value === null).toBe(step !== "view");
      expect(found.cartToPurchase.value === null).toBe(step !== "cart");
    }
});

test("usage churn compares means, and at the share itself is none", () => {
  const rule = { horizon: 2, share: 0.5, trailing: 2 };
  expect(UsageChurn.churned([4, 8, 3, 3], rule)).toBe(false);
  expect(UsageChurn.churned([4, 8, 3, 2.9], rule)).toBe(true);
  expect(UsageChurn.churned([8, 3, 3], rule)).toBeNull();
  expect(UsageChurn.churned([8, 0, 3, 3], rule)).toBeNull();
  expect(UsageChurn.churned([NaN, 8, 3, 3], rule)).toBeNull();
  expect(UsageChurn.churned([4, 8, NaN, 3], rule)).toBeNull();
  const shock = { factor: 1.5, trailing: 2 };
  expect(UsageChurn.shocked([9, 2, 4, 4.5], shock)).toBe(true);
  expect(UsageChurn.shocked([9, 2, 4, 4.4], shock)).toBe(false);
  expect(UsageChurn.shocked([4, 9], shock)).toBeNull();
  expect(UsageChurn.shocked([2, 4, NaN], shock)).toBeNull();
  expect(UsageChurn.shocked([0, 0, 9], shock)).toBeNull();
});

const owners = (of: Record<string, string | null>, roles = true) =>
  CustomerTable.fromColumns({
    ...{ period: "2026-01", id: Object.keys(of) },
    ...(roles && { roles: { owner: "who" } }),
    texts: { who: Object.values(of) },
  });

test("an owner is gone where there was one and is none, of the customers still there", () => {
  const before = owners({ a: "Ana", b: "Bo", c: " ", d: "Dana" });
  const now = owners({ a: null, b: "Bo", c: null, e: null });
  expect(WatchedCustomers.ownerRemoved(now, before)).toEqual({
    ...{ value: Estimate.proportion(1, 2), ids: ["a"] },
  });
  const why = (...given: Parameters<typeof WatchedCustomers.ownerRemoved>) =>
    WatchedCustomers.ownerRemoved(...given).value;
  expect(why(owners({ a: "x" }, false), before)).toEqual(
    Estimate.withoutRole("owner"),
  );
  expect(why(now, null)).toEqual(Estimate.none("There is no period before."));
  expect(why(now, owners({ a: "x" }, false))).toEqual(
    Estimate.none("There is no period before."),
  );
  expect(why(now, owners({ c: null }))).toEqual(
    Estimate.none("Nobody had an owner in the period before."),
  );
});

test("a ratio of sums counts customers whose whole is above zero, and keeps within its bounds", () => {
  const pairs = RatioEstimate.pairs([1, NaN, 3, 4], [2, 2, 0, 4]);
  expect(pairs).toEqual({
    ...{ part: Float64Array.of(1, 4), whole: Float64Array.of(2, 4) },
  });
  const found = RatioEstimate.ratio(pairs, { max: 1 });
  // 5 / 6, residuals −2/3 and 2/3; Student's t with one degree of freedom reaches beyond both bounds.
  expect(found.value).toBeCloseTo(5 / 6, 12);
  expect(found).toMatchObject({ n: 2, low: 0, high: 1 });
  expect(RatioEstimate.ratio(RatioEstimate.pairs([1], [4]))).toEqual({
    ...{ value: 0.25, n: 1 },
  });
  const three = RatioEstimate.pairs([1, 2, 4], [2, 4, 6]);
  const open = RatioEstimate.ratio(three) as { low: number; high: number };
  const value = 7 / 12;
  const squares =
    (1 - 2 * value) ** 2 + (2 - 4 * value) ** 2 + (4 - 6 * value) ** 2;
  const half = (4.302652729696142 * Math.sqrt((3 * squares) / 2)) / 12;
  expect(open.low).toBeCloseTo(value - half, 9);
  expect(open.high).toBeCloseTo(value + half, 9);
});

test("a definition is of the first version unless it says another", () => {
  const given = { name: "A", unit: "share", text: "t", formula: "f" } as const;
  expect(Estimate.define({ a: given, b: { ...given, version: 3 } })).toEqual({
    a: { ...given, version: 1 },
    b: { ...given, version: 3 },
  });
});
