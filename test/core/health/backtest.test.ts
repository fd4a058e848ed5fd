import { ClusteredAuc } from "@mainstay/core/health/clustered-auc";
import { Backtest } from "@mainstay/core/health/backtest";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";

const all = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

function pairs(risk: ArrayLike<number>, outcome: ArrayLike<number>) {
  let [won, count] = [0, 0];
  for (let i = 0; i < risk.length; i++)
    for (let j = 0; j < risk.length; j++) {
      if (outcome[i] !== 1 || outcome[j] !== 0) continue;
      count++;
      won += risk[i] > risk[j] ? 1 : risk[i] === risk[j] ? 0.5 : 0;
    }
  return won / count;
}

test("AUC is the share of pairs in the right order, ties as halves", () => {
  const row = fc.tuple(fc.nat({ max: 9 }), fc.constantFrom(0, 1));
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 60 }), (rows) => {
      const outcome = rows.map(([, y]) => y);
      fc.pre(outcome.includes(0) && outcome.includes(1));
      const risk = Float64Array.from(rows, ([x]) => x);
      const found = ClusteredAuc.auc({
        risk,
        outcome,
        cluster: all(rows.length),
      });
      expect(found.value).toBeCloseTo(pairs(risk, outcome), 12);
    }),
  );
});

test("with a row per customer the interval is DeLong's", () => {
  const risk = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.65, 0.2, 0.5);
  const outcome = [0, 0, 1, 1, 1, 0, 0];
  // By the definition of DeLong, DeLong & Clarke-Pearson 1988: variances of the shares each row outranks.
  const won = (i: number, j: number) => (risk[i] > risk[j] ? 1 : 0);
  const [left, stayed] = [
    [2, 3, 4],
    [0, 1, 5, 6],
  ];
  const mean = (values: number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: number[]) =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) /
    (values.length - 1);
  const v10 = left.map((i) => mean(stayed.map((j) => won(i, j))));
  const v01 = stayed.map((j) => mean(left.map((i) => won(i, j))));
  const error = Math.sqrt(variance(v10) / 3 + variance(v01) / 4);
  const a = mean(v10);
  const found = ClusteredAuc.auc({ risk, outcome, cluster: all(7) }) as {
    low: number;
    high: number;
  };
  const half = (1.959963984540054 * error) / (a * (1 - a));
  const logit = (p: number) => Math.log(p / (1 - p));
  expect(logit(found.low)).toBeCloseTo(logit(a) - half, 10);
  expect(logit(found.high)).toBeCloseTo(logit(a) + half, 10);
});

test("seeing every customer twice adds no certainty", () => {
  const { uniform } = random(3);
  const risk = Float64Array.from({ length: 200 }, uniform);
  const outcome = Array.from(risk, (p) => Number(uniform() < p));
  const width = (
    risk: Float64Array,
    outcome: number[],
    cluster: Int32Array,
  ) => {
    const { low, high } = ClusteredAuc.auc({ risk, outcome, cluster }) as {
      low: number;
      high: number;
    };
    return high - low;
  };
  const once = width(risk, outcome, all(200));
  const twice = (cluster: Int32Array) =>
    width(Float64Array.of(...risk, ...risk), [...outcome, ...outcome], cluster);
  const known = twice(Int32Array.of(...all(200), ...all(200)));
  expect(known / once).toBeCloseTo(1, 1);
  expect(twice(all(400)) / once).toBeLessThan(0.8);
});

test("the interval holds the true AUC about 95 times of 100", () => {
  const { uniform } = random(11);
  const shifted = 0.5; // P(u + ½ > v) for uniforms is 1 − ½·½² = 0.875
  let held = 0;
  const runs = 400;
  for (let run = 0; run < runs; run++) {
    const outcome = Array.from({ length: 150 }, (_, i) => Number(i < 50));
    const risk = Float64Array.from(outcome, (y) => uniform() + shifted * y);
    const { low, high } = ClusteredAuc.auc({
      risk,
      outcome,
      cluster: all(150),
    }) as {
      low: number;
      high: number;
    };
    held += Number(low <= 0.875 && 0.875 <= high);
  }
  expect(held / runs).toBeGreaterThan(0.92);
  expect(held / runs).toBeLessThan(0.98);
});

const month = (period: string, outcome: number[]): Backtest.Month => ({
  ...{ period, id: outcome.map((_, i) => `c${i}`) },
  score: Float64Array.from(outcome, (_, i) => 5 * i),
  status: outcome.map((_, i) => (5 * i < 75 ? "red" : "green")),
  points: [
    Float64Array.from(outcome, (_, i) => 5 * i),
    Float64Array.from(outcome, (_, i) => (i % 2 ? NaN : 80)),
  ],
  outcome: Int8Array.from(outcome),
  probability: Float64Array.from(outcome, (_, i) => 1 - i / 20),
});
// Health 0, 5 … 95; those of health 0, 5 and 80 left, of one the outcome is unknown.
const outcome = Array.from({ length: 20 }, (_, i) =>
  [0, 1, 16].includes(i) ? 1 : i === 19 ? -1 : 0,
);

