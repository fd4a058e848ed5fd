// customer-spend: what a stored state says of a customer's spend, days counted from today
import { expect, test } from "vitest";
import { CustomerSpend } from "@mainstay/core/accounts/customer-spend";

const day = (iso: string) => Date.parse(iso) / 86_400_000;
const spend = {
  ...{ spent: [150, 10, null], projected: [300, 20, null] },
  ...{ low: [280, null, null], high: [320, null, null] },
  asOf: [day("2026-11-16"), day("2026-11-16"), null],
  limit: ["budget" as const, null, null],
  ...{ exhausted: [day("2026-11-25"), null, null] },
  ...{ earliest: [day("2026-11-23"), null, null], latest: [null, null, null] },
};
const of = (row: number, now: string) =>
  CustomerSpend.of({ spend }, row, new Date(now));

test("the month is the one that spend is not yet known of to its end", () => {
  expect(of(0, "2026-11-20")).toEqual({
    ...{ month: "2026-11", through: "2026-11-15" },
    ...{ spent: 150, projected: 300, low: 280, high: 320 },
    exhaustion: {
      ...{ of: "budget", on: "2026-11-25", days: 5 },
      ...{ earliest: "2026-11-23", latest: null },
    },
  });
  expect(of(1, "2026-11-20")).toMatchObject({ low: null, exhaustion: null });
});

test("nothing is said where no spend is known", () => {
  expect(of(2, "2026-11-20")).toBeNull();
  expect(CustomerSpend.of({}, 0, new Date())).toBeNull();
});

test("a day that has passed is said as passed", () => {
  const said = (now: string) =>
    CustomerSpend.exhaustion(of(0, now)!.exhaustion!);
  expect(said("2026-11-25").en).toBe(
    "its budget is used up on 2026-11-25 at its pace",
  );
  expect(said("2026-11-27")).toEqual({
    en: "its budget was used up on 2026-11-25",
    zh: "预算已于 2026-11-25 用尽",
  });
});
