import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Column } from "@mainstay/core/tabular/frame";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { LevelEvidence } from "@mainstay/training/fit/level-evidence";

const rows = 1500;
const category = (name: string, codes: Int32Array, count: number): Column => ({
  name,
  type: "category",
  codes,
  levels: Array.from({ length: count }, (_, k) => `level ${k}`),
});

/** Rows with a number, a rare or common outcome, and a category that `effect` gives its part in the log-odds. */
function table(
  seed: number,
  levels: number,
  effect: (level: number, x: number) => number,
  base = -1,
) {
  const draw = random(seed);
  const x = Float64Array.from({ length: rows }, draw.normal);
  const codes = Int32Array.from({ length: rows }, () => draw.integer(levels));
  const label = Float32Array.from(
    x,
    (value, i) =>
      +(draw.uniform() < sigmoid(base + value + effect(codes[i], value))),
  );
  const columns: Column[] = [
    { name: "x", type: "number", values: x },
    category("c", codes, levels),
  ];
  return {
    frame: { rows, columns },
    label,
    at: new Float64Array(rows),
    group: Int32Array.from(x, (_, i) => i),
  };
}
const idle = (rows: ReturnType<typeof table>) =>
  LevelEvidence.idle(rows, ["x", "c"]);

test.each([
  [5, -1],
  [60, -1],
  [400, -1],
  [60, -3.5],
])(
  "of 300 categories of %i levels without signal no more than 6 % are taken for one with (base %d)",
  (levels, base) => {
    let taken = 0;
    for (let seed = 0; seed < 300; seed++)
      taken += 1 - idle(table(seed, levels, () => 0, base)).length;
    expect(taken).toBeLessThanOrEqual(18);
  },
);

test("levels with rates of their own are kept, and so are levels that only turn the effect of another column", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 31 }),
      fc.integer({ min: 5, max: 100 }),
      (seed, levels) => {
        expect(idle(table(seed, levels, (level) => (level % 3) - 1))).toEqual(
          [],
        );
        expect(
          idle(table(seed, levels, (level, x) => (level % 2 ? -2 * x : 0))),
        ).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
});

test("copies of rows are no evidence", () => {
  const one = table(3, 200, () => 0);
  expect(idle(one)).toEqual(["c"]);
  const twice = Int32Array.from({ length: 3 * rows }, (_, i) => i % rows);
  const copied: ReturnType<typeof table> = {
    frame: {
      rows: 3 * rows,
      columns: one.frame.columns.map((column) =>
        column.type === "category"
          ? { ...column, codes: twice.map((row) => column.codes[row]) }
          : {
              ...column,
              values: Float64Array.from(twice, (row) =>
                Number((column as { values: Float64Array }).values[row]),
              ),
            },
      ) as Column[],
    },
    label: Float32Array.from(twice, (row) => one.label[row]),
    at: new Float64Array(3 * rows),
    group: twice,
  };
  expect(idle(copied)).toEqual(["c"]);
});

test("categories of fewer than five levels are left to the learners", () => {
  expect(idle(table(1, 4, () => 0))).toEqual([]);
});
