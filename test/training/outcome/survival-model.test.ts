import * as fc from "fast-check";
import { expect, test } from "vitest";
import { random } from "@mainstay/core/base/random";
import { Outcome } from "@mainstay/core/outcome/outcome";
import { SurvivalQuality } from "@mainstay/training/judge/survival-quality";
import { SurvivalModel } from "@mainstay/training/outcome/survival-model";
import { columns, made } from "./made-table";

const watched = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 15 }), event: fc.boolean() }),
  { minLength: 2, maxLength: 60 },
);
const timesOf = (list: { time: number; event: boolean }[]) => ({
  time: Float64Array.from(list, ({ time }) => time),
  event: Uint8Array.from(list, ({ event }) => +event),
});

test("without columns the curve is that of Kaplan and Meier", async () => {
  await fc.assert(
    fc.asyncProperty(watched, async (list) => {
      fc.pre(list.some(({ event }) => event));
      const rows = {
        ...made(list.length, 1, () => 0),
        ...timesOf(list),
      };
      const model = await SurvivalModel.fit(rows, { columns: [] });
      const { ends } = model.outcome;
      const curve = SurvivalQuality.kaplanMeier(rows, ends);
      const left = await SurvivalModel.predict(model, rows.frame, rows.at);
      for (let i = 0; i < left.length; i++)
        expect(left[i]).toBeCloseTo(curve[i % ends.length], 8);
    }),
    { numRuns: 30 },
  );
});

test("concordance is the share of known pairs in the right order, ties as halves", () => {
  fc.assert(
    fc.property(watched, fc.integer(), (list, seed) => {
      const rows = timesOf(list);
      const draw = random(seed);
      const said = list.map(() => draw.integer(6));
      let [right, pairs] = [0, 0];
      list.forEach((a, i) =>
        list.forEach((b, j) => {
          const known =
            a.event && (a.time < b.time || (a.time === b.time && !b.event));
          if (!known || i === j) return;
          pairs++;
          right += said[i] < said[j] ? 1 : said[i] === said[j] ? 0.5 : 0;
        }),
      );
      expect(SurvivalQuality.concordance(rows, said)).toBeCloseTo(
        pairs ? right / pairs : 0.5,
        10,
      );
    }),
  );
});

test("where everybody's time is known, the integrated Brier score is the plain one over time", () => {
  const time = Float64Array.of(1, 2, 3, 4);
  const event = Uint8Array.of(1, 1, 1, 1);
  const times = [1.5, 2.5];
  const curves = Float64Array.from({ length: 8 }, (_, i) => i / 10);
  const at = (k: number) =>
    time.reduce(
      (sum, t, row) => sum + (+(t > times[k]) - curves[2 * row + k]) ** 2 / 4,
      0,
    );
  const found = SurvivalQuality.integratedBrier({ time, event }, curves, {
    times,
    seen: { time, event },
  });
  expect(found).toBeCloseTo((at(0) + at(1)) / 2, 12);
});

test("curves fall, foretell who is first, and on average are as many as there were", async () => {
  const draw = random(5);
  const base = made(1200, 4, ({ a }) => {
    for (let t = 1; ; t++)
      if (draw.uniform() < 1 / (1 + Math.exp(3 - 1.2 * a))) return t;
  });
  const last = Float64Array.from(base.label, () => 1 + draw.integer(24));
  const rows = {
    ...base,
    time: base.label.map((t, row) => Math.min(t, last[row])),
    event: Uint8Array.from(base.label, (t, row) => +(t <= last[row])),
  };
  const all = Int32Array.from({ length: 1200 }, (_, i) => i);
  const learned = SurvivalModel.pick(rows, all.subarray(400));
  const judged = SurvivalModel.pick(rows, all.subarray(0, 400));
  const model = await SurvivalModel.fit(learned, {
    columns,
    learner: "logistic",
  });
  const { ends } = model.outcome;
  const left = await SurvivalModel.predict(model, judged.frame, judged.at);
  const width = ends.length;
  left.forEach((share, i) => {
    expect(share).toBeGreaterThanOrEqual(0);
    if (i % width) expect(share).toBeLessThanOrEqual(left[i - 1] + 1e-12);
  });
  const expected = Outcome.expectedTime(model.outcome, left);
  expect(SurvivalQuality.concordance(judged, expected)).toBeGreaterThan(0.7);
  const observed = SurvivalQuality.kaplanMeier(judged, ends);
  const k = ends.findIndex((end) => end >= 12);
  let mean = 0;
  for (let row = 0; row < 400; row++) mean += left[row * width + k] / 400;
  expect(Math.abs(mean - observed[k])).toBeLessThan(0.08);
}, 120_000);
