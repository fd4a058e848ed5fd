import { RetentionCohorts } from "@mainstay/core/metrics/retention-cohorts";
import { RevenueMovements } from "@mainstay/core/metrics/revenue-movements";
import fc from "fast-check";
import { expect, test } from "vitest";

const payers = (mrr: Record<string, number>): RevenueMovements.Payers => ({
  id: Object.keys(mrr),
  mrr: Float64Array.from(Object.values(mrr)),
});
const opening = payers({ a: 100, b: 200, c: 300, d: 400, e: 0 });
const closing = payers({
  a: 150,
  b: 120.5,
  c: 0,
  e: 50,
  f: 75.25,
  g: 60,
  h: NaN,
});
const moved = RevenueMovements.movements(
  opening,
  closing,
  new Set(["a", "b", "f"]),
);

test("each customer's money moves where the books would put it", () => {
  // a grows by 50; b shrinks by 79.50; c pays nothing, d is gone: 700; e and g never paid; f once did.
  expect(moved).toEqual({
    ...{ start: 1000, new: 110, reactivation: 75.25 },
    ...{ expansion: 50, contraction: 79.5, churn: 700, end: 455.75 },
    customers: {
      ...{ start: 4, new: 2, reactivation: 1 },
      ...{ expansion: 1, contraction: 1, churn: 2, end: 5 },
    },
  });
});

test("retention follows: GRR 22.05 %, NRR 27.05 %, half the logos, quick ratio 235.25 / 779.50", () => {
  const { grr, nrr, quickRatio, logoChurn, logoRetention } =
    RevenueMovements.retention(moved);
  expect(grr).toEqual({ value: 0.2205, n: 4 });
  expect(nrr).toEqual({ value: 0.2705, n: 4 });
  expect(quickRatio.value).toBeCloseTo(235.25 / 779.5, 12);
  expect(logoChurn).toMatchObject({ value: 0.5, n: 4 });
  expect(logoRetention).toMatchObject({ value: 0.5, n: 4 });
});

test("without loss the quick ratio, and without a start retention, is not a number but a reason", () => {
  const grown = RevenueMovements.movements(
    payers({ a: 1 }),
    payers({ a: 2 }),
    new Set(),
  );
  expect(RevenueMovements.retention(grown).quickRatio).toEqual({
    value: null,
    why: "No revenue was lost since the period before.",
  });
  const begun = RevenueMovements.movements(
    payers({}),
    payers({ a: 2 }),
    new Set(),
  );
  const { grr, logoChurn } = RevenueMovements.retention(begun);
  expect([grr.value, logoChurn.value]).toEqual([null, null]);
});

const money = fc.oneof(
  fc.constantFrom(0, NaN, 0.1, 0.2, 0.3),
  fc.nat({ max: 5_000_000 }).map((cents) => cents / 100),
);
const book = fc
  .dictionary(fc.constantFrom(..."abcdefghij"), money)
  .map((mrr) => payers(mrr));
const paid = fc
  .array(fc.constantFrom(..."abcdefghij"))
  .map((id) => new Set(id));
const cents = (amount: number) => Math.round(amount * 100);

test("what was there, came and went is what is there, to the cent and to the customer", () => {
  fc.assert(
    fc.property(book, book, paid, (before, after, known) => {
      const { customers, ...m } = RevenueMovements.movements(
        before,
        after,
        known,
      );
      const balance =
        cents(m.start) +
        cents(m.new) +
        cents(m.reactivation) +
        cents(m.expansion) -
        cents(m.contraction) -
        cents(m.churn);
      expect(balance).toBe(cents(m.end));
      const sum = [...(after.mrr as Float64Array)].reduce(
        (a, b) => a + (b > 0 ? cents(b) : 0),
        0,
      );
      expect(cents(m.end)).toBe(sum);
      expect(
        customers.start +
          customers.new +
          customers.reactivation -
          customers.churn,
      ).toBe(customers.end);
    }),
  );
});

test("GRR is at most 1, never above NRR, and shares stay within 0 and 1", () => {
  fc.assert(
    fc.property(book, book, paid, (before, after, known) => {
      const { grr, nrr, logoChurn, logoRetention } = RevenueMovements.retention(
        RevenueMovements.movements(before, after, known),
      );
      if (grr.value === null || nrr.value === null) return;
      expect(grr.value).toBeLessThanOrEqual(1);
      expect(grr.value).toBeGreaterThanOrEqual(0);
      expect(nrr.value).toBeGreaterThanOrEqual(grr.value);
      expect(logoChurn.value! + logoRetention.value!).toBeCloseTo(1, 12);
    }),
  );
});

test("of 1 to 11 the two largest are the top tenth: 21 of 66; HHI is 506 / 66²", () => {
  const mrr = [3, 1, 2, 11, 4, 10, 5, 9, 6, 8, 7, 0, NaN];
  const {
    mrr: total,
    arpa,
    concentration,
    hhi,
  } = RevenueMovements.revenue(mrr);
  expect(total).toEqual({ value: 66, n: 11 });
  expect(arpa).toEqual({ value: 6, n: 11 });
  expect(concentration.value).toBeCloseTo(21 / 66, 12);
  expect(hhi.value).toBeCloseTo(506 / 66 ** 2, 12);
});

test("equal customers concentrate nothing: HHI is 1 / n", () => {
  const { concentration, hhi } = RevenueMovements.revenue(Array(20).fill(7.5));
  expect(hhi.value).toBeCloseTo(1 / 20, 12);
  expect(concentration.value).toBeCloseTo(0.1, 12);
});

const months = [
  { period: "2026-01", id: ["a", "b", "c", "d"] },
  { period: "2026-02", id: ["a", "c", "e", "f"] },
  { period: "2026-04", id: ["a", "b", "f"] },
];

test("the cohort table follows each month's newcomers, and leaves a month without data open", () => {
  const state = RetentionCohorts.begin();
  for (const month of months) RetentionCohorts.add(state, month);
  expect(RetentionCohorts.table(state)).toEqual([
    {
      ...{ period: "2026-01", size: 4, present: [4, 2, null, 2] },
      share: [1, 0.5, null, 0.5],
    },
    {
      ...{ period: "2026-02", size: 2, present: [2, null, 1] },
      share: [1, null, 0.5],
    },
    { period: "2026-04", size: 0, present: [0], share: [null] },
  ]);
});

test("a newest month reads the same before and after it is added", () => {
  const state = RetentionCohorts.begin();
  for (const month of months.slice(0, 2)) RetentionCohorts.add(state, month);
  const ahead = RetentionCohorts.table(state, months[2]);
  RetentionCohorts.add(state, months[2]);
  expect(ahead).toEqual(RetentionCohorts.table(state));
});

test("every customer of a month is in one cohort", () => {
  const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"));
  fc.assert(
    fc.property(fc.array(ids, { minLength: 1, maxLength: 9 }), (presence) => {
      const state = RetentionCohorts.begin();
      presence.forEach((id, k) =>
        RetentionCohorts.add(state, { period: `2026-0${k + 1}`, id }),
      );
      const table = RetentionCohorts.table(state);
      presence.forEach((id, k) => {
        const counted = table.map(({ present }, cohort) =>
          cohort <= k ? present[k - cohort]! : 0,
        );
        expect(counted.reduce((a, b) => a + b, 0)).toBe(id.length);
      });
    }),
  );
});
