import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Options } from "@mainstay/training/fit/network/networks";
import { logistic, mlp } from "../plain-features";
import {
  decayed,
  fixed,
  plateau,
} from "@mainstay/training/fit/network/schedule";
import { NoisePool } from "@mainstay/training/onnx/noise-pool";
import { random } from "@mainstay/core/base/random";
import { judge, sigmoid } from "@mainstay/core/stats/log-odds";

const width = 4;

/** The label follows from the first two features: by their sum, or by whether they have one sign. */
function table(seed: number, rows: number, rule: "sum" | "xor" = "sum") {
  const draw = random(seed);
  const features = Float32Array.from({ length: rows * width }, () =>
    draw.normal(),
  );
  const label = Float32Array.from({ length: rows }, (_, i) => {
    const [a, b] = features.subarray(i * width);
    const z = rule === "sum" ? 1.5 * a - b - 0.5 : 20 * a * b;
    return +(draw.uniform() < sigmoid(z));
  });
  return { features, label };
}

const fit = (
  data: ReturnType<typeof table>,
  options: Partial<Options>,
  seed = 3,
) => mlp.fit({ ...data, validation: [], seed, options });

async function logits(
  data: ReturnType<typeof table>,
  options: Partial<Options>,
  seed?: number,
) {
  return (await fit(data, options, seed)).predict(data.features);
}

const spread = (z: Float64Array) => {
  const mean = z.reduce((a, b) => a + b) / z.length;
  return Math.sqrt(z.reduce((sum, x) => sum + (x - mean) ** 2, 0) / z.length);
};

// Long and slowing down, so that a line comes to rest at its optimum.
const settled = {
  hidden: [],
  epochs: 80,
  batch: 50,
  rate: 0.01,
  schedule: "decayed",
} satisfies Partial<Options>;

/** Weights and intercept of a network without hidden layers, read off its answers. */
async function line(data: ReturnType<typeof table>, options: Partial<Options>) {
  const fitted = await fit(data, { ...settled, ...options });
  const unit = new Float32Array((width + 1) * width);
  for (let j = 0; j < width; j++) unit[(j + 1) * width + j] = 1;
  const [intercept, ...ends] = await fitted.predict(unit);
  return { weights: ends.map((z) => z - intercept), intercept };
}

/** Mean over rows of (p − y)·x, for each feature. */
function slopes(
  { features, label }: ReturnType<typeof table>,
  { weights, intercept }: Awaited<ReturnType<typeof line>>,
) {
  const sums = new Array<number>(width).fill(0);
  label.forEach((y, i) => {
    const row = features.subarray(i * width, (i + 1) * width);
    const z = weights.reduce((sum, w, j) => sum + w * row[j], intercept);
    row.forEach((x, j) => (sums[j] += ((sigmoid(z) - y) * x) / label.length));
  });
  return sums;
}

test("without hidden layers the network is a line, with them it bends", async () => {
  const data = table(1, 2000, "xor");
  const right = async (hidden: number[]) =>
    judge(await logits(data, { hidden }), data.label, {}).accuracy;
  expect(await right([])).toBeLessThan(0.6);
  expect(await right([16])).toBeGreaterThan(0.85);
  expect(await right([32, 16, 8])).toBeGreaterThan(0.85);
});

