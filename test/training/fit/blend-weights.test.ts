import fc from "fast-check";
import { expect, test } from "vitest";
import { BetaCalibration } from "@mainstay/training/fit/beta-calibration";
import { BlendWeights } from "@mainstay/training/fit/blend-weights";
import { BoundedLogistic } from "@mainstay/training/fit/bounded-logistic";
import { InnerFolds } from "@mainstay/training/fit/inner-folds";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { Tensor } from "@mainstay/core/model/runtime";
import { random } from "@mainstay/core/base/random";
import { sigmoid, softplus } from "@mainstay/core/stats/log-odds";

const free = { low: -Infinity, high: Infinity, prior: 0, ridge: 0 };
const drawn = (logit: ArrayLike<number>, seed: number) => {
  const draw = random(seed);
  return Float64Array.from(logit, (z) => Number(draw.uniform() < sigmoid(z)));
};
const normals = (n: number, seed: number) => {
  const draw = random(seed);
  return Float64Array.from({ length: n }, () => draw.normal());
};
const loss = (z: ArrayLike<number>, y: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += softplus(z[i]) - y[i] * z[i];
  return sum;
};

test("an intercept alone is the log-odds of the share of positives", () => {
  const y = Float64Array.from({ length: 40 }, (_, i) => Number(i < 10));
  const [b] = BoundedLogistic.fit([new Float64Array(40).fill(1)], y, [free]);
  expect(b).toBeCloseTo(Math.log(10 / 30), 9);
});

test("no neighbour inside the bounds has less loss than the solution", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.integer({ min: 1, max: 4 }),
      (seed, k) => {
        const draw = random(seed);
        const inputs = Array.from({ length: k }, (_, j) =>
          normals(60, seed + j),
        );
        const y = drawn(inputs[0], seed + 9);
        const coefficients = inputs.map(() => ({
          low: 0,
          high: 0.5 + draw.uniform(),
          prior: draw.uniform(),
          ridge: 5 * draw.uniform(),
        }));
        const w = BoundedLogistic.fit(inputs, y, coefficients);
        const value = (v: number[]) =>
          loss(
            Float64Array.from(y, (_, i) =>
              v.reduce((z, a, j) => z + a * inputs[j][i], 0),
            ),
            y,
          ) +
          coefficients.reduce(
            (s, c, j) => s + (c.ridge / 2) * (v[j] - c.prior) ** 2,
            0,
          );
        for (let t = 0; t < 20; t++) {
          const near = w.map((v, j) =>
            Math.min(
              Math.max(v + 1e-3 * draw.normal(), 0),
              coefficients[j].high,
            ),
          );
          expect(value(near)).toBeGreaterThanOrEqual(value(w) - 1e-7);
        }
        w.forEach((v, j) =>
          expect(v >= 0 && v <= coefficients[j].high).toBe(true),
        );
      },
    ),
    { numRuns: 25 },
  );
});

test("a blend leaves a member of noise out and never does worse than its best member", () => {
  const truth = normals(4000, 1).map((z) => 2 * z);
  const y = drawn(truth, 2);
  const noise = normals(4000, 3);
  const idle = normals(4000, 7);
  const half = truth.map((z, i) => z + 1.5 * noise[i]);
  const { weights, intercept } = BlendWeights.fit([truth, half, idle], y);
  const blended = BlendWeights.apply({ weights, intercept }, [
    truth,
    half,
    idle,
  ]);
  // What the ridge may cost: 10/2 · (1 − 1/3)² and twice 10/2 · (1/3)².
  expect(loss(blended, y)).toBeLessThanOrEqual(loss(truth, y) + 10 / 3);
  expect(weights[0]).toBeGreaterThan(0.75);
  expect(weights[2]).toBeLessThan(0.1);
});

test("calibration finds the slope and shift that were put in, and keeps the order", () => {
  const z = normals(20_000, 4).map((v) => 1.5 * v);
  const y = drawn(z, 5);
  const { a, c, d } = BetaCalibration.fit(
    z.map((v) => 2 * v + 1),
    y,
  );
  for (const v of [-3, -1, 0, 1, 3])
    expect(
      Math.abs(BetaCalibration.apply({ a, c, d }, 2 * v + 1) - v),
    ).toBeLessThan(0.2);
  const line = Array.from({ length: 101 }, (_, i) =>
    BetaCalibration.apply({ a, c, d }, (i - 50) / 5),
  );
  for (let i = 1; i < line.length; i++)
    expect(line[i]).toBeGreaterThan(line[i - 1]);
});

test("the graphs of blend and calibration compute what their functions compute", async () => {
  const blend = { intercept: -0.3, weights: [0.7, 0, 0.4] };
  const beta = { a: 0.6, c: 1.8, d: 0.2 };
  const logits = [1, 2, 3].map((seed) =>
    Float32Array.from(normals(50, seed), (v) => 4 * v),
  );
  const g = new Graph();
  const inputs = logits.map((_, m) => g.input(`z${m}`, "float", ["n", 1]));
  g.output(
    "u",
    BetaCalibration.graph(
      g,
      beta,
      BlendWeights.graph(g, blend, (m) => inputs[m]),
    ),
  );
  const u = await OnnxRuntime.using(g.model(), async (session) => {
    const feeds = Object.fromEntries(
      logits.map((z, m) => [`z${m}`, new Tensor("float32", z, [50, 1])]),
    );
    // An input that nothing needs is not there to be fed.
    const wanted = Object.fromEntries(
      Object.entries(feeds).filter(([name]) =>
        session.inputNames.includes(name),
      ),
    );
    return (await session.run(wanted)).u.data as Float32Array;
  });
  BlendWeights.apply(blend, logits).forEach((z, i) =>
    expect(Math.abs(u[i] - BetaCalibration.apply(beta, z))).toBeLessThan(1e-5),
  );
});

test("inner folds share rows and positives evenly and never part copies", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 400 }),
      fc.integer({ min: 2, max: 10 }),
      fc.integer(),
      (n, k, seed) => {
        const draw = random(seed);
        const group = Int32Array.from({ length: n }, (_, i) =>
          (draw.uniform() < 0.2 ? 0 : i) % 37 === 0 ? 0 : i,
        );
        const label = Int32Array.from({ length: n }, () =>
          Number(draw.uniform() < 0.3),
        );
        const fold = InnerFolds.folds({ label, group, folds: k, seed });
        const home = new Map<number, number>();
        fold.forEach((f, i) => {
          expect(home.get(group[i]) ?? f).toBe(f);
          home.set(group[i], f);
        });
        const biggest = Math.max(
          ...Map.prototype.values.call(
            group.reduce(
              (m, g) => m.set(g, (m.get(g) ?? 0) + 1),
              new Map<number, number>(),
            ),
          ),
        );
        const positives = Array.from({ length: k }, (_, f) =>
          fold.reduce((s, v, i) => s + (v === f ? label[i] : 0), 0),
        );
        expect(
          Math.max(...positives) - Math.min(...positives),
        ).toBeLessThanOrEqual(biggest);
        expect(InnerFolds.folds({ label, group, folds: k, seed })).toEqual(
          fold,
        );
      },
    ),
    { numRuns: 40 },
  );
});
