import fc from "fast-check";
import { expect, test } from "vitest";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import type { PeriodState } from "@mainstay/core/state/period-state";

// One period: who is there, and whether the label says that it leaves.
type Month = { at: number; there: Record<string, boolean | null> };

const standing = ({ at, there }: Month): PeriodState.Info => {
  const id = Object.keys(there).sort();
  const none = id.map(() => null);
  return {
    ...{ period: `2026-${String(at + 1).padStart(2, "0")}`, inputDigest: "" },
    ...{ incomplete: null, unsummed: null },
    ...{ id, name: none, band: none, config: null, health: none },
    ...{ coverage: none, status: none, points: [], values: [], branch: [] },
    ...{ segments: {}, primary: "value", revenue: none, probability: none },
    ...{ sentiment: none, comments: id.map(() => 0), lifetime: none },
    ...{ alive: none, positive: id.map((one) => there[one]), metricInputs: {} },
    ...{ owner: none, plan: none, renewal: none, trend: none, recency: none },
    ...{ usual: new Map(), peers: { by: "plan", groups: new Map() } },
    ...{ model: none, leaves: true },
  };
};
const months = fc
  .uniqueArray(fc.nat(11), { minLength: 1, maxLength: 8 })
  .chain((at) =>
    fc.tuple(
      ...at
        .toSorted((a, b) => a - b)
        .map((month) =>
          fc
            .dictionary(
              fc.constantFrom("a", "b", "c", "d"),
              fc.constantFrom(true, false, false, null),
            )
            .map((there) => ({ at: month, there })),
        ),
    ),
  );

test("who turns positive or is gone within the horizon left; everybody else stayed; before it is over nothing is known of anybody", () => {
  fc.assert(
    fc.property(
      months,
      fc.integer({ min: 1, max: 4 }),
      ([now, ...later], horizon) => {
        const found = HealthBacktest.outcomes(
          standing(now),
          later.map(standing),
          horizon,
        );
        const ids = Object.keys(now.there).sort();
        const within = later.filter(({ at }) => at <= now.at + horizon);
        const over = later.some(({ at }) => at >= now.at + horizon);
        ids.forEach((id, k) => {
          const left = within.some(({ there }) => there[id] ?? !(id in there));
          const expected =
            now.there[id] === true || !(within.length > 0 && over)
              ? -1
              : Number(left);
          expect([id, found[k]]).toEqual([id, expected]);
        });
      },
    ),
  );
});

test("a label of the same row is its own outcome", () => {
  const now = standing({ at: 0, there: { a: true, b: false, c: null } });
  const gone = standing({ at: 1, there: {} });
  expect([...HealthBacktest.outcomes(now, [gone], 0)]).toEqual([1, 0, -1]);
});

test("a missing file at the horizon's end hides nobody who is seen after it", () => {
  const [now, next, after] = [0, 1, 4].map((at) =>
    standing({ at, there: { a: false } }),
  );
  expect([...HealthBacktest.outcomes(now, [next], 3)]).toEqual([-1]);
  expect([...HealthBacktest.outcomes(now, [next, after], 3)]).toEqual([0]);
});
