import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Artifact } from "@mainstay/training/fit/artifact";
import { Auto } from "@mainstay/training/fit/auto";
import { BlendedModel } from "@mainstay/training/fit/blended-model";
import { boost } from "@mainstay/training/fit/boosted-trees";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { plr } from "@mainstay/training/fit/learners";

const rows = 400;
const draw = random(3);
const columns = ["a", "b", "c"];
const frame = {
  rows,
  columns: columns.map((name) => ({
    ...{ name, type: "number" as const },
    values: Float64Array.from({ length: rows }, draw.normal),
  })),
};
const [a, b] = frame.columns.map(({ values }) => values);
const label = Float32Array.from(a, (x, row) =>
  Number(draw.uniform() < 1 / (1 + Math.exp(-1.5 * x - b[row] ** 2 + 1))),
);
const at = new Float64Array(rows);
const layout = InputLayout.plan(frame, columns, at);
const members = [plr, boost("l6", { leaves: 6, eta: 0.15, rounds: 60 })];
const fit = async (repeats: number, seed = 1) =>
  BlendedModel.model(
    "auto",
    layout,
    await Auto.fit({
      ...{ frame, at, label, group: label.map((_, row) => row) },
      ...{ layout, members, folds: 4, repeats, seed },
    }),
  );

test("the file of repeated fits says what they say on average, and its reasons add up to a millionth", async () => {
  const model = await fit(3);
  const files = Artifact.files(model);
  await Artifact.agree(files, model, frame, at);
  const logits = await Artifact.logits(files, layout, frame, at);
  const expected = await model.predict(frame, at);
  const shares = await Artifact.explain(files, layout, frame, at);
  const width = shares.columns.length;
  for (let row = 0; row < rows; row++) {
    expect(Math.abs(logits[row] - expected[row])).toBeLessThan(1e-4);
    let sum = shares.base;
    for (let j = 0; j < width; j++)
      sum += shares.contributions[row * width + j];
    expect(Math.abs(sum - logits[row])).toBeLessThan(
      1e-6 * Math.max(1, Math.abs(sum)),
    );
  }
  for (const { weight, options } of model.parts)
    if (weight > 0) expect(options.repeats).toBe(3);
}, 60_000);

test("of repeated fits two seeds differ less than of one", async () => {
  const gap = async (repeats: number) => {
    const [one, other] = [await fit(repeats, 10), await fit(repeats, 20)];
    const [y, z] = [
      await one.predict(frame, at),
      await other.predict(frame, at),
    ];
    return y.reduce((sum, v, row) => sum + (v - z[row]) ** 2, 0);
  };
  expect(await gap(6)).toBeLessThan(await gap(1));
}, 60_000);
