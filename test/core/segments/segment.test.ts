import { Rfm } from "@mainstay/core/segments/rfm";
import { Segment } from "@mainstay/core/segments/segment";
import { SegmentRules } from "@mainstay/core/segments/segment-rules";
import { ValueRisk } from "@mainstay/core/segments/value-risk";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import fc from "fast-check";
import { expect, test } from "vitest";

const base = CustomerTable.fromColumns({
  ...{ period: "2026-01", id: ["a", "b", "c", "d"] },
  roles: { revenue: "mrr", plan: "plan" },
  numbers: { mrr: [100, 90, 10, NaN], "score.probability": [0.9, 0.1, 0.8, 0] },
  texts: {
    "score.band": ["high", "low", "high", null],
    plan: ["Pro", "Pro", "Free", null],
  },
});
const byValue = (value: object) =>
  Segment.assign(Segment.Config.parse({ value }), base).value;

test("value against risk makes the four segments; without a value or a score it is low and safe", () => {
  // Known values are 10, 90, 100: the cut that leaves nearest to half above is 90.
  expect(byValue({})).toEqual([
    "at-risk",
    "high-value",
    "lapsing",
    "potential",
  ]);
});

test("the cut and the risk follow what the owner says", () => {
  expect(byValue({ share: 0.34, risk: [{ probability: 0.85 }] })).toEqual([
    "at-risk",
    "potential",
    "potential",
    "potential",
  ]);
});

test("when most are tied at the lowest value only those above are of high value", () => {
  const sheet = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: ["a", "b", "c", "d", "e"] },
    roles: { revenue: "mrr" },
    numbers: { mrr: [0, 0, 0, 5, 9] },
    texts: { "score.band": Array<string>(5).fill("low") },
  });
  expect(Segment.assign(Segment.defaults, sheet).value).toEqual([
    ...["potential", "potential", "potential", "high-value", "high-value"],
  ]);
});

test("a scheme whose columns do not exist is left out", () => {
  expect(Object.keys(Segment.assign(Segment.defaults, base))).toEqual([
    "value",
  ]);
});

test("the primary scheme cannot be one that is left out", () => {
  const wrong = { primary: "rfm", rfm: null };
  expect(Segment.Config.safeParse(wrong).error!.issues[0].message).toBe(
    "expected the primary scheme not to be left out",
  );
  expect(Segment.Config.safeParse({ primary: "rules" }).success).toBe(false);
});

const rules = (config: object[]) =>
  SegmentRules.assign(base, SegmentRules.Config.parse(config));

test("a rule takes the customers of whom every one of its conditions holds, unless an earlier rule took them", () => {
  const customers = 4;
  const rule = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.boolean()), {
    maxLength: 3,
  });
  const bits = fc.array(
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    {
      ...{ minLength: 3, maxLength: 3 },
    },
  );
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 4 }), bits, (said, columns) => {
      const sheet = CustomerTable.fromColumns({
        period: "2026-01",
        id: Array.from({ length: customers }, (_, i) => `c${i}`),
        numbers: Object.fromEntries(
          columns.map((column, k) => [`x${k}`, column.map(Number)]),
        ),
      });
      const found = SegmentRules.assign(
        sheet,
        said.map((conditions, k) => ({
          name: `rule ${k}`,
          all: conditions.map(([column, value]) => ({
            ...{ column: `x${column}`, op: "=" as const, value },
          })),
        })),
      );
      for (let i = 0; i < customers; i++) {
        const wrong = said.map(
          (conditions) =>
            conditions.filter(([k, value]) => columns[k][i] !== value).length,
        );
        const first = wrong.indexOf(0);
        expect(found[i]).toBe(first < 0 ? "other" : `rule ${first}`);
      }
    }),
  );
});

test("the first rule whose conditions all hold wins, else other", () => {
  expect(
    rules([
      {
        name: "big",
        all: [
          { role: "revenue", op: ">=", value: 90 },
          { column: "plan", op: "=", value: "Pro" },
        ],
      },
      { name: "any paid", all: [{ role: "revenue", op: ">", value: 0 }] },
    ]),
  ).toEqual(["big", "big", "any paid", "other"]);
});

test.each([
  { op: "!=", value: "Pro", holds: [0, 0, 1, 0] },
  { op: "in", value: ["Pro", "Team"], holds: [1, 1, 0, 0] },
  { op: "missing", holds: [0, 0, 0, 1] },
  { op: "missing", value: false, holds: [1, 1, 1, 0] },
] as const)(
  "plan $op $value holds for those it says, of a missing value only missing",
  ({ holds, ...condition }) => {
    const all = [SegmentRules.Condition.parse({ role: "plan", ...condition })];
    expect(Array.from(SegmentRules.matches(base, all))).toEqual(holds);
  },
);

test("a column that does not exist is missing for everybody", () => {
  const on = (op: string, value?: number) => [
    SegmentRules.Condition.parse({ column: "none", op, value }),
  ];
  expect(Array.from(SegmentRules.matches(base, on("missing")))).toEqual([
    1, 1, 1, 1,
  ]);
  expect(Array.from(SegmentRules.matches(base, on("!=", 3)))).toEqual([
    0, 0, 0, 0,
  ]);
});

