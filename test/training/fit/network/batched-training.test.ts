import { expect, test } from "vitest";
import { centroids, clusters } from "@mainstay/training/fit/centroids";
import { NetworkLayers } from "@mainstay/training/fit/network/network-layers";
import { BatchedTraining } from "@mainstay/training/fit/network/batched-training";
import { mlp } from "@mainstay/training/fit/learners";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { table } from "../bent-table";

const shape = { folds: 2, features: 3, hidden: [5, 4], scales: true };
const live = [
  [true, true, true],
  [true, false, true],
];

function plan(seed: number, options: Partial<BatchedTraining.Plan> = {}) {
  const draw = random(seed);
  const rows = 8;
  const features = Float32Array.from({ length: 2 * rows * 3 }, () =>
    draw.normal(),
  );
  // The second fold's second feature is 0 in all its rows.
  for (let i = 0; i < rows; i++) features[(rows + i) * 3 + 1] = 0;
  const label = Float32Array.from({ length: rows }, (_, i) => i % 2);
  return {
    shape,
    features,
    label,
    batch: rows,
    rate: 0.01,
    decay: 0,
    l1: 0,
    l2: 0,
    dropout: 0,
    noise: 0,
    average: true,
    random: draw,
    ...options,
  };
}

const everyRow = (steps: number) =>
  Int32Array.from({ length: steps * 16 }, (_, i) => i % 16);

/** Logit of one row in double precision, layer by layer. */
function forward(row: ArrayLike<number>, layers: NetworkLayers.Layer[]) {
  return layers.reduce<number[]>((x, { weight, bias }, i) => {
    const z = Array.from(bias, (b, o) =>
      x.reduce((sum, value, j) => sum + value * weight[j * bias.length + o], b),
    );
    return i < layers.length - 1 ? z.map((z) => Math.max(0, z)) : z;
  }, Array.from(row))[0];
}

function train(
  plan: BatchedTraining.Plan,
  start: Float32Array,
  steps: number,
  averaging = 0,
) {
  return BatchedTraining.training(plan, async (trainer) => {
    const { state } = await trainer.run(BatchedTraining.begin(plan, start), {
      order: everyRow(steps),
      rates: Float32Array.from({ length: steps }, (_, i) =>
        trainer.rate(i + 1),
      ),
      averaging: new Float32Array(steps).fill(averaging),
    });
    return state;
  });
}

const start = (seed = 3) =>
  NetworkLayers.start(
    shape,
    "fanIn",
    { live, priors: [-1, 0.5] },
    random(seed),
  );

function lossOf(
  { features, label }: BatchedTraining.Plan,
  parameters: Float32Array,
) {
  const layers = NetworkLayers.layers(shape, parameters);
  return layers.map((own, k) => {
    let sum = 0;
    for (let i = 0; i < label.length; i++) {
      const at = (k * label.length + i) * 3;
      const z = forward(features.subarray(at, at + 3), own);
      sum -= Math.log(sigmoid(label[i] ? z : -z));
    }
    return sum / label.length;
  });
}

test("a network starts with its last bias at the prior and its weights within one over the root of its live inputs", () => {
  const [first, second] = NetworkLayers.layers(shape, start());
  expect([first[2].bias[0], second[2].bias[0]]).toEqual([-1, 0.5]);
  for (const w of first[0].weight)
    expect(Math.abs(w)).toBeLessThan(1 / Math.sqrt(3));
  const dead = second[0].weight.subarray(5, 10);
  expect([...dead]).toEqual([0, 0, 0, 0, 0]);
  expect(Math.max(...second[0].weight.map(Math.abs))).toBeGreaterThan(
    1 / Math.sqrt(3),
  );
});

test("the first step goes down every parameter's own slope, by finite differences of its fold's loss", async () => {
  const setup = plan(4);
  const from = start();
  // Adam's first step is the rate times the slope's sign, wherever there is a slope.
  const { parameters } = await train(setup, from, 1);
  const size = from.length / 2;
  let moved = 0;
  from.forEach((value, j) => {
    const by = 1e-3;
    const side = (sign: number) =>
      lossOf(setup, from.with(j, value + sign * by))[j < size ? 0 : 1];
    const slope = (side(1) - side(-1)) / (2 * by);
    if (Math.abs(slope) < 1e-4) return;
    moved++;
    expect(parameters[j] - value).toBeCloseTo(-0.01 * Math.sign(slope), 4);
  });
  expect(moved).toBeGreaterThan(size);
});

