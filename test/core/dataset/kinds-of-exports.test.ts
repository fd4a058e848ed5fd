// Exports of billing, usage and survey tools by what their columns must be taken for.
import { test } from "vitest";
import { reads, table } from "./table-text";

const rows = (f: (i: number) => string[]) =>
  Array.from({ length: 9 }, (_, i) => f(i));
const file = (head: string[], f: (i: number) => string[]) =>
  table([head, ...rows(f)]);
const day = (i: number) => `2025-05-0${i + 1}`;

test("a summary whose first column has no name begins with its first customer", () =>
  reads(
    table([
      ["Northwind Ltd", ""],
      ["Sales by Customer Summary", ""],
      ["", "Total"],
      ...rows((i) => [`Firm ${i}`, `${100 + i}.50`]),
      ["TOTAL", "940.50"],
    ]),
    {
      ...{ accepted: 9, rejected: { 13: "row.total" } },
      ...{ sums: { Total: 940.5 }, facts: { id: "column1", line: 3 } },
    },
  ));

test.each([
  ["账期", () => "202505"],
  ["账单月份", () => "2025-05"],
  ["usage_date_utc", day],
  ["Billing period", () => "2025-05"],
  ["start_time", (i: number) => `${1746100000 + 86400 * i}`],
])("a bill of usage is of the time in %s", (name, cell) =>
  reads(
    file(["account_id", name, "model", "tokens"], (i) => [
      ...[`a${i}`, cell(i), "m-large", `${i * 1000}`],
    ]),
    { accepted: 9, facts: { time: name, periods: ["2025-05"] } },
    "usage",
  ),
);

test("days of May in a row are no fifths of months, and which was taken is said", () =>
  reads(
    file(["account_id", "Date", "Cost"], (i) => [
      ...[`a${i}`, `05/0${i + 1}/2025`, `${i}.5`],
    ]),
    {
      ...{ accepted: 9, warnings: ["date.order.undecided@Date"] },
      facts: { periods: ["2025-05"] },
    },
    "usage",
  ));

test("firsts of months stay months whatever the slashes", () =>
  reads(
    file(["account_id", "Date", "Cost"], (i) => [
      ...[`a${i}`, `01/0${i + 1}/2025`, `${i}.5`],
    ]),
    { accepted: 9, warnings: [], dates: { Date: "2025-01-01" } },
    "usage",
  ));

test.each([
  ["Contact ID", "Conversation rating", "Remark"],
  ["External Data Reference", "How likely are you to recommend us?", "Why?"],
  ["1.客户名称", "2.您有多大可能推荐我们？", "3.请说明原因"],
  ["Organizations", "Satisfaction rating", "Satisfaction comment"],
])("answers are of %s, and numbers of tickets are no points", (...names) =>
  reads(
    file(["Ticket ID", ...names, "Submitted at"], (i) => [
      ...[`${i}`, `K${i}`, `${i % 5}`, `because of ${i}`, day(i)],
    ]),
    {
      ...{ accepted: 9, facts: { id: names[0], time: "Submitted at" } },
      roles: { rating: names[1] },
    },
    "feedback",
  ),
);
