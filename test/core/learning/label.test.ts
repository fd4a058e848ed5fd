import { expect, test } from "vitest";
import { Label } from "@mainstay/core/learning/label";

test("a label says which value is yes and what it is, or leaves it to the cells", () => {
  const read = (label: object) => Label.Info.safeParse(label).success;
  expect(read({ column: "left", positive: "yes" })).toBe(true);
  expect(read({ column: "left", positive: true })).toBe(true);
  expect(read({ column: "left" })).toBe(true);
  expect(read({ positive: "yes" })).toBe(false);
  expect(read({ column: "spend", kind: "number" })).toBe(true);
  expect(read({ column: "spend", kind: "numbers" })).toBe(false);
  expect(
    (["binary", "time", "number", "classes", "ordered"] as const).filter(
      (kind) => Label.asksForPositive({ kind }),
    ),
  ).toEqual(["binary", "time"]);
});

test("only a label of yes and no says who has left", () => {
  expect(Label.yesOrNo({ kind: "number" })).toBeUndefined();
  expect(Label.yesOrNo({})).toEqual({});
});
