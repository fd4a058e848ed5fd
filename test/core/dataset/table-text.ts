// Small tables as text, for tests of how one kind of cell or line is read.
import { check, type Expect } from "./reading";

const quoted = (cell: string, separator: string) =>
  [separator, '"', "\n"].some((sign) => cell.includes(sign))
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;

/** Lines with their cells parted and, where needed, quoted. */
export const table = (rows: string[][], separator = ",", end = "\n") =>
  rows
    .map((row) => row.map((cell) => quoted(cell, separator)).join(separator))
    .map((line) => line + end)
    .join("");

/** Customers with the cells in a column of that name. */
export const column = (name: string, cells: string[], separator = ",") =>
  table(
    [
      ["Customer ID", "Plan", name],
      ...cells.map((cell, k) => [
        `C-${101 + k}`,
        k % 2 ? "Pro" : "Basic",
        cell,
      ]),
    ],
    separator,
  );

/** What a file of June 2025 is read as. */
export const reads = (
  text: string | Uint8Array,
  expect: Expect,
  dataset = "customers",
) =>
  check(typeof text === "string" ? Buffer.from(text) : text, {
    ...{ file: "accounts_2025-06.csv", dataset, expect },
  });
