// proto: the bytes of an ONNX model; the same model gives the same bytes
export const elementTypes = {
  float: 1,
  int8: 3,
  uint16: 4,
  int64: 7,
  string: 8,
  bool: 9,
  double: 11,
} as const;
export type ElementType = keyof typeof elementTypes;
export type Dim = number | string;
export type Shape = readonly Dim[];

export type TensorData = {
  float: ArrayLike<number>;
  double: ArrayLike<number>;
  int8: ArrayLike<number>;
  uint16: ArrayLike<number>;
  int64: ArrayLike<number>;
  bool: ArrayLike<number | boolean>;
  string: readonly string[];
};
export type Tensor = {
  name: string;
  type: ElementType;
  shape: readonly number[];
  data: TensorData[ElementType];
};
export type ValueInfo = { name: string; type: ElementType; shape: Shape };
// A bare number is an INT and a bare list is INTS; floats are named.
export type Attribute =
  | number
  | string
  | readonly number[]
  | { float: number }
  | { floats: ArrayLike<number> }
  | { strings: readonly string[] }
  | { tensor: Tensor }
  | { graph: GraphProto };
export type NodeProto = {
  op: string;
  domain: string;
  name: string;
  inputs: readonly { name: string }[];
  outputs: readonly { name: string }[];
  attributes: Readonly<Record<string, Attribute>>;
};
export type GraphProto = {
  name: string;
  nodes: readonly NodeProto[];
  initializers: readonly Tensor[];
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
};
export type Model = {
  irVersion: number;
  producer: string;
  opsets: Readonly<Record<string, number>>;
  graph: GraphProto;
};

// A message under construction: chunks in order, joined once at the end, so that large tensors are copied once.
type Message = { chunks: Uint8Array[]; length: number };
const utf8 = new TextEncoder();

// Bytes of a varint.
const longest = 10;

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value < 0 ? BigInt.asUintN(64, BigInt(value)) : BigInt(value);
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

function push(message: Message, ...chunks: Uint8Array[]) {
  for (const chunk of chunks) {
    message.chunks.push(chunk);
    message.length += chunk.length;
  }
}

function build(write: (message: Message) => void): Message {
  const message: Message = { chunks: [], length: 0 };
  write(message);
  return message;
}

function join({ chunks, length }: Message): Uint8Array {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

// Wire types: 0 varint, 2 length-delimited, 5 four bytes.
function int(to: Message, field: number, value: number) {
  push(to, varint(field * 8), varint(value));
}

function bytes(to: Message, field: number, value: Uint8Array) {
  push(to, varint(field * 8 + 2), varint(value.length), value);
}

function text(to: Message, field: number, value: string) {
  bytes(to, field, utf8.encode(value));
}

function nested(to: Message, field: number, write: (message: Message) => void) {
  const message = build(write);
  push(to, varint(field * 8 + 2), varint(message.length));
  // Chunks are pushed one by one, since a large graph has more of them than a call takes arguments.
  for (const chunk of message.chunks) push(to, chunk);
}

// Trees have hundreds of thousands of numbers, so no array is made for each.
function ints(to: Message, field: number, values: readonly number[]) {
  const packed = new Uint8Array(values.length * longest);
  let length = 0;
  for (const value of values) {
    let rest = value;
    if (rest < 0 || rest > 0x7fffffff) {
      const long = varint(value);
      packed.set(long, length);
      length += long.length;
      continue;
    }
    for (; rest > 0x7f; rest >>>= 7) packed[length++] = (rest & 0x7f) | 0x80;
    packed[length++] = rest;
  }
  bytes(to, field, packed.slice(0, length));
}

function raw(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function floats(values: ArrayLike<number>): Uint8Array {
  return raw(
    values instanceof Float32Array ? values : Float32Array.from(values),
  );
}

const rawData = {
  float: (data) => floats(data as ArrayLike<number>),
  int8: (data) => raw(Int8Array.from(data as ArrayLike<number>)),
  uint16: (data) => raw(Uint16Array.from(data as ArrayLike<number>)),
  double: (data) => raw(Float64Array.from(data as ArrayLike<number>)),
  int64: (data) =>
    raw(BigInt64Array.from(Array.from(data as ArrayLike<number>, BigInt))),
  bool: (data) =>
    Uint8Array.from(data as ArrayLike<number | boolean>, (value) => +value),
} satisfies Partial<Record<ElementType, (data: Tensor["data"]) => Uint8Array>>;

function tensor(to: Message, { name, type, shape, data }: Tensor) {
  ints(to, 1, shape);
  int(to, 2, elementTypes[type]);
  if (type === "string")
    for (const value of data as readonly string[]) text(to, 6, value);
  text(to, 8, name);
  if (type !== "string") bytes(to, 9, rawData[type](data));
}

function attribute(to: Message, name: string, value: Attribute) {
  const kind = (code: number) => int(to, 20, code);
  text(to, 1, name);
  if (typeof value === "number") {
    int(to, 3, value);
    return kind(2);
  }
  if (typeof value === "string") {
    text(to, 4, value);
    return kind(3);
  }
  if ("float" in value) {
    push(to, varint(2 * 8 + 5), floats([value.float]));
    return kind(1);
  }
  if ("floats" in value) {
    bytes(to, 7, floats(value.floats));
    return kind(6);
  }
  if ("strings" in value) {
    for (const string of value.strings) text(to, 9, string);
    return kind(8);
  }
  if ("tensor" in value) {
    nested(to, 5, (message) => tensor(message, value.tensor));
    return kind(4);
  }
  if ("graph" in value) {
    nested(to, 6, (message) => graph(message, value.graph));
    return kind(5);
  }
  ints(to, 8, value);
  return kind(7);
}

function node(to: Message, node: NodeProto) {
  for (const input of node.inputs) text(to, 1, input.name);
  for (const output of node.outputs) text(to, 2, output.name);
  text(to, 3, node.name);
  text(to, 4, node.op);
  for (const [name, value] of Object.entries(node.attributes))
    nested(to, 5, (message) => attribute(message, name, value));
  text(to, 7, node.domain);
}

function valueInfo(to: Message, { name, type, shape }: ValueInfo) {
  text(to, 1, name);
  nested(to, 2, (typeProto) =>
    nested(typeProto, 1, (tensorType) => {
      int(tensorType, 1, elementTypes[type]);
      nested(tensorType, 2, (shapeProto) => {
        for (const dim of shape)
          nested(shapeProto, 1, (message) =>
            typeof dim === "string"
              ? text(message, 2, dim)
              : int(message, 1, dim),
          );
      });
    }),
  );
}

function graph(to: Message, graph: GraphProto) {
  for (const each of graph.nodes) nested(to, 1, (m) => node(m, each));
  text(to, 2, graph.name);
  for (const each of graph.initializers) nested(to, 5, (m) => tensor(m, each));
  for (const each of graph.inputs) nested(to, 11, (m) => valueInfo(m, each));
  for (const each of graph.outputs) nested(to, 12, (m) => valueInfo(m, each));
}

/** Bytes of a ModelProto (onnx.proto of ONNX 1.16). */
export function encode(model: Model): Uint8Array {
  return join(
    build((to) => {
      int(to, 1, model.irVersion);
      text(to, 2, model.producer);
      nested(to, 7, (message) => graph(message, model.graph));
      for (const [domain, version] of Object.entries(model.opsets))
        nested(to, 8, (message) => {
          text(message, 1, domain);
          int(message, 2, version);
        });
    }),
  );
}
