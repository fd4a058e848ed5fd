// gradient: reverse-mode differentiation of an ONNX graph into more of the same graph; one rule per operator
import type { Graph, Node, Value } from "./graph";

type Step = {
  g: Graph;
  node: Node;
  x: Value[]; // inputs
  y: Value[]; // outputs
  dy: (Value | undefined)[]; // gradient of each output that has one
};
// Per input, how to make its gradient; made only where it is asked for. Absent: no gradient flows there.
export type Rule = (step: Step) => ((() => Value) | undefined)[];

const same = (a: Value, b: Value) =>
  a.shape.length === b.shape.length &&
  a.shape.every((dim, i) => dim === b.shape[i]);

/** Sums a gradient over the axes along which `like` was broadcast. */
function unbroadcast(g: Graph, gradient: Value, like: Value): Value {
  if (same(gradient, like)) return gradient;
  const lead = gradient.shape.length - like.shape.length;
  const axes = gradient.shape.flatMap((dim, axis) =>
    axis < lead || (like.shape[axis - lead] === 1 && dim !== 1) ? [axis] : [],
  );
  const sum = g.ReduceSum(gradient, axes);
  return same(sum, like) ? sum : g.Reshape(sum, like.shape, like);
}

const swapLast = (g: Graph, x: Value) => {
  const perm = x.shape.map((_, axis) => axis);
  const [row, column] = perm.splice(-2);
  return g.Transpose(x, [...perm, column, row]);
};

/** An elementwise operator of one input: dx = dy · f′. */
const unary =
  (derivative: (step: Step) => Value): Rule =>
  (step) => [() => step.g.Mul(step.dy[0]!, derivative(step))];

/** An operator of two inputs that broadcast, by the gradient of each before it is summed back to its shape. */
const binary =
  (
    left: (step: Step, dy: Value) => Value,
    right: (step: Step, dy: Value) => Value,
  ): Rule =>
  (step) => [
    () => unbroadcast(step.g, left(step, step.dy[0]!), step.x[0]),
    () => unbroadcast(step.g, right(step, step.dy[0]!), step.x[1]),
  ];

const masked = (
  { g }: Step,
  condition: Value,
  dy: Value,
  keep: boolean,
): Value =>
  keep
    ? g.Where(condition, dy, g.scalar(0))
    : g.Where(condition, g.scalar(0), dy);

function reshaped({ g, x, dy }: Step) {
  return [() => g.Reshape(dy[0]!, x[0].shape, x[0])];
}

/** dy with the axes that a reduction took out put back as 1. */
function restored({ g, node, x, dy }: Step, axes: readonly number[]): Value {
  if (node.attributes.keepdims) return dy[0]!;
  return axes
    .map((axis) => (axis < 0 ? axis + x[0].shape.length : axis))
    .sort((a, b) => a - b)
    .reduce((value, axis) => g.Unsqueeze(value, axis), dy[0]!);
}

/** Number of elements of x for each element of y, as a float scalar. */
function ratio(g: Graph, x: Value, y: Value): Value {
  const size = (value: Value) =>
    g.Cast(g.node("Size", [value], [{ type: "int64", shape: [] }])[0], "float");
  const count = ({ shape }: Value) =>
    shape.reduce<number>((product, dim) => product * Number(dim), 1);
  const known = count(x) / count(y);
  return Number.isNaN(known) ? g.Div(size(x), size(y)) : g.scalar(known);
}

function constantInts(g: Graph, value: Value): number[] {
  const found = g.initializers.find(({ name }) => name === value.name);
  if (!found) throw new Error(`${value.name} is not a constant of this graph`);
  return Array.from(found.data as ArrayLike<number>);
}

