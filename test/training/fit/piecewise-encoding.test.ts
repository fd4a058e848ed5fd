import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { feeds } from "@mainstay/core/model/input-tensors";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Knots } from "@mainstay/training/fit/knots";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { Normal } from "@mainstay/core/stats/normal";
import { NormalScores } from "@mainstay/training/fit/normal-scores";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { PiecewiseEncoding } from "@mainstay/training/fit/piecewise-encoding";
import { random } from "@mainstay/core/base/random";

const numbers = (
  name: string,
  values: ArrayLike<number>,
  type: "number" | "boolean" | "date" = "number",
) => ({ name, type, values: Float64Array.from(values) });

function category(name: string, values: string[]) {
  const levels = [...new Set(values.filter((value) => value))];
  const codes = Int32Array.from(values, (value) => levels.indexOf(value));
  return { name, type: "category" as const, codes, levels };
}

const frame = (rows: number, ...columns: Frame["columns"]): Frame => ({
  rows,
  columns,
});

async function features(
  train: Frame,
  {
    at = 0,
    other = train,
    rows = Array.from({ length: train.rows }, (_, i) => i),
    ...options
  }: {
    at?: number | number[];
    other?: Frame;
    rows?: number[];
  } & Partial<PiecewiseEncoding.Options> = {},
) {
  const names = train.columns.map(({ name }) => name);
  const layout = InputLayout.plan(train, names, at);
  const shape = PiecewiseEncoding.shape(train, layout, {
    bins: 4,
    scale: "standard",
    ...options,
  });
  const fitted = PiecewiseEncoding.fit(shape, train, at, rows);
  const encoded = await PiecewiseEncoding.encode(fitted, other, at);
  const width = shape.features.length;
  return {
    shape,
    fitted,
    rows: Array.from({ length: other.rows }, (_, i) =>
      Array.from(encoded.subarray(i * width, (i + 1) * width)),
    ),
  };
}

test("a number stands as its standardised self and the share of each quantile bin it has passed", async () => {
  // Mean 5, deviation 2; quartiles 4, 4.5 and 5.5.
  const train = frame(8, numbers("x", [2, 4, 4, 4, 5, 5, 7, 9]));
  const other = frame(4, numbers("x", [2, 4.25, 6.25, 9]));
  const { shape, fitted, rows } = await features(train, { other });
  expect(fitted.numbers[0].edges).toEqual([2, 4, 4.5, 5.5, 9]);
  expect(shape.features[1]).toBe("x in bin 1");
  const expected = [
    [-1.5, 0, 0, 0, 0],
    [-0.375, 1, 0.5, 0, 0],
    [0.625, 1, 1, 1, 0.75 / 3.5],
    [2, 1, 1, 1, 1],
  ];
  rows.flat().forEach((v, i) => expect(v).toBeCloseTo(expected.flat()[i], 6));
});

test("where quantiles coincide there are fewer bins, and the rest stay 0", async () => {
  const { fitted, rows } = await features(
    frame(6, numbers("x", [0, 0, 0, 0, 0, 3])),
  );
  expect(fitted.numbers[0].edges).toEqual([0, 3]);
  expect(rows[5].slice(1)).toEqual([1, 0, 0, 0]);
});

test("for any column, bins are full below a value, empty above it, and equal to plain arithmetic", async () => {
  // Denormals are 0 to ONNX Runtime as it is set up here.
  const value = fc
    .float({ noNaN: true, min: -1e6, max: 1e6 })
    .map((x) => (Math.abs(x) < 1e-30 ? 0 : x));
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 2, maxLength: 60 }),
      fc.array(value, { minLength: 1, maxLength: 20 }),
      async (seen, unseen) => {
        fc.pre(new Set(seen).size > 1);
        const { fitted, rows } = await features(
          frame(seen.length, numbers("x", seen)),
          { other: frame(unseen.length, numbers("x", unseen)) },
        );
        const { edges, low, high } = fitted.numbers[0];
        unseen.forEach((raw, i) => {
          const x = Math.min(high, Math.max(low, raw));
          edges.slice(1).forEach((to, j) => {
            const share = (x - edges[j]) / (to - edges[j]);
            const expected = Math.min(1, Math.max(0, share));
            expect(rows[i][1 + j]).toBeCloseTo(expected, 4);
          });
        });
      },
    ),
    { numRuns: 30 },
  );
});

