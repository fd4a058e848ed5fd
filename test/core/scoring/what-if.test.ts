import fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Sketch } from "@mainstay/core/drift/sketch";
import { LogOdds } from "@mainstay/core/stats/log-odds";
import { Frame } from "@mainstay/core/tabular/frame";
import { ValueRange } from "@mainstay/core/scoring/value-range";
import { WhatIf } from "@mainstay/core/scoring/what-if";

const draw = random(11);
const n = 2000;
const plans = ["basic", "team", "firm"];
const learned: Frame = {
  rows: n,
  columns: [
    {
      ...{ name: "usage", type: "number" },
      values: Float64Array.from({ length: n }, () => 100 * draw.uniform()),
    },
    {
      ...{ name: "seats", type: "number" },
      values: Float64Array.from({ length: n }, () => 1 + draw.integer(40)),
    },
    {
      ...{ name: "plan", type: "category", levels: plans },
      codes: Int32Array.from({ length: n }, () => draw.integer(3)),
    },
  ],
};
const at = new Float64Array(n);
const ranges = learned.columns.map((column) =>
  ValueRange.of(
    { name: column.name, type: column.type, role: "numbers" },
    Sketch.of(column, at)!,
  )!,
);

type Rule = { usage: number; seats: number; plan: number[] };
const logitOf = (rule: Rule, usage: number, seats: number, plan: number) =>
  2 - (rule.usage * usage) / 10 - (rule.seats * seats) / 4 + rule.plan[plan];
const scoring = (rule: Rule) => async (frame: Frame) => {
  const values = (name: string) =>
    (Frame.column(frame, name) as { values: Float64Array }).values;
  const plan = Frame.column(frame, "plan") as {
    codes: Int32Array;
    levels: string[];
  };
  return Float64Array.from({ length: frame.rows }, (_, k) =>
    logitOf(
      rule,
      values("usage")[k],
      values("seats")[k],
      plans.indexOf(plan.levels[plan.codes[k]]),
    ),
  );
};
const bands = { high: 0.6, medium: 0.3 };

// The least distance of any change there is, on a fine grid of all three columns.
function least(rule: Rule, row: [number, number, number]) {
  const [usage, seats, plan] = ranges;
  let best = Infinity;
  const places = Array.from({ length: 401 }, (_, k) => k / 400);
  const usages = [
    row[0],
    ...places.map((p) => ValueRange.valueAt(usage as never, p)),
  ];
  for (let level = 0; level < 3; level++)
    for (let s = 1; s <= 40; s++) {
      const apart =
        ValueRange.distance(seats, row[1], s) +
        ValueRange.distance(plan, row[2], level);
      if (apart >= best) continue;
      for (const u of usages) {
        const far = apart + ValueRange.distance(usage, row[0], u);
        if (far >= best) continue;
        const p = LogOdds.sigmoid(logitOf(rule, u, s, level));
        if (p < bands.medium) best = far;
      }
    }
  return best;
}

const weight = fc.double({ min: 0.05, max: 1, noNaN: true });
const rules = fc.record({
  ...{ usage: weight, seats: weight },
  plan: fc.tuple(weight, weight, weight).map((list) => list.map((w) => 2 * w)),
});
const row = fc.tuple(
  fc.double({ min: 1, max: 60, noNaN: true }),
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 0, max: 2 }),
);

test("a proposed change moves the score to the band, is the smallest within 5 %, and stays inside what was learned", async () => {
  let reached = 0;
  await fc.assert(
    fc.asyncProperty(rules, row, async (rule, [usage, seats, plan]) => {
      const frame: Frame = {
        rows: 1,
        columns: [
          { name: "usage", type: "number", values: Float64Array.of(usage) },
          { name: "seats", type: "number", values: Float64Array.of(seats) },
          {
            ...{ name: "plan", type: "category", levels: plans },
            codes: Int32Array.of(plan),
          },
        ],
      };
      const found = await WhatIf.find({
        ...{ frame, row: 0, at: 0, ranges },
        isThere: (z) => LogOdds.sigmoid(z) < bands.medium,
        scores: scoring(rule),
      });
      const now = LogOdds.sigmoid(logitOf(rule, usage, seats, plan));
      if (now < bands.medium) {
        expect(found).toEqual([]);
        return;
      }
      const wanted = least(rule, [usage, seats, plan]);
      if (wanted === Infinity) {
        expect(found).toEqual([]);
        return;
      }
      reached++;
      const [best] = found;
      expect(best.distance).toBeLessThanOrEqual(1.05 * wanted + 1e-3);
      for (const { changes, score } of found) {
        const p = LogOdds.sigmoid(
          logitOf(
            rule,
            Number(changes.usage ?? usage),
            Number(changes.seats ?? seats),
            "plan" in changes ? plans.indexOf(String(changes.plan)) : plan,
          ),
        );
        // Proposed numbers are rounded to six digits.
        expect(p).toBeLessThan(bands.medium + 1e-4);
        expect(Math.abs(p - LogOdds.sigmoid(score))).toBeLessThan(1e-4);
        const values = (name: string) =>
          (Frame.column(learned, name) as { values: Float64Array }).values;
        for (const name of ["usage", "seats"]) {
          if (!(name in changes)) continue;
          expect(changes[name]).toBeGreaterThanOrEqual(
            Math.min(...values(name)) - 1e-4,
          );
          expect(changes[name]).toBeLessThanOrEqual(
            Math.max(...values(name)) + 1e-4,
          );
        }
        if ("seats" in changes)
          expect(Number.isInteger(changes.seats)).toBe(true);
        if ("plan" in changes) expect(plans).toContain(changes.plan);
      }
      const sizes = found.map(({ distance }) => distance);
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    }),
    { numRuns: 40, seed: 3, endOnFailure: true },
  );
  expect(reached).toBeGreaterThan(10);
});

test("a value's place and the value at a place undo each other", () => {
  const [usage] = ranges;
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
      const value = ValueRange.valueAt(usage as never, place);
      expect(ValueRange.placeOf(usage as never, value)).toBeCloseTo(place, 9);
    }),
  );
});
