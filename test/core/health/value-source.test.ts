import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { HealthConfig } from "@mainstay/core/health/health-config";
import { ValueSource } from "@mainstay/core/health/value-source";
import { expect, test } from "vitest";

const table = CustomerTable.fromColumns({
  ...{ period: "2026-01", id: ["a", "b", "c"], roles: { revenue: "mrr" } },
  numbers: { mrr: [6, 8, NaN], seats: [3, 0, 2], none: [NaN, NaN, NaN] },
});
const values = (source: ValueSource.Info) => {
  const found = ValueSource.read(table, source);
  return found && Array.from(found);
};

test("a source is a role's column, a column, or one over another, missing where the other is 0", () => {
  expect(values({ role: "revenue" })).toEqual([6, 8, NaN]);
  expect(values({ column: "seats" })).toEqual([3, 0, 2]);
  const per = (over: ValueSource.Named, under: ValueSource.Named) =>
    values({ ratio: [over, under] });
  expect(per({ role: "revenue" }, { column: "seats" })).toEqual([2, NaN, NaN]);
  expect(values({ role: "seats" })).toBeNull();
  expect(per({ role: "seats" }, { column: "seats" })).toBeNull();
  expect(per({ column: "seats" }, { column: "gone" })).toBeNull();
});

test("a source is called by its role or column", () => {
  expect(ValueSource.name({ role: "revenue" })).toBe("revenue");
  expect(ValueSource.name({ column: "x" })).toBe("x");
  expect(
    ValueSource.name({ ratio: [{ role: "activeSeats" }, { column: "x" }] }),
  ).toBe("activeSeats / x");
});

test("of several sources the first with a value for anybody is taken", () => {
  const first = (...columns: string[]) =>
    ValueSource.firstWithValues(
      table,
      columns.map((column) => ({ column })),
    );
  expect(Array.from(first("gone", "none", "mrr", "seats")!)).toEqual([
    6,
    8,
    NaN,
  ]);
  expect(first("gone", "none")).toBeNull();
  expect(ValueSource.hasValues(Float64Array.of(NaN, 0))).toBe(true);
});

const component = (more: object = {}) => ({
  ...{ name: "a", label: { en: "A", zh: "甲" }, weight: 100 },
  ...{ source: { column: "a" }, cuts: { poor: 0, concerning: 1, healthy: 2 } },
  ...more,
});
const problem = (component: object, more: object = {}) => {
  const said = { components: [component], ...more };
  return HealthConfig.Config.safeParse(said).error?.issues[0].message;
};

test("what is not said of health has a usual value", () => {
  expect(
    HealthConfig.Config.parse({ components: [component()] }),
  ).toMatchObject({
    ...{ status: { amber: 50, green: 75 }, minCoverage: 0.5 },
    components: [{ when: [], missing: "skip" }],
  });
});

test.each([
  [{ cuts: { poor: 0, concerning: 1, healthy: 2 } }, true],
  [{ cuts: { poor: 2, concerning: 1, healthy: 0 } }, true],
  [{ cuts: { poor: 1, concerning: 1, healthy: 2 } }, false],
  [{ cuts: { poor: 0, concerning: 2, healthy: 2 } }, false],
  [{ cuts: { poor: 2, concerning: 2, healthy: 0 } }, false],
  [{ cuts: { poor: 2, concerning: 0, healthy: 0 } }, false],
  [{ cuts: { poor: 0, concerning: 2, healthy: 1 } }, false],
])("cuts rise or fall all the way: %j %s", (more, fine) => {
  expect(problem(component(more))).toBe(
    fine ? undefined : "expected concerning between poor and healthy",
  );
});

test("the bounds of red and green lie within 0 and 100, one above the other", () => {
  const status = (amber: number, green: number) =>
    problem(component(), { status: { amber, green } });
  const refused = "expected 0 < amber < green ≤ 100";
  expect(status(1, 100)).toBeUndefined();
  for (const [amber, green] of [
    ...[
      [0, 50],
      [50, 50],
      [60, 50],
    ],
    [50, 101],
  ])
    expect(status(amber, green)).toBe(refused);
});

test("weights, names and coverage have bounds", () => {
  const fine = (more: object, of: object = {}) =>
    problem(component(more), of) === undefined;
  expect(fine({ name: "" })).toBe(false);
  expect(fine({ weight: 101 })).toBe(false);
  expect(fine({ missing: "other" })).toBe(false);
  for (const missing of ["skip", "neutral", "poor"])
    expect(fine({ missing })).toBe(true);
  expect(fine({}, { minCoverage: 0 })).toBe(true);
  expect(fine({}, { minCoverage: 1 })).toBe(true);
  expect(fine({}, { minCoverage: -0.1 })).toBe(false);
  expect(fine({}, { minCoverage: 1.1 })).toBe(false);
  expect(HealthConfig.Config.safeParse({ components: [] }).success).toBe(false);
  const [one, two] = [component({ weight: 120 }), component({ weight: -20 })];
  expect(
    HealthConfig.Config.safeParse({ components: [one, two] }).success,
  ).toBe(false);
});

test("each group's own weights sum to 100 too, those of several columns apart", () => {
  const when = [
    { column: "plan", is: "Free", weight: 30 },
    { column: "plan", is: "Pro" },
    { column: "tier", is: "Free", weight: 70 },
  ];
  const other = (weights: number[]) =>
    component({
      ...{ name: "b", weight: 40 },
      when: weights.map((weight, k) => ({ ...when[k], weight })),
    });
  const message = (weights: number[]) => {
    const components = [component({ weight: 60, when }), other(weights)];
    const { error } = HealthConfig.Config.safeParse({ components });
    return error?.issues.map((issue) => issue.message);
  };
  expect(message([70, 40, 30])).toBeUndefined();
  expect(message([70, 41, 29])).toEqual([
    'Expected weights that sum to 100 where plan is "Pro", got 101',
    'Expected weights that sum to 100 where tier is "Free", got 99',
  ]);
});
