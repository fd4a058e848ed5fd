import fc from "fast-check";
import { expect, test } from "vitest";
import { LabelAnswers } from "@mainstay/core/label/label-answers";

const read = (positive: string, cells: (string | null)[]) => {
  const answers = LabelAnswers.ofCells(positive, cells);
  return { answers: cells.map(answers.of), others: [...answers.others.keys()] };
};

test("both sides of a label read in every spelling, whichever of them the definition names", () => {
  const yes = ["Yes", "yes", "Y", "TRUE", "1", "1.0", "是", "ja"];
  const no = ["No", "no", "N", "FALSE", "0", "0.0", "否", "nein"];
  fc.assert(
    fc.property(
      fc.constantFrom(...yes),
      fc.array(fc.constantFrom(...yes, ...no), { minLength: 1 }),
      (positive, cells) => {
        const all = [...cells, "no"];
        const truth = all.map((cell) => Number(yes.includes(cell)));
        expect(read(positive, all).answers).toEqual(truth);
        expect(read("No", [...all, "Yes"]).answers).toEqual(
          [...truth, 1].map((value) => 1 - value),
        );
      },
    ),
  );
});

test("missing cells and words for no value are unknown, a third value is named and unknown", () => {
  expect(
    read("yes", ["Yes", "no", null, "", "N/A", "未知", "pending"]),
  ).toEqual({ answers: [1, 0, -1, -1, -1, -1, -1], others: ["pending"] });
  const states = [...Array(12).fill("Churned"), ...Array(20).fill("active")];
  expect(read("churned", [...states, "paused"])).toEqual({
    answers: [...Array(12).fill(1), ...Array(20).fill(0), -1],
    others: ["paused"],
  });
});

test("one class against many others is what it says, and numbers are themselves", () => {
  const classes = ["a", "b", "c", "a", "b", "c", "B"];
  expect(read("b", classes).answers).toEqual([0, 1, 0, 0, 1, 0, 1]);
  expect(read("2", ["1", "2", "2.0", "1"]).answers).toEqual([0, 1, 1, 0]);
  expect(read("1", ["1", "2", "2.0", "1"]).answers).toEqual([1, 0, 0, 1]);
});
