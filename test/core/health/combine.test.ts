// What other weights and bounds would make of points that are known.
import fc from "fast-check";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { Health } from "@mainstay/core/health/health";
import { expect, test } from "vitest";

const config = (weights: number[], amber: number, green: number) =>
  Health.Config.parse({
    components: weights.map((weight, k) => ({
      name: `c${k}`,
      label: { en: `c${k}`, zh: `c${k}` },
      weight,
      source: { column: `c${k}` },
      cuts: { poor: 0, concerning: 50, healthy: 100 },
      missing: (["skip", "neutral", "poor"] as const)[k % 3],
    })),
    status: { amber, green },
  });

const weights = fc
  .tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }))
  .map(([a, b]) => [a, b, 100 - a - b]);
const cell = fc.oneof(fc.constant(NaN), fc.integer({ min: -10, max: 110 }));

test("other weights and bounds make of known points what assessing anew makes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
      ...[weights, weights],
      (rows, before, after) => {
        const table = CustomerTable.fromColumns({
          period: "2026-01",
          id: rows.map((_, k) => `${k}`),
          numbers: Object.fromEntries(
            [0, 1, 2].map((c) => [
              `c${c}`,
              Float64Array.from(rows, (row) => row[c]),
            ]),
          ),
        });
        const known = Health.assess(config(before, 50, 75), table);
        const wanted = config(after, 40, 60);
        const { score, status, coverage } = Health.assess(wanted, table);
        expect(Health.combine(wanted, known, rows.length)).toEqual({
          ...{ score, status, coverage },
        });
      },
    ),
  );
});
