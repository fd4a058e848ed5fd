import { expect, test } from "vitest";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Artifact } from "@mainstay/training/fit/artifact";
import { random } from "@mainstay/core/base/random";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { TrainingTable } from "@mainstay/training/fit/training-table";

// Numbers with gaps, a date, and a category with a rare level, as CSVs have them; the logit is known.
function made(rows: number, seed: number): TrainingTable.Info {
  const draw = random(seed);
  const numbers = (missing: number) =>
    Float64Array.from({ length: rows }, () =>
      draw.uniform() < missing ? NaN : draw.normal(),
    );
  const [a, b] = [numbers(0.1), numbers(0)];
  const since = Float64Array.from(
    { length: rows },
    () => 19_000 + 900 * draw.uniform(),
  );
  const codes = Int32Array.from({ length: rows }, () => {
    const u = draw.uniform();
    return u < 0.05 ? -1 : u < 0.06 ? 3 : draw.integer(3);
  });
  const frame: Frame = {
    rows,
    columns: [
      { name: "a", type: "number", values: a },
      { name: "b", type: "number", values: b },
      { name: "since", type: "date", values: since },
      {
        name: "plan",
        type: "category",
        codes,
        levels: ["free", "pro", "max", "rare"],
      },
    ],
  };
  const label = Float32Array.from(a, (x, row) => {
    const z =
      (Number.isNaN(x) ? 1 : x) * (codes[row] === 1 ? 1.5 : 0.5) -
      b[row] ** 2 / 2 +
      (since[row] - 19_450) / 400;
    return Number(draw.uniform() < 1 / (1 + Math.exp(-z)));
  });
  return {
    frame,
    label,
    at: new Float64Array(rows).fill(20_000),
    group: label.map((_, row) => row),
  };
}
const columns = ["a", "b", "since", "plan"];
const table = made(700, 1);
const fresh = made(300, 2);

// Levels and gaps training never saw, numbers far outside of it.
const strange: Frame = {
  rows: 3,
  columns: [
    { name: "a", type: "number", values: Float64Array.of(NaN, 1e30, -5) },
    { name: "b", type: "number", values: Float64Array.of(NaN, 0, 7) },
    {
      name: "since",
      type: "date",
      values: Float64Array.of(NaN, 25_000, 19_500),
    },
    {
      name: "plan",
      type: "category",
      codes: Int32Array.of(0, 1, -1),
      levels: ["unheard of", "pro"],
    },
  ],
};

test.each(FitModel.names)(
  "%s: the files say what was trained, and every row's reasons add up to its logit, whatever comes",
  async (learner) => {
    const model = await FitModel.fit(table, { columns, learner, seed: 7 });
    const files = Artifact.files(model);
    for (const [frame, at] of [
      [fresh.frame, fresh.at],
      [strange, new Float64Array(3).fill(20_000)],
    ] as const) {
      expect(await Artifact.agree(files, model, frame, at)).toBeLessThan(1e-5);
      const { base, contributions } = await Artifact.explain(
        files,
        model.layout,
        frame,
        at,
      );
      const logits = await Artifact.logits(files, model.layout, frame, at);
      logits.forEach((logit, row) => {
        const shares = contributions.subarray(row * 4, row * 4 + 4);
        const sum = shares.reduce((total, share) => total + share, base);
        expect(Math.abs(sum - logit)).toBeLessThan(1e-4);
      });
    }
    const again = Artifact.files(
      await FitModel.fit(table, { columns, learner, seed: 7 }),
    );
    expect(again).toEqual(files);
  },
  120_000,
);

test("a time budget takes members off, the dearest first, and never the cheapest pair", async () => {
  const names = async (minutes: number) =>
    (await FitModel.fit(table, { columns, minutes })).parts.map(
      ({ name }) => name,
    );
  expect(await names(60)).toEqual(["plr", "l31w", "l6", "mlp"]);
  expect(await names(0.0025)).toEqual(["plr", "l31w", "l6"]);
  expect(await names(1e-6)).toEqual(["plr", "l31w"]);
}, 120_000);
