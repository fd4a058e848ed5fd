import fc from "fast-check";
import { expect, test } from "vitest";
import { NearNames } from "@mainstay/core/base/near-names";

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

// The definition itself, without a table.
function slow(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const last = a.at(-1) === b.at(-1) ? 0 : 1;
  const ways = [
    slow(a.slice(0, -1), b) + 1,
    slow(a, b.slice(0, -1)) + 1,
    slow(a.slice(0, -1), b.slice(0, -1)) + last,
  ];
  if (a.length > 1 && b.length > 1 && a.slice(-2) === b.at(-1)! + b.at(-2)!)
    ways.push(slow(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...ways);
}

test("the distance is the least number of changes and swaps of neighbours", () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(NearNames.distance(a, b)).toBe(slow(a, b));
    }),
  );
});

test("a name with a typing error, another case or other signs is found first", () => {
  const names = ["mrr", "customer_id", "plan", "usage"];
  expect(NearNames.near("custmer id", names)[0]).toBe("customer_id");
  expect(NearNames.near("MRR", names)[0]).toBe("mrr");
  expect(NearNames.near("uasge", names)[0]).toBe("usage");
  expect(NearNames.near("zzzzzz", names)).toEqual([]);
});
