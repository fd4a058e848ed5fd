import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Frame } from "@mainstay/core/tabular/frame";
import { Trees } from "@mainstay/core/trees/trees";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { TreeShap } from "@mainstay/core/trees/tree-shap";
import { random } from "@mainstay/core/base/random";
import { judge, sigmoid } from "@mainstay/core/stats/log-odds";
import { Bins } from "@mainstay/training/trees/bins";
import { Boost } from "@mainstay/training/trees/boost";
import { Histogram } from "@mainstay/training/trees/histogram";
import { levels } from "./any-trees";

const seed = fc.integer({ min: 0, max: 2 ** 31 });
const number = (name: string, values: ArrayLike<number>) => ({
  name,
  type: "number" as const,
  values: Float64Array.from(values),
});
const category = (name: string, codes: number[], count: number) => ({
  name,
  type: "category" as const,
  codes: Int32Array.from(codes),
  levels: levels(count),
});
const frame = (...columns: Frame["columns"]): Frame => ({
  rows:
    "codes" in columns[0] ? columns[0].codes.length : columns[0].values.length,
  columns,
});
const names = ({ columns }: { columns: readonly { name: string }[] }) =>
  columns.map(({ name }) => name);

/** One tree of full steps: η 1, no λ unless told. */
function tree(
  table: Frame,
  label: number[],
  options: Partial<Boost.Options> = {},
) {
  const { trees } = Boost.fit({
    frame: table,
    columns: names(table),
    at: 0,
    label,
    options: {
      rounds: 1,
      eta: 1,
      lambda: 0,
      minChildWeight: 0,
      subsample: 1,
      leaves: 2,
      ...options,
    },
    seed: 1,
  });
  return trees;
}

/** Customers whose label follows a product, a step, a level and what is missing. */
function sample(seed: number, rows: number) {
  const draw = random(seed);
  const x = Array.from({ length: 4 }, () =>
    Array.from({ length: rows }, () =>
      draw.uniform() < 0.1 ? NaN : draw.normal(),
    ),
  );
  const codes = Array.from({ length: rows }, () => draw.integer(21) - 1);
  const logits = codes.map(
    (code, i) =>
      1.5 *
      ((x[0][i] || 1) * (x[1][i] || -1) +
        (x[2][i] > 0.3 ? 1 : -1) +
        ((code * 7) % 3) -
        1),
  );
  const label = logits.map((z) => +(draw.uniform() < sigmoid(z)));
  return {
    frame: frame(
      ...x.map((values, j) => number(`x${j}`, values)),
      category("c", codes, 20),
    ),
    label,
    logits,
  };
}