test("a month is judged on known outcomes: AUC, base rate and the worst tenth by hand", () => {
  const { months, pooled } = Backtest.backtest([month("2026-01", outcome)], {
    components: ["a", "b"],
  });
  // Two stand below all 16 that stayed, the third above 14 and below 2: 34 of 48 pairs.
  expect(months[0]).toMatchObject({ period: "2026-01", n: 19, positives: 3 });
  expect(months[0].health.value).toBeCloseTo(34 / 48, 12);
  expect(months[0].probability.value).toBeCloseTo(34 / 48, 12);
  expect(months[0].components.a.value).toBeCloseTo(34 / 48, 12);
  expect(months[0].components.b).toMatchObject({ value: 0.5, n: 10 });
  expect(months[0].base.value).toBeCloseTo(3 / 19, 12);
  // The worst two of 19 both left.
  expect(months[0].lift.value).toBeCloseTo(19 / 3, 12);
  expect(pooled.health.value).toBeCloseTo(34 / 48, 12);
});

test("green customers that left are listed with what they were green on, newest first", () => {
  const { missed } = Backtest.backtest(
    [month("2026-01", outcome), month("2026-02", outcome)],
    { components: ["a", "b"], maxMissed: 1 },
  );
  expect(missed).toEqual({
    ...{ green: 8, left: 2 },
    list: [
      {
        ...{ id: "c16", period: "2026-02", health: 80 },
        on: [
          { name: "a", points: 80 },
          { name: "b", points: 80 },
        ],
      },
    ],
  });
});

test("without anybody that left, or without a model, the answer says why", () => {
  const quiet = { ...month("2026-01", [0, 0, -1]), probability: null };
  const { pooled } = Backtest.backtest([quiet], { components: ["a"] });
  expect(pooled.health).toMatchObject({ value: null });
  expect(pooled.probability).toMatchObject({ value: null });
  expect(pooled.lift).toMatchObject({ value: null });
  expect(
    Backtest.backtest([], { components: ["a"] }).pooled.base,
  ).toMatchObject({ value: null });
});

test("lift is the leavers expected in the lowest tenth, ties in random order, over the base rate", () => {
  const customer = fc.tuple(fc.nat({ max: 6 }), fc.boolean());
  fc.assert(
    fc.property(
      fc.array(customer, { minLength: 10, maxLength: 40 }),
      (customers) => {
        const positives = customers.filter(([, left]) => left).length;
        fc.pre(positives > 0);
        const n = customers.length;
        const tenth = Math.ceil(n / 10);
        // A customer's chance to be in the tenth, by the places its health shares.
        const expected = customers.reduce((sum, [health, left]) => {
          const below = customers.filter(([other]) => other < health).length;
          const tied = customers.filter(([other]) => other === health).length;
          const chance = Math.min(1, Math.max(0, (tenth - below) / tied));
          return sum + (left ? chance : 0);
        }, 0);
        const { pooled } = Backtest.backtest(
          [
            {
              ...{ period: "2026-01", id: customers.map((_, i) => `c${i}`) },
              score: Float64Array.from(customers, ([health]) => health),
              ...{ status: customers.map(() => "red" as const), points: [] },
              outcome: Int8Array.from(customers, ([, left]) => +left),
            },
          ],
          { components: [] },
        );
        expect(pooled.lift.value).toBeCloseTo(
          expected / tenth / (positives / n),
          9,
        );
      },
    ),
  );
});

const small = (
  period: string,
  customers: { score: number; left: number; points?: number[] }[],
): Backtest.Month => ({
  ...{ period, id: customers.map((_, i) => `c${i}`) },
  score: Float64Array.from(customers, ({ score }) => score),
  status: customers.map(({ score }) => (score >= 75 ? "green" : "red")),
  points: [0, 1].map((k) =>
    Float64Array.from(customers, ({ points = [] }) => points[k] ?? NaN),
  ),
  outcome: Int8Array.from(customers, ({ left }) => left),
});

