import { ValueGroups } from "@mainstay/training/judge/value-groups";
import fc from "fast-check";
import { expect, test } from "vitest";

const category = (cells: (string | null)[]) => {
  const levels = [...new Set(cells.filter((cell) => cell !== null))];
  const codes = Int32Array.from(cells, (cell) =>
    cell === null ? -1 : levels.indexOf(cell),
  );
  return { name: "plan", type: "category" as const, levels, codes };
};
const numbers = (values: number[]) => ({
  ...{ name: "x", type: "number" as const },
  values: Float64Array.from(values),
});
const counted = ({ values, counts }: ValueGroups.ValueGroups) =>
  values.map((value, k) => [value, counts[k]]);

test("levels come by their count, equal ones by name, the rarest together before the missing ones", () => {
  const column = category([..."bbaacdd", null]);
  expect(counted(ValueGroups.grouping(column, 4))).toEqual([
    ["a", 2],
    ["b", 2],
    ["d", 2],
    ["c", 1],
    [null, 1],
  ]);
  expect(counted(ValueGroups.grouping(column, 3))).toEqual([
    ["a", 2],
    ["b", 2],
    ["all others", 3],
    [null, 1],
  ]);
  const text = {
    ...{ name: "t", type: "text" as const, values: ["x", null, "y", "x"] },
  };
  expect(counted(ValueGroups.grouping(text, 5))).toEqual([
    ["x", 2],
    ["y", 1],
    [null, 1],
  ]);
});

test("numbers are parted at their quartiles and named by them, in the order of the numbers", () => {
  const column = numbers([4, 1, 8, NaN, 2, 7, 3, 6, 5]);
  expect(counted(ValueGroups.grouping(column, 9))).toEqual([
    ["up to 2.75", 2],
    ["2.75 to 4.5", 2],
    ["4.5 to 6.25", 2],
    ["above 6.25", 2],
    [null, 1],
  ]);
  expect(counted(ValueGroups.grouping(numbers([5, 5, 5]), 9))).toEqual([
    ["all", 3],
  ]);
  expect(counted(ValueGroups.grouping(numbers([NaN]), 9))).toEqual([[null, 1]]);
});

test("yes and no are said so", () => {
  const flags = {
    ...{ name: "b", type: "boolean" as const },
    values: Float64Array.of(1, 0, NaN, 1),
  };
  expect(counted(ValueGroups.grouping(flags, 9))).toEqual([
    ["yes", 2],
    ["no", 1],
    [null, 1],
  ]);
});

test("every row is in the group that its code names", () => {
  const cell = fc.option(fc.constantFrom("a", "b", "c", "d"), { nil: null });
  const cells = fc.array(cell, { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(cells, fc.integer({ min: 2, max: 4 }), (cells, most) => {
      const found = ValueGroups.grouping(category(cells), most);
      expect(found.column).toBe("plan");
      const named = Array.from(found.codes, (code) => found.values[code]);
      cells.forEach((value, row) => {
        if (named[row] !== "all others") expect(named[row]).toBe(value);
      });
      found.values.forEach((value, k) =>
        expect(named.filter((name) => name === value)).toHaveLength(
          found.counts[k],
        ),
      );
      const levels = found.values.filter((value) => value !== null);
      expect(levels.length).toBeLessThanOrEqual(most);
    }),
    { numRuns: 60 },
  );
});
