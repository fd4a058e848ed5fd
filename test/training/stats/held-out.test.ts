import { HeldOut } from "@mainstay/training/stats/held-out";
import fc from "fast-check";
import { expect, test } from "vitest";

type Row = { id: string; group: number; y: number };
const row = fc.record({
  id: fc.nat({ max: 400 }).map(String),
  group: fc.nat({ max: 200 }),
  y: fc.nat({ max: 1 }),
});
const rows = fc.array(row, { minLength: 120, maxLength: 300 });

const parted = (rows: Row[], options: { fewest?: number } = {}) => {
  const keys = { name: "id", of: rows.map(({ id }) => id) };
  const found = HeldOut.split({
    ...{ keys, label: rows.map(({ y }) => y) },
    ...{ group: rows.map(({ group }) => group), ...options },
  });
  const ids = (side: Int32Array) =>
    new Set(Array.from(side, (k) => rows[k].id));
  return {
    ...{ ...found, keys },
    ...{ learned: ids(found.train), judged: ids(found.test) },
  };
};

const common = <T>(a: Set<T>, b: Set<T>) => [...a].filter((one) => b.has(one));

test("no row is on both sides, none of one group's rows are on different sides, and all others are counted", () => {
  fc.assert(
    fc.property(rows, (rows) => {
      const { train, test, split } = parted(rows);
      const side = new Int8Array(rows.length);
      for (const k of train) side[k] = 1;
      for (const k of test) {
        expect(side[k]).toBe(0);
        side[k] = 2;
      }
      expect(train.length + test.length + split.apart).toBe(rows.length);
      const of = new Map<number, number>();
      rows.forEach(({ group }, k) => {
        if (!side[k]) return;
        expect(of.get(group) ?? side[k]).toBe(side[k]);
        of.set(group, side[k]);
      });
    }),
  );
});

test("whoever was learned from never judges, whatever rows come or go and whose copies they become", () => {
  fc.assert(
    fc.property(rows, rows, fc.nat(), (before, after, kept) => {
      const first = parted(before, { fewest: 0 });
      const later = [
        ...before
          .filter((_, k) => (k * 7 + kept) % 3)
          .map((one, k) => ({ ...one, group: (one.group * 13 + k) % 90 })),
        ...after,
      ];
      const second = parted(later, { fewest: 0 });
      expect(common(first.learned, second.judged)).toEqual([]);
      expect(common(first.judged, second.learned)).toEqual([]);
    }),
  );
});

test("at any two cuts the rows that a version learned from are told, and no others of its periods", () => {
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const first = parted(before, { fewest: 40 });
      const second = parted(after);
      const seen = HeldOut.seen(
        { periods: ["2026-01"], split: first.split },
        second.keys,
      );
      for (const k of second.test) {
        const here = seen({ row: k, period: "2026-01" });
        if (first.learned.has(after[k].id)) expect(here).toBe(true);
        expect(here).toBe(HeldOut.place(after[k].id) >= first.split.cut);
        expect(seen({ row: k, period: "2026-02" })).toBe(false);
      }
    }),
  );
});

test("where rows were drawn in another way, all rows of the periods learned from may have been seen", () => {
  const keys = { name: "id", of: ["a", "b", "c", "d"] };
  const by = (split?: { key: string; cut: number; apart: number }) =>
    keys.of.map((_, row) =>
      HeldOut.seen(
        { periods: ["2026-01"], split },
        keys,
      )({
        ...{ row, period: "2026-01" },
      }),
    );
  expect(by()).toEqual([true, true, true, true]);
  expect(by({ key: "row 1", cut: 0.2, apart: 0 })).toEqual(by());
});

test("about a fifth judges; the cut rises only where a fifth holds too few of an outcome", () => {
  const many = Array.from({ length: 5000 }, (_, k) => ({
    ...{ id: `c${k}`, group: k, y: +(k % 10 === 0) },
  }));
  const whole = parted(many);
  expect(whole.split).toEqual({ key: "id", cut: 0.2, apart: 0 });
  // Five standard errors of a share of 5,000.
  expect(Math.abs(whole.test.length / 5000 - 0.2)).toBeLessThan(0.029);
  const few = parted(many.slice(0, 300));
  expect(few.split.cut).toBeGreaterThan(0.2);
  const positives = (side: Int32Array) =>
    [...side].filter((k) => many[k].y).length;
  expect(positives(few.test)).toBeGreaterThanOrEqual(10);
  expect(positives(few.train)).toBeGreaterThanOrEqual(10);
});