test("numbers as large as float32 holds, of either sign, have finite features", async () => {
  const values = [-1e300, -3e38, -1, 0, 1, 2, 3e38, 1e300, NaN];
  for (const scale of ["standard", "normal"] as const) {
    const { rows } = await features(frame(9, numbers("x", values)), { scale });
    for (const value of rows.flat()) expect(value).toSatisfy(Number.isFinite);
  }
});

test("a missing number becomes the fold's median; it says so if any training row missed it", async () => {
  const train = frame(
    5,
    numbers("x", [1, NaN, 3, 100, 100]),
    numbers("y", [1, 2, 3, 4, 5]),
  );
  const other = frame(2, numbers("x", [NaN, 3]), numbers("y", [NaN, 3]));
  // The fold's own rows: 1, 3 and 100 in x; 1, 3 and 4 in y.
  const { shape, rows } = await features(train, { other, rows: [0, 2, 3] });
  const gap = shape.features.indexOf("x is missing");
  expect(shape.features).not.toContain("y is missing");
  expect([rows[0][gap], rows[1][gap]]).toEqual([1, 0]);
  expect(rows[0].with(gap, 0)).toEqual(rows[1].with(gap, 0));
});

test("a column that is constant or absent in a fold's own rows is finite, and 0 beside its bins", async () => {
  const train = frame(
    4,
    numbers("x", [1, 1, 5, NaN]),
    numbers("y", [NaN, NaN, 5, 6]),
  );
  const { rows } = await features(train, { rows: [0, 1], scale: "normal" });
  for (const value of rows.flat()) expect(value).toSatisfy(Number.isFinite);
  const standard = await features(train, { rows: [0, 1] });
  expect(standard.rows.map(([x, y]) => [x, y]).flat()).toEqual(
    new Array(8).fill(0),
  );
});

