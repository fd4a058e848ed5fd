import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Definition } from "@mainstay/core/tabular/definition";
import type { StoredRows } from "@mainstay/core/tabular/stored-rows";
import { RecentEvents } from "@mainstay/core/offers/recent-events";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const definition = {
  ...Definition.Info.parse({
    id: "who",
    time: "when",
    roles: { product: "what", action: "how" },
  }),
  version: 1,
};
type Step = { user: string; time: number; product: string; action: string };
const rowsOf = (upload: string, steps: Step[]): StoredRows.Info => ({
  upload,
  frame: { rows: steps.length, columns: [] },
  columns: ["who", "when", "what", "how"],
  cells: [
    steps.map(({ user }) => user),
    steps.map(({ time }) => new Date(time).toISOString()),
    steps.map(({ product }) => product),
    steps.map(({ action }) => action),
  ],
  line: Int32Array.from(steps, (_, k) => k + 2),
  id: steps.map(({ user }) => user),
  period: steps.map(({ time }) => new Date(time).toISOString().slice(0, 7)),
});

const step = fc.record({
  user: fc.constantFrom("ann", "bob"),
  // Whole seconds of some days, so that some fall together and exports overlap.
  time: fc.nat(300).map((k) => Date.UTC(2026, 0, 1) + k * 4_111_000),
  product: fc.constantFrom("p", "q"),
  action: fc.constantFrom("view", "buy"),
});
const uploads = fc.array(fc.array(step, { minLength: 1, maxLength: 30 }), {
  minLength: 1,
  maxLength: 9,
});

let runs = 0;
test("the newest steps are exactly those of all exports together, though they overlap and are delivered twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      uploads,
      fc.integer({ min: 1, max: 40 }),
      async (files, n) => {
        const dataset = `events${runs++}`;
        for (const [k, steps] of files.entries()) {
          // The same rows come again in a later export.
          const again = k ? files[k - 1] : [];
          const rows = rowsOf(`u${k}`, [...steps, ...again]);
          for (let times = 0; times < 2; times++)
            await RecentEvents.write(dataset, rows, 0, definition);
        }
        for (const user of ["ann", "bob"]) {
          const all = new Map(
            files
              .flat()
              .filter((one) => one.user === user)
              .map(({ user: _, ...one }) => [JSON.stringify(one), one]),
          );
          const times = [...all.values()].map(({ time }) => time);
          const found = await RecentEvents.newest(dataset, user, n);
          expect(found.map(({ time }) => time)).toEqual(
            times.sort((a, b) => b - a).slice(0, n),
          );
          for (const { time, product, action } of found)
            expect(all.has(JSON.stringify({ time, product, action }))).toBe(
              true,
            );
          expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(
            found.length,
          );
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("a customer exported every day for a month still shows as many steps as are asked for", async () => {
  const steps = Array.from({ length: 10 }, (_, k) => ({
    ...{ user: "ann", product: `p${k}`, action: "view" },
    time: Date.UTC(2026, 0, 1 + k),
  }));
  for (let day = 0; day < 31; day++)
    await RecentEvents.write("daily", rowsOf(`u${day}`, steps), 0, definition);
  const found = await RecentEvents.newest("daily", "ann", 5);
  expect(found.map(({ product }) => product)).toEqual([
    "p9",
    "p8",
    "p7",
    "p6",
    "p5",
  ]);
});

test("a moment written as a date, with a time, in seconds or in milliseconds is the same moment", async () => {
  const time = Date.UTC(2026, 4, 6);
  const rows = rowsOf("u", [
    { user: "ann", time, product: "p", action: "view" },
  ]);
  const ways = [
    "2026-05-06",
    "2026-05-06 00:00:00",
    "2026-05-06T02:00:00+02:00",
    String(time / 1000),
    String(time),
  ];
  for (const [k, cell] of ways.entries()) {
    const cells = rows.cells.with(1, [cell]);
    await RecentEvents.write(
      "ways",
      { ...rows, cells, upload: `w${k}` },
      0,
      definition,
    );
  }
  expect(await RecentEvents.newest("ways", "ann")).toEqual([
    { time, product: "p", action: "view" },
  ]);
});

test("what is forgotten of one customer and part leaves the other steps", async () => {
  const at = { time: Date.UTC(2026, 0, 1), product: "p", action: "view" };
  const both = ["ann", "bob"].map((user) => ({ user, ...at }));
  await RecentEvents.write("left", rowsOf("u", both), 0, definition);
  const later = [{ user: "ann", ...at, product: "q" }];
  await RecentEvents.write("left", rowsOf("v", later), 0, definition);
  await RecentEvents.forget("left", ["ann", "ann"], "#u-0");
  expect(await RecentEvents.newest("left", "ann")).toEqual([
    { ...at, product: "q" },
  ]);
  expect(await RecentEvents.newest("left", "bob")).toEqual([at]);
});
