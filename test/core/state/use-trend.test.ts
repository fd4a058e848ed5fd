import fc from "fast-check";
import { expect, test } from "vitest";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { Propose } from "@mainstay/core/playbooks/action/propose";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { UseTrend } from "@mainstay/core/state/use-trend";
import { Definition } from "@mainstay/core/tabular/definition";

const definition = Definition.Info.parse({
  columns: { calls: "number", logins: "number", orders_30d: "number" },
});
type Row = Partial<
  Record<"calls" | "logins" | "orders_30d" | "recency" | "count", number>
>;
const table = (row: Row) => {
  const { recency, count, ...own } = row;
  return CustomerTable.fromColumns({
    period: "2026-10",
    id: ["a"],
    roles: { requests: "calls" },
    numbers: {
      ...Object.fromEntries(
        Object.entries(own).map(([name, value]) => [name, [value]]),
      ),
      ...(recency !== undefined && {
        "events.recency": [recency],
        "events.count": [count ?? 0],
      }),
    },
  });
};
const after = (...rows: Row[]) => {
  let usual: UseTrend.Usual | null = null;
  let trend = NaN;
  for (const row of rows) {
    const found = UseTrend.measure(table(row), definition, usual);
    [usual, trend] = [found.usual, found.trend[0]];
  }
  return trend;
};

test("use is measured against its usual level, which follows slowly", () => {
  expect(after({ calls: 100 })).toBe(0);
  expect(after({ calls: 100 }, { calls: 25 })).toBe(-0.75);
  expect(after({ calls: 100 }, { calls: 100 }, { calls: 130 })).toBeCloseTo(
    0.3,
  );
  // Two thirds of 100 and a third of 0.
  expect(after({ calls: 100 }, { calls: 0 }, { calls: 100 })).toBeCloseTo(0.5);
  // A customer that has been silent for months is silent still.
  expect(after({ calls: 9 }, ...Array(6).fill({ calls: 0 }))).toBe(-1);
  expect(after({ calls: 0 }, { calls: 0 })).toBeNaN();
});

test("one live signal is enough, whichever signals are silent", () => {
  const live = { calls: 3e6 };
  expect(after({ ...live, recency: 67 })).toBe(0);
  expect(
    after({ ...live, recency: 2, count: 9 }, { ...live, recency: 67 }),
  ).toBe(0);
  expect(
    after({ calls: 10, logins: 30 }, { calls: 0, logins: 29 }),
  ).toBeGreaterThan(-0.1);
  expect(after({ calls: 10, logins: 30 }, { calls: 0, logins: 3 })).toBeCloseTo(
    -0.9,
  );
  // The log alone speaks where nothing else is known.
  expect(after({ recency: 67 })).toBe(-1);
  expect(after({ recency: 40 })).toBeNaN();
  // Who orders once a quarter has not stopped in a month.
  expect(
    after({ orders_30d: 1 }, { orders_30d: 0 }, { orders_30d: 0 }),
  ).toBeNaN();
});

test("win-back never goes to a customer with live use, and goes to those whose use fell by whatever signal", () => {
  const size = fc.integer({ min: 1, max: 1e6 });
  const winsBack = (then: Row, now: Row) => {
    const before = UseTrend.measure(table(then), definition, null);
    const sheet = table(now);
    const { trend } = UseTrend.measure(sheet, definition, before.usual);
    const { actions } = Propose.propose(
      {
        ...PlaybookConfig.defaults,
        playbooks: PlaybookConfig.defaults.playbooks
          .filter(({ id }) => id === "win-back")
          .map((playbook) => ({ ...playbook, holdOut: 0 })),
      },
      CustomerTable.withColumns(sheet, { numbers: { "use.trend": trend } }),
      { dataset: "customers", now: new Date("2026-11-02"), known: [] },
    );
    return actions.length > 0;
  };
  fc.assert(
    fc.property(
      fc.constantFrom("calls" as const, "logins" as const),
      size,
      fc.double({ min: 0, max: 3, noNaN: true }),
      fc.integer({ min: 46, max: 900 }),
      (signal, before, factor, recency) => {
        const now = { [signal]: before * factor, recency };
        expect(winsBack({ [signal]: before, recency }, now)).toBe(
          Math.round((factor - 1) * 1e9) <= -0.6e9,
        );
      },
    ),
    { numRuns: 100 },
  );
});
