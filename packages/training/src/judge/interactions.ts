// interactions: the pairs of columns whose trees move scores together, beyond what each column moves alone
import type { Explanation } from "@mainstay/core/model/explanation";
import type { Interaction } from "@mainstay/core/model/card";
import { TreeInteractions } from "@mainstay/core/trees/tree-interactions";
import { Trees } from "@mainstay/core/trees/trees";
import { EvenRows, type Rows } from "./even-rows";

// Means of more rows would name the same pairs.
const mostRows = 100;
const mostPairs = 5;

/** The five strongest of a model's trees, mean |interaction| in log-odds before calibration; none of a model without trees. */
export function strongest(
  columns: readonly string[],
  trees: Explanation.Parts["trees"],
  judged: Rows,
): Interaction[] {
  const { frame, at } = EvenRows.pick(judged, mostRows);
  const width = columns.length;
  const all = new Float64Array(frame.rows * width * width);
  for (const { weight, trees: each } of trees) {
    const own = each.columns.length;
    const place = each.columns.map(({ name }) => columns.indexOf(name));
    const values = new Float64Array(frame.rows * own * own);
    const encoded = Trees.encode(each.columns, frame, at);
    TreeInteractions.add(each, encoded, weight, values);
    for (let row = 0; row < frame.rows; row++)
      for (let j = 0; j < own; j++)
        for (let k = 0; k < own; k++)
          all[(row * width + place[j]) * width + place[k]] +=
            values[(row * own + j) * own + k];
  }
  return TreeInteractions.strongest(columns, all, mostPairs);
}

export * as Interactions from "./interactions";
