// item-graph: an item × item table as ONNX, scores and the rows they are made of
import { Graph } from "../onnx/graph";
import type { Neighbours } from "./recommender";

/**
 * Inputs `item` int64 [n], `row` int64 [n] (which history of the batch), `value` float [n], `batch` int64 [1] (how many
 * histories). Outputs `scores` [batch, items]; `target` uint16 and `weight` [n, width], the table's rows of the items.
 */
export function model({ items, start, target, weight }: Neighbours) {
  let width = 1;
  for (let i = 0; i < items; i++)
    width = Math.max(width, start[i + 1] - start[i]);
  // Short rows are filled with themselves, weighing nothing.
  const targets = Uint16Array.from({ length: items * width }, (_, at) =>
    Math.floor(at / width),
  );
  const weights = new Float32Array(items * width);
  for (let i = 0; i < items; i++) {
    targets.set(target.subarray(start[i], start[i + 1]), i * width);
    weights.set(weight.subarray(start[i], start[i + 1]), i * width);
  }
  const g = new Graph();
  const item = g.input("item", "int64", ["n"]);
  const row = g.input("row", "int64", ["n"]);
  const value = g.input("value", "float", ["n"]);
  const batch = g.input("batch", "int64", [1]);
  const count = g.constant("int64", [1], [items]);
  const table = g.constant("uint16", [items, width], targets);
  const rows = g.Gather(table, item); // [n, width]
  const some = g.Gather(g.constant("float", [items, width], weights), item);
  const said = g.Mul(some, g.Unsqueeze(value, 1)); // [n, width]
  const place = g.Add(g.Unsqueeze(g.Mul(row, count), 1), g.Cast(rows, "int64"));
  const [zeros] = g.node(
    "ConstantOfShape",
    [g.Mul(batch, count)],
    [{ shape: ["cells"] }],
  );
  const flat = g.constant("int64", [1], [-1]);
  const [places] = g.node(
    "Reshape",
    [place, flat],
    [{ type: "int64", shape: ["n · width"] }],
  );
  const [parts] = g.node("Reshape", [said, flat], [{ shape: ["n · width"] }]);
  const [sums] = g.node(
    "ScatterElements",
    [zeros, places, parts],
    [{ shape: ["cells"] }],
    { axis: 0, reduction: "add" },
  );
  const shape = g.constant("int64", [2], [-1, items]);
  const [scores] = g.node(
    "Reshape",
    [sums, shape],
    [{ shape: ["batch", items] }],
  );
  g.output("scores", scores);
  g.output("target", rows);
  g.output("weight", some);
  return g.model();
}
