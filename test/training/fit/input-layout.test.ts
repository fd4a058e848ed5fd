import { expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { Graph } from "@mainstay/training/onnx/graph";

const frame: Frame = {
  rows: 4,
  columns: [
    {
      name: "plan",
      type: "category",
      codes: Int32Array.of(0, 1, 0, 1),
      levels: ["a", "b"],
    },
    { name: "constant", type: "number", values: Float64Array.of(1, 1, 1, 1) },
    { name: "empty", type: "number", values: new Float64Array(4).fill(NaN) },
    { name: "use", type: "number", values: Float64Array.of(1, 2, 3, 4) },
    { name: "since", type: "date", values: Float64Array.of(5, 6, 7, 8) },
    { name: "note", type: "text", values: ["x", "y", "z", null] },
    { name: "one", type: "category", codes: new Int32Array(4), levels: ["a"] },
  ],
};

test("columns that vary serve, in the caller's order; constant, all-missing and text columns are gone", () => {
  const names = ["since", "one", "plan", "note", "use", "empty", "constant"];
  const layout = InputLayout.plan(frame, names, 10);
  expect(layout).toEqual({
    columns: [
      { name: "since", type: "date", role: "numbers" },
      { name: "plan", type: "category", role: "categories" },
      { name: "use", type: "number", role: "numbers" },
    ],
    inputs: { numbers: ["since", "use"], categories: ["plan"] },
  });
});

test("a date that moves with the row's period is constant, and drops out", () => {
  const layout = InputLayout.plan(
    frame,
    ["since", "use"],
    [105, 106, 107, 108],
  );
  expect(layout.inputs.numbers).toEqual(["use"]);
});

test("the graph's inputs are as wide as the columns behind them", () => {
  const g = new Graph();
  const raw = InputLayout.inputs(
    g,
    InputLayout.plan(frame, ["plan", "use"], 0),
  );
  expect(g.inputs.map(({ name }) => name)).toEqual([
    "numbers",
    "categories",
    "at",
  ]);
  expect([raw.numbers.shape, raw.categories.shape]).toEqual([
    ["n", 1],
    ["n", 1],
  ]);
});

test("with nothing to learn from, deciding says so", () => {
  expect(() => InputLayout.plan(frame, ["constant"], 0)).toThrow(
    expect.objectContaining({ code: "model.columns.none" }),
  );
});
