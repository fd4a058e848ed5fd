import fc from "fast-check";
import { expect, test } from "vitest";
import { CustomerTable } from "@mainstay/core/customers/customer-table";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { Propose } from "@mainstay/core/playbooks/action/propose";
import { PlaybookConfig } from "@mainstay/core/playbooks/playbook-config";
import { Uplift } from "@mainstay/core/playbooks/uplift";
import { Trees } from "@mainstay/core/trees/trees";

const candidates = fc.array(
  fc.record({
    priority: fc.double({ min: 0, max: 1e6, noNaN: true }),
    uplift: fc.double({ min: -1, max: 1, noNaN: true }),
    stake: fc.option(fc.double({ min: 1, max: 1e6, noNaN: true }), {
      nil: NaN,
    }),
  }),
  { minLength: 1, maxLength: 30 },
);

test("a ranking by uplift deals a playbook's own places anew: none is lost, and who gains more never stands lower", () => {
  fc.assert(
    fc.property(candidates, (rows) => {
      const uplift = Float64Array.from(rows, (row) => row.uplift);
      const stake = Float64Array.from(rows, (row) => row.stake);
      const own = rows.map(({ priority }, i) => ({ i, priority }));
      const places = Uplift.reorder(own, uplift, stake);
      const sorted = (values: Iterable<number>) =>
        [...values].sort((a, b) => a - b);
      expect(sorted(places.values())).toEqual(
        sorted(rows.map(({ priority }) => priority)),
      );
      rows.forEach((a, i) =>
        rows.forEach((b, j) => {
          if (Number.isNaN(a.stake) || Number.isNaN(b.stake)) return;
          if (a.uplift * a.stake > b.uplift * b.stake)
            expect(places.get(i)!).toBeGreaterThanOrEqual(places.get(j)!);
        }),
      );
    }),
  );
});

// Who uses less than 5 is kept by acting, the others are driven away; those on the plan "own" even more so.
const trees: Trees.Trees = {
  columns: [
    { name: "usage", type: "number", levels: [] },
    { name: "plan", type: "category", levels: ["team", "own"] },
  ],
  base: 0,
  roots: Int32Array.of(0),
  feature: Int16Array.of(0, -1, 1, -1, -1),
  threshold: Float32Array.of(5, 0, 0, 0, 0),
  set: Int32Array.of(-1, -1, 0, -1, -1),
  sets: Uint32Array.of(0b10),
  missingLeft: Uint8Array.of(1, 0, 0, 0, 0),
  right: Int32Array.of(2, 0, 4, 0, 0),
  value: Float32Array.of(0, 0.25, 0, -0.5, -0.25),
  cover: Float32Array.of(4, 2, 2, 1, 1),
};
const known = (offered: boolean): Uplift.Stored => ({
  ...{ playbook: "call", day: "2026-03-01", unit: "share" },
  ...{ treated: 900, heldOut: 100, effect: Estimate.none("-"), curve: [] },
  qini: { value: 0.02, n: 1000, low: offered ? 0.01 : -0.01, high: 0.03 },
  offered,
  trees: offered
    ? Buffer.from(Trees.serialize(trees)).toString("base64")
    : null,
});
const table = CustomerTable.fromColumns({
  ...{ period: "2026-02", id: ["a", "b", "c", "d"] },
  numbers: {
    "score.probability": [0.9, 0.8, 0.7, 0.6],
    usage: [9, 1, 8, NaN],
  },
  texts: { plan: ["own", "own", "team", null] },
});
const text = { en: "Do it", zh: "执行" };
const config = (rank: "money" | "uplift") =>
  PlaybookConfig.Info.parse({
    playbooks: [
      {
        ...{ id: "call", name: text, rank, holdOut: 0 },
        when: { all: [{ column: "score.probability", op: "present" }] },
        steps: [{ text, owner: text, dueDays: 3 }],
      },
    ],
    capacityPerWeek: 1e6,
  });

test("a customer's uplift is read from its row: numbers, levels, and what is missing", () => {
  expect([...Uplift.predict(known(true), table)!]).toEqual([
    -0.5, 0.25, -0.25, 0.25,
  ]);
  expect(Uplift.predict(known(false), table)).toBeNull();
});

test("a playbook ranks by uplift where its owner wants that and it has proved better than chance", () => {
  const order = (rank: "money" | "uplift", uplift: Uplift.Stored[]) =>
    Propose.propose(config(rank), table, {
      ...{ dataset: "customers", now: new Date("2026-03-01T08:00:00Z") },
      ...{ known: [], uplift },
    })
      .actions.sort((a, b) => b.priority - a.priority)
      .map(({ customer }) => customer);
  expect(order("uplift", [known(true)])).toEqual(["b", "d", "c", "a"]);
  expect(order("money", [known(true)])).toEqual(["a", "b", "c", "d"]);
  expect(order("uplift", [known(false)])).toEqual(["a", "b", "c", "d"]);
  expect(order("uplift", [])).toEqual(["a", "b", "c", "d"]);
});