describe("dropout", () => {
  test("of 0 is none", async () => {
    const data = table(2, 200);
    const { dropout: _, ...rest } = mlp.defaults;
    expect(await logits(data, { ...rest, dropout: 0 })).toEqual(
      await logits(data, {}),
    );
  });

  test("leaves out its share of the units and keeps the mean of the rest", () => {
    const strip = NoisePool.dropout(100, 0.3, random(1));
    const zeros = strip.filter((value) => value === 0).length;
    expect(zeros / strip.length).toBeCloseTo(0.3, 2);
    expect(strip.reduce((a, b) => a + b) / strip.length).toBeCloseTo(1, 2);
  });

  test("keeps a network from learning noise by heart, the same way for the same seed", async () => {
    const draw = random(5);
    const data = table(3, 200);
    data.label.forEach((_, i) => (data.label[i] = draw.integer(2)));
    const options = { epochs: 40, rate: 0.005 };
    const free = judge(await logits(data, options), data.label, {}).loss;
    const dropped = await logits(data, { ...options, dropout: 0.6 });
    expect(judge(dropped, data.label, {}).loss).toBeGreaterThan(1.2 * free);
    expect(await logits(data, { ...options, dropout: 0.6 })).toEqual(dropped);
  });

  test("is gone when the network scores: equal rows score equal", async () => {
    const data = table(4, 100);
    const fitted = await fit(data, { dropout: 0.5 });
    const twice = await fitted.predict(
      Float32Array.of(...data.features, ...data.features),
    );
    expect(twice.subarray(100)).toEqual(twice.subarray(0, 100));
  });
});

describe("L2", () => {
  test("of λ gives a line the weights of ridge regression with C = 1 / (2nλ)", async () => {
    const data = table(5, 1500);
    const l2 = 0.05;
    const ridge = await logistic.fit({
      ...data,
      validation: [],
      seed: 1,
      options: { strengths: [1 / (2 * 1500 * l2)] },
    });
    const expected = await ridge.predict(data.features);
    const found = await logits(data, { ...settled, l2 });
    found.forEach((z, i) =>
      expect(Math.abs(z - expected[i])).toBeLessThan(0.02),
    );
    const free = await logits(data, settled);
    expect(spread(free)).toBeGreaterThan(1.5 * spread(expected));
  });

  test("of 0 is none", async () => {
    const data = table(6, 200);
    expect(await logits(data, { l2: 0 })).toEqual(await logits(data, {}));
  });
});

describe("L1", () => {
  test("zeroes the weights of columns that tell nothing, and leaves the slope of the others at λ", async () => {
    const data = table(7, 1500);
    const l1 = 0.04;
    const found = await line(data, { l1, rate: 0.03, batch: 100 });
    const slope = slopes(data, found);
    // Karush, Kuhn and Tucker: where w ≠ 0 the slope is −λ·sign(w), elsewhere it is no steeper than λ.
    for (const j of [0, 1])
      expect(slope[j]).toBeCloseTo(-l1 * Math.sign(found.weights[j]), 2);
    expect(found.weights[0]).toBeGreaterThan(0.5);
    expect(found.weights[1]).toBeLessThan(-0.2);
    for (const j of [2, 3]) {
      expect(Math.abs(found.weights[j])).toBeLessThan(1e-6);
      expect(Math.abs(slope[j])).toBeLessThan(l1);
    }
    const free = await line(data, {});
    for (const j of [2, 3])
      expect(Math.abs(free.weights[j])).toBeGreaterThan(1e-4);
  });

  test("makes a deep network blind to a column of noise", async () => {
    const data = table(8, 1500);
    const moved = data.features.map((x, i) => (i % width > 1 ? x + 5 : x));
    const change = async (l1: number) => {
      const fitted = await fit(data, {
        l1,
        epochs: 40,
        rate: 5e-3,
        batch: 250,
      });
      const [a, b] = [
        await fitted.predict(data.features),
        await fitted.predict(moved),
      ];
      return Math.max(...a.map((z, i) => Math.abs(z - b[i])));
    };
    expect(await change(0.02)).toBe(0);
    expect(await change(0)).toBeGreaterThan(0.1);
  });

  test("of 0 is none", async () => {
    const data = table(9, 200);
    expect(await logits(data, { l1: 0 })).toEqual(await logits(data, {}));
  });
});

