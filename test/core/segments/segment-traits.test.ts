import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { SegmentTraits } from "@mainstay/core/segments/segment-traits";
import fc from "fast-check";
import { expect, test } from "vitest";

type Columns = Pick<
  Parameters<typeof CustomerTable.fromColumns>[0],
  "numbers" | "texts" | "roles"
>;
const traits = (labels: string[], columns: Columns, options = {}) =>
  SegmentTraits.distinguish(
    CustomerTable.fromColumns({
      ...{ period: "2026-01", id: labels.map((_, i) => `c${i}`), ...columns },
    }),
    labels,
    options,
  );

test("every segment gets at most so many traits, none negligible, the largest effect first", () => {
  const row = fc.tuple(
    fc.constantFrom("b", "a", "c"),
    fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 5 }),
  );
  const rows = fc.array(row, { minLength: 8, maxLength: 20 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 4 }), (rows, top) => {
      const names = ["v", "w", "x", "y", "z"];
      const numbers = Object.fromEntries(
        names.map((name, k) => [name, rows.map(([, values]) => values[k])]),
      );
      const labels = rows.map(([label]) => label);
      const found = traits(labels, { numbers }, { columns: names, top });
      expect(Object.keys(found)).toEqual([...new Set(labels)].sort());
      const all = traits(labels, { numbers }, { columns: names, top: 99 });
      for (const [segment, list] of Object.entries(found)) {
        const sizes = list.map(({ effect }) => Math.abs(effect));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
        expect(sizes.every((size) => size >= 0.2)).toBe(true);
        expect(list).toEqual(all[segment].slice(0, top));
      }
    }),
    { numRuns: 60 },
  );
});

test("without a choice the columns with roles and the computed ones are looked at", () => {
  const sides = [1, 2, 11, 12];
  const labels = ["a", "a", "b", "b"];
  const computed = [
    ...["score.probability", "health.score", "feedback.sentiment"],
    ...["events.recency", "events.count", "tenure.days", "renewal.days"],
    "lifetime.value",
  ];
  for (const name of ["mrr", ...computed]) {
    const found = traits(labels, {
      ...{ numbers: { [name]: sides }, roles: { revenue: "mrr" } },
    });
    expect(found.a.map(({ column }) => column)).toEqual([name]);
  }
  expect(traits(labels, { numbers: { other: sides } })).toEqual({
    ...{ a: [], b: [] },
  });
});

test("a mean passes over missing values, and one that never varies within segments says nothing", () => {
  const labels = ["a", "a", "a", "b", "b", "b"];
  const x = [1, 3, NaN, 5, 9, NaN];
  const { a } = traits(labels, { numbers: { x } }, { columns: ["x"] });
  expect(a[0]).toMatchObject({ inside: 2, outside: 7, level: null });
  const still = [1, 1, 1, 2, 2, 2];
  expect(traits(labels, { numbers: { x: still } }, { columns: ["x"] })).toEqual(
    { a: [], b: [] },
  );
});

test("a mean is told with both sides in both languages", () => {
  const labels = ["a", "a", "b", "b"];
  const found = traits(
    labels,
    { numbers: { x: [1, 3, 11, 13] } },
    { columns: ["x"] },
  );
  expect(found.a[0].text).toEqual({
    en: "Lower x: 2 on average against 12 elsewhere",
    zh: "x 较低：平均 2，其余为 12",
  });
  expect(found.b[0].text).toEqual({
    en: "Higher x: 12 on average against 2 elsewhere",
    zh: "x 较高：平均 12，其余为 2",
  });
});

const plan = (inside: number, outside: number, n = 10) =>
  traits(
    Array.from({ length: 2 * n }, (_, i) => (i < n ? "a" : "b")),
    {
      texts: {
        plan: Array.from({ length: 2 * n }, (_, i) =>
          i % n < (i < n ? inside : outside) ? "Pro" : `Free`,
        ),
      },
    },
    { columns: ["plan"] },
  ).a[0];

test("a share is told with how many times the others' it is, from 1.1 times to under 100", () => {
  expect(plan(8, 2).text).toEqual({
    en: "plan is Pro: 80 % against 20 % elsewhere, 4.0 times",
    zh: "plan 为 Pro：80%，其余为 20%，4.0 倍",
  });
  // Nobody else has it: no number of times says that.
  expect(plan(8, 0).text).toEqual({
    en: "plan is Pro: 80 % against 0 % elsewhere",
    zh: "plan 为 Pro：80%，其余为 0%",
  });
  // Both levels differ alike; the first met is named, and a smaller share has no times.
  expect(plan(2, 8).text.en).toBe("plan is Pro: 20 % against 80 % elsewhere");
});

test("of several levels the one whose share differs most is named", () => {
  const labels = [..."aaaaaaaabbbbbbbb"];
  const plan = [..."xxxyyyyzxxxzzzzz"];
  const { a } = traits(labels, { texts: { plan } }, { columns: ["plan"] });
  const arc = (share: number) => 2 * Math.asin(Math.sqrt(share));
  const effects = ["x", "y", "z"].map((level) => {
    const share = (label: string) =>
      plan.filter((each, i) => each === level && labels[i] === label).length /
      8;
    return { level, effect: arc(share("a")) - arc(share("b")) };
  });
  effects.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  expect(a).toHaveLength(1);
  expect(a[0].level).toBe(effects[0].level);
  expect(a[0].effect).toBeCloseTo(effects[0].effect, 12);
});

test("names, a segment of nobody known and a segment of everybody known have no trait of shares", () => {
  const many = (levels: number) =>
    traits(
      Array.from({ length: 104 }, (_, i) => (i < 52 ? "a" : "b")),
      {
        texts: {
          name: Array.from({ length: 104 }, (_, i) =>
            i < 52 ? "one" : `n${i % (levels - 1)}`,
          ),
        },
      },
      { columns: ["name"] },
    ).a.length;
  expect([many(50), many(51)]).toEqual([1, 0]);
  const texts = { plan: ["Pro", "Free", null, null] };
  expect(
    traits(["a", "a", "b", "b"], { texts }, { columns: ["plan"] }),
  ).toEqual({ a: [], b: [] });
});
