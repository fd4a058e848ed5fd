import fc from "fast-check";
import { expect, test } from "vitest";
import { contributions } from "@mainstay/training/onnx/rescale";
import { Encoding } from "@mainstay/training/fit/encoding";
import { Graph, type Value } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";

type Score = (g: Graph, x: Value) => Value;

async function explain(
  score: Score,
  rows: Float32Array,
  references: Float32Array,
  width: number,
) {
  const g = new Graph();
  const x = g.input("x", "float", ["n", width]);
  const k = references.length / width;
  const background = g.constant("float", [k, width], references);
  const shares = contributions(g, score, x, background);
  g.output("logit", shares.logit);
  g.output("contributions", shares.contributions);
  g.output("base", shares.base);
  const result = await OnnxRuntime.using(g.model(), (session) =>
    session.run({ x: OnnxRuntime.float(rows, [rows.length / width, width]) }),
  );
  return {
    logit: result.logit.data as Float32Array,
    contributions: result.contributions.data as Float32Array,
    base: (result.base.data as Float32Array)[0],
  };
}

const draws = (seed: number, n: number, scale = 1) => {
  const draw = random(seed);
  return Float32Array.from({ length: n }, () => scale * draw.normal());
};

/** Random weights of a ReLU network with two hidden layers, and its logit in plain double precision. */
function net(seed: number, width: number, hidden = [7, 5]) {
  const widths = [width, ...hidden, 1];
  const layers = widths.slice(1).map((out, i) => ({
    w: draws(seed + i, widths[i] * out, 1),
    b: draws(seed + 100 + i, out, 0.5),
    out,
  }));
  const score: Score = (g, x) =>
    layers.reduce((value, { w, b, out }, i) => {
      const z = g.Gemm(
        value,
        g.constant("float", [widths[i], out], w),
        g.constant("float", [out], b),
      );
      return i < layers.length - 1 ? g.Relu(z) : z;
    }, x);
  return score;
}

test("a linear model's contribution is its weight times the distance from the references' mean", async () => {
  const width = 4;
  const weight = Float32Array.of(1.5, -2, 0, 0.25);
  const references = draws(3, 5 * width);
  const rows = draws(4, 6 * width);
  const found = await explain(
    (g, x) => g.Gemm(x, g.constant("float", [width, 1], weight)),
    rows,
    references,
    width,
  );
  const mean = Encoding.mean(references, width);
  rows.forEach((value, i) => {
    const j = i % width;
    expect(found.contributions[i]).toBeCloseTo(
      weight[j] * (value - mean[j]),
      5,
    );
  });
});

/** Shapley values by their definition: over all subsets of features taken from the row, the rest from the reference. */
function shapley(f: (x: number[]) => number, row: number[], base: number[]) {
  const d = row.length;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const value = Array.from({ length: 1 << d }, (_, set) =>
    f(row.map((x, j) => ((set >> j) & 1 ? x : base[j]))),
  );
  return row.map((_, j) => {
    let sum = 0;
    for (let set = 0; set < 1 << d; set++) {
      if ((set >> j) & 1) continue;
      const size = set.toString(2).replaceAll("0", "").length;
      const weight = (factorial(size) * factorial(d - size - 1)) / factorial(d);
      sum += weight * (value[set | (1 << j)] - value[set]);
    }
    return sum;
  });
}

test("an additive model of bent features gives the Shapley values of all subsets", async () => {
  const width = 5;
  const bend = draws(8, width);
  const slope = draws(9, width);
  const f = (x: number[]) =>
    x.reduce((sum, v, j) => sum + slope[j] * Math.max(0, v + bend[j]), 0.3);
  const references = draws(10, 3 * width);
  const rows = draws(11, 8 * width);
  const found = await explain(
    (g, x) =>
      g.Gemm(
        g.Relu(g.Add(x, g.constant("float", [width], bend))),
        g.constant("float", [width, 1], slope),
        g.constant("float", [1], [0.3]),
      ),
    rows,
    references,
    width,
  );
  for (let i = 0; i < 8; i++) {
    const row = Array.from(rows.subarray(i * width, (i + 1) * width));
    const each = [0, 1, 2].map((k) =>
      shapley(
        f,
        row,
        Array.from(references.subarray(k * width, (k + 1) * width)),
      ),
    );
    row.forEach((_, j) => {
      const mean = (each[0][j] + each[1][j] + each[2][j]) / 3;
      expect(found.contributions[i * width + j]).toBeCloseTo(mean, 4);
    });
  }
});

test("for any network, base and contributions add up to the logit within 1e-4", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 4 }),
      async (seed, width, k) => {
        const references = draws(seed + 7, k * width);
        const rows = draws(seed + 8, 20 * width);
        // Rows that equal a reference, wholly or in part, are where slopes vanish.
        rows.set(references.subarray(0, width));
        rows[width] = references[0];
        const found = await explain(net(seed, width), rows, references, width);
        for (let i = 0; i < 20; i++) {
          const sum = found.contributions
            .subarray(i * width, (i + 1) * width)
            .reduce((a, b) => a + b, found.base);
          expect(Math.abs(sum - found.logit[i])).toBeLessThan(1e-4);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a monotone map of the logit keeps the law and the contributions' proportions", async () => {
  const width = 3;
  const score = net(5, width);
  const references = draws(1, 2 * width);
  const rows = draws(2, 10 * width);
  // Beta calibration: a·ln p − c·ln(1 − p) + d, with ln p = −softplus(−z) and ln(1 − p) = −softplus(z).
  const calibrated: Score = (g, x) => {
    const z = score(g, x);
    const up = g.Mul(g.Softplus(g.Neg(z)), g.scalar(-0.8));
    const down = g.Mul(g.Softplus(z), g.scalar(1.7));
    return g.Add(g.Add(up, down), g.scalar(0.2));
  };
  const one = references.subarray(0, width);
  const plain = await explain(score, rows, one.slice(), width);
  const bent = await explain(calibrated, rows, one.slice(), width);
  for (let i = 0; i < 10; i++) {
    const ratio = (bent.logit[i] - bent.base) / (plain.logit[i] - plain.base);
    for (let j = 0; j < width; j++)
      expect(bent.contributions[i * width + j]).toBeCloseTo(
        plain.contributions[i * width + j] * ratio,
        3,
      );
  }
});

test("what cannot be explained is refused by name", () => {
  const g = new Graph();
  const x = g.input("x", "float", ["n", 2]);
  const references = g.constant("float", [1, 2], [0, 0]);
  expect(() =>
    contributions(
      g,
      (g, x) => g.ReduceSum(g.Mul(x, x), [1], true),
      x,
      references,
    ),
  ).toThrow("ReduceSum cannot be explained");
});
