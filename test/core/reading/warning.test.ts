import fc from "fast-check";
import { expect, test } from "vitest";
import { Warning } from "@mainstay/core/reading/warning";

const warning = fc.record(
  {
    code: fc.constantFrom("cell.unread", "cell.sentinel", "__proto__"),
    column: fc.constantFrom("mrr", "seats", "constructor"),
    count: fc.integer({ min: 1, max: 99 }),
    example: fc.constantFrom("N/A", "tbc"),
    message: fc.constant("said"),
  },
  { requiredKeys: ["code", "message"] },
);
const keyOf = ({ code, column }: Warning.Info) =>
  JSON.stringify([code, column]);

test("merged warnings hold each code of a column once, and no count is lost", () => {
  fc.assert(
    fc.property(fc.array(warning), (list) => {
      const merged = Warning.merge(list);
      expect(merged.map(keyOf)).toEqual([...new Set(list.map(keyOf))]);
      const total = (warnings: Warning.Info[]) =>
        warnings.reduce((sum, { count = 0 }) => sum + count, 0);
      expect(total(merged)).toBe(total(list));
      for (const one of merged)
        expect(one.example).toBe(
          list.find((w) => keyOf(w) === keyOf(one) && w.example)?.example,
        );
    }),
  );
});

test("a sentence names the count and the example once", () => {
  const message = "mrr: cells that do not read count as missing";
  expect(
    Warning.sentence({
      code: "cell.unread",
      message,
      count: 2,
      example: "tbc",
    }),
  ).toBe(`${message} (2 times, such as "tbc")`);
  const whole = "mrr: 2 cells such as tbc do not read";
  expect(
    Warning.sentence({ code: "c", message: whole, count: 2, example: "tbc" }),
  ).toBe(whole);
});
