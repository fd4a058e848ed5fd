import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TreeInteractions } from "@mainstay/core/trees/tree-interactions";
import {
  columns,
  expectation,
  factorial,
  flat,
  forest,
  type Nested,
} from "../../training/trees/any-trees";

const width = columns.length;
const seed = fc.integer({ min: 0, max: 2 ** 31 });

const bits = (set: number) => set.toString(2).replaceAll("0", "").length;

/** The Shapley interaction value of two columns, half of it, term by term over all subsets of the others. */
function half(tree: Nested, row: ArrayLike<number>, j: number, k: number) {
  let sum = 0;
  for (let set = 0; set < 1 << width; set++) {
    if ((set >> j) & 1 || (set >> k) & 1) continue;
    const weight =
      (factorial(bits(set)) * factorial(width - bits(set) - 2)) /
      (2 * factorial(width - 1));
    const [one, other] = [1 << j, 1 << k];
    sum +=
      weight *
      (expectation(tree, row, set | one | other) -
        expectation(tree, row, set | one) -
        expectation(tree, row, set | other) +
        expectation(tree, row, set));
  }
  return sum;
}

test("interactions are Shapley's, summed over every subset of the other columns", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 7 }), (seed, depth) => {
      const { list, trees, encoded } = forest(seed, 2, depth, 4);
      const found = new Float64Array(4 * width * width);
      TreeInteractions.add(trees, encoded, 3, found);
      for (let row = 0; row < 4; row++)
        for (let j = 0; j < width; j++)
          for (let k = 0; k < width; k++) {
            const cells = encoded.subarray(row * width, (row + 1) * width);
            const wanted =
              j === k
                ? 0
                : list.reduce((sum, tree) => sum + half(tree, cells, j, k), 0);
            expect(found[(row * width + j) * width + k]).toBeCloseTo(
              3 * wanted,
              9,
            );
          }
    }),
    { numRuns: 40 },
  );
});

test("the strongest pair is the one that only moves together", () => {
  const split = (
    column: number,
    left: Nested,
    right: Nested,
    cover: number,
  ): Nested => ({
    ...{ column, threshold: 0, levels: null, missingLeft: false },
    ...{ goesLeft: (x: number) => x <= 0, left, right, cover },
  });
  const leaf = (value: number): Nested => ({ value, cover: 1 });
  // Either of usage and active says nothing without the other.
  const trees = flat([
    split(0, split(2, leaf(1), leaf(-1), 2), split(2, leaf(-1), leaf(1), 2), 4),
  ]);
  const encoded = Float32Array.of(-1, 0, 0, 0, 1, 0, 0, 0);
  const values = new Float64Array(2 * width * width);
  TreeInteractions.add(trees, encoded, 1, values);
  const names = columns.map(({ name }) => name);
  expect(TreeInteractions.strongest(names, values, 5)).toEqual([
    { columns: ["usage", "active"], value: 1 },
  ]);
});
