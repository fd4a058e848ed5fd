// spend-columns: spend ahead of customers' rows and events, by hand
import { expect, test } from "vitest";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import type { Event } from "@mainstay/core/events/event";
import { MetricConfig } from "@mainstay/core/metrics/metric-config";
import { MeteredSpend } from "@mainstay/core/state/metered-spend";
import { SpendColumns } from "@mainstay/core/state/spend-columns";
import { epochDay } from "@mainstay/core/reading/calendar";

const dayMs = 86_400_000;
const words = MetricConfig.defaults.actions.spend;

type Line = [user: string, day: number, amount: number, action?: string];
function log(lines: Line[]): Event.Log {
  const users = [...new Set(lines.map(([user]) => user))];
  const actions = [...new Set(lines.flatMap(([, , , action]) => action ?? []))];
  const sorted = [...lines].sort((a, b) => a[1] - b[1]);
  const n = sorted.length;
  return {
    ...{ users, actions, products: [] },
    user: Int32Array.from(sorted, ([user]) => users.indexOf(user)),
    product: new Int32Array(n).fill(-1),
    action: Int32Array.from(sorted, ([, , , action]) =>
      action === undefined ? -1 : actions.indexOf(action),
    ),
    time: Float64Array.from(sorted, ([, day]) => day * dayMs),
    quantity: new Float64Array(n).fill(1),
    amount: Float64Array.from(sorted, ([, , amount]) => amount),
    order: Int32Array.from({ length: n }, (_, k) => k),
  };
}
const every = (
  user: string,
  from: number,
  days: number,
  amount: number,
  action?: string,
) =>
  Array.from({ length: days }, (_, k): Line => [
    user,
    from + k,
    amount,
    action,
  ]);

const table = (
  numbers: Record<string, number[]>,
  roles: CustomerTable["roles"] = {},
) =>
  CustomerTable.fromColumns({
    period: "2026-10",
    id: ["a", "b"],
    roles: {
      ...Object.fromEntries(Object.keys(numbers).map((name) => [name, name])),
      ...roles,
    },
    numbers,
  });
const measure = (
  table: CustomerTable,
  given: Partial<SpendColumns.Input> = {},
) =>
  SpendColumns.measure({
    ...{ table, spends: [], numberOf: () => undefined, metered: null },
    rowsAsOf: epochDay(2026, 11, 1),
    ...given,
  });
const nov = (day: number) => epochDay(2026, 11, day);

test("daily usage tells the month under way, whatever the rows' own period", () => {
  const events = log([
    ...every("a", nov(1) - 30, 45, 10, "usage"),
    // Purchases are no usage.
    ...every("a", nov(1), 5, 1000, "purchase"),
  ]);
  const found = measure(table({ budget: [250, 250] }), {
    metered: MeteredSpend.measure(events, words),
  })!;
  expect(found).toMatchObject({
    ...{ spent: [150, null], projected: [300, null] },
    ...{ low: [300, null], high: [300, null], asOf: [nov(16), null] },
    ...{ limit: ["budget", null], exhausted: [nov(25), null] },
  });
});

test("a log without actions holds usage only; a last day that is not over waits", () => {
  const events = log(every("a", nov(1) - 30, 45, 10));
  const later = log([...every("a", nov(1) - 30, 45, 10), ["a", nov(15) + 0.5, 7]]); // prettier-ignore
  expect(MeteredSpend.measure(events, words)!.asOf).toBe(nov(16));
  const found = MeteredSpend.measure(later, words)!;
  expect(found.asOf).toBe(nov(15));
  expect(found.amounts.get("a")!.values.every((one) => one === 10)).toBe(true);
  expect(MeteredSpend.measure(events, words, nov(1))!.asOf).toBe(nov(1));
});

test("credit left in the rows is less by what was spent since", () => {
  const events = log(every("a", nov(1) - 30, 45, 10));
  const { limit, exhausted } = measure(table({ credits: [400, 0] }), {
    metered: MeteredSpend.measure(events, words),
  })!;
  // 150 of the 400 are spent until the fifteenth.
  expect(limit).toEqual(["credits", null]);
  expect(exhausted[0]).toBe(nov(16) + 24);
});

test("a commitment with a term counts from the term's first day", () => {
  const events = log(every("a", nov(1) - 30, 45, 10));
  const terms = {
    commitment: [600, 600],
    termStart: [nov(1) - 10, NaN],
    termEnd: [nov(1) + 355, NaN],
  };
  const metered = MeteredSpend.measure(events, words);
  // 250 are used until the fifteenth, so 350 are left for 35 days.
  expect(measure(table(terms), { metered })!.exhausted[0]).toBe(nov(16) + 34);
  const short = { ...terms, termEnd: [nov(16) + 34, NaN] };
  expect(measure(table(short), { metered })!.exhausted[0]).toBeNull();
});

test("without events the rows' spend is followed month by month", () => {
  const spends = ["2026-07", "2026-08", "2026-09"].map((period, k) => ({
    period,
    amounts: Float64Array.of([310, 310, 300][k]),
  }));
  const number = (id: string) => (id === "a" ? 0 : undefined);
  const found = measure(table({ spend: [310, NaN], commitment: [250, 250] }), {
    ...{ spends, numberOf: number },
  })!;
  expect(found.projected).toEqual([300, null]);
  expect(found.limit[0]).toBe("commitment");
  expect(found.exhausted[0]).toBe(nov(25));
});

test("a month under way counts up to the day of its file", () => {
  const found = measure(table({ spend: [100, NaN] }), {
    rowsAsOf: epochDay(2026, 10, 11),
  })!;
  expect(found.spent[0]).toBe(100);
  expect(found.projected[0]).toBeCloseTo(310, 6);
  expect(found.low[0]).toBeNull();
});

test("nobody's spend is none, and steps have no month", () => {
  expect(measure(table({ mrr: [1, 2] }))).toBeNull();
  const steps = { ...table({ spend: [1, 2] }), period: "0000000001" };
  expect(measure(steps)).toBeNull();
});

test("spend beyond the commitment counts against it as much as spend below", () => {
  const kept = (spend: number, given = {}) =>
    SpendColumns.kept(
      table({ spend: [spend, spend], commitment: [100, 100], ...given }),
    )![0];
  expect([50, 100, 150, 250].map((one) => kept(one))).toEqual([0.5, 1, 0.5, 0]);
  // October is 31 of the term's 310 days.
  const term = {
    commitment: [1000, 1000],
    termStart: [nov(1) - 60, 0],
    termEnd: [nov(1) + 250, 0],
  };
  expect(kept(80, term)).toBeCloseTo(0.8, 9);
});
