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

test("a row's name is the same in whatever file, order of columns and order of levels it stands", () => {
  const frame = (levels: string[], turned: boolean): Frame => {
    const columns: Frame["columns"] = [
      { name: "a", type: "number", values: Float64Array.of(1, NaN) },
      {
        name: "b",
        type: "category",
        codes: Int32Array.from(["y", "x"], (level) => levels.indexOf(level)),
        levels,
      },
    ];
    return { rows: 2, columns: turned ? columns.reverse() : columns };
  };
  const [one, other] = DuplicateGroups.digests(frame(["x", "y"], false));
  expect(one).not.toBe(other);
  expect(DuplicateGroups.digests(frame(["z", "y", "x"], true))).toEqual([
    one,
    other,
  ]);
});

test("machines' steps and a single period are parted by whose rows they are", () => {
  const id = Array.from({ length: 400 }, (_, k) => `m${k % 100}`);
  const period = id.map((_, k) => `000000000${Math.floor(k / 100)}`);
  const label = id.map((_, k) => (k >= 300 && k % 3 === 0 ? "1" : "0"));
  const asked = { column: "failed", positive: "1", horizon: 1 };
  const { split } = RowLabels.task(
    asked,
    { id, period, label },
    {
      group: Int32Array.from(id, (one) => Number(one.slice(1))),
      keys: { name: "id", of: id },
      kind: "step",
    },
  );
  const judged = new Set(Array.from(split.test, (row) => id[row]));
  expect(split.split!.key).toBe("id");
  expect(split.test.length).toBe(3 * judged.size);
  expect([...split.train].some((row) => judged.has(id[row]))).toBe(false);
});
