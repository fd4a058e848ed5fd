import { Chart } from "@mainstay/core/chart/chart";
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const words = { title: "Risk", description: "How many" };
const drawings: Record<string, () => string> = {
  line: () =>
    Chart.line({
      ...{ ...words, x: "epoch", y: "log loss" },
      series: [
        {
          name: "training",
          points: [
            [1, 0.6],
            [2, 0.4],
          ],
        },
        {
          name: "validation",
          points: [
            [1, 0.62],
            [2, 0.45],
          ],
        },
      ],
    }),
  roc: () =>
    Chart.roc({
      points: [
        [0, 0],
        [0.1, 0.5],
        [1, 1],
      ],
    }),
  reliability: () =>
    Chart.reliability({
      bins: [
        { predicted: 0.1, observed: 0.2, count: 10 },
        { predicted: 0.4, observed: 0.4, count: 10 },
      ],
    }),
  histogram: () =>
    Chart.riskHistogram({
      ...{ ...words, cuts: { high: 0.5, medium: 0.2 } },
      bins: [0, 0.25, 0.5, 0.75].map((low, k) => ({
        low,
        high: low + 0.25,
        count: 8 - k,
      })),
    }),
  bars: () =>
    Chart.bars({
      ...words,
      x: "weight",
      items: [
        { name: "csat", value: 0.4 },
        { name: "席位", value: -0.2 },
      ],
    }),
  movement: () =>
    Chart.movement({
      ...{ ...words, y: "Satisfaction" },
      points: [
        { period: "2026-09", value: 7, low: 6.8, high: 7.2 },
        { period: "2026-10", value: null },
      ],
    }),
};

test.each(Object.keys(drawings))(
  "%s gives the same bytes however many were drawn before",
  (name) => {
    const first = drawings[name]();
    Object.values(drawings).forEach((draw) => draw());
    expect(drawings[name]()).toBe(first);
  },
);

test.each(Object.keys(drawings))(
  "%s says its title and description to a screen reader",
  (name) => {
    const svg = drawings[name]();
    const [, title, description] =
      /role="img" aria-labelledby="(\S+) (\S+)"/.exec(svg)!;
    expect(svg).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`));
    expect(svg).toMatch(new RegExp(`<desc id="${description}">[^<]+</desc>`));
  },
);

test("drawings on one page share no id and bring no style of their own", () => {
  const page = Object.values(drawings)
    .map((draw) => draw())
    .join("");
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const used = [...page.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  expect(used.length).toBeGreaterThan(0);
  expect(ids).toEqual(expect.arrayContaining(used));
  expect(page).not.toMatch(/<style|<script|class=/);
});

test("a column's name cannot leave its text", () => {
  const name = `<script>"&'`;
  const svg = Chart.bars({
    title: name,
    description: name,
    x: name,
    items: [{ name, value: 1 }],
  });
  expect(svg).not.toContain("<script>");
  expect(svg.match(/&lt;script&gt;/g)!.length).toBeGreaterThanOrEqual(4);
});

test("reliability tells the mean gap its points show", () => {
  expect(drawings.reliability()).toContain(
    "differs from the prediction by 5.0 %",
  );
});

test("a histogram's bars take the colour of their band", () => {
  const svg = drawings.histogram();
  const count = (colour: string) => svg.split(`fill="${colour}"`).length - 1;
  const { low, medium, high } = Chart.bandColour;
  expect([count(low), count(medium), count(high)]).toEqual([1, 1, 2]);
});

test("a process that has drawn ends by itself", () => {
  const program = `import { Chart } from "@mainstay/core/chart/chart"; Chart.roc({ points: [[0, 0], [1, 1]] }); console.log("drawn");`;
  const said = execFileSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "-e", program],
    {
      timeout: 30_000,
      encoding: "utf8",
    },
  );
  expect(said).toContain("drawn");
});
