import fc from "fast-check";
import { expect, test } from "vitest";
import { Mark } from "@mainstay/core/erasure/mark";

test("a mark is found as a whole word, plain, in JSON and in HTML, whatever signs it holds", () => {
  const word = fc
    .string({ minLength: 1, maxLength: 12, unit: "grapheme" })
    .filter((text) => text.trim() === text);
  fc.assert(
    fc.property(word, (text) => {
      const mark = Mark.of([text]);
      for (const said of [
        text,
        `x ${text} y`,
        JSON.stringify({ a: text }),
        `<td>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;")}</td>`,
      ])
        expect(mark.test(said)).toBe(true);
    }),
    { numRuns: 300 },
  );
  expect(Mark.of(["c1"]).test("c12 and xc1")).toBe(false);
  expect(Mark.of(["c-1", "One"]).test("Ones, c-11")).toBe(false);
});
