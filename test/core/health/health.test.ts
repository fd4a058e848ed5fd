import { Health } from "@mainstay/core/health/health";
import { HealthChange } from "@mainstay/core/health/health-change";
import { Card } from "@mainstay/core/model/card";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import fc from "fast-check";
import { expect, test } from "vitest";

const label = { en: "L", zh: "标" };
const component = (name: string, weight: number, more: object = {}) => ({
  ...{ name, label, weight, source: { column: name } },
  cuts: { poor: 0, concerning: 5, healthy: 10 },
  ...more,
});
const sheet = (
  numbers: Record<string, number[]>,
  texts: Record<string, (string | null)[]> = {},
) => {
  const rows = Object.values(numbers)[0].length;
  const id = Array.from({ length: rows }, (_, i) => `c${i}`);
  return CustomerTable.fromColumns({ period: "2026-01", id, numbers, texts });
};
const config = (components: object[], more: object = {}) =>
  Health.Config.parse({ components, ...more });

test("health is the mean of linear points by weight: 60 × 25 and 40 × 80 give 47, red", () => {
  const two = config([
    component("usage", 60),
    component("errors", 40, {
      cuts: { poor: 0.1, concerning: 0.05, healthy: 0 },
    }),
  ]);
  // 2.5 of 0–5 is half of the first 50; 0.02 is three fifths from 0.05 to 0: 50 + 30.
  const { score, status, coverage } = Health.assess(
    two,
    sheet({ usage: [2.5], errors: [0.02] }),
  );
  expect(score[0]).toBeCloseTo(47, 10);
  expect(status).toEqual(["red"]);
  expect(coverage[0]).toBe(1);
});

test("red ends at 50 and green starts at 75", () => {
  const one = config([component("a", 100)]);
  const { status } = Health.assess(one, sheet({ a: [4.99, 5, 7.49, 7.5] }));
  expect(status).toEqual(["red", "amber", "amber", "green"]);
});

test.each([
  { missing: "skip", health: 80, coverage: 0.6 },
  { missing: "neutral", health: 0.6 * 80 + 0.4 * 50, coverage: 0.6 },
  { missing: "poor", health: 48, coverage: 0.6 },
])(
  "a missing value under $missing gives $health",
  ({ missing, health, coverage }) => {
    const two = config([component("a", 60), component("b", 40, { missing })]);
    const found = Health.assess(two, sheet({ a: [8], b: [NaN] }));
    expect(found.score[0]).toBeCloseTo(health, 10);
    expect(found.coverage[0]).toBeCloseTo(coverage, 10);
  },
);

test("too small a coverage gives no health and says so", () => {
  const two = config([component("a", 40), component("b", 60)]);
  const found = Health.assess(two, sheet({ a: [8, 8], b: [NaN, 8] }));
  expect(Array.from(found.score)).toEqual([NaN, 80]);
  expect(Health.infoAt(two, found, 0)).toMatchObject({
    ...{ score: null, status: null, coverage: 0.4 },
    why: { en: expect.stringContaining("40 %") },
  });
});

test("a group's own cuts and weights count for it alone", () => {
  const is = { column: "plan", is: "Free" };
  const two = config([
    component("a", 60, {
      when: [
        {
          ...{ ...is, weight: 20 },
          cuts: { poor: 0, concerning: 1, healthy: 2 },
        },
      ],
    }),
    component("b", 40, { when: [{ ...is, weight: 80 }] }),
  ]);
  const found = Health.assess(
    two,
    sheet({ a: [2, 2, 2], b: [5, 5, 5] }, { plan: ["Free", "Pro", null] }),
  );
  // Free: 20 × 100 + 80 × 50; others: 60 × 20 + 40 × 50.
  expect(Array.from(found.score)).toEqual([60, 32, 32]);
  expect(Health.infoAt(two, found, 0).components.map((c) => c.weight)).toEqual([
    20, 80,
  ]);
});

