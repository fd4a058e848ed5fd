import { expect, test } from "vitest";
import { DuplicateGroups } from "@mainstay/training/judge/duplicate-groups";
import { RowLabels } from "@mainstay/training/judge/row-labels";
import type { Frame } from "@mainstay/core/tabular/frame";

test("an answer counts as positive however its number or case is written", () => {
  const cells = ["1", "1.0", "0", "yes", null, ""];
  expect([...RowLabels.own(cells, "1")]).toEqual([1, 1, 0, 1, -1, -1]);
  expect([...RowLabels.own(["YES", "no"], "yes")]).toEqual([1, 0]);
});

test("rows are copies exactly when all their cells are equal, missing ones too", () => {
  const frame: Frame = {
    rows: 5,
    columns: [
      { name: "a", type: "number", values: Float64Array.of(1, 1, NaN, NaN, 1) },
      {
        name: "b",
        type: "category",
        codes: Int32Array.of(0, 0, 1, 1, 1),
        levels: ["x", "y"],
      },
      { name: "c", type: "text", values: ["t", "t", null, null, "t"] },
    ],
  };
  const [a, b, c, d, e] = DuplicateGroups.group(frame);
  expect([a === b, c === d, new Set([a, c, e]).size]).toEqual([true, true, 3]);
});
