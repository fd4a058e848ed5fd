import { expect, test } from "vitest";
import { Label } from "@mainstay/core/learning/label";

test("a label of yes and no says which value is yes; others need none", () => {
  const read = (label: object) => Label.Info.safeParse(label).success;
  expect(read({ column: "left", positive: "yes" })).toBe(true);
  expect(read({ column: "left", positive: true })).toBe(true);
  expect(read({ column: "left" })).toBe(false);
  expect(read({ column: "left", kind: "time" })).toBe(false);
  expect(read({ column: "spend", kind: "number" })).toBe(true);
  expect(read({ column: "spend", kind: "numbers" })).toBe(false);
});

test("only a label of yes and no says who has left", () => {
  expect(Label.yesOrNo({ kind: "number" })).toBeUndefined();
  expect(Label.yesOrNo({})).toEqual({});
});
