// graph: ONNX operators as ONNX names them, over values that know their type and shape
import { Builder, ML, type Value } from "./builder";
import { type Dim, type ElementType, elementTypes, type Shape } from "./proto";

export type { Node, Value } from "./builder";

function joint(a: Dim, b: Dim): Dim {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  throw new Error(`dimensions ${a} and ${b} do not broadcast`);
}

/** Shape of an elementwise operator's result. */
export function broadcast(...shapes: Shape[]): Shape {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes
      .map((shape) => shape[axis - rank + shape.length] ?? 1)
      .reduce(joint, 1),
  );
}

const isStatic = (shape: Shape): shape is readonly number[] =>
  shape.every((dim) => typeof dim === "number");
const positive = (axis: number, rank: number) =>
  axis < 0 ? axis + rank : axis;

export class Graph extends Builder {
  private elementwise(op: string, inputs: Value[], type = inputs[0].type) {
    return this.one(
      op,
      inputs,
      broadcast(...inputs.map(({ shape }) => shape)),
      {},
      type,
    );
  }

  Add = (a: Value, b: Value) => this.elementwise("Add", [a, b]);
  Sub = (a: Value, b: Value) => this.elementwise("Sub", [a, b]);
  Mul = (a: Value, b: Value) => this.elementwise("Mul", [a, b]);
  Div = (a: Value, b: Value) => this.elementwise("Div", [a, b]);
  Max = (a: Value, b: Value) => this.elementwise("Max", [a, b]);
  Min = (a: Value, b: Value) => this.elementwise("Min", [a, b]);
  /** The remainder of whole numbers. */
  Mod = (a: Value, b: Value) => this.elementwise("Mod", [a, b]);
  Neg = (x: Value) => this.elementwise("Neg", [x]);
  Abs = (x: Value) => this.elementwise("Abs", [x]);
  Sign = (x: Value) => this.elementwise("Sign", [x]);
  Sqrt = (x: Value) => this.elementwise("Sqrt", [x]);
  Exp = (x: Value) => this.elementwise("Exp", [x]);
  Log = (x: Value) => this.elementwise("Log", [x]);
  Relu = (x: Value) => this.elementwise("Relu", [x]);
  Sigmoid = (x: Value) => this.elementwise("Sigmoid", [x]);
  Softplus = (x: Value) => this.elementwise("Softplus", [x]);
  Tanh = (x: Value) => this.elementwise("Tanh", [x]);
  Identity = (x: Value) => this.elementwise("Identity", [x]);
  Greater = (a: Value, b: Value) => this.elementwise("Greater", [a, b], "bool");
  Less = (a: Value, b: Value) => this.elementwise("Less", [a, b], "bool");
  Equal = (a: Value, b: Value) => this.elementwise("Equal", [a, b], "bool");
  And = (a: Value, b: Value) => this.elementwise("And", [a, b]);
  Not = (x: Value) => this.elementwise("Not", [x]);
  IsNaN = (x: Value) => this.elementwise("IsNaN", [x], "bool");
  Where = (condition: Value, a: Value, b: Value) =>
    this.elementwise("Where", [condition, a, b], a.type);
  Clip = (x: Value, low: number, high: number) =>
    this.one("Clip", [x, this.scalar(low), this.scalar(high)], x.shape);

  Cast(x: Value, type: ElementType): Value {
    return this.one("Cast", [x], x.shape, { to: elementTypes[type] }, type);
  }

  /** A · B + c for matrices; c is a vector or absent. */
  Gemm(
    a: Value,
    b: Value,
    c?: Value,
    { transA = 0, transB = 0 }: { transA?: 0 | 1; transB?: 0 | 1 } = {},
  ): Value {
    const shape = [a.shape[transA], b.shape[1 - transB]];
    return this.one("Gemm", c ? [a, b, c] : [a, b], shape, { transA, transB });
  }