test("every customer is in exactly one segment of each scheme", () => {
  const number = fc.oneof(fc.nat({ max: 50 }), fc.constant(NaN));
  const row = fc.tuple(number, number, number, fc.constantFrom("high", "low"));
  const config = Segment.Config.parse({
    rules: [{ name: "x", all: [{ role: "revenue", op: ">", value: 9 }] }],
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 12, maxLength: 40 }), (rows) => {
      const column = (k: 0 | 1 | 2) => rows.map((one) => one[k]);
      const sheet = CustomerTable.fromColumns({
        ...{ period: "2026-01", id: rows.map((_, i) => `c${i}`) },
        roles: { revenue: "mrr" },
        numbers: {
          ...{ mrr: column(0), "events.recency": column(1) },
          "events.count": column(2),
        },
        texts: { "score.band": rows.map(([, , , band]) => band) },
      });
      for (const labels of Object.values(Segment.assign(config, sheet))) {
        expect(labels).toHaveLength(rows.length);
        expect(labels.every((label) => label.length > 0)).toBe(true);
        const counted = Segment.sizes(labels).reduce(
          (sum, { n }) => sum + n,
          0,
        );
        expect(counted).toBe(rows.length);
      }
    }),
    { numRuns: 40 },
  );
});

test("movements sum to the sizes of both months, the joined and the left included", () => {
  const labelled = fc
    .uniqueArray(fc.nat({ max: 30 }), { minLength: 1, maxLength: 25 })
    .chain((ids) =>
      fc
        .array(fc.constantFrom("x", "y", "z"), {
          minLength: ids.length,
          maxLength: ids.length,
        })
        .map((labels) => ({ id: ids.map(String), labels })),
    );
  fc.assert(
    fc.property(labelled, labelled, (before, now) => {
      const found = Segment.movements(before, now);
      const total = (values: number[]) => values.reduce((a, b) => a + b, 0);
      const size = ({ labels }: Segment.Labelled, wanted: string) =>
        labels.filter((label) => label === wanted).length;
      found.before.forEach((segment, k) =>
        expect(total(found.moved[k]) + found.left[k]).toBe(
          size(before, segment),
        ),
      );
      found.now.forEach((segment, k) =>
        expect(total(found.moved.map((row) => row[k])) + found.joined[k]).toBe(
          size(now, segment),
        ),
      );
    }),
  );
});

test("what sets a segment apart comes with Cohen's d, the clearest first", () => {
  const sheet = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: ["a", "b", "c", "d", "e", "f"] },
    roles: { revenue: "mrr", tickets: "t", plan: "plan" },
    numbers: { mrr: [8, 10, 12, 1, 3, 5], t: [1, 2, 3, 1, 2, 4] },
    texts: { plan: ["Pro", "Pro", "Free", "Free", "Free", "Free"] },
  });
  const labels = ["in", "in", "in", "out", "out", "out"];
  const { in: traits } = Segment.distinguish(sheet, labels);
  // Means 10 and 3, both variances 4: d = 7 / 2. Shares of Pro 2/3 and 0: h = 2 asin √(2/3).
  expect(traits[0]).toMatchObject({ column: "mrr", inside: 10, outside: 3 });
  expect(traits[0].effect).toBeCloseTo(3.5, 12);
  expect(traits[0].text.en).toBe(
    "Higher mrr: 10 on average against 3 elsewhere",
  );
  expect(traits[1]).toMatchObject({ column: "plan" });
  expect(Math.abs(traits[1].effect)).toBeCloseTo(
    2 * Math.asin(Math.sqrt(2 / 3)),
    12,
  );
});

test("every segment has a name of its own in both languages", () => {
  for (const labels of [Rfm.labels, ValueRisk.labels])
    for (const lang of ["en", "zh"] as const) {
      const names = Object.values(labels).map((label) => label[lang]);
      expect(names.every(Boolean)).toBe(true);
      expect(new Set(names).size).toBe(names.length);
    }
});

test("a segment is called as its scheme calls it, an unknown one by itself", () => {
  const config = Segment.Config.parse({
    rules: [
      { name: "mine", all: [] },
      { name: "big", label: { en: "Big", zh: "大" }, all: [] },
    ],
  });
  const label = (
    ...[scheme, segment, fitted]: [Segment.Scheme, string, Segment.Fitted?]
  ) => Segment.label(config, scheme, segment, fitted);
  expect(label("value", "at-risk").zh).toBe("流失风险");
  expect(label("rfm", "cannot-lose").en).toBe("Cannot lose");
  expect(label("rules", "mine")).toEqual({ en: "mine", zh: "mine" });
  expect(label("rules", "big")).toEqual({ en: "Big", zh: "大" });
  expect(label("rules", "other")).toEqual({ en: "Other", zh: "其他" });
  expect(label("kmeans", "gone")).toEqual({ en: "gone", zh: "gone" });
  expect(label("kmeans", "gone", { kmeans: null }).en).toBe("gone");
  const group = { name: "a", label: { en: "A", zh: "甲" }, centre: [] };
  const kmeans = { features: [], groups: [group], silhouette: 1 };
  expect(label("kmeans", "a", { kmeans })).toEqual({ en: "A", zh: "甲" });
});

