import { Growth } from "@mainstay/core/accounts/growth";
import type { Priorities } from "@mainstay/core/accounts/priorities";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import fc from "fast-check";
import { expect, test } from "vitest";

const table = (seats: number, active: number, trend: number) =>
  CustomerTable.fromColumns({
    ...{ period: "2026-10", id: ["a"] },
    roles: { seats: "seats", activeSeats: "active" },
    numbers: { seats: [seats], active: [active], "use.trend": [trend] },
  });
const number = fc.double({ min: 0, max: 1000, noNaN: true });

test("a sign of growth is shown exactly from its threshold on", () => {
  fc.assert(
    fc.property(
      number,
      number,
      fc.double(),
      fc.boolean(),
      (seats, active, trend, over) => {
        const ahead = new Set(over ? ["a"] : []);
        const found = Growth.signsOf(table(seats, active, trend), 0, ahead);
        expect(found.map(({ sign }) => sign)).toEqual([
          ...(seats > 0 && active / seats >= 0.9 ? ["seats"] : []),
          ...(over ? ["commitment"] : []),
          ...(trend >= 0.2 ? ["usage"] : []),
        ]);
      },
    ),
  );
});

const ranked = fc.record({
  id: fc.uuid(),
  band: fc.constantFrom("high", "medium", "low", null),
  left: fc.constantFrom(null, { period: "2026-09" }),
  revenue: fc.option(fc.integer({ min: -5, max: 5 })),
  status: fc.constantFrom("red", "amber", "green", null),
});

test("nobody is asked to grow who is at risk, unhealthy, gone or without revenue; the largest stands first", () => {
  fc.assert(
    fc.property(fc.array(ranked), (all) => {
      const given = all.map(
        ({ status, ...one }) =>
          ({
            ...one,
            row: 0,
            state: { status: [status] },
          }) as unknown as Priorities.Ranked,
      );
      const found = Growth.candidates(given).map(({ id }) => id);
      const safe = all.filter(
        ({ band, left, revenue, status }) =>
          (band === "low" || band === null) &&
          !left &&
          (revenue ?? 0) > 0 &&
          (status === "green" || status === null),
      );
      expect([...found].sort()).toEqual(safe.map(({ id }) => id).sort());
      const revenue = found.map(
        (id) => all.find((one) => one.id === id)!.revenue!,
      );
      expect(revenue).toEqual([...revenue].sort((a, b) => b - a));
    }),
  );
});