describe("Gaussian noise on the features", () => {
  test("of 0 is none; the same seed draws the same noise", async () => {
    const data = table(10, 200);
    expect(await logits(data, { noise: 0 })).toEqual(await logits(data, {}));
    const noisy = await logits(data, { noise: 0.5 });
    expect(await logits(data, { noise: 0.5 })).toEqual(noisy);
    expect(noisy).not.toEqual(await logits(data, {}));
  });

  test("makes a line trust its features less, the more the noise", async () => {
    const data = table(11, 1500);
    const [none, some, much] = [
      spread(await logits(data, settled)),
      spread(await logits(data, { ...settled, noise: 1 })),
      spread(await logits(data, { ...settled, noise: 3 })),
    ];
    // Errors in variables: of weights w on features of variance 1, about w / (1 + σ²) is left.
    expect(some / none).toBeGreaterThan(0.3);
    expect(some / none).toBeLessThan(0.6);
    expect(much / none).toBeLessThan(0.2);
  });
});

describe("the learning rate", () => {
  test("is the same in every epoch if fixed, and falls by a tenth of itself if decayed", () => {
    expect([0, 1, 9].map((n) => fixed(0.1, new Array(n).fill(1)))).toEqual([
      0.1, 0.1, 0.1,
    ]);
    expect(decayed()(0.1, [])).toBe(0.1);
    expect(decayed()(0.1, [3, 2])).toBeCloseTo(0.081, 12);
  });

  test("on a plateau is cut to a fifth after five epochs that bring nothing, down to 1e-4", () => {
    const at = (losses: number[]) => plateau()(1e-2, losses);
    const flat = (n: number) => new Array<number>(n).fill(0.5);
    expect(at([0.5, ...flat(4)])).toBe(1e-2);
    expect(at([0.5, ...flat(5)])).toBeCloseTo(2e-3, 12);
    expect(at([0.5, ...flat(4), 0.4, ...flat(4)])).toBe(1e-2);
    expect(at([0.5, ...flat(10)])).toBeCloseTo(4e-4, 12);
    expect(at([0.5, ...flat(15)])).toBeCloseTo(1e-4, 12);
    expect(at([0.5, ...flat(80)])).toBeCloseTo(1e-4, 12);
  });

  test("on a plateau never rises, whatever the losses", () => {
    const losses = fc.array(fc.double({ min: 0, max: 2, noNaN: true }));
    const rate = fc.double({ min: 1e-6, max: 1, noNaN: true });
    fc.assert(
      fc.property(rate, losses, fc.nat(2), (rate, losses, more) => {
        const next = losses.concat(new Array<number>(more).fill(1));
        expect(plateau()(rate, next)).toBeLessThanOrEqual(
          plateau()(rate, losses),
        );
      }),
    );
  });

  test("of a fit is lowered when its validation loss stalls", async () => {
    const draw = random(12);
    const data = table(12, 300);
    data.label.forEach((_, i) => (data.label[i] = draw.integer(2)));
    const rateOf = async (schedule: Options["schedule"], epochs: number) =>
      (
        await mlp.fit({
          ...data,
          seed: 1,
          options: { schedule, epochs, rate: 0.01 },
        })
      ).options.lastRate;
    expect(await rateOf("plateau", 5)).toBe(0.01);
    expect(await rateOf("plateau", 12)).toBeLessThan(0.0021);
    expect(await rateOf("fixed", 12)).toBe(0.01);
    expect(await rateOf("decayed", 12)).toBeCloseTo(0.01 * 0.9 ** 11, 12);
  });
});

test("early stopping ends a fit that no longer gains, and keeps the weights of its best epoch", async () => {
  const data = table(13, 400);
  const run = (options: Partial<Options>) =>
    mlp.fit({ ...data, seed: 2, options: { rate: 0.01, ...options } });
  const stopped = await run({ epochs: 200, patience: 4 });
  const best = Number(stopped.options.epoch);
  expect(stopped.curves).toHaveLength(best + 4);
  const losses = stopped.curves.map(({ validationLoss }) => validationLoss);
  expect(losses.indexOf(Math.min(...losses)) + 1).toBe(best);
  const short = await run({ epochs: best });
  expect(await stopped.predict(data.features)).toEqual(
    await short.predict(data.features),
  );
});
