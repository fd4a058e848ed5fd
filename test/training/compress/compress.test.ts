import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import type { Learner } from "@mainstay/core/learning/learner";
import { Registry } from "@mainstay/core/model/registry";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Scorer } from "@mainstay/core/model/scorer";
import { Trees } from "@mainstay/core/trees/trees";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { Artifact } from "@mainstay/training/fit/artifact";
import { Compress } from "@mainstay/training/compress/compress";
import {
  WeightMatrices,
  type Kept,
} from "@mainstay/training/compress/weight-matrices";
import { Prune } from "@mainstay/training/compress/prune";
import { Quantise } from "@mainstay/training/compress/quantise";
import { RescaleLogits } from "@mainstay/training/compress/rescale-logits";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { FittedModel } from "@mainstay/training/fit/fitted-model";
import { TrainingTable } from "@mainstay/training/fit/training-table";
import { train } from "@mainstay/training/job/train";
import { start, type Cloud } from "../../cloud";
import { names, table } from "../fit/bent-table";
import { table as csv } from "../example-table";

const rowsOf = (seed: number, rows: number): TrainingTable.Info => {
  const { frame, at, label } = table(seed, rows);
  return { frame, at, label, group: [...label.keys()] };
};
const learned = rowsOf(1, 1500);
const unseen = rowsOf(2, 1000);
const fit = (learner: Learner.Name) =>
  FitModel.fit(learned, { columns: names, learner, seed: 1 });

let cloud: Cloud;
let whole: FittedModel.Info;
let article: FittedModel.Info;
let candidates: Compress.Candidate[];
beforeAll(async () => {
  cloud = await start();
  article = await fit("article");
  whole = await fit("auto");
  candidates = [
    { name: "whole", model: whole },
    ...(await Compress.thinned(whole, learned)),
    ...(await Compress.cheap(whole, learned, { seed: 1 })),
  ];
});
afterAll(() => cloud.stop());

const size = (model: FittedModel.Info) =>
  Object.values(Artifact.files(model)).reduce((n, file) => n + file.length, 0);

/** What a graph reads out of a matrix as it is kept: rows of the identity times the matrix. */
async function readBack(rows: number, { values, unpacked }: Kept) {
  const g = new Graph();
  const x = g.input("x", "float", ["n", rows]);
  const columns = values.length / rows;
  const matrix = unpacked?.(g) ?? g.constant("float", [rows, columns], values);
  g.output("y", g.MatMul(x, matrix));
  const identity = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) identity[i * (rows + 1)] = 1;
  return OnnxRuntime.using(g.model(), async (session) => {
    const { y } = await session.run({
      x: OnnxRuntime.float(identity, [rows, rows]),
    });
    return y.data as Float32Array;
  });
}

const matrix = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    columns: fc.integer({ min: 1, max: 12 }),
    seed: fc.integer(),
  })
  .map(({ rows, columns, seed }) => {
    const draw = random(seed);
    const values = Float32Array.from({ length: rows * columns }, () =>
      draw.uniform() < 0.1 ? 0 : draw.normal(),
    );
    return { rows, columns, values };
  });

test("pruning nothing leaves every logit and every reason as it was, to the bit", async () => {
  const { layout } = article;
  const { frame, at } = unseen;
  const pruned = Prune.weights(article, 0);
  const answers = (model: FittedModel.Info) => {
    const files = Artifact.files(model);
    return Promise.all([
      Artifact.logits(files, layout, frame, at),
      Artifact.explain(files, layout, frame, at),
    ]);
  };
  expect(await answers(pruned)).toEqual(await answers(article));
});

test("pruning zeroes the asked share, the smallest weights, and keeps the others as they were; so does the file", async () => {
  await fc.assert(
    fc.asyncProperty(
      matrix,
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (m, share) => {
        const kept = Prune.sparse(m, share);
        const gone = Math.round(share * m.values.length);
        const sizes = [...m.values].map(Math.abs).sort((a, b) => a - b);
        const left = [...kept.values].map(Math.abs).sort((a, b) => a - b);
        expect(left).toEqual([...sizes.fill(0, 0, gone)]);
        kept.values.forEach((w, i) => {
          if (w !== 0) expect(w).toBe(m.values[i]);
        });
        const read = await readBack(m.rows, kept);
        read.forEach((w, i) => expect(w + 0).toBe(kept.values[i] + 0));
      },
    ),
    { numRuns: 40 },
  );
});

