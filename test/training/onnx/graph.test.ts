import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { Graph } from "@mainstay/training/onnx/graph";
import { encode, type Tensor } from "@mainstay/training/onnx/proto";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";

// The part of onnx.proto that is written, as published, for an independent reader.
const schema = protobuf.parse(`
  syntax = "proto2";
  message Attribute { optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4;
    optional Tensor t = 5; optional Graph g = 6; repeated float floats = 7; repeated int64 ints = 8;
    repeated bytes strings = 9; optional int32 type = 20; }
  message ValueInfo { optional string name = 1; optional Type type = 2; }
  message Type { optional TensorType tensor_type = 1; }
  message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
  message Shape { repeated Dim dim = 1; }
  message Dim { optional int64 dim_value = 1; optional string dim_param = 2; }
  message Node { repeated string input = 1; repeated string output = 2; optional string name = 3;
    optional string op_type = 4; repeated Attribute attribute = 5; optional string domain = 7; }
  message Tensor { repeated int64 dims = 1; optional int32 data_type = 2; repeated bytes string_data = 6;
    optional string name = 8; optional bytes raw_data = 9; }
  message Graph { repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5;
    repeated ValueInfo input = 11; repeated ValueInfo output = 12; }
  message Opset { optional string domain = 1; optional int64 version = 2; }
  message Model { optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7;
    repeated Opset opset_import = 8; }
`).root;

test("an independent protobuf reader finds every field of the model", () => {
  const inner: Tensor = {
    name: "t",
    type: "int64",
    shape: [2],
    data: [-1, 2 ** 40],
  };
  const bytes = encode({
    irVersion: 8,
    producer: "p",
    opsets: { "": 17, "ai.onnx.ml": 3 },
    graph: {
      name: "main",
      initializers: [
        { name: "f", type: "float", shape: [1, 2], data: [1.5, -2] },
        { name: "s", type: "string", shape: [2], data: ["ä", ""] },
        { name: "b", type: "bool", shape: [2], data: [true, false] },
      ],
      inputs: [{ name: "x", type: "float", shape: ["n", 300] }],
      outputs: [{ name: "y", type: "string", shape: [] }],
      nodes: [
        {
          op: "Op",
          domain: "d",
          name: "node",
          inputs: [{ name: "x" }, { name: "" }],
          outputs: [{ name: "y" }],
          attributes: {
            int: -7,
            ints: [1, -1, 128],
            float: { float: 0.25 },
            floats: { floats: [1, 2, 3] },
            string: "add",
            strings: { strings: ["a", "中"] },
            tensor: { tensor: inner },
          },
        },
      ],
    },
  });
  const type = schema.lookupType("Model");
  const model = type.toObject(type.decode(bytes), {
    longs: Number,
    defaults: false,
  });
  expect(model.ir_version ?? model.irVersion).toBe(8);
  expect(model.opsetImport).toEqual([
    { domain: "", version: 17 },
    { domain: "ai.onnx.ml", version: 3 },
  ]);
  const { node, initializer, input, output } = model.graph;
  const text = (data: Uint8Array) => Buffer.from(data).toString();
  const [int, ints, float, floats, string, strings, tensor] = node[0].attribute;
  expect(node[0]).toMatchObject({
    opType: "Op",
    domain: "d",
    name: "node",
    input: ["x", ""],
    output: ["y"],
  });
  expect(int).toMatchObject({ name: "int", i: -7, type: 2 });
  expect(ints).toMatchObject({ ints: [1, -1, 128], type: 7 });
  expect(float).toMatchObject({ f: 0.25, type: 1 });
  expect(floats).toMatchObject({ floats: [1, 2, 3], type: 6 });
  expect([text(string.s), string.type]).toEqual(["add", 3]);
  expect(strings.strings.map(text)).toEqual(["a", "中"]);
  expect(new BigInt64Array(tensor.t.rawData.slice().buffer)).toEqual(
    BigInt64Array.of(-1n, 2n ** 40n),
  );
  expect(initializer[0]).toMatchObject({
    name: "f",
    dims: [1, 2],
    dataType: 1,
  });
  expect(initializer[1].stringData.map(text)).toEqual(["ä", ""]);
  expect([...initializer[2].rawData]).toEqual([1, 0]);
  expect(input[0].type.tensorType.shape.dim).toEqual([
    { dimParam: "n" },
    { dimValue: 300 },
  ]);
  expect(output[0].type.tensorType.elemType).toBe(8);
});

test("building the same graph twice gives the same bytes", () => {
  const build = () => {
    const g = new Graph();
    const x = g.input("x", "float", ["n", 2]);
    const { state } = g.Loop(
      g.constant("int64", [], [3]),
      [x],
      (g, _, [x]) => ({ state: [g.Mul(x, g.scalar(2))] }),
    );
    g.output("y", state[0]);
    return g.model();
  };
  expect(build()).toEqual(build());
});

test("a Loop hands its state on, stacks its scans and stops when told", async () => {
  const g = new Graph();
  const start = g.input("start", "float", []);
  const { state, scans } = g.Loop(
    g.constant("int64", [], [100]),
    [start],
    (g, turn, [x]) => {
      const doubled = g.Add(x, x);
      return {
        state: [doubled],
        scans: [x, turn],
        proceed: g.Less(doubled, g.scalar(20)),
      };
    },
  );
  g.output("last", state[0]);
  g.output("seen", scans[0]);
  const result = await OnnxRuntime.using(g.model(), (session) =>
    session.run({ start: OnnxRuntime.float(Float32Array.of(3), []) }),
  );
  expect([...(result.last.data as Float32Array)]).toEqual([24]);
  expect([...(result.seen.data as Float32Array)]).toEqual([3, 6, 12]);
});

test("shapes that do not broadcast are refused when the graph is built", () => {
  const g = new Graph();
  const a = g.input("a", "float", [2, 3]);
  const b = g.input("b", "float", [2]);
  expect(() => g.Add(a, b)).toThrow("dimensions 3 and 2 do not broadcast");
});

test("rows run in chunks come back in order", async () => {
  const g = new Graph();
  const x = g.input("x", "float", ["n", 1]);
  g.output("y", g.Concat([x, g.Neg(x)], 1));
  const rows = 20_001;
  const y = await OnnxRuntime.using(g.model(), (session) =>
    OnnxRuntime.rows(session, rows, "y", ({ from, to }) => ({
      x: OnnxRuntime.float(
        Float32Array.from({ length: to - from }, (_, i) => from + i),
        [to - from, 1],
      ),
    })),
  );
  expect(y).toEqual(
    Float32Array.from({ length: 2 * rows }, (_, i) =>
      i % 2 ? -(i >> 1) : i >> 1,
    ),
  );
});
