import fc from "fast-check";
import { expect, test } from "vitest";
import { CustomersFromSubscriptions } from "@mainstay/core/lifetime/customers-from-subscriptions";
import { Subscription } from "@mainstay/core/lifetime/subscription";

const day = (text: string) => Date.parse(text) / 86_400_000;
type Given = Partial<Omit<Subscription.Info, "start" | "end">> & {
  start: string;
  end?: string;
};
const list = (given: Given[]) =>
  given.map(({ start, end, ...rest }, k): Subscription.Info => ({
    ...{ key: String(k), customer: "a", plan: "Pro", currency: "USD" },
    ...{ amount: 100, months: 1, quantity: 1, seats: NaN, trial: false },
    ...rest,
    start: day(start),
    end: end ? day(end) : NaN,
  }));
const derive = (given: Given[], today = "2024-04-15") => {
  const { csv, warnings } = CustomersFromSubscriptions.derive(list(given), {
    today: day(today),
  });
  const [head, ...lines] = csv.trim().split(/\r?\n/);
  const names = head.split(",");
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, k) => [names[k], cell])),
  );
  const mrr = rows.map((r) => [r.customer_id, r.month, Number(r.mrr)]);
  return { rows, mrr, codes: warnings.map(({ code }) => code) };
};

test("a customer's month is the sum of what is active at its end, a year's amount by twelve and a quarter's by three", () => {
  const { mrr } = derive([
    { start: "2024-01-31", amount: 1200, months: 12 },
    { start: "2024-02-10", amount: 90, months: 3, end: "2024-03-20" },
    { start: "2024-02-01", amount: 10, quantity: 4 },
    { start: "2024-03-31", customer: "b" },
    { start: "2024-04-01", customer: "c" },
  ]);
  expect(mrr).toEqual([
    ["a", "2024-01", 100],
    ["a", "2024-02", 170],
    ["a", "2024-03", 140],
    ["b", "2024-03", 100],
  ]);
});

test("a change within the month counts as it stands at the month's end", () => {
  const { mrr, rows } = derive([
    { start: "2024-01-10", end: "2024-02-15", amount: 50, plan: "Basic" },
    { start: "2024-02-15", amount: 80 },
  ]);
  expect(mrr.map(([, , value]) => value)).toEqual([50, 80, 80]);
  expect(rows.map(({ plan }) => plan)).toEqual(["Basic", "Pro", "Pro"]);
});

test("an end the day before the next start is a last day, and no month is lost between the two", () => {
  const { mrr, codes } = derive([
    { start: "2024-01-01", end: "2024-01-31" },
    { start: "2024-02-01", end: "2024-02-29" },
    { start: "2024-03-01", end: "2024-03-31" },
  ]);
  expect(mrr.map(([, month]) => month)).toEqual([
    "2024-01",
    "2024-02",
    "2024-03",
  ]);
  expect(codes).toContain("subscription.end.included");
});

test("trials pay nothing, a refund is a credit and nobody leaves by it, and a fee paid once does not recur", () => {
  const { mrr, rows, codes } = derive([
    { start: "2024-01-05", end: "2024-02-20", trial: true },
    { start: "2024-02-20" },
    { start: "2024-03-03", amount: -40 },
    { start: "2024-03-04", amount: 500, months: NaN },
  ]);
  expect(mrr.map(([, , value]) => value)).toEqual([0, 100, 100]);
  expect(rows.map(({ trial }) => trial)).toEqual(["1", "0", "0"]);
  expect(rows.map(({ credits }) => credits)).toEqual(["0", "0", "40"]);
  expect(rows.map(({ churned }) => churned)).toEqual(["", "0", ""]);
  expect(codes).toContain("subscription.interval");
});

test("who leaves has no row any more and is known as leaving the month before; ends of the past are no column to learn from", () => {
  const { rows } = derive([
    { start: "2024-01-05", end: "2024-03-02" },
    { start: "2024-01-05", customer: "b", end: "2024-12-31" },
  ]);
  expect(rows.map((r) => [r.customer_id, r.month, r.churned])).toEqual([
    ["a", "2024-01", "0"],
    ["b", "2024-01", "0"],
    ["a", "2024-02", "1"],
    ["b", "2024-02", "0"],
    ["b", "2024-03", ""],
  ]);
  expect(rows.map(({ renewal }) => renewal)).toEqual([
    "",
    "",
    "",
    "",
    "2024-12-31",
  ]);
});

test("an old export is not carried on to today, and it is said", () => {
  const { rows, codes } = derive([
    { start: "2023-01-01" },
    { start: "2023-02-28" },
  ]);
  expect(rows.map(({ month }) => month)).toEqual(["2023-01", "2023-02"]);
  expect(codes).toContain("subscription.until");
});

test("two currencies of one customer make no sum", () => {
  const { rows, codes } = derive([
    { start: "2024-03-01" },
    { start: "2024-03-01", currency: "EUR" },
  ]);
  expect(rows[0].mrr).toBe("");
  expect(codes).toContain("subscription.currencies");
});

test("all months' revenue is that of a count by brute force", () => {
  const one = fc.record({
    customer: fc.constantFrom("a", "b", "c"),
    start: fc.integer({ min: day("2023-01-01"), max: day("2024-03-31") }),
    length: fc.option(fc.integer({ min: 1, max: 300 })),
    amount: fc.integer({ min: -50, max: 500 }),
    months: fc.constantFrom(1, 3, 12),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (given) => {
      const iso = (at: number) =>
        new Date(at * 86_400_000).toISOString().slice(0, 10);
      const { rows, codes } = derive(
        given.map(({ start, length, ...rest }) => ({
          ...rest,
          start: iso(start),
          end: length === null ? undefined : iso(start + length),
        })),
        "2024-04-01",
      );
      fc.pre(!codes.includes("subscription.end.included"));
      for (const month of new Set(rows.map((r) => r.month))) {
        const [y, m] = month.split("-").map(Number);
        const end = Date.UTC(y, m, 1) / 86_400_000 - 1;
        const expected = given
          .filter(
            ({ start, length }) =>
              start <= end && start + (length ?? 1e6) > end,
          )
          .reduce((sum, one) => sum + Math.max(0, one.amount) / one.months, 0);
        const got = rows
          .filter((r) => r.month === month)
          .reduce((sum, r) => sum + Number(r.mrr), 0);
        expect(Math.abs(got - expected)).toBeLessThan(0.02);
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  ["month", 1],
  ["Monthly", 1],
  ["every 3 months", 3],
  ["P1Y", 12],
  ["annual", 12],
  ["yearly", 12],
  ["quarter", 3],
  ["semi-annual", 6],
  ["halbjährlich", 6],
  ["vierteljährlich", 3],
  ["jährlich", 12],
  ["mensuel", 1],
  ["trimestriel", 3],
  ["annuel", 12],
  ["año", 12],
  ["按月", 1],
  ["季度", 3],
  ["年", 12],
  ["半年", 6],
  ["once", NaN],
  ["", NaN],
])("the interval %j is %d months", (word, months) => {
  expect(Subscription.monthsOf(word)).toBe(months);
});