test("levels are 0 and 1, blank is a level, a level of one row or never seen is all zero", async () => {
  const train = frame(7, category("p", ["a", "b", "", "a", "b", "once", ""]));
  const { shape, rows } = await features(train, {
    other: frame(5, category("p", ["a", "", "new", "b", "once"])),
  });
  expect(shape.features).toEqual(["p = (blank)", "p = a", "p = b"]);
  expect(rows).toEqual([
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);
});

test("dates and periods shifted together give the same features", async () => {
  const dates = [20_000.25, 20_400, 19_000.5];
  const run = (shift: number) =>
    features(
      frame(
        3,
        numbers(
          "d",
          dates.map((day) => day + shift),
          "date",
        ),
      ),
      { at: 20_500 + shift },
    );
  expect((await run(730)).rows).toEqual((await run(0)).rows);
});

test("each feature is led back to the CSV column it came from", async () => {
  const train = frame(
    4,
    category("c", ["a", "b", "a", "b"]),
    numbers("x", [1, 2, NaN, 4]),
  );
  const { shape } = await features(train, { bins: 2 });
  expect(shape.features.map((name, i) => [name, shape.fold[i]])).toEqual([
    ["x", 1],
    ["x in bin 1", 1],
    ["x in bin 2", 1],
    ["x is missing", 1],
    ["c = a", 0],
    ["c = b", 0],
  ]);
});

describe("normal scores", () => {
  test("a value that fills several quantiles scores the middle of them", () => {
    // Half zeros, half ones: ranks 0 … .5 and .5 … 1.
    const sorted = Float32Array.from({ length: 3000 }, (_, i) => +(i >= 1500));
    const { x, y } = NormalScores.scores(sorted);
    expect(x[0]).toBe(0);
    expect(x.at(-1)).toBe(1);
    expect(y[0]).toBeCloseTo(Normal.quantile(0.25), 1);
    expect(y.at(-1)).toBeCloseTo(Normal.quantile(0.75), 1);
  });

  test("of a normal column they are its standardised self; nothing scores beyond the rank of one in a thousand", async () => {
    const draw = random(5);
    const rows = 20_000;
    const values = Float64Array.from(
      { length: rows },
      () => 50 + 10 * draw.normal(),
    );
    const other = frame(6, numbers("x", [30, 45, 50, 55, 70, 1e9]));
    const found = await features(frame(rows, numbers("x", values)), {
      other,
      scale: "normal",
    });
    const scores = found.rows.map(([score]) => score);
    [-2, -0.5, 0, 0.5, 2].forEach((z, i) =>
      expect(Math.abs(scores[i] - z)).toBeLessThan(0.06),
    );
    expect(scores[5]).toBeCloseTo(3.0902, 3);
  });

  test("never fall as the value rises, and miss the full curve by no more than the tolerance", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), {
          minLength: 2,
          maxLength: 400,
        }),
        (values) => {
          const { x, y } = NormalScores.scores(
            Float32Array.from(values).sort(),
          );
          for (let i = 1; i < x.length; i++) {
            expect(x[i]).toBeGreaterThan(x[i - 1]);
            expect(y[i]).toBeGreaterThanOrEqual(y[i - 1]);
          }
        },
      ),
    );
    const full = {
      x: Array.from({ length: 500 }, (_, i) => i),
      y: [] as number[],
    };
    full.y = full.x.map((x) => Math.sin(x / 60));
    const { x, y } = Knots.thinned(full, { maxKnots: 200, tolerance: 0.01 });
    expect(x.length).toBeLessThan(60);
    full.x.forEach((at, i) => {
      const k = Math.max(
        1,
        x.findIndex((knot) => knot >= at),
      );
      const share = (at - x[k - 1]) / (x[k] - x[k - 1]);
      const line = y[k - 1] + share * (y[k] - y[k - 1]);
      expect(Math.abs(line - full.y[i])).toBeLessThanOrEqual(0.01 + 1e-12);
    });
  });

  test("the graph's interpolation is that of the numbers", async () => {
    const knots = [
      { x: [0, 1, 4], y: [-1, 0, 6] },
      { x: [2], y: [7] },
    ];
    const g = new Graph();
    const x = g.input("x", "float", ["n", 2]);
    g.output("y", Knots.interpolated(g, x, knots));
    const { y } = await OnnxRuntime.using(g.model(), (session) =>
      session.run({
        x: OnnxRuntime.float(
          Float32Array.of(-9, 0, 0.5, 2, 2, 9, 5, 2),
          [4, 2],
        ),
      }),
    );
    expect([...(y.data as Float32Array)]).toEqual([-1, 7, -0.5, 7, 2, 7, 6, 7]);
  });
});

test("folds encoded together have the features they have alone", async () => {
  const draw = random(8);
  const rows = 120;
  const train = frame(
    rows,
    numbers(
      "x",
      Array.from({ length: rows }, () => draw.normal()),
    ),
    category(
      "c",
      Array.from({ length: rows }, () => "ab"[draw.integer(2)]),
    ),
  );
  const layout = InputLayout.plan(train, ["x", "c"], 0);
  const shape = PiecewiseEncoding.shape(train, layout, {
    bins: 8,
    scale: "normal",
  });
  const all = Array.from({ length: rows }, (_, i) => i);
  const folds = [0, 1].map((k) =>
    PiecewiseEncoding.fit(
      shape,
      train,
      0,
      all.filter((i) => i % 2 !== k),
    ),
  );
  const g = new Graph();
  const both = PiecewiseEncoding.graph(g, InputLayout.inputs(g, layout), folds);
  both.forEach((features, k) => g.output(`${k}`, features));
  const found = await OnnxRuntime.using(g.model(), (session) =>
    session.run(feeds(train, layout.inputs, 0)),
  );
  const [a, b] = [found["0"].data, found["1"].data];
  expect(a).not.toEqual(b);
  expect(a).toEqual(await PiecewiseEncoding.encode(folds[0], train, 0));
  expect(b).toEqual(await PiecewiseEncoding.encode(folds[1], train, 0));
});
