import { Costs } from "@mainstay/core/learning/costs";
import { ErrorCosts } from "@mainstay/training/judge/error-costs";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";

const price = fc.double({ min: 0.5, max: 100, noNaN: true });
const costs = fc
  .record({ vain: price, missed: price, tp: price, tn: price })
  .map(({ vain, missed, tp, tn }) => ({
    truePositive: -tp,
    trueNegative: tn,
    falsePositive: tn + vain,
    falseNegative: -tp + missed,
  }));
const judged = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1 }), fc.nat({ max: 20 })), {
    maxLength: 40,
  })
  .map((rows) => [[0, 7], [1, 9], ...rows])
  .map((rows) => ({
    y: rows.map(([y]) => y),
    probability: rows.map(([, k]) => k / 20),
  }));

const spent = (
  { y, probability }: { y: number[]; probability: number[] },
  c: Costs.Info,
  acts: (p: number) => boolean,
) =>
  y.reduce((sum, positive, i) => {
    if (positive)
      return sum + (acts(probability[i]) ? c.truePositive : c.falseNegative);
    return sum + (acts(probability[i]) ? c.falsePositive : c.trueNegative);
  }, 0) / y.length;

test("a call of 10 that keeps 90 pays from one in ten; equal errors from one half", () => {
  const call = { truePositive: 10, falsePositive: 10, trueNegative: 0 };
  expect(ErrorCosts.threshold({ ...call, falseNegative: 100 })).toBe(0.1);
  const equal = { truePositive: 0, trueNegative: 0 };
  expect(
    ErrorCosts.threshold({ ...equal, falsePositive: 3, falseNegative: 3 }),
  ).toBe(0.5);
});

test("at the threshold acting and not acting are expected to cost the same, above it acting costs less", () => {
  fc.assert(
    fc.property(costs, fc.double({ min: 0, max: 1, noNaN: true }), (c, p) => {
      const acting = (p: number) =>
        p * c.truePositive + (1 - p) * c.falsePositive;
      const leaving = (p: number) =>
        p * c.falseNegative + (1 - p) * c.trueNegative;
      const cut = ErrorCosts.threshold(c);
      expect(acting(cut)).toBeCloseTo(leaving(cut), 8);
      if (Math.abs(p - cut) > 1e-9)
        expect(acting(p) < leaving(p)).toBe(p > cut);
    }),
  );
});

test("costs a row and savings equal the sums over the rows, and no threshold costs less than hindsight's", () => {
  fc.assert(
    fc.property(judged, costs, (rows, c) => {
      const { cost, saving, threshold, table } = ErrorCosts.saving({
        ...rows,
        costs: c,
        resamples: 5,
      });
      const model = spent(rows, c, (p) => p >= threshold);
      const nobody = spent(rows, c, () => false);
      const everybody = spent(rows, c, () => true);
      expect(cost.model).toBeCloseTo(model, 9);
      expect(cost.nobody).toBeCloseTo(nobody, 9);
      expect(cost.everybody).toBeCloseTo(everybody, 9);
      expect(saving.nobody.value).toBeCloseTo(nobody - model, 9);
      expect(saving.everybody.value).toBeCloseTo(everybody - model, 9);
      for (let k = 0; k <= 20; k++)
        expect(cost.hindsight).toBeLessThanOrEqual(
          spent(rows, c, (p) => p >= k / 20) + 1e-9,
        );
      for (const row of table)
        expect(row.cost).toBeCloseTo(
          spent(rows, c, (p) => p >= row.threshold),
          9,
        );
    }),
    { numRuns: 50 },
  );
});

test("on calibrated probabilities hindsight finds the closed form's threshold, and the saving's interval is the normal one", () => {
  const draw = random(7);
  const probability = Float64Array.from({ length: 40_000 }, draw.uniform);
  const y = probability.map((p) => +(draw.uniform() < p));
  const c = {
    falsePositive: 1,
    falseNegative: 4,
    truePositive: 0,
    trueNegative: 0,
  };
  const { hindsight, threshold, cost, saving } = ErrorCosts.saving({
    y,
    probability,
    costs: c,
  });
  expect(threshold).toBe(0.2);
  expect(Math.abs(hindsight - 0.2)).toBeLessThan(0.05);
  // ∫₀^.2 4p dp + ∫.2^1 (1−p) dp, over uniform probabilities.
  expect(cost.model).toBeCloseTo(0.08 + 0.32, 1);
  expect(cost.nobody).toBeCloseTo(2, 1);
  expect(cost.everybody).toBeCloseTo(0.5, 1);
  // A row saves 4 (a positive acted on), −1 (in vain) or 0 against nobody.
  const [four, one] = [0.48, 0.32];
  const mean = 4 * four - one;
  const deviation = Math.sqrt(16 * four + one - mean ** 2);
  const half = (1.96 * deviation) / Math.sqrt(y.length);
  const { low, high } = saving.nobody;
  expect((high - low) / 2 / half).toBeGreaterThan(0.9);
  expect((high - low) / 2 / half).toBeLessThan(1.1);
});

test("costs by which being wrong pays are refused with what is expected", () => {
  const read = (given: object) => Costs.Info.safeParse(given);
  expect(read({ falsePositive: 1, falseNegative: 5 }).data).toEqual({
    falsePositive: 1,
    falseNegative: 5,
    truePositive: 0,
    trueNegative: 0,
  });
  const odd = read({ falsePositive: 1, falseNegative: 5, truePositive: 6 });
  expect(odd.error?.issues[0].message).toContain("truePositive");
  expect(read({ falsePositive: 0, falseNegative: 5 }).success).toBe(false);
});