test("a ratio over nothing is missing", () => {
  const source = { ratio: [{ column: "active" }, { column: "seats" }] };
  const cuts = { poor: 0, concerning: 0.5, healthy: 1 };
  const one = config([component("a", 100, { source, cuts })]);
  const { score } = Health.assess(
    one,
    sheet({ active: [3, 3], seats: [4, 0] }),
  );
  expect(Array.from(score)).toEqual([75, NaN]);
});

test("weights that do not sum to 100, for all or for a group, are refused by name", () => {
  const wrong = (components: object[]) =>
    Health.Config.safeParse({ components }).error?.issues[0].message;
  expect(wrong([component("a", 60), component("b", 30)])).toBe(
    "Expected weights that sum to 100, got 90",
  );
  const when = [{ column: "plan", is: "Free", weight: 10 }];
  expect(wrong([component("a", 60, { when }), component("b", 40)])).toBe(
    'Expected weights that sum to 100 where plan is "Free", got 50',
  );
  expect(wrong([component("a", 60), component("a", 40)])).toContain("twice");
});

test("cuts out of order are refused", () => {
  const cuts = { poor: 0, concerning: 11, healthy: 10 };
  expect(
    Health.Config.safeParse({ components: [component("a", 100, { cuts })] })
      .success,
  ).toBe(false);
});

const cell = fc.oneof(
  fc.double({ min: -20, max: 30, noNaN: true }),
  fc.constant(NaN),
);
const three = config(
  [
    component("a", 50),
    component("b", 30, { missing: "neutral" }),
    component("c", 20, {
      cuts: { poor: 10, concerning: 2, healthy: 0 },
      missing: "poor",
    }),
  ],
  { minCoverage: 0 },
);

test("health stays within 0 and 100", () => {
  fc.assert(
    fc.property(cell, cell, cell, (a, b, c) => {
      const { score } = Health.assess(three, sheet({ a: [a], b: [b], c: [c] }));
      expect(score[0]).toBeGreaterThanOrEqual(0);
      expect(score[0]).toBeLessThanOrEqual(100);
    }),
  );
});

test("a better value never lowers health", () => {
  const value = fc.double({ min: -20, max: 30, noNaN: true });
  fc.assert(
    fc.property(value, value, cell, cell, (x, y, b, c) => {
      const [less, more] = [Math.min(x, y), Math.max(x, y)];
      const up = Health.assess(
        three,
        sheet({ a: [less, more], b: [b, b], c: [c, c] }),
      ).score;
      expect(up[1]).toBeGreaterThanOrEqual(up[0] - 1e-9);
      const down = Health.assess(
        three,
        sheet({ a: [5, 5], b: [b, b], c: [less, more] }),
      ).score;
      expect(down[1]).toBeLessThanOrEqual(down[0] + 1e-9);
    }),
  );
});

test("the parts of a change sum to it exactly, in tenths", () => {
  const row = fc.tuple(cell, cell, cell);
  fc.assert(
    fc.property(row, row, (x, y) => {
      const found = Health.assess(
        three,
        sheet({ a: [x[0], y[0]], b: [x[1], y[1]], c: [x[2], y[2]] }),
      );
      const [before, now] = [0, 1].map((i) => Health.infoAt(three, found, i));
      const { change, parts } = HealthChange.explain(before, now)!;
      const tenths = parts.map((part) => Math.round(10 * part.change));
      expect(tenths.reduce((sum, part) => sum + part, 0)).toBe(
        Math.round(10 * change),
      );
      expect(Math.abs(change - (now.score! - before.score!))).toBeLessThan(
        0.1 + 1e-9,
      );
    }),
  );
});