describe("bins", () => {
  test("every value lies at or under its own cut and above the one before, edges and all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.float(), fc.integer({ min: -3, max: 3 })), {
          minLength: 2,
          maxLength: 600,
        }),
        fc.integer({ min: 3, max: 256 }),
        (values, bins) => {
          const table = frame(number("x", values));
          const fitted = Bins.fit(table, ["x"], 0, { bins });
          if (fitted.columns.length === 0) return;
          const [{ cuts, size }] = fitted.columns;
          expect(size).toBeLessThan(bins);
          expect([...cuts]).toEqual([...cuts].sort((a, b) => a - b));
          const { codes } = Bins.apply(fitted, table, 0);
          values.forEach((value, i) => {
            if (Number.isNaN(value)) return expect(codes[i]).toBe(size);
            const x = Math.max(
              Math.min(Math.fround(value), Trees.largest),
              -Trees.largest,
            );
            expect(x <= cuts[codes[i]]).toBe(true);
            expect(codes[i] === 0 || x > cuts[codes[i] - 1]).toBe(true);
          });
        },
      ),
    );
  });

  test("up to 255 different values keep a code each", () => {
    const values = Array.from({ length: 2550 }, (_, i) => (i * 7) % 255);
    const table = frame(number("x", values));
    const { codes } = Bins.apply(Bins.fit(table, ["x"], 0), table, 0);
    expect(new Set(codes).size).toBe(255);
    values.forEach((value, i) => expect(codes[i]).toBe(value));
  });

  test("more values share bins of about equal mass", () => {
    const draw = random(1);
    const table = frame(
      number("x", Array.from({ length: 30_000 }, draw.normal)),
    );
    const { codes, columns } = Bins.apply(Bins.fit(table, ["x"], 0), table, 0);
    expect(columns[0].size).toBe(255);
    const counts = new Int32Array(255);
    for (const code of codes) counts[code]++;
    expect(Math.max(...counts)).toBeLessThan(1.2 * (30_000 / 255));
    expect(Math.min(...counts)).toBeGreaterThan(0.8 * (30_000 / 255));
  });

  test("columns that never vary are left out; a column that is sometimes missing is not", () => {
    const table = frame(
      number("same", [1, 1, 1]),
      number("some", [1, NaN, 1]),
      number("none", [NaN, NaN, NaN]),
      category("level", [0, 0, 0], 1),
    );
    expect(names(Bins.fit(table, names(table), 0))).toEqual(["some"]);
  });

  test("a level that training never saw has the code of missing", () => {
    const fitted = Bins.fit(frame(category("c", [0, 1, 1], 2)), ["c"], 0);
    const later = frame(category("c", [0, 1, 2, -1], 3));
    expect([...Bins.apply(fitted, later, 0).codes]).toEqual([1, 0, 2, 2]);
  });
});

test("packed sums are the sums of gradients and hessians, exactly the same in whatever order", () => {
  fc.assert(
    fc.property(seed, (seed) => {
      const draw = random(seed);
      const n = 500;
      const gradient = Float64Array.from({ length: n }, () => draw.normal());
      const hessian = Float64Array.from({ length: n }, () => draw.uniform());
      const rows = Int32Array.from({ length: n }, (_, i) => i);
      const packed = new Float64Array(n);
      const scale = Histogram.pack(packed, gradient, hessian, rows, draw);
      const sum = (order: Int32Array) =>
        order.reduce((sum, i) => sum + packed[i], 0);
      const total = sum(rows);
      expect(sum(draw.permutation(n))).toBe(total);
      const h = Histogram.hessian(total);
      const g = total - h * Histogram.unit;
      const near = (a: number, list: Float64Array) =>
        expect(a).toBeCloseTo(
          list.reduce((a, b) => a + b),
          3,
        );
      near(g / scale.gradient, gradient);
      near(h / scale.hessian, hessian);
    }),
  );
});

