import { expect, test } from "vitest";
import { ReadCustomers } from "@mainstay/core/periods/read-customers";

const roles = { signup: "since", renewal: "renewal" };
const numbers = (...values: number[]) => ({
  kind: "numbers" as const,
  values: Float64Array.from(values),
});
const texts = (codes: number[], levels: string[]) => ({
  ...{ kind: "texts" as const, levels },
  codes: Int32Array.from(codes),
});
const rows = (
  period: string,
  id: string[],
  columns: [string, ReturnType<typeof numbers | typeof texts>][],
) => ({ period, id, columns: new Map(columns) });
const day = (date: string) => Date.parse(date) / 86_400_000;

test("a change is now over the same customer's period before, minus 1, and unknown without that period or over 0", () => {
  const now = rows(
    "2026-02",
    ["a", "b", "c", "d"],
    [["mrr", numbers(150, 20, 7, NaN)]],
  );
  const earlier = rows(
    "2026-01",
    ["a", "b", "d"],
    [["mrr", numbers(100, 0, 5)]],
  );
  const table = ReadCustomers.table(now, {}, earlier);
  expect([...table.number("change.mrr")!]).toEqual([0.5, NaN, NaN, NaN]);
  expect(ReadCustomers.table(now, {}).number("change.mrr")).toBeNull();
  expect(table.number("change.seats")).toBeNull();
});

test("tenure and days to renewal are counted from the period's end; steps have neither", () => {
  const columns = [
    ["since", numbers(day("2026-01-22"), NaN)],
    ["renewal", numbers(day("2026-03-11"), day("2026-01-31"))],
  ] as [string, ReturnType<typeof numbers>][];
  const month = ReadCustomers.table(
    rows("2026-01", ["a", "b"], columns),
    roles,
  );
  // January ends where February 1 begins.
  expect([...month.number("tenure.days")!]).toEqual([10, NaN]);
  expect([...month.number("renewal.days")!]).toEqual([38, -1]);
  const step = ReadCustomers.table(
    rows("0000000001", ["a", "b"], columns),
    roles,
  );
  expect(step.number("tenure.days")).toBeNull();
});

test("a category of numbers reads as numbers, and a number as text; a missing cell is missing in both", () => {
  const table = ReadCustomers.table(
    rows(
      "2026-01",
      ["a", "b", "c"],
      [
        ["rating", texts([1, -1, 0], ["good", "4"])],
        ["seats", numbers(3, NaN, 0)],
      ],
    ),
    {},
  );
  expect([...table.number("rating")!]).toEqual([4, NaN, NaN]);
  expect(table.text("rating")).toEqual(["4", null, "good"]);
  expect(table.text("seats")).toEqual(["3", null, "0"]);
});
