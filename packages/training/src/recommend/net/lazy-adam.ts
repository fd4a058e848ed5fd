// lazy-adam: Adam that moves only the rows of a table that a step read
import type { Optimizer } from "../../onnx/optimizer";
import type { Graph, Value } from "../../onnx/graph";

type Table = { parameters: Value; moments: Value[] };

/**
 * The table after a step on the rows `index` [n] (int64, any of them several times), whose gradients are `slope` [n, d].
 * Rows and moments not read stay as they are, so a step costs the batch and a copy of the table, not its arithmetic.
 */
export function update(
  g: Graph,
  optimizer: Optimizer,
  { parameters, moments }: Table,
  index: Value,
  slope: Value,
  rate: Value,
): Table {
  const [rows, , inverse] = g.node(
    "Unique",
    [index],
    [
      { type: "int64", shape: ["rows"] },
      { type: "int64", shape: ["rows"] },
      { type: "int64", shape: index.shape },
    ],
    { sorted: 1 },
  );
  const read = (table: Value) => g.Gather(table, rows); // [rows, d]
  const here = read(parameters);
  const sum = g.ScatterND(g.zeros(here), g.Unsqueeze(inverse, 1), slope);
  const next = optimizer.update(g, here, sum, moments.map(read), rate);
  const indices = g.Unsqueeze(rows, 1);
  const write = (table: Value, values: Value) =>
    g.node("ScatterND", [table, indices, values], [{ shape: table.shape }])[0];
  return {
    parameters: write(parameters, next.parameters),
    moments: moments.map((table, i) => write(table, next.moments[i])),
  };
}

export * as LazyAdam from "./lazy-adam";