test("eight bits miss a weight by at most half of its column's largest over 127; the file holds the same numbers", async () => {
  await fc.assert(
    fc.asyncProperty(matrix, async (m) => {
      const kept = Quantise.int8(m);
      m.values.forEach((w, i) => {
        let most = 0;
        for (let k = i % m.columns; k < m.values.length; k += m.columns)
          most = Math.max(most, Math.abs(m.values[k]));
        expect(Math.abs(kept.values[i] - w)).toBeLessThanOrEqual(
          (most / 254) * (1 + 1e-5),
        );
      });
      expect(await readBack(m.rows, kept)).toEqual(kept.values);
    }),
    { numRuns: 40 },
  );
});

const widths = [20, 64, 48, 1];

/** A network of given weights as a model of twenty numbers, not learned. */
function network(seed: number) {
  const draw = random(seed);
  const layers = widths.slice(1).map((columns, i) => ({
    rows: widths[i],
    columns,
    values: Float32Array.from(
      { length: widths[i] * columns },
      () => draw.normal() / Math.sqrt(widths[i]),
    ),
  }));
  const inputs = {
    numbers: Array.from({ length: widths[0] }, (_, j) => `x${j}`),
    categories: [],
  };
  const graph: FittedModel.Info["graph"] = (g, raw) =>
    layers.reduce((x, { rows, columns, values }, i) => {
      const z = g.Gemm(x, g.constant("float", [rows, columns], values));
      return i < layers.length - 1 ? g.Relu(z) : z;
    }, raw.numbers);
  const columns = inputs.numbers.map((name) => ({
    name,
    type: "number" as const,
    role: "numbers" as const,
  }));
  const model: FittedModel.Info = {
    learner: "article",
    layout: { columns, inputs },
    parts: [],
    predict: () => Promise.reject(new Error("not learned")),
    graph,
    reasons: { intercept: 0, trees: [], calibration: null, graph: null },
  };
  const rows = 200;
  const frame = {
    rows,
    columns: inputs.numbers.map((name) => ({
      name,
      type: "number" as const,
      values: Float64Array.from({ length: rows }, draw.normal),
    })),
  };
  return { model, layers, frame, at: new Float64Array(rows) };
}

test("eight bits move a logit by no more than their rounding can, and take at most 0.4 of the weights' bytes", async () => {
  const { model, layers, frame, at } = network(3);
  const small = Quantise.quantised(model);
  const logits = (model: FittedModel.Info) =>
    Artifact.logits(Artifact.files(model), model.layout, frame, at);
  const [before, after] = [await logits(model), await logits(small)];
  // An output is off by its inputs' size times half a step, and by what they are off themselves. The last matrix stays.
  for (let row = 0; row < frame.rows; row++) {
    let x = frame.columns.map(({ values }) => Math.fround(values[row]));
    let off = x.map(() => 0);
    layers.forEach(({ rows, columns, values }, l) => {
      const last = l === layers.length - 1;
      const next = { x: [] as number[], off: [] as number[] };
      for (let j = 0; j < columns; j++) {
        let [sum, miss, most] = [0, 0, 0];
        for (let i = 0; i < rows; i++)
          most = Math.max(most, Math.abs(values[i * columns + j]));
        const step = last ? 0 : most / 254;
        for (let i = 0; i < rows; i++) {
          const w = values[i * columns + j];
          sum += x[i] * w;
          miss += off[i] * (Math.abs(w) + step) + Math.abs(x[i]) * step;
        }
        next.x.push(last ? sum : Math.max(0, sum));
        next.off.push(miss);
      }
      ({ x, off } = next);
    });
    expect(before[row]).toBeCloseTo(x[0], 4);
    expect(Math.abs(after[row] - before[row])).toBeLessThan(off[0] + 1e-4);
  }
  expect(after).not.toEqual(before);
  // The file computes with the rounded weights and rounds nothing else: neither a row alone nor among others differs.
  await Artifact.agree(Artifact.files(small), small, frame, at);
  const alone = {
    rows: 1,
    columns: frame.columns.map((column) => ({
      ...column,
      values: column.values.slice(7, 8),
    })),
  };
  const [one] = await Artifact.logits(
    Artifact.files(small),
    small.layout,
    alone,
    at,
  );
  expect(one).toBeCloseTo(after[7], 5);
  const weights = 4 * layers.reduce((n, { values }) => n + values.length, 0);
  expect(size(model) - size(small)).toBeGreaterThan(0.6 * weights);
});

