import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "@mainstay/core/base/error";
import { Recommend } from "@mainstay/core/recommend/recommend";
import { ServeRecommender } from "@mainstay/core/recommend/serve-recommender";
import { best } from "@mainstay/core/recommend/top-ranked";
import {
  overItems,
  overRows,
  ridge,
} from "@mainstay/training/recommend/ridge-inverse";
import { design } from "@mainstay/training/recommend/design-matrix";
import {
  fit,
  gains,
  plain,
  prepare,
  type Settings,
} from "@mainstay/training/recommend/ease";
import { invert, product } from "@mainstay/training/recommend/matrix-inverse";
import { popularity } from "@mainstay/training/recommend/interactions";
import { files } from "@mainstay/training/recommend/recommender-files";
import { busiest, wide } from "@mainstay/training/recommend/wide-catalogue";
import { truncated } from "@mainstay/training/recommend/item-neighbours";
import { histories } from "@mainstay/training/recommend/recommender";
import { attributesOf } from "@mainstay/training/recommend/recommender";
import { random } from "@mainstay/core/base/random";
import { dense, inverse, matrix } from "./example-world";

const worlds = fc
  .tuple(
    fc.integer({ min: 2, max: 9 }),
    fc.integer({ min: 2, max: 9 }),
    fc.integer(),
  )
  .map(([users, items, seed]) => {
    const draw = random(seed);
    const rows = Array.from({ length: users }, () =>
      Array.from({ length: items }, (_, item) => item).filter(
        () => draw.uniform() < 0.5,
      ),
    );
    return matrix(rows, items, () => 1 + draw.integer(5));
  });
const settings = fc.record({
  lambda: fc.double({ min: 0.5, max: 50, noNaN: true }),
  dropout: fc.constantFrom(0, 0.33),
  damping: fc.constantFrom(0, 0.5),
  relaxation: fc.constantFrom(0, 0.3, 0.6),
  floor: fc.constantFrom(null, 0.4),
  beta: fc.constantFrom(0, 2),
});

/** The formulas as they are written, over a dense X̃ and with a schoolbook's inverse. */
function brute(
  train: ReturnType<typeof matrix>,
  tags: number[][],
  { lambda, dropout, damping, relaxation, floor, beta }: Settings,
) {
  const n = dense(train).map((row) => row.filter((v) => v > 0).length);
  const active = n.filter((count) => count > 0).sort((a, b) => a - b);
  const half = active.length >> 1;
  const median =
    active.length % 2 ? active[half] : (active[half - 1] + active[half]) / 2;
  const all = [...(train.value ?? [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const worth = (v: number) => {
    if (v === 0) return 0;
    if (floor === null || high === low) return 1;
    return floor + ((1 - floor) * (v - low)) / (high - low);
  };
  const x = dense(train).map((row) => row.map(worth));
  const rows = x.map((row, u) =>
    row.map((v) => (v === 0 ? 0 : v * (n[u] / median) ** (-damping / 2))),
  );
  if (beta > 0)
    for (const tag of tags)
      rows.push(
        Float64Array.from({ length: train.items }, (_, i) =>
          tag.includes(i) ? beta : 0,
        ),
      );
  const g = Array.from({ length: train.items }, (_, i) =>
    Float64Array.from({ length: train.items }, (_, j) =>
      rows.reduce((sum, row) => sum + row[i] * row[j], 0),
    ),
  );
  const a = g.map((row, i) => {
    const turned = row.slice();
    turned[i] += lambda + (dropout / (1 - dropout)) * row[i];
    return turned;
  });
  const p = inverse(a);
  const gain = p.map((row, j) =>
    1 - lambda * row[j] <= relaxation ? lambda : (1 - relaxation) / row[j],
  );
  return x.map((row) =>
    Array.from(
      row,
      (v, j) => v - gain[j] * row.reduce((sum, w, i) => sum + w * p[i][j], 0),
    ),
  );
}

describe("the closed form", () => {
  test("is what its formulas say, under every setting", async () => {
    await fc.assert(
      fc.asyncProperty(worlds, settings, async (train, some) => {
        fc.pre(train.item.length > 0);
        const tags = [[0], [0, 1]];
        const model = await fit(train, some, attributesOf(tags));
        const scores = await model.scores(histories(train));
        const expected = brute(train, tags, some).flat();
        expected.forEach((score, at) =>
          expect(scores[at]).toBeCloseTo(score, 4),
        );
      }),
      { numRuns: 60 },
    );
  });

  test("is the same over rows as over items", async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (train) => {
        const rows = design(train, { damping: 0.5, scale: null, beta: 0 });
        const l = ridge(rows, 3, 0.33);
        const a = await overItems(rows, null)(l);
        const b = await overRows(rows, null)(l);
        a.diagonal.forEach((p, i) => expect(b.diagonal[i]).toBeCloseTo(p, 10));
        const all = histories(train);
        const [x, y] = [await a.project(all), await b.project(all)];
        x.forEach((p, i) => expect(y[i]).toBeCloseTo(p, 5));
      }),
      { numRuns: 40 },
    );
  });

  test("never lets an item predict itself by more than the relaxation", async () => {
    await fc.assert(
      fc.asyncProperty(worlds, settings, async (train, some) => {
        const closed = await prepare(train, some).solve(some.lambda);
        gains(closed, some).forEach((gain, j) => {
          const self = 1 - closed.diagonal[j] * gain;
          expect(self).toBeLessThanOrEqual(some.relaxation + 1e-9);
          if (some.relaxation === 0) expect(self).toBeCloseTo(0, 10);
        });
      }),
      { numRuns: 40 },
    );
  });

  test("asks for a ridge above zero", async () => {
    const train = matrix([[0, 1], [1]], 2);
    await expect(fit(train, { ...plain, lambda: 0 })).rejects.toThrow(Failure);
  });

  test("loses nothing in a table that keeps every weight", async () => {
    const draw = random(3);
    const train = matrix(
      Array.from({ length: 30 }, () =>
        Array.from({ length: 12 }, (_, i) => i).filter(
          () => draw.uniform() < 0.4,
        ),
      ),
      12,
    );
    const model = await fit(train, { ...plain, lambda: 5 });
    const table = await truncated(12, model.scores, 12);
    for (let i = 0; i < 12; i++) {
      const row = await model.scores([{ items: Int32Array.of(i) }]);
      for (let k = table.start[i]; k < table.start[i + 1]; k++)
        expect(table.weight[k]).toBe(row[table.target[k]]);
      expect(table.start[i + 1] - table.start[i]).toBe(
        row.filter((w) => w !== 0).length,
      );
    }
  });
});