test("sizes are counts and shares, the largest first, equal ones by name", () => {
  const labels = fc.array(fc.constantFrom("d", "b", "a", "c"), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(labels, (labels) => {
      const count = (name: string) =>
        labels.filter((each) => each === name).length;
      const expected = [...new Set(labels)]
        .sort()
        .sort((a, b) => count(b) - count(a))
        .map((segment) => ({
          ...{
            segment,
            n: count(segment),
            share: count(segment) / labels.length,
          },
        }));
      expect(Segment.sizes(labels)).toEqual(expected);
    }),
  );
});

test("each customer who stayed is counted from its segment to its segment", () => {
  expect(
    Segment.movements(
      { id: ["1", "2", "3", "4"], labels: ["x", "x", "y", "y"] },
      { id: ["1", "2", "3", "5"], labels: ["x", "y", "y", "z"] },
    ),
  ).toEqual({
    ...{ before: ["x", "y"], now: ["y", "x", "z"] },
    moved: [
      [1, 1, 0],
      [1, 0, 0],
    ],
    ...{ joined: [0, 0, 1], left: [0, 1] },
  });
});

test("a scheme that the owner leaves out is left out, whatever was learned of it", () => {
  const n = 12;
  const numbers = (k: number) =>
    Array.from({ length: n }, (_, i) => (i * k) % 7);
  const table = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: numbers(1).map((_, i) => `c${i}`) },
    roles: { revenue: "mrr", tickets: "t" },
    numbers: {
      ...{ mrr: numbers(3), t: numbers(2) },
      ...{ "events.recency": numbers(5), "events.count": numbers(4) },
    },
    texts: { "score.band": Array<string>(n).fill("high") },
  });
  const rules = [{ name: "all", all: [] }];
  const schemes = (said: object) => {
    const fitted = Segment.fit(Segment.defaults, table);
    expect(fitted.kmeans).not.toBeNull();
    return Object.keys(
      Segment.assign(Segment.Config.parse(said), table, fitted),
    );
  };
  expect(schemes({ rules })).toEqual(["value", "rfm", "kmeans", "rules"]);
  expect(schemes({})).toEqual(["value", "rfm", "kmeans"]);
  expect(schemes({ rfm: null })).toEqual(["value", "kmeans"]);
  expect(schemes({ primary: "rfm", value: null })).toEqual(["rfm", "kmeans"]);
  expect(schemes({ kmeans: null })).toEqual(["value", "rfm"]);
  expect(Segment.fit(Segment.Config.parse({ kmeans: null }), table)).toEqual({
    kmeans: null,
  });
  expect(Segment.Config.safeParse({ primary: "rules", rules }).success).toBe(
    true,
  );
  expect(Segment.Config.parse({}).primary).toBe("value");
});

test("a probability at the owner's threshold counts as at risk", () => {
  expect(byValue({ share: 0.34, risk: [{ probability: 0.9 }] })![0]).toBe(
    "at-risk",
  );
});

test("a mean distinguishes a segment from two customers on either side on, by the pooled deviation", () => {
  const traits = (values: number[], labels: string[]) =>
    Segment.distinguish(
      CustomerTable.fromColumns({
        ...{
          period: "2026-01",
          id: values.map(String),
          numbers: { x: values },
        },
      }),
      labels,
      { columns: ["x"] },
    );
  expect(traits([1, 5, 7], ["a", "b", "b"])).toEqual({ a: [], b: [] });
  const { a, b } = traits([1, 3, 5, 9], ["a", "a", "b", "b"]);
  // Means 2 and 7; squares within are 2 and 8, over 4 − 2 degrees.
  expect(a[0].effect).toBeCloseTo(-5 / Math.sqrt(5), 12);
  expect(b[0].effect).toBeCloseTo(5 / Math.sqrt(5), 12);
  expect(a[0]).toMatchObject({ inside: 2, outside: 7 });
});

test("a level's share is set against the other customers', with how many times it is theirs", () => {
  const plans = ["Pro", "Pro", "Pro", "Free", "Pro", "Free", "Free", "Free"];
  const { a } = Segment.distinguish(
    CustomerTable.fromColumns({
      ...{ period: "2026-01", id: plans.map((_, i) => `c${i}`) },
      texts: { plan: plans },
    }),
    plans.map((_, i) => (i < 4 ? "a" : "b")),
    { columns: ["plan"] },
  );
  const arc = (share: number) => 2 * Math.asin(Math.sqrt(share));
  expect(a[0].effect).toBeCloseTo(arc(0.75) - arc(0.25), 12);
  expect(a[0].text.en).toBe(
    "plan is Pro: 75 % against 25 % elsewhere, 3.0 times",
  );
});
