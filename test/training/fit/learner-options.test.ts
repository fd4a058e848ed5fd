import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Learner } from "@mainstay/core/learning/learner";
import { Artifact } from "@mainstay/training/fit/artifact";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { columns, made } from "../outcome/made-table";

// The label falls with a where b is high, against the constraint.
const rows = made(
  600,
  11,
  ({ a, b, plan }, normal) =>
    +(normal() + (b > 0 ? -2 * a : 1.5 * a) + plan > 1),
);

test("a key that nobody knows is refused by its name", () => {
  expect(() => Learner.fromJson('{"kind":"boost","treees":3}')).toThrow(
    expect.objectContaining({
      code: "learner.options",
      message: expect.stringContaining("treees"),
    }),
  );
  expect(() => Learner.fromJson("{")).toThrow(
    expect.objectContaining({ code: "learner.options" }),
  );
});

test("what was chosen is what was used", async () => {
  const network = await FitModel.fit(rows, {
    columns,
    learner: {
      kind: "mlp",
      hidden: [9, 4],
      dropout: 0.1,
      l1: 1e-5,
      noise: 0.01,
      schedule: "plateau",
      epochs: 2,
      batch: 50,
    },
  });
  expect(network.parts[0].options).toMatchObject({
    hidden: [9, 4],
    dropout: 0.1,
    l1: 1e-5,
    schedule: "plateau",
    epochs: 2,
    batch: 50,
  });
  const trees = await FitModel.fit(rows, {
    columns,
    learner: { kind: "boost", trees: 7, depth: 2, rate: 0.3, rowSample: 1 },
  });
  expect(trees.parts[0].options).toMatchObject({ rounds: 7, depth: 2 });
  const auto = await FitModel.fit(rows, {
    columns,
    learner: { kind: "auto", members: ["plr", "linear"] },
  });
  expect(auto.parts.map(({ name }) => name)).toEqual(["plr", "linear"]);
}, 120_000);

describe.each([1, -1] as const)(
  "a column that may move one way: %i",
  (sign) => {
    test("never moves the score the other way, in the trainer, the exported file and the reasons", async () => {
      const model = await FitModel.fit(rows, {
        columns,
        learner: { kind: "boost", trees: 40, monotone: { a: sign } },
      });
      const files = Artifact.files(model);
      const value = fc.double({ min: -4, max: 4, noNaN: true });
      const points = fc.sample(
        fc.tuple(value, value, value, fc.integer({ min: 0, max: 2 })),
        { numRuns: 400, seed: 3 },
      );
      const frame = (at: (point: (typeof points)[number]) => number) => ({
        rows: points.length,
        columns: [
          {
            name: "a",
            type: "number" as const,
            values: Float64Array.from(points, at),
          },
          {
            name: "b",
            type: "number" as const,
            values: Float64Array.from(points, ([, , b]) => b),
          },
          {
            name: "plan",
            type: "category" as const,
            levels: ["free", "pro", "max"],
            codes: Int32Array.from(points, ([, , , plan]) => plan),
          },
        ],
      });
      const when = new Float64Array(points.length);
      const low = frame(([x, y]) => Math.min(x, y));
      const high = frame(([x, y]) => Math.max(x, y));
      const logits = [
        [await model.predict(low, when), await model.predict(high, when)],
        [
          await Artifact.logits(files, model.layout, low, when),
          await Artifact.logits(files, model.layout, high, when),
        ],
      ];
      for (const [below, above] of logits)
        above.forEach((z, i) =>
          expect(sign * (z - below[i])).toBeGreaterThanOrEqual(-1e-5),
        );
      // It learned from the column all the same, and its shares add up to what was said.
      expect(logits[0][0]).not.toEqual(logits[0][1]);
      const told = await Artifact.explain(files, model.layout, high, when);
      const width = told.columns.length;
      logits[1][1].forEach((z, i) => {
        const own = told.contributions.subarray(i * width, (i + 1) * width);
        expect(own.reduce((a, b) => a + b, told.base)).toBeCloseTo(z, 4);
      });
    }, 120_000);
  },
);
