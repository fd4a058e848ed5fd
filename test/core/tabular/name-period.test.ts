import { expect, test } from "vitest";
import { NamePeriod } from "@mainstay/core/tabular/name-period";

test.each([
  ["customers_Jan2024.csv", "2024-01"],
  ["customers_202402.csv", "2024-02"],
  ["customers-2024-03.xlsx", "2024-03"],
  ["2024_04 accounts.csv.gz", "2024-04"],
  ["Kunden März 2024.csv", "2024-03"],
  ["clients août_2023.csv", "2023-08"],
  ["clientes-diciembre-2023.csv", "2023-12"],
  ["客户2024年1月.csv", "2024-01"],
  ["2024年11月30日客户.csv", "2024-11"],
  ["export 05-2024.csv", "2024-05"],
  ["accounts Sept-25.csv", "2025-09"],
  ["2024 June health.csv", "2024-06"],
  ["report 31.01.2024.csv", "2024-01"],
  ["report 2024-02-29T10.csv", "2024-02"],
  ["Feb 29, 2024.csv", "2024-02"],
  ["2024-04/x.csv", "2024-04"],
  ["2024/04/x.csv", "2024-04"],
  ["year=2024/month=05/x.csv", "2024-05"],
  ["period=2024-05/part-0001.csv", "2024-05"],
  ["2023-01/customers 2024-06.csv", "2024-06"],
  ["customers_2024-04_exported_2024-05-02.csv", "2024-04"],
] as const)("%s speaks of %s", (path, period) =>
  expect(NamePeriod.of(path, "month")).toBe(period),
);

test.each([
  "customers.csv",
  "Kundenliste final.csv",
  "summary 2024.csv",
  "customers Q1 2024.csv",
  "marketing2024.csv",
  "export_1718236800.csv",
  "customers_2024-01_2024-03.csv",
  "03-04-2024.csv",
  "v2.10 build 20249999.csv",
  "decision-12.csv",
])("%s speaks of no month", (path) =>
  expect(NamePeriod.of(path, "month")).toBeNull(),
);

test("weeks, days and steps are told from names as their kinds allow", () => {
  expect(NamePeriod.of("a 2024-W05.csv", "week")).toBe("2024-W05");
  expect(NamePeriod.of("KW5_2024.csv", "week")).toBe("2024-W05");
  expect(NamePeriod.of("a 2024-02-01.csv", "week")).toBe("2024-W05");
  expect(NamePeriod.of("a 2024-02.csv", "week")).toBeNull();
  expect(NamePeriod.of("day=2024-02-01/a.csv", "day")).toBe("2024-02-01");
  expect(NamePeriod.of("a 2024-02.csv", "day")).toBeNull();
  expect(NamePeriod.of("a step 12.csv", "step")).toBe("0000000012");
});

test.each([
  ["customers-2026-11.csv", "month", "2026-11"],
  ["inbox/2025-01/export_202611.csv.gz", "month", "2026-11"],
  ["2026_11 final.csv", "month", "2026-11"],
  ["x-2026-11-05.csv", "month", "2026-11"],
  ["x-20261105.csv", "day", "2026-11-05"],
  ["x-2026-W05.csv", "week", "2026-W05"],
  ["x-2026-11.csv", "day", null],
  ["order-12026110.csv", "month", null],
  ["run_step_12.csv", "step", "0000000012"],
  ["customers.csv", "month", null],
] as const)("the name %s speaks of the %s %s", (name, kind, period) =>
  expect(NamePeriod.of(name, kind)).toBe(period),
);
