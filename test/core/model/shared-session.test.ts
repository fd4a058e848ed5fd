import fc from "fast-check";
import { expect, test } from "vitest";
import { feeds } from "@mainstay/core/model/input-tensors";
import { InferenceSession } from "@mainstay/core/model/runtime";
import { SharedSession } from "@mainstay/core/model/shared-session";
import { Graph } from "@mainstay/training/onnx/graph";

const inputs = { numbers: ["a", "b"], categories: ["c"] };

// contributions [n, 2] = numbers + at, base [1] = 7, isRed [n, 1, 1] = 1 where c is "red".
async function session() {
  const g = new Graph();
  const numbers = g.input("numbers", "float", ["n", 2]);
  const categories = g.input("categories", "string", ["n", 1]);
  const at = g.input("at", "float", ["n", 1]);
  g.output("contributions", g.Add(numbers, at));
  g.output("isRed", g.OneHotEncoder(categories, ["red"]));
  g.output("base", g.constant("float", [1], [7]));
  return InferenceSession.create(g.model());
}

const row = fc.record({
  a: fc.integer({ min: -99, max: 99 }),
  b: fc.integer({ min: -99, max: 99 }),
  c: fc.constantFrom("red", "blue", null),
  at: fc.integer({ min: 0, max: 99 }),
});

test("calls made at once are each answered with their own rows, as if they were alone", async () => {
  const run = SharedSession.share(await session());
  // Now and then a call that is too large for company.
  const call = fc.oneof(
    { weight: 9, arbitrary: fc.array(row, { minLength: 1, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(row, { minLength: 65, maxLength: 70 }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 100 }), async (calls) => {
      const answers = calls.map((rows) => {
        const frame = {
          rows: rows.length,
          columns: [
            ...(["a", "b"] as const).map((name) => ({
              ...{ name, type: "number" as const },
              values: Float64Array.from(rows, (row) => row[name]),
            })),
            {
              ...{ name: "c", type: "text" as const },
              values: rows.map(({ c }) => c),
            },
          ],
        };
        return run(
          feeds(
            frame,
            inputs,
            rows.map(({ at }) => at),
          ),
        );
      });
      for (const [k, { contributions, isRed, base }] of (
        await Promise.all(answers)
      ).entries()) {
        const rows = calls[k];
        expect(Array.from(contributions.data)).toEqual(
          rows.flatMap(({ a, b, at }) => [a + at, b + at]),
        );
        expect(Array.from(isRed.data)).toEqual(
          rows.map(({ c }) => +(c === "red")),
        );
        expect(Array.from(base.data)).toEqual([7]);
      }
    }),
    { numRuns: 30 },
  );
});
