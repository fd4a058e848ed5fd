import { expect, test } from "vitest";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { type Fitted, logistic } from "../plain-features";

function table(seed: number, rows: number, width: number, scale = 1) {
  const draw = random(seed);
  const features = Float32Array.from({ length: rows * width }, () =>
    draw.normal(),
  );
  const label = Float32Array.from({ length: rows }, (_, i) => {
    let z = -0.7;
    for (let j = 0; j < width; j++)
      z +=
        (scale * (j % 3 === 0 ? 1 : -0.4) * features[i * width + j]) / (j + 1);
    return +(draw.uniform() < sigmoid(z));
  });
  return { features, label };
}

/** Weights and intercept read off the fitted graph: its logit at zero and at each unit vector. */
async function parameters(fitted: Fitted) {
  const width = fitted.features;
  const g = new Graph();
  g.output("z", fitted.graph(g, g.input("x", "float", ["n", width])));
  const rows = new Float32Array((width + 1) * width);
  for (let j = 0; j < width; j++) rows[j * width + j] = 1;
  const { z } = await OnnxRuntime.using(g.model(), (session) =>
    session.run({ x: OnnxRuntime.float(rows, [width + 1, width]) }),
  );
  const values = Array.from(z.data as Float32Array);
  const intercept = values[width];
  return {
    weight: values.slice(0, width).map((v) => v - intercept),
    intercept,
  };
}

/** Slope of Σ log loss + |w|²/(2C) in double precision; zero at the optimum and nowhere else. */
function slope(
  { weight, intercept }: { weight: number[]; intercept: number },
  features: Float32Array,
  label: Float32Array,
  c: number,
  rowWeight?: Float32Array,
) {
  const width = weight.length;
  const sum = [...weight.map((w) => w / c), 0];
  label.forEach((y, i) => {
    const x = features.subarray(i * width, (i + 1) * width);
    const z = weight.reduce((z, w, j) => z + w * x[j], intercept);
    const error = (rowWeight?.[i] ?? 1) * (sigmoid(z) - y);
    for (let j = 0; j < width; j++) sum[j] += error * x[j];
    sum[width] += error;
  });
  return sum;
}

test.each([0.003, 0.1, 3])(
  "at C = %f the slope of the penalised loss vanishes",
  async (c) => {
    const rows = 800;
    const { features, label } = table(1, rows, 6);
    const fitted = await logistic.fit({
      features,
      label,
      validation: [],
      seed: 1,
      options: { strengths: [c] },
    });
    const found = slope(await parameters(fitted), features, label, c);
    // In units of one row's error: the whole table's slope is off by less than a twentieth of one row.
    for (const value of found) expect(Math.abs(value)).toBeLessThan(0.05);
  },
);

test("a row of weight two counts as the row twice", async () => {
  const { features, label } = table(2, 300, 4);
  const weight = Float32Array.from(label, (_, i) => (i % 3 === 0 ? 2 : 1));
  const fitted = await logistic.fit({
    features,
    label,
    weight,
    validation: [],
    seed: 1,
    options: { strengths: [1] },
  });
  const found = slope(await parameters(fitted), features, label, 1, weight);
  for (const value of found) expect(Math.abs(value)).toBeLessThan(0.05);
});

test("labels that a line parts, collinear and constant features leave finite weights at the optimum", async () => {
  const rows = 200;
  const { features: base } = table(3, rows, 1);
  const features = new Float32Array(rows * 4);
  const label = new Float32Array(rows);
  for (let i = 0; i < rows; i++) {
    features.set([base[i], base[i], 1, 30 * +(i === 0)], i * 4);
    label[i] = +(base[i] > 0.2);
  }
  const fitted = await logistic.fit({
    features,
    label,
    validation: [],
    seed: 1,
    options: { strengths: [0.01, 1, 100] },
  });
  const found = slope(await parameters(fitted), features, label, 100);
  for (const value of found) expect(Math.abs(value)).toBeLessThan(0.2);
});

test("the strength with the lowest validation loss is kept", async () => {
  const { features, label } = table(4, 120, 30, 0.3);
  const fitted = await logistic.fit({ features, label, seed: 9 });
  const losses = fitted.curves.map(({ validationLoss }) => validationLoss);
  const { strength, strengths } = fitted.options as Record<string, number[]>;
  expect(strengths.indexOf(Number(strength))).toBe(
    losses.indexOf(Math.min(...losses)),
  );
  // Noise features and few rows: the weakest penalty must not win.
  expect(Number(strength)).toBeLessThan(strengths.at(-1)!);
});

test("equal seeds give equal bits", async () => {
  const { features, label } = table(5, 400, 5);
  const run = async () =>
    (await logistic.fit({ features, label, seed: 3 })).predict(features);
  expect(await run()).toEqual(await run());
});
