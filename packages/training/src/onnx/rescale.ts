// rescale: how much each feature moved a row's logit away from the references', as more of the same graph
// DeepLIFT's rescale rule (Shrikumar et al. 2017) averaged over references, as DeepSHAP does (Lundberg & Lee 2017).
// The rule is exact where the model is linear.
import { rules as derivatives, type Rule } from "./gradient";
import type { Graph, Node, Value } from "./graph";

type Step = {
  g: Graph;
  row: Node; // the operator on the rows, values [n, width]
  reference: Node; // the same operator on the references, values [k, width]
  m: Value; // multiplier of its output: change of logit per change of it, [n, k, width]
  moving: boolean[]; // which inputs follow from the features
};

const onRows = (g: Graph, x: Value) => g.Unsqueeze(x, 1); // [n, 1, width]
const onReferences = (g: Graph, x: Value) => g.Unsqueeze(x, 0); // [1, k, width]
const change = (g: Graph, x: Value, reference: Value) =>
  g.Sub(onRows(g, x), onReferences(g, reference));

// Between points nearer than this the slope is rounding error, so the derivative replaces it.
const minDistance = 1e-6;

/** An elementwise operator multiplies by the slope of the chord from the reference to the row. */
function rescale({ g, row, reference, m }: Step): Value[] {
  const [x] = row.inputs;
  const [y] = row.outputs;
  const dx = change(g, x, reference.inputs[0]);
  const dy = change(g, y, reference.outputs[0]);
  const rule: Rule = derivatives[row.op as keyof typeof derivatives];
  const one = g.Add(g.zeros(y), g.scalar(1));
  const slope = rule({ g, node: row, x: row.inputs, y: [y], dy: [one] })[0]!();
  const close = g.Less(g.Abs(dx), g.scalar(minDistance));
  const chord = g.Div(dy, g.Where(close, g.scalar(1), dx));
  return [g.Mul(m, g.Where(close, onRows(g, slope), chord))];
}

/** A product with a constant passes that constant on. A product of two moving factors has no multiplier. */
function scaled(
  { g, row, m, moving }: Step,
  pass: (m: Value, constant: Value) => Value,
): Value[] {
  if (moving[0] && moving[1])
    throw new Error(`${row.op} of two moving values cannot be explained`);
  const constant = row.inputs[moving[0] ? 1 : 0];
  // Constants reach [n, k, width] by broadcasting from the right.
  if (constant.shape.length > 1 && constant.shape[0] !== 1)
    throw new Error(`${row.op} by a matrix cannot be explained`);
  const multiplier = pass(m, constant);
  return moving[0] ? [multiplier] : [g.zeros(constant), multiplier];
}

function product({ g, row, m, moving }: Step): Value[] {
  if (!moving[0] || moving[1] || row.attributes.transA)
    throw new Error(`${row.op} can be explained for rows times constants only`);
  const weight = row.inputs[1];
  const turned = row.attributes.transB ? weight : g.Transpose(weight, [1, 0]);
  return [g.MatMul(m, turned)];
}

const multipliers = {
  Identity: ({ m }) => [m],
  Add: ({ m }) => [m, m],
  Sub: ({ g, m }) => [m, g.Neg(m)],
  Neg: ({ g, m }) => [g.Neg(m)],
  Mul: (step) => scaled(step, step.g.Mul),
  Div: (step) => {
    if (step.moving[1])
      throw new Error("Div by a moving value cannot be explained");
    return scaled(step, step.g.Div);
  },
  Gemm: product,
  MatMul: product,
  Concat: ({ g, row, m }) =>
    g.Split(
      m,
      row.inputs.map(({ shape }) => Number(shape[1])),
      2,
    ),
  Relu: rescale,
  Sigmoid: rescale,
  Softplus: rescale,
  Tanh: rescale,
  Exp: rescale,
  Clip: rescale,
} satisfies Record<string, (step: Step) => Value[]>;

/** The nodes that `build` adds, and its value. */
function traced(g: Graph, build: () => Value) {
  const from = g.nodes.length;
  const value = build();
  return { value, nodes: g.nodes.slice(from) };
}

/**
 * Logit [n, 1] of the rows, contributions [n, d] of their features and the references' mean logit, a scalar:
 * base + Σ contributions = logit.
 */
export function contributions(
  g: Graph,
  score: (g: Graph, features: Value) => Value,
  features: Value, // [n, d]
  references: Value, // [k, d]
): { logit: Value; contributions: Value; base: Value } {
  const rows = traced(g, () => score(g, features));
  const fixed = traced(g, () => score(g, references));
  const moving = new Set<Value>([features]);
  for (const { inputs, outputs } of rows.nodes)
    if (inputs.some((input) => moving.has(input)))
      for (const output of outputs) moving.add(output);

  const found = new Map<Value, Value>([
    [rows.value, g.constant("float", [1, 1, 1], [1])],
  ]);
  rows.nodes.toReversed().forEach((row, i) => {
    const m = found.get(row.outputs[0]);
    if (!m) return;
    const rule: ((step: Step) => Value[]) | undefined =
      multipliers[row.op as keyof typeof multipliers];
    if (!rule) throw new Error(`${row.op} cannot be explained`);
    const reference = fixed.nodes[fixed.nodes.length - 1 - i];
    const parts = rule({
      g,
      row,
      reference,
      m,
      moving: row.inputs.map((input) => moving.has(input)),
    });
    row.inputs.forEach((input, j) => {
      if (!moving.has(input)) return;
      const sum = found.get(input);
      found.set(input, sum ? g.Add(sum, parts[j]) : parts[j]);
    });
  });
  const m = found.get(features);
  if (!m) throw new Error("the logit does not depend on the features");
  return {
    logit: rows.value,
    contributions: g.ReduceMean(g.Mul(m, change(g, features, references)), [1]),
    base: g.ReduceMean(fixed.value, [0, 1]),
  };
}
