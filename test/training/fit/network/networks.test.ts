import { expect, test } from "vitest";
import { mlp } from "../plain-features";
import { adam } from "@mainstay/training/onnx/optimizer";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { judge } from "@mainstay/core/stats/log-odds";

/** Positive where the first two features have one sign: no line parts it. */
function xor(seed: number, rows: number, width = 4) {
  const draw = random(seed);
  const features = Float32Array.from({ length: rows * width }, () =>
    draw.normal(),
  );
  const label = Float32Array.from(
    { length: rows },
    (_, i) => +(features[i * width] * features[i * width + 1] > 0),
  );
  return { features, label };
}

test("Adam moves parameters as its paper's algorithm does", async () => {
  const draw = random(2);
  const size = 5;
  const optimizer = adam({ rate: 0.01 });
  const g = new Graph();
  const [p, d, m, v] = ["p", "d", "m", "v"].map((name) =>
    g.input(name, "float", [size]),
  );
  const next = optimizer.update(g, p, d, [m, v], g.input("r", "float", []));
  g.output("p2", next.parameters);
  next.moments.forEach((moment, i) => g.output(`m${i}`, moment));
  const paper = {
    theta: Array.from({ length: size }, () => draw.normal()),
    m: new Array<number>(size).fill(0),
    v: new Array<number>(size).fill(0),
  };
  const vector = (values: ArrayLike<number>) =>
    OnnxRuntime.float(Float32Array.from(values), [size]);
  let state = [vector(paper.theta), vector(paper.m), vector(paper.v)];
  await OnnxRuntime.using(g.model(), async (session) => {
    for (let t = 1; t <= 50; t++) {
      const slope = Array.from({ length: size }, () => draw.normal());
      const result = await session.run({
        p: state[0],
        d: vector(slope),
        m: state[1],
        v: state[2],
        r: OnnxRuntime.float(Float32Array.of(optimizer.rate(t)), []),
      });
      state = [result.p2, result.m0, result.m1] as typeof state;
      slope.forEach((s, i) => {
        paper.m[i] = 0.9 * paper.m[i] + 0.1 * s;
        paper.v[i] = 0.999 * paper.v[i] + 0.001 * s * s;
        const mean = paper.m[i] / (1 - 0.9 ** t);
        const spread = paper.v[i] / (1 - 0.999 ** t);
        paper.theta[i] -= (0.01 * mean) / (Math.sqrt(spread) + 1e-8);
      });
    }
  });
  paper.theta.forEach((value, i) =>
    expect(Number(state[0].data[i])).toBeCloseTo(value, 4),
  );
});

test("the network learns what no line can part", async () => {
  const { features, label } = xor(1, 3000);
  const unseen = xor(2, 1000);
  const fitted = await mlp.fit({ features, label, seed: 4 });
  const logits = await fitted.predict(unseen.features);
  expect(judge(logits, unseen.label, {}).accuracy).toBeGreaterThan(0.93);
});

test("equal seeds give equal bits, another seed another network", async () => {
  const { features, label } = xor(3, 500);
  const run = async (seed: number) =>
    (await mlp.fit({ features, label, seed, options: { epochs: 2 } })).predict(
      features,
    );
  const first = await run(7);
  expect(await run(7)).toEqual(first);
  expect(await run(8)).not.toEqual(first);
});

test("the weights of the epoch with the lowest validation loss are kept", async () => {
  const rows = 250;
  const { features } = xor(4, rows, 20);
  const draw = random(5);
  // A label of pure noise: fitting it longer only makes unseen rows worse.
  const label = Float32Array.from({ length: rows }, () => draw.integer(2));
  const validation = Int32Array.from({ length: 50 }, (_, i) => i * 5);
  const fitted = await mlp.fit({
    features,
    label,
    validation,
    seed: 6,
    options: { epochs: 30, rate: 0.01 },
  });
  const losses = fitted.curves.map(({ validationLoss }) => validationLoss);
  const best = Math.min(...losses);
  expect(best).toBeLessThan(losses.at(-1)!);
  const logits = await fitted.predict(features);
  const held = Float64Array.from(validation, (row) => logits[row]);
  expect(judge(held, label, { rows: validation }).loss).toBeCloseTo(best, 6);
});

test("validation rows have no part in fitting", async () => {
  const { features, label } = xor(6, 200);
  const validation = [3, 50, 120, 199];
  const fit = async (changed: Float32Array) =>
    (
      await mlp.fit({
        features,
        label: changed,
        validation,
        seed: 1,
        options: { epochs: 1 },
      })
    ).predict(features);
  const flipped = label.map((y, i) => (validation.includes(i) ? 1 - y : y));
  expect(await fit(flipped)).toEqual(await fit(label));
});

test("a row of weight zero is as if it were not there", async () => {
  const { features, label } = xor(7, 96);
  const weight = Float32Array.from(label, (_, i) => +(i % 4 !== 0));
  const fit = async (changed: Float32Array) =>
    (
      await mlp.fit({
        features,
        label: changed,
        weight,
        // The prior that starts the last bias counts rows, so the flips below cancel out in it.
        validation: [1],
        seed: 1,
        options: { epochs: 2 },
      })
    ).predict(features);
  const zero = [...label.keys()].filter((i) => i % 4 === 0);
  const swapped = label.slice();
  const [a] = zero.filter((i) => label[i] === 1);
  const [b] = zero.filter((i) => label[i] === 0);
  swapped[a] = 0;
  swapped[b] = 1;
  expect(await fit(swapped)).toEqual(await fit(label));
});

test("tables smaller than a batch, and a batch that does not divide them, are learned from too", async () => {
  for (const rows of [10, 33, 45]) {
    const { features, label } = xor(8, rows);
    const fitted = await mlp.fit({ features, label, seed: 1 });
    expect(fitted.curves).toHaveLength(10);
    for (const value of await fitted.predict(features))
      expect(value).toSatisfy(Number.isFinite);
  }
});

test("the rows left over by full batches are fitted too", async () => {
  const { features, label } = xor(10, 33);
  // Only one row has weight: whichever it is, also the one that 32 leave over, the network moves towards its label.
  for (const row of label.keys()) {
    const fit = (epochs: number) =>
      mlp.fit({
        features,
        label,
        weight: new Float32Array(33).with(row, 1),
        validation: [],
        seed: 1,
        options: { epochs },
      });
    const [before, after] = [await fit(0), await fit(1)];
    const [from] = await before.predict(
      features.subarray(row * 4, row * 4 + 4),
    );
    const [to] = await after.predict(features.subarray(row * 4, row * 4 + 4));
    expect(Math.sign(to - from)).toBe(label[row] === 1 ? 1 : -1);
  }
});

test("progress tells every epoch, and a signal stops between epochs", async () => {
  const { features, label } = xor(9, 100);
  const stop = new AbortController();
  const seen: number[] = [];
  const fit = mlp.fit({
    features,
    label,
    seed: 1,
    signal: stop.signal,
    progress: ({ epoch }) => {
      seen.push(epoch);
      if (epoch === 3) stop.abort();
    },
  });
  await expect(fit).rejects.toThrow("aborted");
  expect(seen).toEqual([1, 2, 3]);
});
