import fc from "fast-check";
import { expect, test } from "vitest";
import { Period } from "@mainstay/core/tabular/period";

const kinds = fc.constantFrom("month", "week", "day", "step" as const);
const days = fc.integer({ min: 0, max: 60_000 });

test.each([
  ["2026-11-05", "month", "2026-11"],
  ["2026-11", "month", "2026-11"],
  ["202611", "month", "2026-11"],
  ["5.11.2026", "day", "2026-11-05"],
  ["2026-W05", "week", "2026-W05"],
  ["17", "step", "0000000017"],
  // ISO 8601: weeks belong to the year of their Thursday.
  ["2027-01-01", "week", "2026-W53"],
  ["2024-12-30", "week", "2025-W01"],
  ["2021-01-03", "week", "2020-W53"],
] as const)("%s lies in the %s %s", (text, kind, period) =>
  expect(Period.parse(text, kind)).toBe(period),
);

test("what is no date or no whole step has no period", () => {
  expect(Period.parse("soon", "month")).toBeNull();
  expect(Period.parse(NaN, "day")).toBeNull();
  expect(Period.parse(1.5, "step")).toBeNull();
  expect(Period.parse("-1", "step")).toBeNull();
});

test("a day lies between the start and the end of its period", () => {
  fc.assert(
    fc.property(kinds, days, (kind, day) => {
      const period = Period.parse(day, kind)!;
      expect(Period.start(period)).toBeLessThanOrEqual(day);
      expect(Period.end(period)).toBeGreaterThan(day);
      expect(Period.kindOf(period)).toBe(kind);
    }),
  );
});

test("text order is time order, and distance counts the steps between", () => {
  fc.assert(
    fc.property(
      kinds,
      days,
      fc.integer({ min: 0, max: 40 }),
      (kind, day, steps) => {
        const from = Period.parse(day, kind)!;
        let to = from;
        for (let i = 0; i < steps; i++) {
          const next = Period.next(to);
          expect(next > to).toBe(true);
          expect(Period.previous(next)).toBe(to);
          to = next;
        }
        expect(Period.distance(from, to)).toBe(steps);
        expect(Period.distance(to, from) + steps).toBe(0);
      },
    ),
  );
});
