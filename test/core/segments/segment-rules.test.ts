import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { SegmentRules } from "@mainstay/core/segments/segment-rules";
import fc from "fast-check";
import { expect, test } from "vitest";

const { Condition, Rule } = SegmentRules;
const numbered = (x: number[], texts = {}) =>
  CustomerTable.fromColumns({
    ...{ period: "2026-01", id: x.map((_, i) => `c${i}`) },
    ...{ numbers: { x }, texts, roles: { revenue: "x" } },
  });

const says = {
  "<": (a: number, b: number) => a < b,
  ">": (a: number, b: number) => a > b,
  "<=": (a: number, b: number) => a <= b,
  ">=": (a: number, b: number) => a >= b,
  "=": (a: number, b: number) => a === b,
  "!=": (a: number, b: number) => a !== b,
};
const ops = Object.keys(says) as (keyof typeof says)[];

test.each(ops)(
  "a number %s another as arithmetic says, and never where it is missing",
  (op) => {
    const cell = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(NaN));
    const cells = fc.array(cell, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cells, fc.integer({ min: -3, max: 3 }), (x, value) => {
        const all = [Condition.parse({ role: "revenue", op, value })];
        const expected = x.map((a) =>
          Number(!Number.isNaN(a) && says[op](a, value)),
        );
        expect(Array.from(SegmentRules.matches(numbered(x), all))).toEqual(
          expected,
        );
      }),
      { numRuns: 60 },
    );
  },
);

test("a column of the other type, or of a name or role that the table lacks, meets nothing but missing", () => {
  const table = numbered([1, NaN], { word: ["a", null] });
  const holds = (condition: object) =>
    Array.from(SegmentRules.matches(table, [Condition.parse(condition)]));
  for (const op of ["<", ">", "<=", ">="])
    expect(holds({ column: "word", op, value: 0 })).toEqual([0, 0]);
  expect(holds({ column: "word", op: "!=", value: 0 })).toEqual([0, 0]);
  expect(holds({ column: "x", op: "!=", value: "a" })).toEqual([0, 0]);
  expect(holds({ column: "x", op: "=", value: "1" })).toEqual([0, 0]);
  expect(holds({ role: "plan", op: "=", value: "a" })).toEqual([0, 0]);
  expect(holds({ role: "plan", op: "missing" })).toEqual([1, 1]);
  expect(holds({ column: "x", op: "missing" })).toEqual([0, 1]);
  expect(holds({ column: "x", op: "in", value: [2, 1] })).toEqual([1, 0]);
  expect(holds({ column: "word", op: "missing", value: false })).toEqual([
    1, 0,
  ]);
});

test.each([
  [{ op: "=", value: 1 }, "Expected either a role or a column"],
  [
    { role: "plan", column: "a", op: "=", value: 1 },
    "Expected either a role or a column",
  ],
  [{ column: "a", op: "in", value: 1 }, "Expected a list for in"],
  [{ column: "a", op: "=", value: [1] }, "Expected one value for ="],
  [{ column: "a", op: "<", value: "x" }, 'Expected a number for <, got "x"'],
  [{ column: "a", op: ">=" }, "Expected a number for >=, got undefined"],
  [{ column: "a", op: "=" }, "Expected a value for ="],
  [{ column: "a", op: "!=" }, "Expected a value for !="],
  [
    { column: "a", op: "missing", value: 1 },
    "Expected true or false for missing, got 1",
  ],
])("%j is refused: %s", (condition, message) => {
  const { error } = Condition.safeParse(condition);
  expect(error!.issues.map((issue) => issue.message)).toEqual([message]);
});

test("every operator takes a value of its kind", () => {
  const value = { in: [1], missing: true } as Record<string, unknown>;
  for (const op of [...ops, "in", "missing"])
    expect(
      Condition.safeParse({ column: "a", op, value: value[op] ?? 1 }).success,
    ).toBe(true);
  expect(Condition.safeParse({ column: "a", op: "missing" }).success).toBe(
    true,
  );
  expect(Rule.safeParse({ name: "", all: [] }).success).toBe(false);
});