test("folds trained side by side lower each its own loss", async () => {
  const setup = plan(5);
  const from = start();
  const before = lossOf(setup, from);
  const { parameters } = await train(setup, from, 200);
  lossOf(setup, parameters).forEach((loss, k) =>
    expect(loss).toBeLessThan(0.75 * before[k]),
  );
});

test("a feature that is 0 in all of a fold's rows keeps weight 0", async () => {
  const { parameters } = await train(plan(6, { decay: 0.1 }), start(), 20);
  const [, second] = NetworkLayers.layers(shape, parameters);
  expect([...second[0].weight.subarray(5, 10)]).toEqual([0, 0, 0, 0, 0]);
});

test("decay shrinks weight matrices, and neither biases nor scales", async () => {
  const from = start();
  const plain = await train(plan(7), from, 1);
  const decayed = await train(plan(7, { decay: 5 }), from, 1);
  let at = 0;
  for (let k = 0; k < 2; k++)
    for (const { kind, size } of NetworkLayers.parts(shape).flat())
      for (const end = at + size; at < end; at++)
        expect(plain.parameters[at] - decayed.parameters[at]).toBeCloseTo(
          kind === "weight" ? 0.01 * 5 * from[at] : 0,
          6,
        );
});

test("the average follows the parameters: at once where it keeps nothing, never where it keeps all, halfway between", async () => {
  const from = start();
  const [none, all, half] = await Promise.all(
    [0, 1, 0.5].map((keep) => train(plan(8), from, 1, keep)),
  );
  expect(none.average).toEqual(none.parameters);
  all.average.forEach((value, j) => expect(value).toBeCloseTo(from[j], 6));
  half.average.forEach((value, j) =>
    expect(value).toBeCloseTo((from[j] + half.parameters[j]) / 2, 6),
  );
});

test("dropout draws anew each step, the same for the same seed", async () => {
  const run = (dropout: number) => train(plan(9, { dropout }), start(), 3);
  const dropped = await run(0.5);
  expect((await run(0.5)).parameters).toEqual(dropped.parameters);
  expect((await run(0)).parameters).not.toEqual(dropped.parameters);
});

test("another seed is another network", async () => {
  const input = { ...table(6, 150), options: { epochs: 2 } };
  const a = await mlp.fit(input);
  const b = await mlp.fit({ ...input, seed: 2 });
  expect(b.outOfFold).not.toEqual(a.outOfFold);
});

test("it stops when the pooled loss has not fallen for as long as its patience", async () => {
  const input = table(7, 150);
  // Nothing to find: the longer the fit, the worse.
  const label = input.label.map((_, i) => (i * 7) % 2);
  const { curve, options } = await mlp.fit({
    ...input,
    label,
    options: { patience: 3, rate: 0.01 },
  });
  const losses = curve.map(({ validationLoss }) => validationLoss);
  expect(curve.length).toBeLessThan(60);
  expect(losses.indexOf(Math.min(...losses)) + 1).toBe(options.epoch);
  expect(curve.length).toBe(Number(options.epoch) + 3);
});

test("explanations compare with means of ten rows or more, whose mean is that of all rows", () => {
  const draw = random(11);
  const width = 4;
  const rows = 300;
  const features = Float32Array.from(
    { length: rows * width },
    (_, i) => draw.normal() + 6 * (Math.floor(i / width) % 3),
  );
  // One row alone far from all others may not stand for itself.
  features.fill(1000, 0, width);
  const found = clusters(features, width, 5, random(1));
  const sizes = new Int32Array(found.count);
  found.cluster.forEach((k) => sizes[k]++);
  expect(found.count).toBeGreaterThan(1);
  for (const size of sizes) expect(size).toBeGreaterThanOrEqual(10);
  const centres = centroids(features, width, found);
  for (let j = 0; j < width; j++) {
    let [all, weighted] = [0, 0];
    for (let i = 0; i < rows; i++) all += features[i * width + j];
    sizes.forEach((n, k) => (weighted += n * centres[k * width + j]));
    expect(weighted / all).toBeCloseTo(1, 4);
  }
  expect(clusters(features, width, 5, random(1))).toEqual(found);
});
