// What the embedding recommender promises: it learns who takes what on which weekday, moves what it read alone, and is
// served as it was trained.
import fc from "fast-check";
import { best } from "@mainstay/core/recommend/top-ranked";
import { expect, test } from "vitest";
import { adam } from "@mainstay/training/onnx/optimizer";
import { Graph } from "@mainstay/training/onnx/graph";
import { OnnxRuntime } from "@mainstay/training/onnx/onnx-runtime";
import { random } from "@mainstay/core/base/random";
import { embedding } from "@mainstay/training/recommend/embedding";
import { gather } from "@mainstay/training/recommend/interactions";
import { alias } from "@mainstay/training/recommend/net/alias-draws";
import { LazyAdam } from "@mainstay/training/recommend/net/lazy-adam";
import { histories } from "@mainstay/training/recommend/recommender";
import { circle, circles } from "./example-world";
import * as RealRatings from "./real-ratings";

/** One lazy step on a table of six rows, two wide, from moments that are not zero. */
async function step(index: number[], slope: Float32Array) {
  const g = new Graph();
  const names = ["table", "first", "second"];
  const [parameters, ...moments] = names.map((name) =>
    g.input(name, "float", [6, 2]),
  );
  const next = LazyAdam.update(
    g,
    adam({ rate: 0.1 }),
    { parameters, moments },
    g.constant("int64", [index.length], index),
    g.constant("float", [index.length, 2], slope),
    g.scalar(0.1),
  );
  [next.parameters, ...next.moments].forEach((value, i) =>
    g.output(`next ${names[i]}`, value),
  );
  const before = names.map((_, i) =>
    Float32Array.from({ length: 12 }, (_, k) => 0.5 + i + k / 10),
  );
  return OnnxRuntime.using(g.model(), async (session) => {
    const results = await session.run(
      Object.fromEntries(
        names.map((name, i) => [name, OnnxRuntime.float(before[i], [6, 2])]),
      ),
    );
    const after = names.map(
      (name) => results[`next ${name}`].data as Float32Array,
    );
    return { before, after };
  });
}

test("a lazy step leaves rows it did not read as they are, and adds up the gradients of rows read often", async () => {
  const rows = fc.array(fc.integer({ min: 0, max: 5 }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(rows, fc.integer(), async (index, seed) => {
      const draw = random(seed);
      const slope = Float32Array.from({ length: 2 * index.length }, () =>
        draw.normal(),
      );
      const { before, after } = await step(index, slope);
      for (let at = 0; at < 12; at++) {
        const [row, column] = [at >> 1, at & 1];
        if (!index.includes(row)) {
          expect(after.map((table) => table[at])).toEqual(
            before.map((table) => table[at]),
          );
          continue;
        }
        const sum = index.reduce(
          (sum, read, i) => sum + (read === row ? slope[2 * i + column] : 0),
          0,
        );
        const first = 0.9 * before[1][at] + sum;
        const second = 0.999 * before[2][at] + sum ** 2;
        const moved = before[0][at] - (0.1 * first) / Math.sqrt(second);
        expect(after[1][at]).toBeCloseTo(first, 4);
        expect(after[2][at]).toBeCloseTo(second, 3);
        expect(after[0][at]).toBeCloseTo(moved, 3);
      }
    }),
    { numRuns: 30 },
  );
});

test("draws come in proportion to their weights", () => {
  const weight = Float64Array.of(5, 0, 1, 3, 0.5, 0.5);
  const draw = alias(weight);
  const from = random(9);
  const count = new Int32Array(6);
  for (let i = 0; i < 100_000; i++) count[draw(from)]++;
  weight.forEach((w, i) =>
    // Four standard deviations of a count of 100,000.
    expect(Math.abs(count[i] - 10_000 * w)).toBeLessThanOrEqual(
      4 * Math.sqrt(10_000 * w),
    ),
  );
});

test("a newcomer is taken for one of those who took the same", async () => {
  const model = await embedding.fit(circles(), { seed: 3, hide: "residues" });
  const items = 2 * circle;
  const scores = await model.scores(
    [0, 1].map((side) => ({
      items: Int32Array.from({ length: 4 }, (_, k) => side + 2 * k),
    })),
  );
  for (const side of [0, 1]) {
    const top = best(scores, circle, { from: side * items, items });
    expect(top.every(({ item }) => item % 2 === side)).toBe(true);
  }
  await model.close?.();
});

const day = 86_400_000;
const monday = Date.UTC(2026, 5, 1);
// Everybody takes the lower items on Mondays and the upper ones on Thursdays.
function weekdays() {
  const draw = random(1);
  const rows = Array.from({ length: 60 * 8 }, (_, i) => {
    const [user, k] = [Math.floor(i / 8), i % 8];
    const item = 10 * (k % 2) + draw.integer(10);
    return { user, item, time: monday + (k % 2 ? 3 : 0) * day + 7 * k * day };
  });
  return gather({
    users: 60,
    items: 20,
    user: rows.map(({ user }) => user),
    item: rows.map(({ item }) => item),
    time: rows.map(({ time }) => time),
  });
}

test("recommends for the weekday it is asked about, and the served graph does alike", async () => {
  const train = weekdays();
  const model = await embedding.fit(train, { seed: 3, hide: "residues" });
  const artifact = await model.artifact();
  if (artifact.form !== "users") throw new Error(artifact.form);
  const [user] = histories(train);
  for (const [at, weekday, low] of [
    [monday + 70 * day, 1, 0],
    [monday + 73 * day, 4, 10],
  ]) {
    const scores = await model.scores([{ ...user, at }]);
    const top = best(scores, 5).map(({ item }) => item);
    expect(top.every((item) => item >= low && item < low + 10)).toBe(true);
    const served = await OnnxRuntime.using(artifact.model, (session) =>
      session.run({
        user: OnnxRuntime.int64([0], [1]),
        weekday: OnnxRuntime.int64([weekday], [1]),
      }),
    );
    const given = served.scores.data as Float32Array;
    scores.forEach((score, i) => expect(given[i]).toBeCloseTo(score, 4));
  }
  await model.close?.();
});

test.skipIf(RealRatings.absent)(
  "ratings of films: finds hidden ones well above popularity",
  { timeout: 600_000 },
  async () => {
    expect(await RealRatings.timesPopular("embedding")).toBeGreaterThan(1.2);
  },
);
