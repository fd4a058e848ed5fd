import { describe, expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { feeds } from "@mainstay/core/model/input-tensors";
import { check, model, predict } from "@mainstay/training/fit/export-learner";
import { Encoding } from "@mainstay/training/fit/encoding";
import { article } from "@mainstay/training/fit/learners";
import { logistic } from "@mainstay/training/fit/logistic/logistic";
import { Preprocess } from "@mainstay/training/fit/preprocess";
import { random } from "@mainstay/core/base/random";

const numbers = (
  name: string,
  values: number[],
  type: "number" | "boolean" | "date" = "number",
) => ({ name, type, values: Float64Array.from(values) });

function category(name: string, values: string[]) {
  const levels = [...new Set(values.filter((value) => value))];
  const codes = Int32Array.from(values, (value) => levels.indexOf(value));
  return { name, type: "category" as const, codes, levels };
}

function frame(...columns: Frame["columns"]): Frame {
  const [first] = columns;
  const rows = first.type === "category" ? first.codes : first.values;
  return { rows: rows.length, columns };
}

async function features(
  train: Frame,
  at: number | number[] = 0,
  other = train,
  options = {},
) {
  const names = train.columns.map(({ name }) => name);
  const preprocess = Preprocess.fit(train, names, at, options);
  const encoded = await Preprocess.encode(preprocess, other, at);
  const width = preprocess.features.length;
  return {
    preprocess,
    rows: Array.from({ length: other.rows }, (_, i) =>
      Array.from(encoded.subarray(i * width, (i + 1) * width)),
    ),
  };
}

test("a number is standardised by the training mean and population deviation", async () => {
  const { rows } = await features(
    frame(numbers("x", [2, 4, 4, 4, 5, 5, 7, 9])),
  );
  // The textbook example: mean 5, deviation 2.
  expect(rows.flat()).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
});

test("a missing number becomes the median and says so, if training missed some", async () => {
  const { preprocess, rows } = await features(
    frame(numbers("x", [1, NaN, 3, 100]), numbers("y", [1, 2, 3, 4])),
  );
  expect(preprocess.features).toEqual(["x", "y", "x is missing"]);
  // Median 3, so 1, 3, 3, 100: mean 26.75.
  const deviation = Math.sqrt((25.75 ** 2 + 2 * 23.75 ** 2 + 73.25 ** 2) / 4);
  expect(rows[1][0]).toBeCloseTo((3 - 26.75) / deviation, 6);
  expect(rows.map((row) => row[2])).toEqual([0, 1, 0, 0]);
});

test("a number missing only later becomes the median, with no indicator", async () => {
  const train = frame(numbers("x", [1, 2, 6]));
  const { preprocess, rows } = await features(
    train,
    0,
    frame(numbers("x", [NaN, 2])),
  );
  expect(preprocess.features).toEqual(["x"]);
  expect(rows[0]).toEqual(rows[1]);
});

test("a number far outside training counts as one range beyond it", async () => {
  const train = frame(numbers("x", [0, 10]));
  const { rows } = await features(
    train,
    0,
    frame(numbers("x", [20, 1e300, -10, -Infinity])),
  );
  expect(rows.flat()).toEqual([3, 3, -3, -3]);
});

test("levels are 0 and 1, blank is a level, and a level never seen is all zero", async () => {
  const train = frame(category("plan", ["a", "b", "", "a", "b", "a", ""]));
  const { preprocess, rows } = await features(
    train,
    0,
    frame(category("plan", ["a", "", "new", "b"])),
  );
  expect(preprocess.features).toEqual([
    "plan = a",
    "plan = (blank)",
    "plan = b",
  ]);
  expect(rows).toEqual([
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
    [0, 0, 1],
  ]);
});

test("rare levels, and those beyond the cap, are read as never seen", async () => {
  const train = frame(category("c", ["a", "a", "a", "b", "b", "c", "c", "d"]));
  const { preprocess } = await features(train, 0, train, { levels: 2 });
  expect(preprocess.categoric[0].levels).toEqual(["a", "b"]);
  const all = await features(train);
  expect(all.preprocess.categoric[0].levels).toEqual(["a", "b", "c"]);
});

test("a date is the days from it to the row's own period", async () => {
  const start = [20_000, 20_010, NaN];
  const at = [20_030, 20_020, 20_020];
  const { rows } = await features(frame(numbers("d", start, "date")), at);
  // Ages 30 and 10, median 20, deviation √(200/3).
  const deviation = Math.sqrt(200 / 3);
  expect(rows[0][0]).toBeCloseTo(10 / deviation, 6);
  expect(rows[1][0]).toBeCloseTo(-10 / deviation, 6);
  expect(rows[2]).toEqual([0, 1]);
  expect(rows[0][1]).toBe(0);
});

test("dates and periods shifted together give the same features", async () => {
  const dates = [20_000.25, 20_400, 19_000.5];
  const plain = await features(frame(numbers("d", dates, "date")), 20_500);
  const later = await features(
    frame(
      numbers(
        "d",
        dates.map((day) => day + 730),
        "date",
      ),
    ),
    20_500 + 730,
  );
  expect(later.rows).toEqual(plain.rows);
});

test("constant, all-missing and text columns drop out; one that is constant or missing keeps its indicator", async () => {
  const table = frame(
    numbers("constant", [1, 1, 1]),
    numbers("nothing", [NaN, NaN, NaN]),
    numbers("flag", [1, NaN, 1], "boolean"),
    category("one", ["a", "a", "a"]),
    { name: "note", type: "text", values: ["x", "y", null] },
    numbers("x", [1, 2, 3]),
  );
  const { preprocess } = await features(table);
  expect(preprocess.columns).toEqual([
    { name: "flag", type: "boolean", role: "numbers" },
    { name: "x", type: "number", role: "numbers" },
  ]);
  expect(preprocess.features).toEqual(["x", "flag is missing"]);
  expect(preprocess.fold).toEqual([1, 0]);
});

test("with nothing to learn from, fitting says so", () => {
  expect(() => Preprocess.fit(frame(numbers("x", [1, 1])), ["x"], 0)).toThrow(
    expect.objectContaining({ code: "model.columns.none" }),
  );
});

test("a preprocess written as JSON and read again computes the same", async () => {
  const train = frame(
    numbers("x", [1.1, NaN, 3.3]),
    category("c", ["a", "b", "a"]),
    numbers("d", [1, 2, 5], "date"),
  );
  const preprocess = Preprocess.fit(train, ["x", "c", "d"], 9, { rare: 1 });
  const read: Preprocess = JSON.parse(JSON.stringify(preprocess));
  expect(await Preprocess.encode(read, train, 9)).toEqual(
    await Preprocess.encode(preprocess, train, 9),
  );
});

describe("feeds", () => {
  test("take columns by name; an absent column or one of another type is missing", () => {
    const {
      numbers: floats,
      categories,
      at,
    } = feeds(
      frame(numbers("x", [1, 2]), category("c", ["u", ""])),
      { numbers: ["gone", "x", "c"], categories: ["c", "gone", "x"] },
      [5, 6],
    );
    expect(floats.dims).toEqual([2, 3]);
    expect([...(floats.data as Float32Array)]).toEqual([
      NaN,
      1,
      NaN,
      NaN,
      2,
      NaN,
    ]);
    expect(categories.data).toEqual(["u", "", "1", "", "", "2"]);
    expect([...(at.data as Float32Array)]).toEqual([5, 6]);
  });

  test("of a span are the rows of that span", () => {
    const { numbers: floats, at } = feeds(
      frame(numbers("x", [1, 2, 3, 4])),
      { numbers: ["x"], categories: [] },
      [10, 20, 30, 40],
      { from: 1, to: 3 },
    );
    expect([...(floats.data as Float32Array)]).toEqual([2, 3]);
    expect([...(at.data as Float32Array)]).toEqual([20, 30]);
  });
});

describe("an exported model", () => {
  const draw = random(3);
  const rows = 300;
  const make = (next: () => number) => Array.from({ length: rows }, next);
  const table = frame(
    numbers(
      "x",
      make(() => (draw.uniform() < 0.1 ? NaN : draw.normal())),
    ),
    numbers(
      "big",
      make(() => 1e6 * draw.uniform()),
    ),
    numbers(
      "d",
      make(() => 20_000 + draw.integer(400)),
      "date",
    ),
    category(
      "c",
      Array.from({ length: rows }, () => "abc"[draw.integer(3)]),
    ),
  );
  const names = ["c", "x", "d", "big"];
  const at = Array.from({ length: rows }, () => 20_400 + draw.integer(60));
  const preprocess = Preprocess.fit(table, names, at);

  test.each([
    ["logistic", logistic("logistic", Encoding.standard)],
    ["mlp", article],
  ] as const)(
    "%s: agrees with its trainer on raw rows, one at a time or together",
    async (_, learner) => {
      const encoded = await Preprocess.encode(preprocess, table, at);
      const width = preprocess.features.length;
      const label = Float32Array.from(
        { length: rows },
        (_, i) =>
          +(encoded[i * width] + encoded[i * width + 1] > draw.normal()),
      );
      const fitted = await learner.fit({
        frame: table,
        layout: preprocess,
        at,
        label,
        fold: label.map((_, i) => i % 5),
        folds: 1,
        seed: 5,
      });
      const bytes = model(preprocess, fitted.graph);
      const logits = await fitted.predict(table, at);
      const most = await check(bytes, preprocess.inputs, table, at, logits);
      expect(most).toBeLessThanOrEqual(1e-5);
      const one = {
        rows: 1,
        columns: table.columns.map((column) =>
          column.type === "category"
            ? { ...column, codes: column.codes.slice(7, 8) }
            : { ...column, values: column.values.slice(7, 8) },
        ) as Frame["columns"],
      };
      const [alone] = await predict(bytes, preprocess.inputs, one, at[7]);
      expect(alone).toBeCloseTo(logits[7], 5);
      await expect(
        check(bytes, preprocess.inputs, table, at, logits.with(3, NaN)),
      ).rejects.toMatchObject({ code: "model.parity" });
    },
  );
});
