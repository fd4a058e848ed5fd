import type { Frame } from "@mainstay/core/tabular/frame";
import { Importance } from "@mainstay/training/judge/importance";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";

// Contributions of a known additive model: 2 × size, ±0.5 by plan, nothing by noise.
function additive(rows: number, seed = 1) {
  const draw = random(seed);
  const size = Float64Array.from({ length: rows }, (_, row) =>
    row % 10 === 0 ? NaN : draw.normal(),
  );
  const codes = Int32Array.from({ length: rows }, () => draw.integer(3) - 1);
  const noise = Float64Array.from({ length: rows }, () => draw.integer(2));
  const columns = ["noise", "plan", "size"];
  const contributions = new Float32Array(rows * 3);
  for (let row = 0; row < rows; row++) {
    contributions[row * 3 + 1] = [0.1, 0.5, -0.5][codes[row] + 1];
    contributions[row * 3 + 2] = Number.isNaN(size[row]) ? -3 : 2 * size[row];
  }
  const frame: Frame = {
    rows,
    columns: [
      { name: "size", type: "number", values: size },
      { name: "plan", type: "category", codes, levels: ["pro", "free"] },
      { name: "noise", type: "boolean", values: noise },
    ],
  };
  return { columns, contributions, frame };
}

test("importance is the mean size of a column's contributions, the largest first, and nothing for a column that moves nothing", () => {
  const { importance } = Importance.importance(additive(6000));
  expect(importance.map(({ column }) => column)).toEqual([
    "size",
    "plan",
    "noise",
  ]);
  const [size, plan, noise] = importance.map(({ value }) => value);
  // E|2z| = 2√(2/π) on nine rows in ten, 3 on the tenth; plan: 0.5, 0.5 and 0.1 alike often.
  expect(size).toBeCloseTo(0.9 * 2 * Math.sqrt(2 / Math.PI) + 0.3, 1);
  expect(plan).toBeCloseTo(1.1 / 3, 1);
  expect(noise).toBe(0);
});

test("dependence gives back the additive model: a line for the number, a step for the level, a value for missing", () => {
  const { dependence } = Importance.importance(additive(6000));
  const [size, plan] = dependence;
  for (const { from, to, mean, low, high } of size.bins.slice(0, -1)) {
    expect(mean).toBeGreaterThanOrEqual(2 * from! - 1e-6);
    expect(mean).toBeLessThanOrEqual(2 * to! + 1e-6);
    expect(low).toBeLessThanOrEqual(high);
  }
  expect(size.bins.at(-1)).toEqual({ rows: 600, mean: -3, low: -3, high: -3 });
  const levels = plan.bins.map(({ level, mean }) => [level, mean.toFixed(2)]);
  expect(levels).toEqual([
    ["pro", "0.50"],
    ["free", "-0.50"],
    [undefined, "0.10"],
  ]);
});

test("every row is in one bin of each column, and the bins' means make up the column's mean", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (rows, seed) => {
      const made = additive(rows, seed);
      for (const { column, bins } of Importance.importance(made).dependence) {
        const k = made.columns.indexOf(column);
        let sum = 0;
        for (let row = 0; row < rows; row++)
          sum += made.contributions[row * 3 + k];
        expect(bins.reduce((n, bin) => n + bin.rows, 0)).toBe(rows);
        const binned = bins.reduce((s, bin) => s + bin.mean * bin.rows, 0);
        expect(binned).toBeCloseTo(sum, 3);
      }
    }),
    { numRuns: 40 },
  );
});

test("a number's bins hold alike many rows when its values are many", () => {
  const values = Float64Array.from({ length: 1200 }, (_, i) => (i * 7) % 600);
  const { dependence } = Importance.importance({
    columns: ["x"],
    contributions: new Float32Array(1200),
    frame: { rows: 1200, columns: [{ name: "x", type: "number", values }] },
  });
  expect(dependence[0].bins.map(({ rows }) => rows)).toEqual(
    Array(12).fill(100),
  );
});

test("bins of a number are in order, and one value is never in two of them", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1 }), (values) => {
      const { dependence } = Importance.importance({
        columns: ["x"],
        contributions: Float32Array.from(values),
        frame: {
          rows: values.length,
          columns: [
            { name: "x", type: "number", values: Float64Array.from(values) },
          ],
        },
      });
      const { bins } = dependence[0];
      bins.slice(1).forEach(({ from }, k) => {
        expect(from!).toBeGreaterThan(bins[k].to!);
      });
    }),
  );
});

test("the usual value is the median or the commonest level, as a cell", () => {
  const value = (type: "number" | "date" | "boolean", values: number[]) =>
    Importance.typical({ name: "x", type, values: Float64Array.from(values) });
  expect(value("number", [1, NaN, 9, 4])).toBe("4");
  expect(value("boolean", [1, 0, 1])).toBe("yes");
  expect(value("date", [20521, 20521, 30000])).toBe("2026-03-09");
  expect(value("number", [NaN])).toBe(null);
  const codes = Int32Array.from([0, 1, 1, -1]);
  expect(
    Importance.typical({
      name: "x",
      type: "category",
      codes,
      levels: ["a", "b"],
    }),
  ).toBe("b");
});
