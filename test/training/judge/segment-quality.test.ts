import type { Frame } from "@mainstay/core/tabular/frame";
import { wilson } from "@mainstay/core/stats/proportion";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { segmented } from "@mainstay/training/judge/segment-quality";
import { expect, test } from "vitest";
import { luck } from "./judged";

const parted = (group: number[], levels: string[]): Frame => ({
  rows: group.length,
  columns: [
    { name: "plan", type: "category", codes: Int32Array.from(group), levels },
    { name: "id", type: "text", values: group.map((_, i) => `c${i}`) },
  ],
});

test("each segment has the figures of its own rows, and together they are all rows", () => {
  const { p, y, group } = luck(1500, 11);
  const [{ column, groups }] = segmented({
    y,
    probability: p,
    frame: parted(group, ["a", "b", "c"]),
    resamples: 10,
  });
  expect(column).toBe("plan");
  expect(groups.reduce((n, { rows }) => n + rows, 0)).toBe(1500);
  for (const { value, rows, positives, auc, predicted, observed } of groups) {
    const mine = [...y.keys()].filter((i) => "abc"[group[i]] === value);
    const pick = (from: number[]) => mine.map((i) => from[i]);
    expect([rows, positives]).toEqual([
      mine.length,
      pick(y).reduce((n, one) => n + one, 0),
    ]);
    expect(auc!.value).toBeCloseTo(Evaluate.auc(pick(y), pick(p)), 10);
    expect(predicted).toBeCloseTo(
      pick(p).reduce((s, one) => s + one, 0) / rows,
      10,
    );
    expect(observed.value).toBe(positives / rows);
  }
});

test("a segment promised too much is named, one whose order is chance is named, a small one is called small", () => {
  const { p, y, group, draw } = luck(6000, 13);
  const said = p.map((value, i) =>
    group[i] === 1 ? Math.min(1, value + 0.2) : value,
  );
  const label = y.map((one, i) =>
    group[i] === 2 ? +(draw.uniform() < 1 / 3) : one,
  );
  const code = group.map((level, i) => (i < 8 ? 3 : level));
  const [{ groups }] = segmented({
    y: label,
    probability: said,
    frame: parted(code, ["fair", "over", "blind", "tiny"]),
    columns: ["plan"],
  });
  const notes = Object.fromEntries(groups.map((g) => [g.value, g.notes]));
  expect(notes.fair).toEqual([]);
  expect(notes.over).toContain("over");
  expect(notes.blind).toContain("weaker");
  expect(notes.tiny).toEqual(["small"]);
});

test("where nothing is wrong hardly any segment is named", () => {
  let named = 0;
  for (let seed = 0; seed < 60; seed++) {
    const { p, y, group } = luck(900, 100 + seed);
    const [{ groups }] = segmented({
      y,
      probability: p,
      frame: parted(group, ["a", "b", "c"]),
      resamples: 60,
      seed,
    });
    named += +groups.some(({ notes }) => notes.length > 0);
  }
  // Two kinds of alarm at 5 % for all groups together.
  expect(named).toBeLessThanOrEqual(12);
});

test("numbers are parted into quarters in order, missing last, and a column that is not there has no groups", () => {
  const { p, y } = luck(400, 17);
  const values = Float64Array.from(p, (_, i) => (i % 5 ? i : NaN));
  const frame: Frame = {
    rows: 400,
    columns: [{ name: "age", type: "number", values }],
  };
  const rows = { y, probability: p, frame, resamples: 5 };
  const [{ groups }] = segmented({ ...rows, columns: ["age"] });
  expect(groups.map(({ value, rows }) => [value, rows])).toEqual([
    ["up to 100.5", 80],
    ["100.5 to 200", 80],
    ["200 to 299.5", 80],
    ["above 299.5", 80],
    [null, 80],
  ]);
  expect(segmented({ ...rows, columns: ["aeg"] })).toEqual([
    { column: "aeg", groups: [] },
  ]);
  expect(segmented(rows)).toEqual([]);
});

test("Wilson's interval has the published figures, and stays inside 0 and 1", () => {
  // Newcombe 1998, table I, method 3.
  for (const [hits, rows, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]) {
    const found = wilson(hits, rows);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  }
});
