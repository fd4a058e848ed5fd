import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Health } from "@mainstay/core/health/health";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import type { PeriodState } from "@mainstay/core/state/period-state";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Definition } from "@mainstay/core/tabular/definition";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

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

const config = Health.Config.parse({
  components: [
    {
      ...{ name: "use", label: { en: "Use", zh: "使用" }, weight: 100 },
      source: { column: "use" },
      cuts: { poor: 0, concerning: 50, healthy: 100 },
    },
  ],
});

test("the back-test of stored periods is the same however many customers are looked at together", async () => {
  const definition = { columns: { left: "boolean" }, label: { column: "left", positive: "yes", horizon: 1 } }; // prettier-ignore
  await Dataset.write("big", Definition.Info.parse(definition), 0);
  const draw = random(3);
  for (const [at, customers] of [9_000, 5_000, 4_500].entries()) {
    const there = Object.fromEntries(
      Array.from({ length: customers }, (_, k) => [`c${k}`, draw.uniform() < 0.1]), // prettier-ignore
    );
    const state = standing({ at, there });
    const health = state.id.map(() => draw.integer(100));
    await StoredState.write("big", {
      ...{ ...state, config, health, probability: health.map((h) => 1 - h / 100) }, // prettier-ignore
      segments: { value: state.id.map(() => "all") },
      status: health.map((one) => (one < 70 ? "amber" : "green")),
      points: [Float32Array.from(health)],
      ...{ values: [null], branch: [null] },
    });
    await Dataset.setPeriod("big", state.period, null);
  }
  const near = (value: unknown) =>
    JSON.stringify(value, (_, one) =>
      typeof one === "number" ? Number(one.toPrecision(9)) : one,
    );
  const whole = await HealthBacktest.backtest("big", "2026-03", Infinity);
  const parts = await HealthBacktest.backtest("big", "2026-03", 1_000);
  expect(whole!.months.map(({ n }) => n > 4_000)).toEqual([true, true]);
  expect(near(parts)).toBe(near(whole));
});
