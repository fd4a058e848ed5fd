import fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Trees } from "@mainstay/core/trees/trees";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { random } from "@mainstay/core/base/random";
import { Boost } from "@mainstay/training/trees/boost";

const levels = Array.from({ length: 12 }, (_, k) => `level ${k}`);

function made(rows: number, seed: number): Frame {
  const draw = random(seed);
  const number = (name: string) => ({
    name,
    type: "number" as const,
    values: Float64Array.from({ length: rows }, () =>
      draw.uniform() < 0.2 ? NaN : Math.round(4 * draw.normal()) / 4,
    ),
  });
  const codes = Int32Array.from(
    { length: rows },
    () => draw.integer(levels.length + 1) - 1,
  );
  return {
    rows,
    columns: [
      number("a"),
      number("b"),
      { name: "c", type: "category", codes, levels },
    ],
  };
}

// One row, one node at a time, by the definition of a split.
function oneByOne(trees: Trees, row: Float32Array) {
  let sum = trees.base;
  for (const root of trees.roots) {
    let node = root;
    while (trees.feature[node] >= 0)
      node = Trees.goesLeft(trees, node, row[trees.feature[node]])
        ? node + 1
        : trees.right[node];
    sum += trees.value[node];
  }
  return sum;
}

test("rows walked side by side end where each ends by itself, gaps and unseen levels too", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.integer({ min: 1, max: 1e6 }),
      fc.constantFrom("leaf" as const, "depth" as const),
      (rows, seed, grow) => {
        const learned = made(300, seed);
        const draw = random(seed + 1);
        const label = Float32Array.from({ length: 300 }, (_, i) =>
          i < 2 ? i : Number(draw.uniform() < 0.4),
        );
        const { trees } = Boost.fit({
          frame: learned,
          columns: ["a", "b", "c"],
          at: 0,
          label,
          options: { grow, depth: grow === "depth" ? 4 : 0, rounds: 12 },
          seed,
        });
        const asked = made(rows, seed + 2);
        const encoded = Trees.encode(trees.columns, asked, 0);
        const width = trees.columns.length;
        const expected = Array.from({ length: rows }, (_, row) =>
          oneByOne(trees, encoded.subarray(row * width, (row + 1) * width)),
        );
        expect([...PackedTrees.predict(trees, asked, 0)]).toEqual(expected);
      },
    ),
    { numRuns: 25 },
  );
});