test("what fell most stands first, in both languages", () => {
  const two = config([
    component("usage", 60, { label: { en: "Usage", zh: "用量" } }),
    component("answer", 40, { label: { en: "Answer", zh: "回答" } }),
  ]);
  const found = Health.assess(two, sheet({ usage: [9, 3], answer: [5, 6] }));
  const [before, now] = [0, 1].map((i) => Health.infoAt(two, found, i));
  // 60 × (30 − 90) / 100 = −36; 40 × (60 − 50) / 100 = +4.
  const { change, parts, text } = HealthChange.explain(before, now)!;
  expect(change).toBe(-32);
  expect(parts.map(({ name, change }) => [name, change])).toEqual([
    ["usage", -36],
    ["answer", 4],
  ]);
  expect(text.en).toBe(
    "Health fell by 32.0, from 74.0 to 42.0: Usage −36.0, Answer +4.0.",
  );
  expect(text.zh).toContain("用量 −36.0");
});

test("an answer that appears at the level of the rest moves nothing", () => {
  const two = config([component("a", 60), component("b", 40)]);
  const found = Health.assess(two, sheet({ a: [8, 8], b: [NaN, 8] }));
  const [before, now] = [0, 1].map((i) => Health.infoAt(two, found, i));
  expect(HealthChange.explain(before, now)).toMatchObject({
    change: 0,
    parts: [],
  });
});

test("what did not change moves nothing when another's answer appears or is gone", () => {
  const all = config([
    ...[component("a", 40), component("b", 30), component("c", 30)],
  ]);
  const found = Health.assess(
    all,
    sheet({ a: [8, 8], b: [4, 4], c: [NaN, 10] }),
  );
  const [without, with_] = [0, 1].map((i) => Health.infoAt(all, found, i));
  // (40 × 80 + 30 × 40) / 70 = 62.9; with 30 × 100 it is 74.
  const [came, went] = [
    HealthChange.explain(without, with_)!,
    HealthChange.explain(with_, without)!,
  ];
  expect(came.parts).toMatchObject([{ name: "c", change: 11.1 }]);
  expect(went.parts).toMatchObject([{ name: "c", change: -11.1 }]);
});

test("the usual health is made of the columns that exist, with weights that sum to 100", () => {
  const numbers: Record<string, number[]> = {
    ...{ "score.probability": [0.1, 0.3], "change.tok": [0, -0.3] },
    ...{ active: [3, 4], seats: [5, 5], sat: [9, 3], err: [2.5, 0.1] },
    loyal: [NaN, NaN],
  };
  const base = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: ["a", "b"], numbers },
    roles: {
      ...{ activeSeats: "active", seats: "seats", tokens: "tok" },
      ...{ satisfaction: "sat", errorRate: "err", loyalty: "loyal" },
    },
  });
  const found = Health.defaults(base, { high: 0.4, medium: 0.2 })!;
  const cuts = Object.fromEntries(
    found.components.map(({ name, cuts }) => [name, cuts]),
  );
  expect(Object.keys(cuts)).toEqual([
    ...["risk", "adoption", "trend", "satisfaction", "errors"],
  ]);
  expect(found.components.reduce((sum, c) => sum + c.weight, 0)).toBe(100);
  expect(cuts.risk).toEqual({ poor: 0.4, concerning: 0.2, healthy: 0.1 });
  expect(cuts.satisfaction.healthy).toBeGreaterThan(5);
  expect(cuts.errors.poor).toBe(5);
});

test("a scale is read from its highest answer: up to 5 is cut as 1 to 5", () => {
  const base = CustomerTable.fromColumns({
    ...{ period: "2026-01", id: ["a", "b"], roles: { satisfaction: "s" } },
    numbers: { s: [5, 2] },
  });
  const [{ cuts, weight, note }] = Health.defaults(base)!.components;
  expect(cuts.healthy).toBeLessThanOrEqual(5);
  expect(weight).toBe(100);
  expect(note!.en).toContain("highest answer is 5");
});

test("a sheet without any standard column has no usual health", () => {
  expect(Health.defaults(sheet({ other: [1, 2] }))).toBeNull();
});

