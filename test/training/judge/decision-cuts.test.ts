import fc from "fast-check";
import { expect, test } from "vitest";
import { DecisionCuts } from "@mainstay/training/judge/decision-cuts";

const rows = fc.array(
  fc.record({ y: fc.nat({ max: 1 }), p: fc.nat({ max: 100 }) }),
  { minLength: 1, maxLength: 60 },
);
const costs = fc.record({
  falsePositive: fc.integer({ min: 1, max: 50 }),
  falseNegative: fc.integer({ min: 1, max: 50 }),
  truePositive: fc.constant(0),
  trueNegative: fc.constant(0),
});

test("without stated costs or capacity there is the cut at one half alone", () => {
  expect(DecisionCuts.decisions([0, 1], [0.2, 0.5], {})).toMatchObject([
    { name: "half", threshold: 0.5, truePositive: 1, trueNegative: 1, f1: 1 },
  ]);
});

test("the costs' cut is where acting costs as much as not, and the capacity's holds so many rows and those tied with the last", () => {
  fc.assert(
    fc.property(
      rows,
      costs,
      fc.integer({ min: 1, max: 60 }),
      (rows, costs, n) => {
        const y = rows.map(({ y }) => y);
        const p = rows.map(({ p }) => p / 100);
        const share = Math.min(1, n / rows.length);
        const [half, paid, held] = DecisionCuts.decisions(y, p, {
          costs,
          share,
        });
        expect([half.name, paid.name, held.name]).toEqual([
          ...["half", "costs", "capacity"],
        ]);
        const cut = paid.threshold;
        expect((1 - cut) * costs.falsePositive).toBeCloseTo(
          cut * costs.falseNegative,
        );
        const acted = held.truePositive + held.falsePositive;
        const above = p.filter((one) => one > held.threshold).length;
        const wanted = Math.min(n, rows.length);
        expect(above).toBeLessThan(wanted);
        expect(acted).toBeGreaterThanOrEqual(wanted);
        for (const { truePositive, falsePositive, falseNegative, ...one } of [
          ...[half, paid, held],
        ]) {
          const acted = y.filter((_, k) => p[k] >= one.threshold);
          expect(truePositive + falsePositive).toBe(acted.length);
          expect(truePositive + falseNegative).toBe(y.filter(Boolean).length);
          if (truePositive)
            expect(one.f1).toBeCloseTo(
              2 / (1 / one.precision + 1 / one.recall),
            );
        }
      },
    ),
  );
});