describe("one tree", () => {
  test("a leaf says −η G / (H + λ), by hand", () => {
    // Base rate 1/2: gradients ∓½, hessians ¼. Left: G = 1, H = ½; right the mirror image.
    const trees = tree(frame(number("x", [1, 2, 3, 4])), [0, 0, 1, 1], {
      lambda: 0.5,
    });
    expect(trees.base).toBe(0);
    expect([...trees.feature]).toEqual([0, -1, -1]);
    expect(trees.threshold[0]).toBe(2.5);
    expect([...trees.value]).toEqual([0, -1, 1]);
    expect([...trees.cover]).toEqual([1, 0.5, 0.5]);
  });

  test("a row of weight two counts as two rows", () => {
    const draw = random(4);
    const x = Array.from({ length: 60 }, draw.normal);
    const label = x.map((value) => +(value + draw.normal() > 0));
    const twice = label.map((_, i) => 1 + (i % 2));
    const table = frame(number("x", x));
    const copies = x.flatMap((_, i) => (i % 2 ? [i, i] : [i]));
    const weighted = Boost.fit({
      frame: table,
      columns: ["x"],
      at: 0,
      label,
      weight: twice,
      options: { rounds: 5, subsample: 1, leaves: 4, minChildWeight: 0 },
      seed: 1,
    });
    const copied = Boost.fit({
      frame: frame(
        number(
          "x",
          copies.map((i) => x[i]),
        ),
      ),
      columns: ["x"],
      at: 0,
      label: copies.map((i) => label[i]),
      options: { rounds: 5, subsample: 1, leaves: 4, minChildWeight: 0 },
      seed: 1,
    });
    const a = PackedTrees.predict(weighted.trees, table, 0);
    const b = PackedTrees.predict(copied.trees, table, 0);
    a.forEach((z, i) => expect(z).toBeCloseTo(b[i], 4));
  });

  test("the split of a number is the best of all, found by trying every one", () => {
    fc.assert(
      fc.property(seed, (seed) => {
        const draw = random(seed);
        const x = Array.from({ length: 40 }, () =>
          draw.uniform() < 0.2 ? NaN : draw.integer(12),
        );
        const label = x.map((value) => +((value || 5) + 4 * draw.normal() > 6));
        if (new Set(label).size < 2) return;
        const table = frame(number("x", x));
        const p = label.reduce((a, b) => a + b) / label.length;
        const score = (rows: number[]) => {
          const g = rows.reduce((sum, i) => sum + p - label[i], 0);
          return (g * g) / (rows.length * p * (1 - p) + 1);
        };
        const sides = (left: (value: number) => boolean) => {
          const all = [...x.keys()];
          const [l, r] = [
            all.filter((i) => left(x[i])),
            all.filter((i) => !left(x[i])),
          ];
          return l.length && r.length ? score(l) + score(r) : 0;
        };
        const cuts = [...Array(13).keys()];
        const best = Math.max(
          ...cuts.flatMap((cut) =>
            [true, false].map((missing) =>
              sides((value) => (Number.isNaN(value) ? missing : value <= cut)),
            ),
          ),
        );
        const trees = tree(table, label, { lambda: 1 });
        if (trees.feature[0] < 0) return;
        const found = sides((value) => Trees.goesLeft(trees, 0, value));
        expect(found).toBeCloseTo(best, 3);
      }),
    );
  });

  test("many levels are parted as well as by trying every pair of sides", () => {
    fc.assert(
      fc.property(seed, (seed) => {
        const draw = random(seed);
        const codes = Array.from({ length: 80 }, () => draw.integer(8));
        const label = codes.map(
          (code) => +(((code * 5) % 8) + 4 * draw.normal() > 4),
        );
        if (new Set(codes).size < 8 || new Set(label).size < 2) return;
        const p = label.reduce((a, b) => a + b) / label.length;
        const part = (left: (code: number) => boolean) =>
          [true, false].reduce((sum, side) => {
            const rows = [...codes.keys()].filter(
              (i) => left(codes[i]) === side,
            );
            const g = rows.reduce((sum, i) => sum + p - label[i], 0);
            return sum + (g * g) / (rows.length * p * (1 - p) || 1);
          }, 0);
        const best = Math.max(
          ...Array.from({ length: 254 }, (_, i) =>
            part((code) => Boolean(((i + 1) >> code) & 1)),
          ),
        );
        const trees = tree(frame(category("c", codes, 8)), label);
        const order = trees.columns[0].levels;
        const left = (code: number) =>
          Trees.goesLeft(trees, 0, order.indexOf(`level ${code}`));
        expect(part(left)).toBeCloseTo(best, 3);
      }),
      { numRuns: 30 },
    );
  });

  test("fewer than five levels are parted one against the rest", () => {
    const codes = [0, 0, 1, 1, 2, 2, 3, 3];
    const trees = tree(
      frame(category("c", codes, 4)),
      [1, 1, 0, 0, 1, 1, 0, 0],
    );
    const left = [0, 1, 2, 3].filter((code) => Trees.goesLeft(trees, 0, code));
    expect([1, 3]).toContain(left.length);
  });

  test("what is missing goes where it fits better", () => {
    const x = [1, 1, 2, 2, NaN, NaN];
    for (const [label, missingLeft] of [
      [[0, 0, 1, 1, 0, 0], 1],
      [[0, 0, 1, 1, 1, 1], 0],
    ] as const)
      expect(tree(frame(number("x", x)), [...label]).missingLeft[0]).toBe(
        missingLeft,
      );
  });

  test("what alone is missing can be parted from what is known", () => {
    const trees = tree(frame(number("x", [1, 2, NaN, NaN])), [0, 0, 1, 1]);
    expect(trees.threshold[0]).toBe(Math.fround(Trees.largest));
    expect(trees.missingLeft[0]).toBe(0);
  });

  test("neither leaves, depth nor the weight of a leaf pass their limits", () => {
    const { frame, label } = sample(2, 800);
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 20 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom("leaf" as const, "depth" as const),
        (leaves, depth, minChildWeight, grow) => {
          const trees = tree(frame, label, {
            leaves,
            depth,
            minChildWeight,
            grow,
            lambda: 1,
          });
          const { feature, right, cover } = trees;
          const walk = (node: number): number => {
            if (feature[node] < 0) {
              if (node > 0)
                expect(cover[node]).toBeGreaterThan(minChildWeight - 0.01);
              return 0;
            }
            return 1 + Math.max(walk(node + 1), walk(right[node]));
          };
          expect(walk(0)).toBeLessThanOrEqual(depth);
          expect(feature.filter((j) => j < 0).length).toBeLessThanOrEqual(
            leaves,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("boosting", () => {
  const train = sample(1, 3000);
  const test_ = sample(2, 1000);
  const fit = (options: Partial<Boost.Options> = {}, seed = 1) =>
    Boost.fit({
      frame: train.frame,
      columns: names(train.frame),
      at: 0,
      label: train.label,
      validation: { frame: test_.frame, at: 0, label: test_.label },
      options: {
        rounds: 400,
        patience: 20,
        eta: 0.1,
        colsample: 0.8,
        ...options,
      },
      seed,
    });

  test("the training loss falls with every tree when all rows are seen", () => {
    const { curves } = fit({ rounds: 40, subsample: 1, colsample: 1 });
    for (let i = 1; i < curves.length; i++)
      expect(curves[i].trainLoss).toBeLessThan(curves[i - 1].trainLoss);
  });

  test("products, steps, levels and gaps are found: the loss comes near that of the truth", () => {
    const { curves } = fit();
    const best = Math.min(
      ...curves.map(({ validationLoss }) => validationLoss),
    );
    const truth = judge(test_.logits, test_.label, {}).loss;
    const nothing = judge(new Float64Array(1000), test_.label, {}).loss;
    expect(best - truth).toBeLessThan((nothing - truth) / 3);
  });

  test("the trees up to the best validation loss are kept, and stopping comes `patience` rounds later", () => {
    const { trees, curves } = fit();
    const losses = curves.map(({ validationLoss }) => validationLoss);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(trees.roots.length).toBe(best);
    expect(curves.length).toBe(best + 20);
    const logits = PackedTrees.predict(trees, test_.frame, 0);
    expect(judge(logits, test_.label, {}).loss).toBeCloseTo(
      losses[best - 1],
      6,
    );
  });

  test("the logits carried while training are those of the trees", () => {
    const bins = Bins.fit(train.frame, names(train.frame), 0);
    const binned = Bins.apply(bins, train.frame, 0);
    const state = Boost.start(
      binned,
      train.label,
      undefined,
      { colsample: 0.6 },
      3,
    );
    const trees = Array.from({ length: 12 }, () => Boost.step(state));
    const logits = PackedTrees.predict(
      Boost.ensemble(bins, state.base, trees),
      train.frame,
      0,
    );
    expect([...logits]).toEqual([...state.logits]);
    const walked = new Float64Array(binned.rows).fill(state.base);
    for (const tree of trees) Boost.predictBinned(tree, binned, walked);
    expect(walked).toEqual(state.logits);
  });

  test("equal seeds give equal bytes, other seeds other trees", () => {
    const bytes = (seed: number) =>
      Trees.serialize(fit({ rounds: 10 }, seed).trees);
    expect(bytes(7)).toEqual(bytes(7));
    expect(bytes(8)).not.toEqual(bytes(7));
  });

  test("a monotone change of a number changes no prediction", () => {
    const cubed = frame(
      ...train.frame.columns.map((column) =>
        column.type === "number"
          ? { ...column, values: column.values.map((x) => 2 ** Math.fround(x)) }
          : column,
      ),
    );
    const of = (table: Frame) =>
      PackedTrees.predict(
        Boost.fit({
          frame: table,
          columns: names(table),
          at: 0,
          label: train.label,
          options: { rounds: 10 },
          seed: 1,
        }).trees,
        table,
        0,
      );
    expect(of(cubed)).toEqual(of(train.frame));
  });

  test("contributions of every row add up to its logit", () => {
    const { trees } = fit();
    const logits = PackedTrees.predict(trees, test_.frame, 0);
    const { base, contributions, columns } = TreeShap.explain(
      trees,
      test_.frame,
      0,
    );
    logits.forEach((logit, i) => {
      const row = contributions.subarray(
        i * columns.length,
        (i + 1) * columns.length,
      );
      expect(Math.abs(row.reduce((a, b) => a + b, base) - logit)).toBeLessThan(
        1e-4,
      );
    });
  });

  test("a label that never varies is refused", () => {
    const table = frame(number("x", [1, 2]));
    expect(() => tree(table, [1, 1])).toThrow("both outcomes");
  });
});

describe("categories of many levels", () => {
  // One rate for all, or a rate of its own for every level, beside four numbers of which two tell.
  const made = (seed: number, levels: number, spread: number, rows = 3000) => {
    const draw = random(seed);
    const effect = Array.from({ length: levels }, () => spread * draw.normal());
    const x = Array.from({ length: 4 }, () =>
      Array.from({ length: rows }, draw.normal),
    );
    const codes = Array.from({ length: rows }, () => draw.integer(levels));
    const logits = codes.map(
      (code, i) => x[0][i] - 0.7 * x[1][i] + effect[code] - 1,
    );
    const label = logits.map((z) => +(draw.uniform() < sigmoid(z)));
    const numbers = x.map((values, j) => number(`x${j}`, values));
    return { numbers, column: category("c", codes, levels), label };
  };
  const loss = (columns: Frame["columns"], label: number[]) => {
    const half = label.length / 2;
    const rows = (from: number) =>
      Int32Array.from({ length: half }, (_, i) => from + i);
    const part = (from: number) => ({
      frame: Frame.select(frame(...columns), rows(from)),
      at: 0,
      label: label.slice(from, from + half),
    });
    const { curves } = Boost.fit({
      ...part(0),
      columns: columns.map(({ name }) => name),
      validation: part(half),
      options: { rounds: 300, patience: 20, eta: 0.1 },
      seed: 1,
    });
    return Math.min(...curves.map(({ validationLoss }) => validationLoss));
  };

  test.each([20, 60, 200])(
    "%i levels without signal cost hardly anything",
    (levels) => {
      let [plain, beside] = [0, 0];
      for (let seed = 0; seed < 4; seed++) {
        const { numbers, column, label } = made(seed, levels, 0);
        plain += loss(numbers, label);
        beside += loss([...numbers, column], label);
      }
      expect(beside / plain).toBeLessThan(1.006);
    },
  );

  test.each([20, 60])(
    "%i levels with rates of their own are used",
    (levels) => {
      const { numbers, column, label } = made(9, levels, 1.2);
      expect(loss([...numbers, column], label)).toBeLessThan(
        0.95 * loss(numbers, label),
      );
    },
  );
});
