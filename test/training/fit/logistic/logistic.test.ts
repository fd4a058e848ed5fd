import { expect, test } from "vitest";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { HatBasis } from "@mainstay/training/fit/logistic/hat-basis";
import { newton } from "@mainstay/training/fit/logistic/newton";
import { plr } from "@mainstay/training/fit/learners";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { feeds } from "@mainstay/core/model/input-tensors";
import { PiecewiseEncoding } from "@mainstay/training/fit/piecewise-encoding";
import { random } from "@mainstay/core/base/random";
import { sigmoid, softplus } from "@mainstay/core/stats/log-odds";
import { table } from "../bent-table";

async function encoded(rows = 60) {
  const input = table(9, rows);
  const { frame, layout, at } = input;
  const shape = PiecewiseEncoding.shape(frame, layout, {
    bins: 5,
    scale: "standard",
  });
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const piecewise = PiecewiseEncoding.fit(shape, frame, at, all);
  const features = await PiecewiseEncoding.encode(piecewise, frame, at);
  const width = shape.features.length;
  const dense = Array.from(all, (i) => [
    ...features.subarray(i * width, (i + 1) * width),
    1,
  ]);
  return { ...input, dense, hats: HatBasis.encode(features, all, piecewise) };
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, j) => sum + value * b[j], 0);

test("in the basis of hats, logits, slopes and curvatures are those of the features", async () => {
  const { dense, hats } = await encoded();
  const draw = random(3);
  const weights = Float64Array.from(dense[0], () => draw.normal());
  const error = Float64Array.from(dense, () => draw.normal());
  const z = HatBasis.logits(hats, weights);
  dense.forEach((row, i) => expect(z[i]).toBeCloseTo(dot(row, weights), 5));
  const slope = HatBasis.slope(hats, error);
  const curvature = HatBasis.curvature(hats, error);
  const diagonal = HatBasis.diagonal(hats, error);
  weights.forEach((_, j) => {
    expect(diagonal[j]).toBeCloseTo(curvature[j * (weights.length + 1)], 8);
    const column = dense.map((row) => row[j]);
    expect(slope[j]).toBeCloseTo(dot(column, error), 4);
    weights.forEach((_, k) => {
      const product = dense.map((row) => row[j] * row[k]);
      expect(curvature[j * weights.length + k]).toBeCloseTo(
        dot(product, error),
        3,
      );
    });
  });
});

test("at the weights found, no direction lowers the penalised loss", async () => {
  const { dense, hats, label } = await encoded(200);
  const strength = 0.3;
  const objective = (weights: Float64Array) =>
    dense.reduce((sum, row, i) => {
      const z = dot(row, weights);
      return sum + softplus(z) - label[i] * z;
    }, 0) +
    dot(weights.slice(0, -1), weights.slice(0, -1)) / (2 * strength);
  const start = new Float64Array(dense[0].length);
  const weights = newton(hats, label, { strength, start });
  const least = objective(weights);
  weights.forEach((w, j) => {
    const by = 1e-3;
    const rise =
      (objective(weights.with(j, w + by)) -
        objective(weights.with(j, w - by))) /
      (2 * by);
    expect(Math.abs(rise)).toBeLessThan(0.05);
    for (const step of [-0.05, 0.05])
      expect(objective(weights.with(j, w + step))).toBeGreaterThan(least);
  });
});

test("the mean probability of the rows fitted is their share of positives", async () => {
  const { dense, hats, label } = await encoded(200);
  const start = new Float64Array(dense[0].length);
  const weights = newton(hats, label, { strength: 0.3, start });
  const sum = dense.reduce((sum, row) => sum + sigmoid(dot(row, weights)), 0);
  // The intercept carries no penalty, so its slope, Σ (p − y), vanishes.
  expect(sum).toBeCloseTo(
    label.reduce((a, b) => a + b),
    0,
  );
});

test("a change in one column moves that column's contribution alone", async () => {
  const input = table(10, 300);
  const bagged = await plr.fit(input);
  const g = new Graph();
  const raw = InputLayout.inputs(g, input.layout);
  g.output("logit", bagged.graph(g, raw));
  g.output("contributions", bagged.explain!(g, raw).contributions);
  const one = input.frame.columns.map((column) =>
    column.type === "category"
      ? { ...column, codes: Int32Array.of(0, 0) }
      : { ...column, values: Float64Array.of(0.4, 0.4) },
  ) as typeof input.frame.columns;
  for (const [j, { name }] of input.layout.columns.entries()) {
    const columns = one.map((column) =>
      column.name !== name
        ? column
        : column.type === "category"
          ? { ...column, codes: Int32Array.of(0, 2) }
          : {
              ...column,
              values: Float64Array.of(
                0.4,
                column.name === "since" ? 20_100 : -2,
              ),
            },
    ) as typeof input.frame.columns;
    const result = await OnnxRuntime.using(g.model(), (session) =>
      session.run(feeds({ rows: 2, columns }, input.layout.inputs, 20_310)),
    );
    const shares = result.contributions.data as Float32Array;
    const width = input.layout.columns.length;
    const [from, to] = result.logit.data as Float32Array;
    for (let c = 0; c < width; c++)
      expect(shares[width + c] - shares[c]).toBeCloseTo(
        c === j ? to - from : 0,
        5,
      );
  }
});