test("the first trees of an ensemble add up to what each of them says", () => {
  const [{ trees }] = whole.reasons.trees;
  const { frame, at } = unseen;
  const only = (from: number, to: number) => ({
    ...trees,
    roots: trees.roots.slice(from, to),
  });
  const sum = new Float64Array(frame.rows).fill(trees.base);
  for (let k = 0; k < 8; k++) {
    const first = PackedTrees.predict(Prune.first(trees, k), frame, at);
    first.forEach((z, row) => expect(z).toBeCloseTo(sum[row], 9));
    PackedTrees.predict(only(k, k + 1), frame, at).forEach(
      (z, row) => (sum[row] += z - trees.base),
    );
  }
  const all = Prune.first(trees, trees.roots.length);
  expect(Trees.serialize(all)).toEqual(Trees.serialize(trees));
});

test("a stretch finds the line between two scales, and passes through the means of what is no line", () => {
  const x = [-2, 0, 1, 5];
  const { slope, from } = RescaleLogits.line(
    x,
    x.map((x) => 3 * x - 1),
  );
  expect([slope, from]).toEqual([3, -1].map((n) => expect.closeTo(n, 12)));
  // By hand: means 1 and 2; products 11, squares 26.
  expect(RescaleLogits.line(x, [1, 2, 1, 4])).toEqual({
    slope: expect.closeTo(11 / 26, 12),
    from: expect.closeTo(2 - 11 / 26, 12),
  });
  expect(RescaleLogits.line([4, 4], [1, 3])).toEqual({ slope: 1, from: -2 });
});

test("every candidate's files compute what it computes, and its reasons add up", async () => {
  const { frame, at } = unseen;
  expect(candidates.length).toBeGreaterThan(6);
  for (const { model } of candidates) {
    const files = Artifact.files(model);
    await Artifact.agree(files, model, frame, at);
    await Artifact.explain(files, model.layout, frame, at);
  }
});

test("every candidate is smaller than the whole, and says what its files weigh", async () => {
  const [first, ...others] = candidates;
  const all = size(first.model);
  for (const { model } of others) {
    const { bytes } = await Compress.measure(model, unseen);
    expect(bytes).toBe(size(model));
    expect(bytes).toBeLessThan(all);
  }
});

test("one small network learns what the blend says: its log loss on new rows is within 5 % of its teacher's", async () => {
  const { model } = candidates.find(({ name }) => name === "distilled")!;
  const teacher = await Compress.measure(whole, unseen);
  const student = await Compress.measure(model, unseen);
  expect(student.logLoss).toBeLessThan(1.05 * teacher.logLoss);
  expect(student.auc).toBeGreaterThan(teacher.auc - 0.02);
  expect(Object.keys(Artifact.files(model))).not.toContain("trees.bin");
  // What nobody can know of these outcomes, from the probabilities they were drawn with.
  const { truth } = table(2, 1000);
  const noise = truth.reduce(
    (sum, z, i) => sum + Math.log1p(Math.exp(unseen.label[i] ? -z : z)) / 1000,
    0,
  );
  expect(student.logLoss).toBeGreaterThan(noise);
  expect(student.logLoss).toBeLessThan(1.15 * noise);
});

test("another seed distils another network, the same seed the same bytes", async () => {
  const distil = async (seed: number) => {
    const list = await Compress.cheap(whole, learned, { seed });
    return Artifact.files(list.at(-1)!.model);
  };
  const again = await distil(1);
  expect(again).toEqual(Artifact.files(candidates.at(-1)!.model));
  expect(await distil(2)).not.toEqual(again);
});

const measured = fc.array(
  fc.record({
    bytes: fc.integer({ min: 1, max: 100 }),
    micros: fc.integer({ min: 1, max: 100 }),
    logLoss: fc.double({ min: 0.4, max: 0.5, noNaN: true }),
  }),
  { minLength: 1, maxLength: 8 },
);

test("a budget picks the smallest of those inside it, and the whole with a reason where none is", () => {
  fc.assert(
    fc.property(
      measured,
      fc.record({
        bytes: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
        micros: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
        loss: fc.double({ min: 0, max: 0.2, noNaN: true }),
      }),
      (list, budget) => {
        const named = list.map((one, k) => ({ ...one, name: `${k}` }));
        const inside = named.filter(
          ({ bytes, micros, logLoss }) =>
            !(bytes > budget.bytes!) &&
            !(micros > budget.micros!) &&
            logLoss <= named[0].logLoss * (1 + budget.loss),
        );
        const { name, limit } = Compress.choose(named, budget);
        if (inside.length === 0) {
          expect(name).toBe("0");
          expect(limit).toMatch(/budget .* was not met/);
          return;
        }
        const found = inside.find((one) => one.name === name)!;
        expect(found.bytes).toBe(Math.min(...inside.map(({ bytes }) => bytes)));
        expect(limit).toBeUndefined();
      },
    ),
  );
});