export const rules = {
  Identity: ({ dy }) => [() => dy[0]!],
  Add: binary(
    (_, dy) => dy,
    (_, dy) => dy,
  ),
  Sub: binary(
    (_, dy) => dy,
    ({ g }, dy) => g.Neg(dy),
  ),
  Mul: binary(
    ({ g, x }, dy) => g.Mul(dy, x[1]),
    ({ g, x }, dy) => g.Mul(dy, x[0]),
  ),
  Div: binary(
    ({ g, x }, dy) => g.Div(dy, x[1]),
    ({ g, x, y }, dy) => g.Neg(g.Mul(dy, g.Div(y[0], x[1]))),
  ),
  // The first input takes the gradient if both are equal.
  Max: binary(
    (step, dy) => masked(step, step.g.Less(step.x[0], step.x[1]), dy, false),
    (step, dy) => masked(step, step.g.Less(step.x[0], step.x[1]), dy, true),
  ),
  Min: binary(
    (step, dy) => masked(step, step.g.Greater(step.x[0], step.x[1]), dy, false),
    (step, dy) => masked(step, step.g.Greater(step.x[0], step.x[1]), dy, true),
  ),
  Neg: ({ g, dy }) => [() => g.Neg(dy[0]!)],
  Abs: unary(({ g, x }) => g.Sign(x[0])),
  Sqrt: ({ g, y, dy }) => [() => g.Div(dy[0]!, g.Mul(g.scalar(2), y[0]))],
  Exp: unary(({ y }) => y[0]),
  Log: ({ g, x, dy }) => [() => g.Div(dy[0]!, x[0])],
  // Relu's output is never negative, so its sign is 1 where the gradient passes and 0 elsewhere.
  Relu: unary(({ g, y }) => g.Sign(y[0])),
  Sigmoid: unary(({ g, y }) => g.Mul(y[0], g.Sub(g.scalar(1), y[0]))),
  Softplus: unary(({ g, x }) => g.Sigmoid(x[0])),
  Tanh: unary(({ g, y }) => g.Sub(g.scalar(1), g.Mul(y[0], y[0]))),
  Clip: ({ g, x, y, dy }) => [
    () => g.Where(g.Equal(x[0], y[0]), dy[0]!, g.scalar(0)),
  ],
  Where: (step) => [
    undefined,
    () =>
      unbroadcast(
        step.g,
        masked(step, step.x[0], step.dy[0]!, true),
        step.x[1],
      ),
    () =>
      unbroadcast(
        step.g,
        masked(step, step.x[0], step.dy[0]!, false),
        step.x[2],
      ),
  ],
  // Y = op(A)·op(B) + C; for op the transpose, dA = (dY·Bᵀ)ᵀ = B·dYᵀ.
  Gemm: ({ g, node, x, dy }) => {
    const [d] = dy as Value[];
    const transA = node.attributes.transA as 0 | 1;
    const transB = node.attributes.transB as 0 | 1;
    const flip = (bit: 0 | 1) => (1 - bit) as 0 | 1;
    return [
      () =>
        transA
          ? g.Gemm(x[1], d, undefined, { transA: transB, transB: 1 })
          : g.Gemm(d, x[1], undefined, { transB: flip(transB) }),
      () =>
        transB
          ? g.Gemm(d, x[0], undefined, { transA: 1, transB: transA })
          : g.Gemm(x[0], d, undefined, { transA: flip(transA) }),
      () => unbroadcast(g, d, x[2]),
    ];
  },
  MatMul: ({ g, x, dy }) => [
    () => unbroadcast(g, g.MatMul(dy[0]!, swapLast(g, x[1])), x[0]),
    () => unbroadcast(g, g.MatMul(swapLast(g, x[0]), dy[0]!), x[1]),
  ],
  Transpose: ({ g, node, dy }) => {
    const perm = node.attributes.perm as number[];
    const inverse = perm.map((_, axis) => perm.indexOf(axis));
    return [() => g.Transpose(dy[0]!, inverse)];
  },
  Reshape: reshaped,
  Unsqueeze: reshaped,
  Expand: ({ g, x, dy }) => [() => unbroadcast(g, dy[0]!, x[0])],
  ReduceSum: (step) => [
    () =>
      step.g.Expand(restored(step, constantInts(step.g, step.x[1])), step.x[0]),
  ],
  ReduceMean: (step) => [
    () => {
      const { g, node, x, y, dy } = step;
      const share = g.Div(dy[0]!, ratio(g, x[0], y[0]));
      const axes = node.attributes.axes as number[];
      return g.Expand(restored({ ...step, dy: [share] }, axes), x[0]);
    },
  ],
  Softmax: ({ g, node, y, dy }) => [
    () => {
      const axis = node.attributes.axis as number;
      const weighted = g.Mul(dy[0]!, y[0]);
      const sum = g.ReduceSum(weighted, [axis], true);
      return g.Sub(weighted, g.Mul(y[0], sum));
    },
  ],
  // x̂ = (x − mean)·r; dx = r·(dx̂ − mean dx̂ − x̂·mean(dx̂·x̂)), means over the last axis.
  LayerNormalization: ({ g, x, y, dy }) => {
    const last = [x[0].shape.length - 1];
    const normal = () => g.Mul(g.Sub(x[0], y[1]), y[2]);
    return [
      () => {
        const [hat, d] = [normal(), g.Mul(dy[0]!, x[1])];
        const level = g.ReduceMean(d, last, true);
        const along = g.Mul(hat, g.ReduceMean(g.Mul(d, hat), last, true));
        return g.Mul(y[2], g.Sub(g.Sub(d, level), along));
      },
      () => unbroadcast(g, g.Mul(dy[0]!, normal()), x[1]),
      () => unbroadcast(g, dy[0]!, x[2]),
    ];
  },
  // One Split serves all inputs.
  Concat: ({ g, node, x, dy }) => {
    const axis = node.attributes.axis as number;
    let parts: Value[] | undefined;
    const split = () =>
      (parts ??= g.Split(
        dy[0]!,
        x.map(({ shape }) => Number(shape.at(axis))),
        axis,
      ));
    return x.map((_, i) => () => split()[i]);
  },
  Split: ({ g, node, y, dy }) => [
    () =>
      g.Concat(
        y.map((part, i) => dy[i] ?? g.zeros(part)),
        node.attributes.axis as number,
      ),
  ],
  Gather: ({ g, node, x, dy }) => [
    () => {
      const axis = node.attributes.axis as number;
      // Slices along `axis` become rows of a table; equal rows add up.
      const front = (value: Value, axes: number, at: number) => {
        const rest = value.shape.map((_, i) => i);
        return [...rest.splice(at, axes), ...rest];
      };
      const table = front(x[0], 1, axis);
      const swapped = axis === 0 ? x[0] : g.Transpose(x[0], table);
      const rows =
        axis === 0
          ? dy[0]!
          : g.Transpose(dy[0]!, front(dy[0]!, x[1].shape.length, axis));
      const index = g.Unsqueeze(x[1], x[1].shape.length);
      const sum = g.ScatterND(g.zeros(swapped), index, rows);
      if (axis === 0) return sum;
      return g.Transpose(
        sum,
        table.map((_, i) => table.indexOf(i)),
      );
    },
  ],
} satisfies Record<string, Rule>;

