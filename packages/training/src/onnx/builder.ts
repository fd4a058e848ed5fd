// builder: nodes, constants, inputs and outputs of an ONNX graph under construction; names count up from the root, so equal
// builds give equal bytes
import {
  type Attribute,
  type ElementType,
  encode,
  type GraphProto,
  type Shape,
  type Tensor,
  type TensorData,
} from "./proto";

export type Value = { name: string; type: ElementType; shape: Shape };
export type Attributes = Readonly<Record<string, Attribute>>;
export type Node = {
  op: string;
  domain: string;
  name: string;
  inputs: Value[];
  outputs: Value[];
  attributes: Attributes;
};

export const ML = "ai.onnx.ml";
const opsets: Record<string, number> = { "": 17, [ML]: 3, "com.microsoft": 1 };

export class Builder {
  readonly nodes: Node[] = [];
  readonly initializers: Tensor[] = [];
  readonly inputs: Value[] = [];
  readonly outputs: Value[] = [];
  private readonly constants = new Map<string, Value>();
  private readonly memory = new WeakMap<ArrayBufferLike, string>();
  private readonly root: Builder;
  private count = 0;

  constructor(parent?: Builder) {
    this.root = parent?.root ?? this;
  }

  protected unique(prefix: string) {
    return `${prefix}_${this.root.count++}`;
  }

  input(name: string, type: ElementType, shape: Shape): Value {
    const value = { name, type, shape };
    this.inputs.push(value);
    return value;
  }

  output(name: string, value: Value): Value {
    const output = { ...value, name };
    this.push("Identity", [value], [output]);
    this.outputs.push(output);
    return output;
  }

  constant<T extends ElementType>(
    type: T,
    shape: readonly number[],
    data: TensorData[T],
  ): Value {
    const key = `${type}|${shape}|${this.identity(data)}`;
    const known = this.constants.get(key);
    if (known) return known;
    const value = { name: this.unique("constant"), type, shape };
    this.initializers.push({ ...value, data });
    this.constants.set(key, value);
    return value;
  }

  // Short constants are the same if their values are equal, and long ones if they are the same memory.
  private identity(data: TensorData[ElementType]) {
    if (data.length <= 16)
      return JSON.stringify(Array.from(data as ArrayLike<unknown>, String));
    if (!ArrayBuffer.isView(data)) return this.unique("large");
    const { buffer, byteOffset, length } = data as Float32Array;
    const name = this.memory.get(buffer) ?? this.unique("memory");
    this.memory.set(buffer, name);
    return `${name}|${byteOffset}|${length}`;
  }

  scalar(value: number): Value {
    return this.constant("float", [], [value]);
  }

  protected ints(values: readonly number[]): Value {
    return this.constant("int64", [values.length], values);
  }

  private push(
    op: string,
    inputs: Value[],
    outputs: Value[],
    attributes: Attributes = {},
    domain = "",
  ) {
    const name = this.unique("node");
    this.nodes.push({ op, domain, name, inputs, outputs, attributes });
  }

  /** Any operator, with the types and shapes of its results said by the caller. */
  node(
    op: string,
    inputs: Value[],
    results: { type?: ElementType; shape: Shape }[],
    attributes: Attributes = {},
    domain = "",
  ): Value[] {
    const outputs = results.map(({ type = "float", shape }) => ({
      name: this.unique(op.toLowerCase()),
      type,
      shape,
    }));
    this.push(op, inputs, outputs, attributes, domain);
    return outputs;
  }

  protected one(
    op: string,
    inputs: Value[],
    shape: Shape,
    attributes?: Attributes,
    type: ElementType = inputs[0].type,
  ): Value {
    return this.node(op, inputs, [{ type, shape }], attributes)[0];
  }

  proto(name: string): GraphProto {
    const { nodes, initializers, inputs, outputs } = this;
    return { name, nodes, initializers, inputs, outputs };
  }

  /** Bytes of the model whose main graph this is. */
  model(): Uint8Array {
    return encode({
      irVersion: 8,
      producer: "mainstay",
      opsets,
      graph: this.proto("main"),
    });
  }
}
