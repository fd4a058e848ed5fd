import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import { Trees } from "@mainstay/core/trees/trees";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { Boost } from "@mainstay/training/trees/boost";
import { TreesGraph } from "@mainstay/training/trees/trees-graph";
import { columns, flat, forest } from "./any-trees";

const float = (logits: Float64Array) => Float32Array.from(logits);
const seed = fc.integer({ min: 0, max: 2 ** 31 });

function exported(trees: Trees.Trees, frame: Frame, at: number | number[]) {
  const names = TreesGraph.inputs(trees);
  const g = new Graph();
  const raw = {
    numbers: g.input("numbers", "float", ["n", names.numbers.length]),
    categories: g.input("categories", "string", ["n", names.categories.length]),
    at: g.input("at", "float", ["n", 1]),
  };
  g.output("logit", TreesGraph.graph(g, raw, trees, names));
  return OnnxRuntime.using(g.model(), (session) =>
    OnnxRuntime.rows(session, frame.rows, "logit", (span) =>
      feeds(frame, names, at, span),
    ),
  );
}

/** The frame that rows of `trees-any` stand for; level numbers beyond the known are texts nobody has seen. */
function frameOf(encoded: Float32Array): Frame {
  const rows = encoded.length / columns.length;
  return {
    rows,
    columns: columns.map(({ name, type, levels }, j) => {
      const cell = (i: number) => encoded[i * columns.length + j];
      if (type !== "category")
        return {
          name,
          type,
          values: Float64Array.from({ length: rows }, (_, i) => cell(i)),
        };
      return {
        name,
        type,
        levels: [...levels, "never seen"],
        codes: Int32Array.from({ length: rows }, (_, i) =>
          Number.isNaN(cell(i)) ? (i % 2 ? -1 : levels.length) : cell(i),
        ),
      };
    }),
  };
}

test("the exported graph gives the trainer's logit to the last bit: edges, missing, levels never seen", async () => {
  await fc.assert(
    fc.asyncProperty(seed, async (seed) => {
      const { trees, encoded } = forest(seed, 12, 5);
      const frame = frameOf(encoded);
      const logits = PackedTrees.predict(trees, frame, 0);
      expect(logits).toEqual(PackedTrees.score(trees, encoded));
      expect(await exported(trees, frame, 0)).toEqual(float(logits));
    }),
    { numRuns: 25 },
  );
});

test("more level sets than one regressor takes are spread over several", async () => {
  const { trees, encoded } = forest(7, 240, 6, 100);
  expect(trees.set.filter((set) => set >= 0).length).toBeGreaterThan(2048);
  const logits = PackedTrees.score(trees, encoded);
  expect(await exported(trees, frameOf(encoded), 0)).toEqual(float(logits));
});

test("trees that never split say the base rate", async () => {
  const trees = flat([{ value: 0.25, cover: 1 }], -1);
  const frame = frameOf(new Float32Array(3 * columns.length));
  expect([...(await exported(trees, frame, 0))]).toEqual([-0.75, -0.75, -0.75]);
});

test("a boosted model equals its export on every training value, on its neighbours and on dates", async () => {
  const draw = random(3);
  const rows = 400;
  const usage = Float64Array.from({ length: rows }, (_, i) =>
    i % 9 ? Math.round(draw.normal() * 50) / 10 : NaN,
  );
  const signup = Float64Array.from(
    { length: rows },
    () => 19_000 + draw.integer(900),
  );
  const at = Array.from({ length: rows }, (_, i) => 20_000 + 30 * (i % 5));
  const levels = Array.from({ length: 9 }, (_, k) => `city ${k}`);
  const codes = Int32Array.from({ length: rows }, () => draw.integer(10) - 1);
  const label = Float32Array.from({ length: rows }, (_, i) => {
    const old = at[i] - signup[i] > 700 ? 1 : -1;
    return +(draw.normal() + old + (codes[i] % 3) - (usage[i] || 2) / 3 > 0);
  });
  const table = (usage: Float64Array): Frame => ({
    rows,
    columns: [
      { name: "usage", type: "number", values: usage },
      { name: "signup", type: "date", values: signup },
      { name: "city", type: "category", codes, levels },
    ],
  });
  const frame = table(usage);
  const { trees } = Boost.fit({
    frame,
    columns: ["usage", "signup", "city"],
    at,
    label,
    options: { rounds: 30, eta: 0.3 },
    seed: 1,
  });
  expect(new Set(trees.feature)).toEqual(new Set([-1, 0, 1, 2]));
  const cuts = trees.threshold.filter((_, i) => trees.feature[i] === 0);
  const bits = new Int32Array(1);
  const next = (x: number, step: number) => {
    const float = new Float32Array(bits.buffer);
    float[0] = x;
    bits[0] += step;
    return float[0];
  };
  for (const step of [0, -1, 1]) {
    const edge = Float64Array.from(usage, (_, i) =>
      next(cuts[i % cuts.length], step),
    );
    for (const probe of [frame, table(edge)]) {
      const logits = PackedTrees.predict(trees, probe, at);
      expect(await exported(trees, probe, at)).toEqual(float(logits));
    }
  }
});

test("joined ensembles say the sum of what each says, also of levels only some of them know", async () => {
  const [one, two] = [forest(11, 10, 5), forest(12, 10, 5)];
  const fewer = {
    ...two.trees,
    columns: two.trees.columns.map((column) => ({
      ...column,
      levels: column.levels.slice(0, 35),
    })),
  };
  const joined = Trees.join([one.trees, fewer]);
  const frame = frameOf(one.encoded);
  const [a, b] = [one.trees, fewer].map((trees) =>
    PackedTrees.predict(trees, frame, 0),
  );
  expect(PackedTrees.predict(joined, frame, 0)).toEqual(
    a.map((z, i) => z + b[i]),
  );
  expect(await exported(joined, frame, 0)).toEqual(
    float(a.map((z, i) => z + b[i])),
  );
});

test("a column that changed its type, or is gone, is read by both alike", async () => {
  const { trees, encoded } = forest(21, 20, 5);
  const rows = encoded.length / columns.length;
  const [usage] = frameOf(encoded).columns;
  const mixed: Frame = {
    rows,
    columns: [
      {
        name: "plan",
        type: "number",
        values: Float64Array.from({ length: rows }, (_, i) =>
          i % 3 ? i % 2 : NaN,
        ),
      },
      {
        name: "city",
        type: "text",
        values: Array.from({ length: rows }, (_, i) =>
          i % 4 ? `level ${i}` : null,
        ),
      },
      {
        name: "active",
        type: "category",
        codes: new Int32Array(rows),
        levels: ["1"],
      },
      usage,
    ],
  };
  const plan = { ...columns[1], levels: ["0", "1", "NaN"] };
  const changed = { ...trees, columns: columns.with(1, plan) };
  const logits = PackedTrees.predict(changed, mixed, 0);
  expect(new Set(logits).size).toBeGreaterThan(rows / 2);
  expect(await exported(changed, mixed, 0)).toEqual(float(logits));
});