/**
 * d loss / d wrt for each of `wrt`, as values of the same graph.
 * `loss` may have any shape: its elements are weighted by `seed`, 1 each unless told.
 */
export function gradient(
  g: Graph,
  loss: Value,
  wrt: readonly Value[],
  seed?: Value,
): Value[] {
  const nodes = [...g.nodes];
  const reached = new Set<Value>(wrt);
  for (const { inputs, outputs } of nodes)
    if (inputs.some((input) => reached.has(input)))
      for (const output of outputs) reached.add(output);
  const start =
    seed ??
    (loss.shape.length === 0 ? g.scalar(1) : g.Add(g.zeros(loss), g.scalar(1)));
  const gradients = new Map<Value, Value>([[loss, start]]);
  for (const node of nodes.toReversed()) {
    const dy = node.outputs.map((output) => gradients.get(output));
    const wanted = node.inputs.some((input) => reached.has(input));
    if (!wanted || dy.every((gradient) => !gradient)) continue;
    const rule: Rule | undefined = rules[node.op as keyof typeof rules];
    if (!rule) throw new Error(`${node.op} has no gradient rule`);
    const parts = rule({ g, node, x: node.inputs, y: node.outputs, dy });
    node.inputs.forEach((input, i) => {
      const part = parts[i];
      if (!part || !reached.has(input)) return;
      const sum = gradients.get(input);
      gradients.set(input, sum ? g.Add(sum, part()) : part());
    });
  }
  return wrt.map((value) => gradients.get(value) ?? g.zeros(value));
}
