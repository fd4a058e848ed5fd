import fc from "fast-check";
import { expect, test } from "vitest";
import { CopyEvidence } from "@mainstay/training/fit/copy-evidence";

const rows = fc.array(
  fc.record({ group: fc.nat({ max: 40 }), y: fc.nat({ max: 1 }) }),
  { minLength: 1, maxLength: 80 },
);

test("the rows that have a copy in another fold are counted, whatever their outcomes", () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 2, max: 5 }), (rows, folds) => {
      const group = rows.map(({ group }) => group);
      const found = CopyEvidence.across(group, {
        ...{ folds, place: rows.map((_, k) => k) },
        label: rows.map(({ y }) => y),
      });
      const count = group.filter((one, a) =>
        group.some((other, b) => one === other && a % folds !== b % folds),
      ).length;
      if (count < 0.02 * rows.length) expect(found).toBe(null);
      else expect(found).toMatchObject({ code: "copies.folds", count });
    }),
  );
});
