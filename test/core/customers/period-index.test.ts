import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { expect, test } from "vitest";

test.each([
  ["1234.5", 1234.5],
  ["1,234.50", 1234.5],
  ["-1e3", -1000],
  ["1,2", null],
  ["0x10", null],
  ["n/a", null],
  [undefined, null],
])(
  "a cell of revenue that says %s is %s in lists, as in metrics",
  (cell, revenue) => {
    const row = PeriodIndex.rowOf(
      {
        ...{ id: "a", period: "2026-01", upload: "u", line: 2, score: null },
        cells: cell === undefined ? {} : { arr: cell },
      },
      { roles: { revenue: "arr" }, numbers: {} },
    );
    expect(row.revenue).toBe(revenue);
  },
);