test("coverage of exactly the least share has a health, anything less has none", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (weight) => {
      const parts = [component("a", weight), component("b", 100 - weight)];
      const score = (minCoverage: number) =>
        Health.assess(
          config(parts, { minCoverage }),
          sheet({ a: [8], b: [NaN] }),
        ).score[0];
      expect(score(weight / 100)).toBeCloseTo(80, 9);
      expect(score((weight + 1) / 100)).toBeNaN();
    }),
  );
});

test("of parts rounded to tenths the one rounded furthest away takes the difference", () => {
  const thirds = ["a", "b", "c"].map((name, k) =>
    component(name, k ? 33 : 34, {
      cuts: { poor: 0, concerning: 50, healthy: 100 },
    }),
  );
  const of = (a: number, b: number, c: number) =>
    Health.infoAt(
      config(thirds),
      Health.assess(config(thirds), sheet({ a: [a], b: [b], c: [c] })),
      0,
    );
  // In tenths of health: 0.408, 0.4455 and 0.3465, together 1.2.
  const parts = HealthChange.explain(
    of(50, 50, 50),
    of(50.12, 50.135, 50.105),
  )!;
  expect(parts.change).toBe(0.1);
  expect(parts.parts.map(({ name, change }) => [name, change])).toEqual([
    ["b", 0.1],
  ]);
});

test("standard columns are cut where the documentation says, an error rate by its own unit", () => {
  const cutsOf = (columns: Record<string, number[]>, roles: object = {}) =>
    Health.defaults(
      CustomerTable.fromColumns({
        ...{ period: "2026-01", id: ["a", "b"], roles, numbers: columns },
      }),
    )!.components[0].cuts;
  const cuts = (poor: number, concerning: number, healthy: number) => ({
    ...{ poor, concerning, healthy },
  });
  const numbers = [0.5, 1];
  expect(cutsOf({ "feedback.sentiment": numbers })).toEqual(
    cuts(-0.6, -0.1, 0.3),
  );
  expect(cutsOf({ "events.recency": numbers })).toEqual(cuts(45, 21, 7));
  expect(cutsOf({ x: numbers }, { tickets: "x" })).toEqual(cuts(6, 2, 0));
  expect(cutsOf({ x: numbers }, { errorRate: "x" })).toEqual(
    cuts(0.05, 0.02, 0),
  );
  expect(cutsOf({ x: [0.5, 1.01] }, { errorRate: "x" })).toEqual(cuts(5, 2, 0));
});

const explained = (
  before: Record<string, number>,
  now: Record<string, number>,
  components: object[],
) => {
  const all = config(components, { minCoverage: 0 });
  const numbers = Object.fromEntries(
    Object.keys(before).map((name) => [name, [before[name], now[name]]]),
  );
  const found = Health.assess(all, sheet(numbers));
  const [was, is] = [0, 1].map((i) => Health.infoAt(all, found, i));
  return HealthChange.explain(was, is);
};
const two = [
  component("a", 50, { label: { en: "A", zh: "甲" } }),
  component("b", 50, { label: { en: "B", zh: "乙" }, missing: "neutral" }),
];

test("a change is told as a rise, a fall, a standstill or a standstill of parts that cancel", () => {
  const text = (a: number, b: number) =>
    explained({ a: 5, b: 5 }, { a, b }, two)!.text;
  expect(text(7, 5)).toEqual({
    en: "Health rose by 10.0, from 50.0 to 60.0: A +10.0.",
    zh: "健康度上升 10.0，由 50.0 至 60.0：甲 +10.0。",
  });
  expect(text(4, 4)).toEqual({
    en: "Health fell by 10.0, from 50.0 to 40.0: A −5.0, B −5.0.",
    zh: "健康度下降 10.0，由 50.0 至 40.0：甲 −5.0、乙 −5.0。",
  });
  expect(text(5, 5)).toEqual({
    en: "Health is as before, 50.0.",
    zh: "健康度与之前相同，为 50.0。",
  });
  expect(text(6, 4)).toEqual({
    en: "Health is as before, 50.0; moved by A +5.0, B −5.0.",
    zh: "健康度与之前相同，为 50.0；变动：甲 +5.0、乙 −5.0。",
  });
});

