import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "@mainstay/core/base/error";
import { Log } from "@mainstay/core/base/log";

const value = fc.string({ minLength: 6 }).map((text) => `Zoë ${text}`);

test("what a message quotes of a customer is not written, in whatever way it is quoted", () => {
  fc.assert(
    fc.property(
      value.filter((text) => !/["'`“”]/.test(text)),
      (said) => {
        for (const message of [
          `Expected a number in "mrr", got "${said}"`,
          `Expected a number; came ${said}`,
          `Expected a number but got ${said}`,
          `Unexpected token 'Z', "${said}" is not valid JSON`,
          `line 3: “${said}” is no date`,
        ])
          for (const error of [
            new Failure("cell.number", message),
            new TypeError(message),
          ])
            expect(JSON.stringify(Log.describe(error))).not.toContain("Zoë");
      },
    ),
    { numRuns: 300 },
  );
});

test("an error keeps its name, its code, what it says and where it arose", () => {
  expect(Log.describe(new Failure("a.b", "Expected rows, got none"))).toEqual({
    name: "Failure",
    code: "a.b",
    message: "Expected rows, got …",
  });
  expect(Log.describe(new TypeError("x is not a function"))).toMatchObject({
    name: "TypeError",
    message: "x is not a function",
    at: expect.arrayContaining([expect.stringMatching(/log\.test\.ts/)]),
  });
});