describe("the inverse", () => {
  test("times the matrix is one, far above the size inverted at once", async () => {
    const n = 413;
    const draw = random(1);
    const half = Float64Array.from({ length: n * n }, () => draw.normal());
    const side = { data: half, rows: n, columns: n };
    const { data } = await product(side, side, { turnB: true });
    for (let i = 0; i < n; i++) data[i * n + i] += n;
    const inverted = data.slice();
    await invert(inverted, n);
    const one = await product(
      { data, rows: n, columns: n },
      { data: inverted, rows: n, columns: n },
    );
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        if (Math.abs(one.data[i * n + j] - +(i === j)) > 1e-10)
          expect.fail(`${i}, ${j}: ${one.data[i * n + j]}`);
  });

  test("of what is not positive definite is refused", async () => {
    await expect(invert(Float64Array.of(1, 2, 2, 1), 2)).rejects.toThrow(
      /positive definite/,
    );
  });
});

describe("a catalogue too great for a table of all pairs", () => {
  const draw = random(11);
  const train = matrix(
    Array.from({ length: 40 }, () =>
      Array.from({ length: 12 }, (_, i) => i).filter(
        (i) => draw.uniform() < 1 / (2 + (i % 5)),
      ),
    ),
    12,
  );
  const part = busiest(train, 8);
  const wided = () =>
    wide(part, ({ train }) => fit(train, { ...plain, lambda: 5 }));

  test("has its busiest items scored as they are alone, the rest after them by popularity", async () => {
    const model = await wided();
    const alone = await fit(part.train, { ...plain, lambda: 5 });
    const scores = await model.scores(histories(train).slice(0, 1));
    const inside = await alone.scores(histories(part.train).slice(0, 1));
    part.chosen.forEach((item, i) => expect(scores[item]).toBe(inside[i]));
    const count = popularity(train);
    const order = best(scores, 12).map(({ item }) => item);
    expect(new Set(order.slice(0, 8))).toEqual(new Set(part.chosen));
    for (let k = 9; k < 12; k++)
      expect(count[order[k]]).toBeLessThanOrEqual(count[order[k - 1]]);
  });

  test("is served with the scores it was trained to", async () => {
    const model = await wided();
    const products = Array.from({ length: 12 }, (_, i) => `p${i}`);
    const log = {
      users: Array.from({ length: 40 }, (_, u) => `c${u}`),
      products,
      actions: [],
      user: new Int32Array(),
      product: new Int32Array(),
      action: new Int32Array(),
      time: new Float64Array(),
      quantity: new Float64Array(),
      amount: new Float64Array(),
      order: new Int32Array(),
    };
    const served = await ServeRecommender.open(
      files(
        { log, train, config: Recommend.defaults },
        await model.artifact(),
        null,
        false,
      ),
    );
    const [first] = histories(train);
    const scores = await model.scores([first]);
    const list = await served.recommend({
      history: Array.from(first.items, (i, time) => ({
        product: products[i],
        time,
      })),
      exclude: "none",
      k: 8,
    });
    expect(list).toHaveLength(8);
    for (const { productId, score } of list)
      expect(score).toBeCloseTo(scores[products.indexOf(productId)], 5);
    await served.close();
  });
});