test("at most three components are named in the sentence", () => {
  const four = ["a", "b", "c", "d"].map((name, k) =>
    component(name, 25, { label: { en: name, zh: `${k}` } }),
  );
  const all = (value: (k: number) => number) =>
    Object.fromEntries(["a", "b", "c", "d"].map((name, k) => [name, value(k)]));
  const { text, parts } = explained(
    all(() => 0),
    all((k) => 2 * (k + 1)),
    four,
  )!;
  expect(parts.map(({ name }) => name)).toEqual(["d", "c", "b", "a"]);
  expect(text.en).toMatch(/: d \+20\.0, c \+15\.0, b \+10\.0\.$/);
});

test("a part says the points and the value behind them, then and now", () => {
  const text = (before: number, now: number) =>
    explained({ a: 5, b: before }, { a: 5, b: now }, two)!.parts[0].text;
  expect(text(5, 2.5)).toEqual({
    en: "B: points 50 (at 5) → 25 (at 2.5), health −12.5",
    zh: "乙：得分 50（5） → 25（2.5），健康度 −12.5",
  });
  // Counted as 50 points without a value.
  expect(text(NaN, 10).en).toBe("B: points 50 → 100 (at 10), health +25.0");
  const skipped = [
    two[0],
    component("c", 50, { label: { en: "C", zh: "丙" } }),
  ];
  expect(
    explained({ a: 5, c: NaN }, { a: 5, c: 10 }, skipped)!.parts[0].text,
  ).toEqual({
    en: "C: points none → 100 (at 10), health +25.0",
    zh: "丙：得分 无 → 100（10），健康度 +25.0",
  });
});

test("a period without a health explains no change", () => {
  expect(explained({ a: NaN }, { a: 5 }, [component("a", 100)])).toBeNull();
  expect(explained({ a: 5 }, { a: NaN }, [component("a", 100)])).toBeNull();
});

test("one customer's health names its components with values, or says what it lacks", () => {
  const said = config([component("a", 70), component("b", 30)]);
  const found = Health.assess(said, sheet({ a: [5, NaN], b: [NaN, 4] }));
  expect(Health.infoAt(said, found, 0)).toEqual({
    ...{ score: 50, status: "amber", coverage: 0.7 },
    components: [
      { name: "a", label, weight: 70, points: 50, value: 5 },
      { name: "b", label, weight: 30, points: null, value: null },
    ],
  });
  expect(Health.infoAt(said, found, 1)).toMatchObject({
    why: {
      en: "Only 30 % of the weight has a value; health needs 50 %.",
      zh: "仅有 30% 的权重有数据；健康度至少需要 50%。",
    },
  });
});

test("the first of the groups that a customer is in counts", () => {
  const group = (is: string, poor: number) => ({
    ...{ column: "plan", is },
    cuts: { poor, concerning: poor + 5, healthy: poor + 10 },
  });
  const when = [group("Pro", 5), group("Pro", -5), group("Free", -5)];
  const said = config([component("a", 100, { when })]);
  const { score } = Health.assess(
    said,
    sheet({ a: [5, 5, 5] }, { plan: ["Pro", "Free", "Other"] }),
  );
  expect(Array.from(score)).toEqual([0, 100, 50]);
});

const usual = (numbers: Record<string, number[]>, roles: object = {}) =>
  Health.defaults(
    CustomerTable.fromColumns({
      ...{ period: "2026-01", id: ["a", "b"], roles, numbers },
    }),
  )!.components;

