import fc from "fast-check";
import { expect, test } from "vitest";
import { Frame, type Column } from "@mainstay/core/tabular/frame";

const frame: Frame = {
  rows: 3,
  columns: [
    { name: "n", type: "number", values: Float64Array.of(1, NaN, 3) },
    {
      name: "c",
      type: "category",
      codes: Int32Array.of(0, -1, 1),
      levels: ["x", "y"],
    },
    { name: "t", type: "text", values: ["a", null, "b"] },
  ],
};
// Rows as plain values: what a frame means, whatever its codes.
const meaning = ({ rows, columns }: Frame) =>
  Array.from({ length: rows }, (_, row) =>
    columns.map((column: Column) => {
      if (column.type === "category")
        return column.levels[column.codes[row]] ?? null;
      return column.values[row];
    }),
  );

test("selected rows are the rows asked for, in that order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2)), (rows) => {
      const all = meaning(frame);
      expect(meaning(Frame.select(frame, rows))).toEqual(
        rows.map((row) => all[row]),
      );
    }),
  );
});

test("joined frames hold the rows of each, though their levels are numbered differently", () => {
  const other = Frame.select(frame, [2, 0]);
  other.columns[1] = {
    name: "c",
    type: "category",
    codes: Int32Array.of(0, 1),
    levels: ["z", "x"],
  };
  const joined = Frame.concat([frame, other, frame]);
  expect(meaning(joined)).toEqual([
    ...meaning(frame),
    ...meaning(other),
    ...meaning(frame),
  ]);
  expect(new Set((joined.columns[1] as { levels: string[] }).levels).size).toBe(
    3,
  );
});

test("a column is found by name", () => {
  expect(Frame.column(frame, "c")).toBe(frame.columns[1]);
  expect(Frame.column(frame, "absent")).toBeUndefined();
});
