import fc from "fast-check";
import { expect, test } from "vitest";
import { CalibrationDrift } from "@mainstay/core/drift/calibration-drift";
import { SmallModel } from "./small-model";

test.each([
  [320, 400, 0],
  [320, 4000, 0],
  [800, 1000, -2.5],
  [8000, 1000, -1],
])(
  "what a model of %i rows is off by is no drift among %i outcomes (base %d)",
  (learned, n, base) => {
    // 3 of 100 are allowed, and three standard errors of so many runs.
    expect(SmallModel.alarms({ learned, n, base }, 150, 1)).toBeLessThanOrEqual(
      0.03 + 3 * Math.sqrt((0.03 * 0.97) / 150),
    );
  },
);

test("odds that have risen by e are found by whoever held enough rows out", () => {
  const moved = { n: 1000, base: 0, odds: 1 };
  expect(SmallModel.alarms({ ...moved, learned: 400 }, 60, 2)).toBeGreaterThan(
    0.7,
  );
  expect(SmallModel.alarms({ ...moved, learned: 8000 }, 60, 3)).toBe(1);
});

const said = fc.array(
  fc.record({
    probability: fc.integer({ min: 1, max: 99 }).map((k) => k / 100),
    happened: fc.boolean(),
  }),
  { minLength: 60, maxLength: 300 },
);

test("groups hold every row once, by rising risk, whatever the order of rows", () => {
  fc.assert(
    fc.property(said, (rows) => {
      const held = CalibrationDrift.held(rows);
      const total = (of: (group: (typeof held)[number]) => number) =>
        held.reduce((sum, group) => sum + of(group), 0);
      expect(total(({ rows }) => rows)).toBe(rows.length);
      expect(total(({ observed }) => observed)).toBe(
        rows.filter(({ happened }) => happened).length,
      );
      const ends = held.map(({ to }) => to);
      expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
      const same = CalibrationDrift.held(rows.toReversed());
      expect(same.map(({ rows, to }) => [rows, to])).toEqual(
        held.map(({ rows, to }) => [rows, to]),
      );
    }),
  );
});

test("the rows that were held out, come again, are no drift, however far off the model is", () => {
  fc.assert(
    fc.property(said, (rows) => {
      const { finding, tests } = CalibrationDrift.test(
        rows,
        CalibrationDrift.held(rows),
      );
      expect(finding.value ?? 0).toBe(0);
      for (const { p } of tests) expect(p).toBeCloseTo(1, 9);
    }),
  );
});