test("every standard column makes its component, in the proportion of the usual weights", () => {
  const roles = {
    ...{ activeSeats: "act", seats: "all", tokens: "tok", spend: "paid" },
    ...{ satisfaction: "sat", loyalty: "loy", csat: "cs", nps: "np" },
    ...{ ces: "ce", errorRate: "err", tickets: "tic", commitment: "com" },
  };
  const columns = [
    ...["score.probability", "feedback.sentiment", "events.recency"],
    ...["commitment.kept", "change.tok", ...Object.values(roles)],
  ];
  const found = usual(
    Object.fromEntries(columns.map((name) => [name, [0.5, 1]])),
    roles,
  );
  const weights = {
    ...{ risk: 40, adoption: 12, trend: 12, satisfaction: 10, loyalty: 6 },
    ...{ csat: 4, nps: 4, ces: 3, sentiment: 6, recency: 5, errors: 6 },
    ...{ tickets: 5, commitment: 4 },
  };
  expect(found.map(({ name }) => name)).toEqual(Object.keys(weights));
  const total = Object.values(weights).reduce((a, b) => a + b);
  expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  for (const { name, weight } of found)
    expect(
      Math.abs(weight - (100 * weights[name as keyof typeof weights]) / total),
    ).toBeLessThan(1);
  for (const lang of ["en", "zh"] as const) {
    const labels = found.map(({ label }) => label[lang]);
    expect(labels.every(Boolean)).toBe(true);
    expect(new Set(labels).size).toBe(labels.length);
  }
});

test.each([
  { top: 5, cuts: [2, 3, 4.5] },
  { top: 7, cuts: [3, 4.5, 6] },
  { top: 10, cuts: [4, 6.5, 8.5] },
  { top: 100, cuts: [40, 65, 85] },
])("answers up to $top are cut at $cuts", ({ top, cuts }) => {
  const [{ cuts: found, note }] = usual({ x: [1, top] }, { csat: "x" });
  expect(Object.values(found)).toEqual(cuts);
  expect(note).toEqual({
    en: `The highest answer is ${top}, so cut as a scale up to ${top}.`,
    zh: `最高回答为 ${top}，按满分 ${top} 分划分。`,
  });
});

test("use, its trend and commitments are cut by what they are shares of", () => {
  const numbers = {
    ...{ x: [1, 2], y: [2, 4], "change.x": [0, 1] },
    "commitment.kept": [0.5, 1],
  };
  const cuts = (roles: object, name: string) => {
    const one = usual(numbers, roles).find((one) => one.name === name)!;
    return Object.values(one.cuts);
  };
  expect(cuts({ activeSeats: "x", seats: "y" }, "adoption")).toEqual([
    ...[0.2, 0.5, 0.8],
  ]);
  expect(cuts({ spend: "x", commitment: "y" }, "commitment")).toEqual([
    ...[0.3, 0.6, 0.9],
  ]);
  for (const role of ["tokens", "usage", "requests", "activeSeats"])
    expect(cuts({ [role]: "x" }, "trend")).toEqual([-0.5, -0.2, 0]);
});

test("a column of two roles counts once, and risk without a model's cuts follows the mean probability", () => {
  const names = usual({ x: [1, 2] }, { csat: "x", nps: "x", ces: "x" });
  expect(names.map(({ name }) => name)).toEqual(["csat"]);
  const [{ cuts }] = usual({ "score.probability": [0.1, NaN] });
  const { high, medium } = Card.bands(0.1);
  expect(cuts).toEqual({
    ...{ poor: high, concerning: medium, healthy: medium / 2 },
  });
});

test("an error rate says by which unit it was read", () => {
  const note = (highest: number) =>
    usual({ x: [0, highest] }, { errorRate: "x" })[0].note;
  expect(note(1)).toEqual({
    ...{ en: "Read as a share: none is above 1.", zh: "按比例读取。" },
  });
  expect(note(1.01)).toEqual({
    ...{ en: "Read as per cent: some are above 1.", zh: "按百分比读取。" },
  });
});
