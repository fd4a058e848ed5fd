import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Column, Trees } from "@mainstay/core/trees/trees";
import { random } from "@mainstay/core/base/random";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { GaussLegendre } from "@mainstay/core/trees/gauss-legendre";
import { PatternShap } from "@mainstay/core/trees/pattern-shap";
import { TreeShap } from "@mainstay/core/trees/tree-shap";
import {
  columns,
  expectation,
  factorial,
  flat,
  forest,
  type Nested,
  value,
} from "../../training/trees/any-trees";

const width = columns.length;
const seed = fc.integer({ min: 0, max: 2 ** 31 });

/** Shapley's formula, term by term over all subsets. */
function shapley(tree: Nested, row: ArrayLike<number>): number[] {
  return columns.map((_, j) => {
    let sum = 0;
    for (let set = 0; set < 1 << width; set++) {
      if ((set >> j) & 1) continue;
      const size = set.toString(2).replaceAll("0", "").length;
      const weight =
        (factorial(size) * factorial(width - size - 1)) / factorial(width);
      sum +=
        weight *
        (expectation(tree, row, set | (1 << j)) - expectation(tree, row, set));
    }
    return sum;
  });
}

const rowsOf = (encoded: ArrayLike<number>) =>
  Array.from({ length: encoded.length / width }, (_, i) =>
    Array.from({ length: width }, (_, j) => encoded[i * width + j]),
  );

test("contributions are Shapley's, summed over every subset of columns", () => {
  fc.assert(
    fc.property(seed, fc.integer({ min: 1, max: 7 }), (seed, depth) => {
      const { list, trees, encoded } = forest(seed, 2, depth, 6);
      const found = rowsOf(TreeShap.contributions(trees, encoded));
      rowsOf(encoded).forEach((row, i) => {
        const wanted = list.map((tree) => shapley(tree, row));
        for (let j = 0; j < width; j++)
          expect(found[i][j]).toBeCloseTo(wanted[0][j] + wanted[1][j], 9);
      });
    }),
    { numRuns: 60 },
  );
});

test("base and contributions add up to the logit of every row", () => {
  fc.assert(
    fc.property(seed, (seed) => {
      const { trees, encoded } = forest(seed, 30, 12);
      const logits = PackedTrees.score(trees, encoded);
      const base = TreeShap.expected(trees);
      rowsOf(TreeShap.contributions(trees, encoded)).forEach((shares, i) => {
        const sum = shares.reduce((sum, share) => sum + share, base);
        expect(Math.abs(sum - logits[i])).toBeLessThan(1e-5);
      });
    }),
    { numRuns: 20 },
  );
});

test("what is looked up is what is walked, row by row and tree by tree, missing and unknown levels among them", () => {
  fc.assert(
    fc.property(
      seed,
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 700 }),
      (seed, depth, rows) => {
        const { trees, encoded } = forest(seed, 5, depth, rows);
        const walked = new Float64Array(encoded.length);
        TreeShap.walked(trees, [...trees.roots.keys()], encoded, walked);
        const found = new Float64Array(encoded.length);
        expect(PatternShap.add(trees, encoded, found)).toEqual([]);
        found.forEach((share, i) => expect(share).toBeCloseTo(walked[i], 11));
      },
    ),
    { numRuns: 40 },
  );
});

test("paths of more columns than a table takes are walked, and many rows are explained as few are", () => {
  const draw = random(3);
  const width = 16;
  const rows = 700;
  const columns: Column[] = Array.from({ length: width }, (_, j) => ({
    name: `x${j}`,
    type: "number",
    levels: [],
  }));
  // One tree asks for every column down a single path, the other for a few again and again.
  const path = (depth: number, of: (level: number) => number): Nested =>
    depth === 0
      ? { value: 1, cover: 1 }
      : {
          column: of(depth),
          threshold: draw.normal(),
          levels: null,
          missingLeft: draw.uniform() < 0.5,
          goesLeft: () => true,
          left: path(depth - 1, of),
          right: { value: depth / 8, cover: 1 + draw.integer(5) },
          cover: 1,
        };
  const trees = {
    ...flat([
      path(width, (level) => level - 1),
      path(12, (level) => level % 5),
    ]),
    columns,
  };
  const encoded = Float32Array.from({ length: rows * width }, () =>
    draw.uniform() < 0.1 ? NaN : draw.normal(),
  );
  expect(
    PatternShap.add(trees, encoded, new Float64Array(encoded.length)),
  ).toEqual([0]);
  const walked = new Float64Array(encoded.length);
  TreeShap.walked(trees, [0, 1], encoded, walked);
  TreeShap.contributions(trees, encoded).forEach((share, i) =>
    expect(share).toBeCloseTo(walked[i], 11),
  );
});

test("one split earns its column the whole way from the mean to the leaf", () => {
  const trees = flat([
    {
      column: 0,
      threshold: 1,
      levels: null,
      missingLeft: false,
      goesLeft: (x) => x <= 1,
      left: { value: 2, cover: 3 },
      right: { value: -2, cover: 1 },
      cover: 4,
    },
  ]);
  const encoded = Float32Array.of(1, NaN, NaN, NaN, 1.5, NaN, NaN, NaN);
  // Mean (3 · 2 − 2) / 4 = 1.
  expect(TreeShap.expected(trees)).toBe(1);
  const found = rowsOf(TreeShap.contributions(trees, encoded));
  expect(found[0][0]).toBeCloseTo(1, 12);
  expect(found[1][0]).toBeCloseTo(-3, 12);
});

test("the base is the mean of the trees over their cover", () => {
  const { list, trees, base } = forest(5, 8, 5);
  const row = new Float32Array(width);
  const mean = list.reduce(
    (sum, tree) => sum + expectation(tree, row, 0),
    base,
  );
  expect(TreeShap.expected(trees)).toBeCloseTo(mean, 9);
});

test("n points integrate powers up to 2n − 1 over the unit interval", () => {
  for (let n = 1; n <= 16; n++) {
    const { t, w } = GaussLegendre.legendre(n);
    for (let power = 0; power < 2 * n; power++)
      expect(t.reduce((sum, x, i) => sum + w[i] * x ** power, 0)).toBeCloseTo(
        1 / (power + 1),
        12,
      );
  }
});

test("scores are the sums of the trees walked one by one", () => {
  fc.assert(
    fc.property(seed, (seed) => {
      const { list, trees, encoded, base } = forest(seed, 20, 6);
      expect([...PackedTrees.score(trees, encoded)]).toEqual(
        rowsOf(encoded).map((row) =>
          list.reduce((sum, tree) => sum + value(tree, row), base),
        ),
      );
    }),
    { numRuns: 30 },
  );
});

test("trees come back from their bytes as they were, and equal trees give equal bytes", () => {
  fc.assert(
    fc.property(seed, (seed) => {
      const { trees } = forest(seed, 3, 4);
      const bytes = Trees.serialize(trees);
      expect(Trees.parse(bytes)).toEqual(trees);
      expect(Trees.serialize(Trees.parse(bytes))).toEqual(bytes);
    }),
    { numRuns: 20 },
  );
  expect(() => Trees.parse(new TextEncoder().encode("{}\n"))).toThrow("trees");
});