test("without a budget the whole model serves, and many rows are not measured", async () => {
  const found = await Compress.compress(article, learned, unseen, { seed: 1 });
  expect(found.model).toBe(article);
  expect(found.compression.map(({ chosen }) => chosen)).toEqual([true, false]);
  const frame = { ...learned.frame, rows: 20_001 };
  const many = { ...learned, frame };
  expect(
    await Compress.compress(article, many, unseen, { seed: 1 }),
  ).toMatchObject({ model: article, compression: [] });
});

test("layers of networks are found, and no other matrix", () => {
  const g = new Graph();
  network(4).model.graph(g, {
    numbers: g.input("numbers", "float", ["n", 20]),
    categories: g.input("categories", "string", ["n", 0]),
    at: g.input("at", "float", ["n", 1]),
  });
  const other = g.constant("float", [20, 2], new Float32Array(40));
  g.Gemm(g.inputs[0], other);
  expect(WeightMatrices.find(g).map(({ shape }) => shape)).toEqual([
    [20, 64],
    [64, 48],
    [48, 1],
  ]);
});

const definition = {
  id: "id",
  label: { column: "left", positive: "yes", horizon: 0 },
};
async function trained(dataset: string, budget: object) {
  const info = Definition.Info.parse({ ...definition, budget });
  await Dataset.write(dataset, info, 0);
  const rows = csv({ rows: 1200, seed: 5 });
  await Bucket.put(Bucket.keys.inbox(dataset, "2026-10.csv"), rows);
  await cloud.drain();
  const { version } = await train({
    dataset,
    seed: 42,
    now: new Date("2026-11-02T00:00:00Z"),
    progress: () => {},
  });
  return Registry.card(dataset, version);
}
const kept = async (dataset: string, version: string) => {
  const sizes = ["model.onnx", "explain.json", "explain.onnx", "trees.bin"].map(
    async (name) =>
      (await Bucket.bytes(Bucket.keys.model(dataset, version, name)))?.length ??
      0,
  );
  return (await Promise.all(sizes)).reduce((a, b) => a + b);
};

test("what a budget picks is what is published, judged and explained", async () => {
  const bytes = 60_000;
  const card = await trained("small", { bytes, loss: 0.05 });
  const [first, ...others] = card.compression;
  const used = card.compression.filter(({ chosen }) => chosen);
  expect(first).toMatchObject({ name: "whole", chosen: false });
  expect(first.bytes).toBeGreaterThan(bytes);
  expect(others.length).toBeGreaterThan(4);
  expect(used).toHaveLength(1);
  expect(used[0].logLoss).toBeLessThanOrEqual(1.05 * first.logLoss);
  expect(await kept("small", card.version)).toBe(used[0].bytes);
  expect(used[0].bytes).toBeLessThanOrEqual(bytes);
  expect(card.metrics.test.logLoss.value).toBeCloseTo(used[0].logLoss, 9);
  const scorer = await Scorer.open("small", card.version);
  const frame = {
    rows: 2,
    columns: [
      {
        name: "tokens",
        type: "number" as const,
        values: Float64Array.of(2, -2),
      },
    ],
  };
  const at = new Float64Array(2);
  const scores = await Scorer.scores(scorer, frame, at);
  const cell = () => null;
  const reasons = await Scorer.explained(scorer, frame, at, scores, {
    reasons: 99,
    cell,
  });
  for (const { logit, base, reasons: each } of reasons)
    expect(
      each.reduce((sum, { contribution }) => sum + contribution, base),
    ).toBeCloseTo(logit, 4);
  expect(scores[0].logit).toBeGreaterThan(scores[1].logit);
});

test("an owner sends a budget, and what is unsaid of its loss is one percent", async () => {
  const before = await Dataset.get("small");
  const sent = Redefine.Input.parse({ budget: { bytes: 100 } });
  const after = await Redefine.put("small", sent, new Date(0));
  expect(after).toEqual({
    ...before,
    budget: { bytes: 100, loss: 0.01 },
    version: before.version + 1,
  });
  expect(await Redefine.put("small", sent, new Date(0))).toEqual(after);
  for (const wrong of [{ bytes: 0 }, { micros: -1 }, { loss: -0.1 }])
    expect(Redefine.Input.safeParse({ budget: wrong }).success).toBe(false);
});

test("a budget too tight leaves the whole model, and the card says why", async () => {
  const card = await trained("tight", { bytes: 100 });
  expect(card.compression.find(({ chosen }) => chosen)?.name).toBe("whole");
  expect(await kept("tight", card.version)).toBe(card.compression[0].bytes);
  expect(card.limits.join("\n")).toContain("The budget of 100 bytes");
});
