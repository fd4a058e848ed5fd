import fc from "fast-check";
import { expect, test } from "vitest";
import { ServingHistory } from "@mainstay/core/model/serving-history";

const start = Date.UTC(2026, 0, 1);
const entries = fc.array(
  fc.record({
    version: fc.constantFrom("a", "b", "c", "d"),
    ms: fc.integer({ min: 0, max: 400 * 86_400_000 }),
  }),
  { minLength: 1, maxLength: 12 },
);
const build = (list: { version: string; ms: number }[]) =>
  list.reduce<ServingHistory.Promotion[]>(
    (history, { version, ms }) =>
      ServingHistory.add(history, {
        ...{ version, by: "promote" },
        at: new Date(start + ms),
      }),
    [],
  );

test("at every moment the version that serves is that of the last entry not after it, whatever the clocks said", () => {
  fc.assert(
    fc.property(
      entries,
      fc.integer({ min: 0, max: 400 * 86_400_000 }),
      (list, ms) => {
        const history = build(list);
        // Clocks that went back count as having stood still.
        let clock = 0;
        let serving: string | null = null;
        for (const entry of list) {
          clock = Math.max(clock, entry.ms);
          if (clock <= ms) serving = entry.version;
        }
        const at = new Date(start + ms).toISOString();
        const found = ServingHistory.at(history, at);
        expect(found.serving?.version ?? null).toBe(serving);
        expect(found.items.length).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test("entries are only added: what served before stays said", () => {
  fc.assert(
    fc.property(entries, (list) => {
      const whole = build(list);
      for (let n = 0; n <= list.length; n++)
        expect(build(list.slice(0, n))).toEqual(whole.slice(0, n));
    }),
  );
});

test("a day names everything that served on it, in order", () => {
  const day = 86_400_000;
  const history = build([
    { version: "a", ms: 0 },
    { version: "b", ms: 2 * day + 1000 },
    { version: "c", ms: 2 * day + 2000 },
  ]);
  const on = (at: string) =>
    ServingHistory.at(history, at).items.map(({ version }) => version);
  expect(on("2025-12-31")).toEqual([]);
  expect(on("2026-01-02")).toEqual(["a"]);
  expect(on("2026-01-03")).toEqual(["a", "b", "c"]);
  expect(on("2026-01-04")).toEqual(["c"]);
});
