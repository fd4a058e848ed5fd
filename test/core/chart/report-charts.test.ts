import { Chart } from "@mainstay/core/chart/chart";
import { spans } from "@mainstay/core/chart/waterfall";
import fc from "fast-check";
import { expect, test } from "vitest";

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
const bridge = fc
  .tuple(fc.nat(10_000_000), fc.array(amount, { maxLength: 6 }))
  .map(([start, changes]): Chart.Step[] => [
    { name: "start", value: start, total: true },
    ...changes.map((value, k) => ({ name: `step ${k}`, value })),
    {
      ...{ name: "end", total: true },
      value: changes.reduce((sum, value) => sum + value, start),
    },
  ]);

test("each bar of a waterfall begins where the one before it ended, and the last ends at the total", () => {
  fc.assert(
    fc.property(bridge, (steps) => {
      const bars = spans(steps);
      let level = steps[0].value;
      steps.slice(1, -1).forEach(({ value }, k) => {
        const ends = [bars[k + 1].low, bars[k + 1].high];
        expect(ends).toContain(level);
        level += value;
        expect(ends).toContain(level);
      });
      const { low, high } = bars.at(-1)!;
      expect([low, high].sort((a, b) => a - b)).toEqual(
        [0, level].sort((a, b) => a - b),
      );
    }),
  );
});

test("the axis of a waterfall cuts no movement off", () => {
  fc.assert(
    fc.property(bridge, (steps) => {
      const from = Chart.origin(steps);
      expect(from).toBeGreaterThanOrEqual(0);
      if (from === 0) return;
      spans(steps).forEach(({ low, high }, k) =>
        expect(steps[k].total ? high : low).toBeGreaterThanOrEqual(from),
      );
    }),
  );
});

test("the axis begins at zero where movements are seen beside the totals", () => {
  const steps = [
    { name: "start", value: 100, total: true },
    { name: "new", value: 60 },
    { name: "end", value: 160, total: true },
  ];
  expect(Chart.origin(steps)).toBe(0);
  expect(
    Chart.origin([{ ...steps[0], value: 100_000 }, steps[1]]),
  ).toBeGreaterThan(0);
});

const evil = `<b onload="x">&`;
const point = { low80: -2, high80: 4, low95: -4, high95: 6 };
const drawings = {
  waterfall: () =>
    Chart.waterfall({
      ...{ title: evil, description: evil, x: evil, write: String },
      steps: [
        { name: evil, value: 10, total: true },
        { name: "churn", value: -4 },
        { name: "end", value: 6, total: true },
      ],
    }),
  fan: () =>
    Chart.fan({
      ...{ title: evil, description: evil, tick: String },
      history: [
        { period: "2026-09", value: null },
        { period: evil, value: 1 },
      ],
      points: [{ period: "2026-11", value: 1, ...point }],
    }),
};

test.each(Object.entries(drawings))(
  "%s gives the same bytes, with its words as words and no number missing",
  (_, draw) => {
    const svg = draw();
    expect(draw()).toBe(svg);
    expect(svg).toContain("<title");
    expect(svg).not.toContain("<b ");
    expect(svg).not.toMatch(/NaN|undefined|null/);
  },
);

test("a history without its newest value still has a forecast drawn", () => {
  const svg = Chart.fan({
    ...{ title: "Usage", description: "Ahead", tick: String },
    history: [
      { period: "2026-09", value: 3 },
      { period: "2026-10", value: null },
    ],
    points: [
      { period: "2026-11", value: 1, ...point },
      { period: "2026-12", value: 2, ...point },
    ],
  });
  expect(svg).not.toMatch(/NaN|undefined/);
});