test("what cannot be judged says what it lacks", () => {
  const judged = (customers: { score: number; left: number }[]) =>
    Backtest.backtest([small("2026-01", customers)], { components: [] }).pooled;
  const nobody = judged([{ score: NaN, left: 1 }]);
  expect(nobody.base).toMatchObject({
    why: "No customer has a health and a known outcome.",
  });
  const stay = judged([
    { score: 1, left: 0 },
    { score: 2, left: 0 },
  ]);
  expect(stay.health).toMatchObject({
    why: "Judging needs customers that left and that stayed; got 0 and 2.",
  });
  expect(stay.probability).toMatchObject({
    why: "No model scored these periods.",
  });
  expect(stay.lift).toMatchObject({
    why: "A tenth needs at least 10 customers and one that left; got 2 and 0.",
  });
  const ten = Array.from({ length: 10 }, (_, k) => ({ score: k, left: +!k }));
  expect(judged(ten).lift.value).toBe(10);
  expect(judged(ten.slice(0, 9)).lift.value).toBeNull();
});

test("missed customers come newest first, then by health, with what was green on them, greenest first", () => {
  const { missed } = Backtest.backtest(
    [
      small("2026-02", [
        { score: 80, left: 1, points: [75, 90] },
        { score: 95, left: 1, points: [74, 80] },
        { score: 99, left: 0 },
        { score: 70, left: 1, points: [90, 90] },
      ]),
      small("2026-03", [{ score: 76, left: 1, points: [75, NaN] }]),
      small("2026-01", [{ score: 90, left: 1 }]),
    ],
    { components: ["a", "b"] },
  );
  expect(missed).toEqual({
    ...{ green: 5, left: 4 },
    list: [
      {
        ...{ id: "c0", period: "2026-03", health: 76 },
        on: [{ name: "a", points: 75 }],
      },
      {
        ...{ id: "c1", period: "2026-02", health: 95 },
        on: [{ name: "b", points: 80 }],
      },
      {
        ...{ id: "c0", period: "2026-02", health: 80 },
        on: [
          { name: "b", points: 90 },
          { name: "a", points: 75 },
        ],
      },
      { id: "c0", period: "2026-01", health: 90, on: [] },
    ],
  });
});

test("a period that no model scored counts as unknown beside those that were", () => {
  const scored = {
    ...small("2026-01", [
      { score: 1, left: 1 },
      { score: 2, left: 0 },
    ]),
    probability: Float64Array.of(0.9, 0.1),
  };
  const { pooled } = Backtest.backtest(
    [scored, small("2026-02", [{ score: 3, left: 1 }])],
    { components: [] },
  );
  expect(pooled.probability).toMatchObject({ value: 1, n: 2 });
  expect(pooled).toMatchObject({ n: 3, positives: 2 });
});

test("an interval needs two customers on either side and an AUC between 0 and 1", () => {
  const auc = (risk: number[], outcome: number[], cluster = [...risk.keys()]) =>
    ClusteredAuc.auc({
      ...{ risk: Float64Array.from(risk), outcome },
      cluster: Int32Array.from(cluster),
    });
  expect(auc([3, 1, 2], [1, 0, 1])).toEqual({ value: 1, n: 3 });
  expect(auc([1, 2, 3], [1, 0, 0])).toEqual({ value: 0, n: 3 });
  expect(auc([2, 1, 3], [1, 0, 0])).toEqual({ value: 0.5, n: 3 });
  expect(auc([2, 1, 3, 4], [1, 0, 0, 1])).toHaveProperty("low");
  // Two rows of one customer are one customer.
  expect(auc([2, 1, 3, 4], [1, 0, 0, 1], [0, 1, 2, 0])).not.toHaveProperty(
    "low",
  );
});

// A customer is in every month, with any health and outcome.
const seen = fc.record({
  score: fc.oneof(fc.nat({ max: 4 }), fc.constant(NaN)),
  left: fc.constantFrom(-1, 0, 1),
  points: fc.tuple(fc.nat({ max: 99 }), fc.nat({ max: 99 })),
});

test("customers who come part by part are judged as they are together", () => {
  const customers = fc.array(fc.tuple(fc.nat({ max: 2 }), seen, seen), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(customers, (list) => {
      const options = { components: ["a", "b"], maxMissed: 3 };
      const months = (some: typeof list) =>
        [1, 2].map((k): Backtest.Month => ({
          ...small(`2026-0${k}`, some.map((one) => one[k] as never)), // prettier-ignore
          id: some.map((one) => String(list.indexOf(one)).padStart(2, "0")),
        }));
      const parts = Backtest.begin(options);
      for (const part of [0, 1, 2])
        parts.add(months(list.filter(([own]) => own === part)));
      const [found, whole] = [
        parts.end(),
        Backtest.backtest(months(list), options),
      ];
      expect(found.missed).toEqual(whole.missed);
      expect(near(found.pooled)).toEqual(near(whole.pooled));
      expect(near(found.months)).toEqual(near(whole.months));
    }),
  );
});

// Sums in another order differ behind the twelfth digit.
const near = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, one) =>
      typeof one === "number" ? Number(one.toPrecision(9)) : one,
    ),
  );
