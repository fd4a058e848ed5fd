import { expect, test } from "vitest";
import { gradient, rules } from "@mainstay/training/onnx/gradient";
import { Graph, type Value } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";

type Case = {
  shapes: (number | string)[][];
  sizes?: number[][]; // when a dimension of `shapes` is symbolic
  run: (g: Graph, x: Value[]) => Value;
  range?: [number, number];
};

const far: [number, number] = [0.5, 2];
const cases: Record<keyof typeof rules, Case | Case[]> = {
  Identity: { shapes: [[3]], run: (g, [x]) => g.Identity(x) },
  Add: { shapes: [[2, 3], [3]], run: (g, [a, b]) => g.Add(a, b) },
  Sub: {
    shapes: [
      [2, 1],
      [2, 3],
    ],
    run: (g, [a, b]) => g.Sub(a, b),
  },
  Mul: [
    {
      shapes: [
        [4, 2, 3],
        [2, 1],
      ],
      run: (g, [a, b]) => g.Mul(a, b),
    },
    { shapes: [[2, 3]], run: (g, [a]) => g.Mul(a, a) },
    {
      shapes: [
        ["n", 3],
        ["n", 1],
      ],
      sizes: [
        [4, 3],
        [4, 1],
      ],
      run: (g, [a, b]) => g.Mul(a, b),
    },
  ],
  Div: { shapes: [[2, 3], [3]], run: (g, [a, b]) => g.Div(a, b), range: far },
  Max: { shapes: [[3, 4], [4]], run: (g, [a, b]) => g.Max(a, b) },
  Min: {
    shapes: [
      [3, 4],
      [3, 1],
    ],
    run: (g, [a, b]) => g.Min(a, b),
  },
  Neg: { shapes: [[3]], run: (g, [x]) => g.Neg(x) },
  Abs: { shapes: [[8]], run: (g, [x]) => g.Abs(x) },
  Sqrt: { shapes: [[5]], run: (g, [x]) => g.Sqrt(x), range: far },
  Exp: { shapes: [[5]], run: (g, [x]) => g.Exp(x) },
  Log: { shapes: [[5]], run: (g, [x]) => g.Log(x), range: far },
  Relu: { shapes: [[8]], run: (g, [x]) => g.Relu(x) },
  Sigmoid: { shapes: [[5]], run: (g, [x]) => g.Sigmoid(x) },
  Softplus: { shapes: [[5]], run: (g, [x]) => g.Softplus(x) },
  Tanh: { shapes: [[5]], run: (g, [x]) => g.Tanh(x) },
  Clip: { shapes: [[9]], run: (g, [x]) => g.Clip(x, -0.5, 0.7) },
  Where: {
    shapes: [[2, 3], [3]],
    run: (g, [a, b]) =>
      g.Where(g.constant("bool", [2, 1], [true, false]), a, b),
  },
  Gemm: [
    { shapes: [[4, 3], [3, 2], [2]], run: (g, [a, b, c]) => g.Gemm(a, b, c) },
    {
      shapes: [["n", 3], [3, 2], [2]],
      sizes: [[5, 3], [3, 2], [2]],
      run: (g, [a, b, c]) => g.Gemm(a, b, c),
    },
    {
      shapes: [
        [3, 4],
        [3, 2],
      ],
      run: (g, [a, b]) => g.Gemm(a, b, undefined, { transA: 1 }),
    },
    {
      shapes: [
        [4, 3],
        [2, 3],
      ],
      run: (g, [a, b]) => g.Gemm(a, b, undefined, { transB: 1 }),
    },
    {
      shapes: [
        [3, 4],
        [2, 3],
      ],
      run: (g, [a, b]) => g.Gemm(a, b, undefined, { transA: 1, transB: 1 }),
    },
  ],
  MatMul: [
    {
      shapes: [
        [2, 4, 3],
        [3, 2],
      ],
      run: (g, [a, b]) => g.MatMul(a, b),
    },
    {
      shapes: [
        [1, 4, 3],
        [5, 3, 2],
      ],
      run: (g, [a, b]) => g.MatMul(a, b),
    },
  ],
  Transpose: {
    shapes: [[2, 3, 4]],
    run: (g, [x]) => g.Transpose(x, [1, 2, 0]),
  },
  Reshape: { shapes: [[2, 6]], run: (g, [x]) => g.Reshape(x, [3, 4]) },
  Unsqueeze: { shapes: [[2, 3]], run: (g, [x]) => g.Unsqueeze(x, 1) },
  Expand: {
    shapes: [
      [2, 1],
      [2, 5],
    ],
    run: (g, [a, b]) => g.Mul(g.Expand(a, b), b),
  },
  ReduceSum: [
    { shapes: [[2, 3, 4]], run: (g, [x]) => g.ReduceSum(x, [0, 2]) },
    { shapes: [[2, 3]], run: (g, [x]) => g.ReduceSum(x, [-1], true) },
  ],
  ReduceMean: [
    { shapes: [[2, 3, 4]], run: (g, [x]) => g.ReduceMean(x, [1]) },
    {
      shapes: [["n", 3]],
      sizes: [[4, 3]],
      run: (g, [x]) => g.ReduceMean(x, [0], true),
    },
  ],
  Softmax: { shapes: [[3, 4]], run: (g, [x]) => g.Softmax(x) },
  Concat: {
    shapes: [
      [2, 3],
      [2, 1],
    ],
    run: (g, [a, b]) => g.Concat([a, b, a], 1),
  },
  Split: [
    {
      shapes: [[5, 2]],
      run: (g, [x]) => {
        const [a, , b] = g.Split(x, [2, 1, 2], 0);
        return g.Mul(a, b);
      },
    },
  ],
  LayerNormalization: {
    shapes: [[2, 3, 4], [4], [4]],
    run: (g, x) =>
      g.node(
        "LayerNormalization",
        x,
        [{ shape: [2, 3, 4] }, { shape: [2, 3, 1] }, { shape: [2, 3, 1] }],
        { axis: -1, epsilon: { float: 1e-5 } },
      )[0],
  },
  Gather: [
    {
      shapes: [[4, 3]],
      run: (g, [x]) => g.Gather(x, g.constant("int64", [2, 2], [3, 0, 3, 1])),
    },
    {
      shapes: [[2, 4, 3]],
      run: (g, [x]) => g.Gather(x, g.constant("int64", [3], [3, 0, 3]), 1),
    },
    { shapes: [[2, 4]], run: (g, [x]) => g.columns(x, [1, 1, 2]) },
  ],
};