  MatMul(a: Value, b: Value): Value {
    const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
    const shape = [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
    return this.one("MatMul", [a, b], shape);
  }

  Transpose(x: Value, perm: number[]): Value {
    const shape = perm.map((axis) => x.shape[axis]);
    return this.one("Transpose", [x], shape, { perm });
  }

  /** The shape as an int64 vector, known now or when run. */
  Shape(x: Value): Value {
    if (isStatic(x.shape)) return this.ints(x.shape);
    return this.one("Shape", [x], [x.shape.length], {}, "int64");
  }

  /** At most one dimension of `shape` may be symbolic, unless `like` has that very shape. */
  Reshape(x: Value, shape: Shape, like?: Value): Value {
    if (shape.join() === x.shape.join()) return x;
    const symbolic = shape.filter((dim) => typeof dim === "string").length;
    if (symbolic > 1 && !like)
      throw new Error(`Reshape to [${shape}] needs a value of that shape`);
    const target =
      symbolic > 1
        ? this.Shape(like!)
        : this.ints(shape.map((dim) => (typeof dim === "string" ? -1 : dim)));
    return this.one("Reshape", [x, target], shape);
  }

  Unsqueeze(x: Value, axis: number): Value {
    const shape = x.shape.toSpliced(axis, 0, 1);
    return this.one("Unsqueeze", [x, this.ints([axis])], shape);
  }

  Expand(x: Value, like: Value): Value {
    return this.one("Expand", [x, this.Shape(like)], like.shape);
  }

  private reduced(x: Value, axes: readonly number[], keepdims: boolean): Shape {
    const gone = axes.map((axis) => positive(axis, x.shape.length));
    if (keepdims) return x.shape.map((dim, i) => (gone.includes(i) ? 1 : dim));
    return x.shape.filter((_, i) => !gone.includes(i));
  }

  ReduceSum(x: Value, axes: readonly number[], keepdims = false): Value {
    return this.one(
      "ReduceSum",
      [x, this.ints(axes)],
      this.reduced(x, axes, keepdims),
      { keepdims: +keepdims },
    );
  }

  ReduceMean = (x: Value, axes: readonly number[], keepdims = false) =>
    this.one("ReduceMean", [x], this.reduced(x, axes, keepdims), {
      axes,
      keepdims: +keepdims,
    });
  ReduceMax = (x: Value, axes: readonly number[], keepdims = false) =>
    this.one("ReduceMax", [x], this.reduced(x, axes, keepdims), {
      axes,
      keepdims: +keepdims,
    });
  ArgMin = (x: Value, axis: number) =>
    this.one(
      "ArgMin",
      [x],
      this.reduced(x, [axis], false),
      { axis, keepdims: 0 },
      "int64",
    );
  Softmax = (x: Value, axis = -1) =>
    this.one("Softmax", [x], x.shape, { axis });

  Concat(values: Value[], axis: number): Value {
    if (values.length === 1) return values[0];
    const sizes = values.map(({ shape }) => shape.at(axis)!);
    if (!isStatic(sizes)) throw new Error("Concat joins static dimensions");
    const size = sizes.reduce<number>((sum, dim) => sum + Number(dim), 0);
    const shape = values[0].shape.with(axis, size);
    return this.one("Concat", values, shape, { axis });
  }

  Split(x: Value, sizes: readonly number[], axis: number): Value[] {
    const results = sizes.map((size) => ({
      type: x.type,
      shape: x.shape.with(axis, size),
    }));
    return this.node("Split", [x, this.ints(sizes)], results, { axis });
  }

  /** Rows (or slices along `axis`) of x by index. */
  Gather(x: Value, indices: Value, axis = 0): Value {
    const shape = x.shape.toSpliced(axis, 1, ...indices.shape);
    return this.one("Gather", [x, indices], shape, { axis });
  }

  /** Columns of a matrix by number. */
  columns(x: Value, columns: readonly number[]): Value {
    return this.Gather(x, this.ints(columns), 1);
  }

  /** x with `updates` added at `indices`; equal indices add up. */
  ScatterND(x: Value, indices: Value, updates: Value): Value {
    const attributes = { reduction: "add" };
    return this.one("ScatterND", [x, indices, updates], x.shape, attributes);
  }

  zeros(like: Value): Value {
    return this.one(
      "ConstantOfShape",
      [this.Shape(like)],
      like.shape,
      {},
      "float",
    );
  }

  /** One of `levels` per element as a 0/1 vector; any other text is all zero. */
  OneHotEncoder(x: Value, levels: readonly string[]): Value {
    const attributes = { cats_strings: { strings: levels }, zeros: 1 };
    const shape = [...x.shape, levels.length];
    return this.node("OneHotEncoder", [x], [{ shape }], attributes, ML)[0];
  }

  /**
   * Runs `body` up to `count` times, or until its `proceed` is false. State is handed from turn to turn; scans are
   * stacked, one slice a turn.
   */
  Loop(
    count: Value,
    state: Value[],
    body: (
      g: Graph,
      turn: Value,
      state: Value[],
    ) => { state: Value[]; scans?: Value[]; proceed?: Value },
  ): { state: Value[]; scans: Value[] } {
    const g = new Graph(this);
    const turn = g.input(this.unique("turn"), "int64", []);
    const going = g.input(this.unique("going"), "bool", []);
    const inner = state.map(({ type, shape }) =>
      g.input(this.unique("state"), type, shape),
    );
    const next = body(g, turn, inner);
    const scans = next.scans ?? [];
    // A body's results must be made by its own nodes, each once.
    const made = new Set(g.nodes.flatMap(({ outputs }) => outputs));
    for (const value of [next.proceed ?? going, ...next.state, ...scans])
      if (made.delete(value)) g.outputs.push(value);
      else g.output(this.unique("next"), value);
    const turns = this.unique("turns");
    const results = [
      ...state,
      ...scans.map(({ type, shape }) => ({ type, shape: [turns, ...shape] })),
    ];
    const outputs = this.node(
      "Loop",
      [count, this.constant("bool", [], [true]), ...state],
      results.map(({ type, shape }) => ({ type, shape })),
      { body: { graph: g.proto("body") } },
    );
    return {
      state: outputs.slice(0, state.length),
      scans: outputs.slice(state.length),
    };
  }
}
