import { expect, test } from "vitest";
import { Config } from "@mainstay/core/metrics/metric-config";
import { Currency } from "@mainstay/core/metrics/currency";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { MetricHistory } from "@mainstay/core/metrics/metric-history";
import { CustomerTable } from "@mainstay/core/customers/customer-table";

const table = (period: string, rows: [string, number, string | null][]) =>
  CustomerTable.fromColumns({
    ...{ period, id: rows.map(([id]) => id) },
    roles: { revenue: "mrr", currency: "cur" },
    numbers: { mrr: rows.map(([, mrr]) => mrr) },
    texts: { cur: rows.map(([, , code]) => code) },
  });
const january = table("2024-01", [
  ["a", 100, "USD"],
  ["b", 200, "EUR"],
  ["c", 50, " usd "],
]);
const february = table("2024-02", [
  ["a", 120, "USD"],
  ["b", 200, "EUR"],
]);
const measure = (rates = {}) => {
  const [sheet, before] = [february, january].map((table) =>
    Currency.convert(table, rates),
  );
  const past = MetricHistory.fromTables([before], Config.parse({ rates }));
  return MetricBoard.measure({ sheet, before, past }).info;
};

test("sums over currencies have no value without rates; each currency has its own, and churn of customers stands", () => {
  const { values, movements, unsummed, currencies } = measure();
  for (const name of ["mrr", "arpa", "nrr", "grr", "hhi"] as const)
    expect(values[name]).toEqual({ value: null, why: unsummed });
  expect(movements).toBeNull();
  expect(values.logoChurn).toMatchObject({ value: 1 / 3 });
  expect(currencies).toMatchObject([
    { currency: "EUR", mrr: { value: 200 }, nrr: { value: 1 } },
    { currency: "USD", mrr: { value: 120 }, nrr: { value: 0.8 } },
  ]);
});

test("with a rate for each currency amounts are added up in the currency of the rates", () => {
  const { values, unsummed } = measure({ usd: 1, EUR: 1.5 });
  expect(unsummed).toBeNull();
  expect(values.mrr).toMatchObject({ value: 420 });
  expect(values.nrr).toMatchObject({ value: 420 / 450 });
  expect(measure({ USD: 1 }).values.mrr.value).toBeNull();
});

test("one currency in one period and another in the next cannot be compared", () => {
  const dollars = table("2024-01", [["a", 100, "USD"]]);
  const euros = table("2024-02", [["a", 90, "EUR"]]);
  const { values } = MetricBoard.measure({
    sheet: euros,
    before: dollars,
  }).info;
  expect(values.nrr.value).toBeNull();
  expect(values.mrr.value).toBe(90);
});

test("a blank beside one currency is that currency", () => {
  const sheet = table("2024-01", [
    ["a", 100, "USD"],
    ["b", 1, null],
  ]);
  const { values, currencies } = MetricBoard.measure({ sheet }).info;
  expect(values.mrr).toMatchObject({ value: 101 });
  expect(currencies).toEqual([]);
});