const product = (shape: number[]) => shape.reduce((a, b) => a * b, 1);

/** loss = Σ r·f(x)² with fixed random r, so that no gradient is constant or symmetric. */
function lossGraph({ shapes, run }: Case) {
  const g = new Graph();
  const x = shapes.map((shape, i) => g.input(`x${i}`, "float", shape));
  const y = run(g, x);
  const square = g.Mul(y, y);
  const draw = random(5);
  const weights = g.constant(
    "float",
    y.shape.map((dim) => (typeof dim === "number" ? dim : 1)),
    Float32Array.from(
      { length: y.shape.reduce<number>((n, dim) => n * (Number(dim) || 1), 1) },
      () => 0.5 + draw.uniform(),
    ),
  );
  const axes = y.shape.map((_, axis) => axis);
  const loss = g.ReduceSum(g.Mul(square, weights), axes);
  return { g, x, loss };
}

const all = Object.entries(cases).flatMap(([op, list]) =>
  [list].flat().map((one, i) => ({ op, one, i })),
);

test.each(all)(
  "the gradient of $op ($i) equals central finite differences",
  async ({ one }) => {
    const { g, x, loss } = lossGraph(one);
    g.output("loss", loss);
    gradient(g, loss, x).forEach((value, i) => g.output(`dx${i}`, value));
    const draw = random(11);
    const [low, high] = one.range ?? [-1.5, 1.5];
    const sizes = (one.sizes ?? one.shapes) as number[][];
    const data = sizes.map((size) =>
      Float32Array.from(
        { length: product(size) },
        () => low + (high - low) * draw.uniform(),
      ),
    );
    await OnnxRuntime.using(g.model(), async (session) => {
      const run = () =>
        session.run(
          Object.fromEntries(
            data.map((array, i) => [
              `x${i}`,
              OnnxRuntime.float(array, sizes[i]),
            ]),
          ),
        );
      const analytic = await run();
      for (const [i, array] of data.entries())
        for (let j = 0; j < array.length; j++) {
          const at = array[j];
          array[j] = at + 1e-2;
          const [up, above] = [(await run()).loss.data[0], array[j]];
          array[j] = at - 1e-2;
          const [down, below] = [(await run()).loss.data[0], array[j]];
          array[j] = at;
          const numeric = (Number(up) - Number(down)) / (above - below);
          const exact = Number(analytic[`dx${i}`].data[j]);
          expect(Math.abs(exact - numeric)).toBeLessThan(
            5e-3 * Math.max(1, Math.abs(numeric)),
          );
        }
    });
  },
);

test("a value the loss does not depend on has gradient zero", async () => {
  const g = new Graph();
  const a = g.input("a", "float", [2]);
  const b = g.input("b", "float", [3]);
  const loss = g.ReduceSum(g.Mul(a, a), [0]);
  const [, db] = gradient(g, loss, [a, b]);
  g.output("db", db);
  const { db: result } = await OnnxRuntime.using(g.model(), (session) =>
    session.run({
      a: OnnxRuntime.float(Float32Array.of(1, 2), [2]),
      b: OnnxRuntime.float(Float32Array.of(1, 2, 3), [3]),
    }),
  );
  expect([...(result.data as Float32Array)]).toEqual([0, 0, 0]);
});

test("an operator without a rule is refused by name", () => {
  const g = new Graph();
  const x = g.input("x", "float", [2, 3]);
  const loss = g.ReduceSum(g.ReduceMax(x, [1]), [0]);
  expect(() => gradient(g, loss, [x])).toThrow("ReduceMax");
});
