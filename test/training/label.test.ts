import { expect, test } from "vitest";
import { Copies } from "@mainstay/training/copies";
import { Label } from "@mainstay/training/label";
import type { Frame } from "@mainstay/core/frame";

test("an answer counts as positive however its number or case is written", () => {
  const cells = ["1", "1.0", "0", "yes", null, ""];
  expect([...Label.own(cells, "1")]).toEqual([1, 1, 0, 0, -1, -1]);
  expect([...Label.own(["YES", "no"], "yes")]).toEqual([1, 0]);
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
  const [a, b, c, d, e] = Copies.group(frame);
  expect([a === b, c === d, new Set([a, c, e]).size]).toEqual([true, true, 3]);
});
