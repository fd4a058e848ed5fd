import fc from "fast-check";
import { expect, test } from "vitest";
import { AnswerColumns } from "@mainstay/core/customers/answer-columns";
import { Answer } from "@mainstay/core/model/answer";
import { AnswerWords } from "@mainstay/core/outcome/answer-words";
import { Outcome } from "@mainstay/core/outcome/outcome";

const share = fc.double({
  min: 0,
  max: 1,
  noNaN: true,
  noDefaultInfinity: true,
});
const amount = fc.double({ noNaN: true, noDefaultInfinity: true });
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor", "Plan", "plan", "a,b", '"'),
);
const kinds: fc.Arbitrary<Answer.Told> = fc.oneof(
  fc.record({
    kind: fc.constant("number" as const),
    value: amount,
    low80: amount,
    high80: amount,
    low95: amount,
    high95: amount,
  }),
  fc.uniqueArray(name, { minLength: 2, maxLength: 6 }).chain((names) =>
    fc.record({
      kind: fc.constant("classes" as const),
      class: fc.constantFrom(...names),
      classes: fc
        .array(share, { minLength: names.length, maxLength: names.length })
        .map((all) => Object.fromEntries(names.map((one, k) => [one, all[k]]))),
    }),
  ),
  fc.record({
    kind: fc.constant("time" as const),
    survival: fc
      .array(share, { minLength: 4, maxLength: 4 })
      .map((all) =>
        Object.fromEntries(Answer.horizons.map((ahead, k) => [ahead, all[k]])),
      ),
    expected: amount,
  }),
);

test("an answer is put together again from the cells of its columns, whatever its classes are called", () => {
  fc.assert(
    fc.property(kinds, (answer) => {
      const columns = Answer.columnsOf([answer]);
      const cells = columns.map((column) => Answer.cell(answer, column));
      const { kind: _, ...parts } = answer;
      expect(Answer.fromCells(columns, cells)).toEqual(parts);
      expect(new Set(columns.map((one) => one.name)).size).toBe(columns.length);
    }),
  );
});

test("typed columns of a period hold each customer's answer, under names that differ by more than case", () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(kinds), { minLength: 1, maxLength: 6 }),
      (answer) => {
        const id = answer.map((_, k) => `c${k}`);
        const band = answer.map((one) => one && ("high" as const));
        const rows = id.map((one, k) => ({
          id: one,
          answer: answer[k],
          band: band[k],
        }));
        const found = AnswerColumns.of([...id].reverse(), rows);
        if (!answer.some(Boolean)) return void expect(found).toBeNull();
        const names = found!.columns.map(({ stored }) => stored.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
        found!.columns.forEach((column, k) =>
          expect(
            Array.from(found!.values[k].values as ArrayLike<unknown>).reverse(),
          ).toEqual(answer.map((one) => Answer.cell(one, column))),
        );
        expect(found!.band.reverse()).toEqual(band);
      },
    ),
  );
});

test("what is left falls with time, within the periods that were watched and beyond", () => {
  const falls = fc
    .array(share, { minLength: 1, maxLength: 12 })
    .map((hazards) => {
      let left = 1;
      return hazards.map((hazard) => (left *= 1 - hazard));
    });
  fc.assert(
    fc.property(falls, share, share, (curve, a, b) => {
      const ends = curve.map((_, k) => k + 1);
      const [early, late] = [a, b]
        .sort((x, y) => x - y)
        .map((x) => 2 * ends.length * x);
      const at = (time: number) => Outcome.leftAfter({ ends }, curve, time);
      expect(at(late)).toBeLessThanOrEqual(at(early) + 1e-12);
      ends.forEach((end, k) => expect(at(end)).toBe(curve[k]));
      expect(at(0)).toBe(1);
    }),
  );
});

test("reasons say what they do to the amount, the class or the time", () => {
  const effect = (told: Parameters<typeof AnswerWords.effect>[0]) =>
    AnswerWords.effect(told, "spend");
  expect(effect({ kind: "number" })(12.345)).toBe("raises spend by 12.35");
  expect(effect({ kind: "number" })(-1200, "zh")).toContain("降低");
  expect(effect({ kind: "classes", class: "Pro" })(-0.5)).toBe(
    "lowers the odds of Pro strongly",
  );
  expect(effect({ kind: "time" })(0)).toContain("comes soon");
  expect(AnswerWords.phrase({ value: 412.3, low80: 300, high80: 520 })).toEqual(
    {
      said: "412.3",
      aside: "300–520",
    },
  );
});
