import { capacity } from "@mainstay/training/judge/capacity";
import { compare } from "@mainstay/training/judge/compare-models";
import { gain, lift } from "@mainstay/training/judge/threshold-curves";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { random } from "@mainstay/core/base/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judged, luck } from "./judged";

test("a rival that says the same differs by nothing, with no doubt about it", () => {
  const { p, y } = luck(500, 3);
  const [same] = compare({
    y,
    probability: p,
    rivals: [{ name: "twin", version: "a1", probability: p }],
    resamples: 50,
  });
  const nothing = { value: 0, low: 0, high: 0 };
  expect(same).toMatchObject({
    name: "twin",
    version: "a1",
    difference: { auc: nothing, logLoss: nothing },
  });
});

test("rivals get the figures they get alone, and differences are theirs to the model", () => {
  fc.assert(
    fc.property(judged, fc.nat(), ({ y, p }, seed) => {
      const draw = random(seed);
      const other = p.map(() => draw.uniform());
      const [found] = compare({
        y,
        probability: p,
        rivals: [{ name: "other", probability: other }],
        resamples: 5,
      });
      const [model, rival] = [
        Evaluate.measure(y, p),
        Evaluate.measure(y, other),
      ];
      for (const name of ["auc", "logLoss"] as const) {
        expect(found[name].value).toBeCloseTo(rival[name], 10);
        expect(found.difference[name].value).toBeCloseTo(
          model[name] - rival[name],
          10,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("pairing knows a small difference that separate intervals would hide", () => {
  const { p, y } = luck(4000, 5);
  const worse = p.map((value) => 0.9 * value + 0.02);
  const [{ logLoss, difference }] = compare({
    y,
    probability: p,
    rivals: [{ name: "worse", probability: worse }],
  });
  const own = Evaluate.logLoss(y, p);
  expect(own).toBeGreaterThan(logLoss.low);
  expect(difference.logLoss.high).toBeLessThan(0);
  // Normal theory of a mean of paired differences.
  const gaps = p.map((value, i) => {
    const loss = (q: number) => -Math.log(y[i] ? q : 1 - q);
    const clip = (q: number) => Math.min(Math.max(q, 1e-6), 1 - 1e-6);
    return loss(clip(value)) - loss(clip(worse[i]));
  });
  const mean = gaps.reduce((s, g) => s + g, 0) / gaps.length;
  const sd = Math.sqrt(
    gaps.reduce((s, g) => s + (g - mean) ** 2, 0) / gaps.length,
  );
  const half = (1.96 * sd) / Math.sqrt(gaps.length);
  const { low, high } = difference.logLoss;
  expect((high - low) / 2).toBeGreaterThan(0.7 * half);
  expect((high - low) / 2).toBeLessThan(1.3 * half);
});

test("with a capacity the same share of judged rows is called, and hits are counted with ties sharing", () => {
  const y = [1, 0, 1, 0, 0, 0, 1, 0, 0, 0];
  const p = [0.9, 0.8, 0.8, 0.8, 0.5, 0.4, 0.3, 0.2, 0.1, 0];
  // 20 of 50 a period: four of ten rows.
  const found = capacity({
    y,
    probability: p,
    customers: 20,
    perPeriod: 50,
    resamples: 20,
  });
  expect(found).toMatchObject({ customers: 20, share: 0.4, rows: 4, hits: 2 });
  expect(found.precision.value).toBe(0.5);
  expect(found.recall.value).toBeCloseTo(2 / 3, 12);
  expect(found.lift.value).toBeCloseTo(0.5 / 0.3, 12);
  const two = capacity({ y, probability: p, customers: 2, resamples: 5 });
  expect(two.hits).toBeCloseTo(1 + 1 / 3, 12);
  expect(capacity({ y, probability: p, resamples: 5 })).toMatchObject({
    customers: null,
    rows: 1,
  });
});

test("capacity and lift at the same share agree, for any probabilities", () => {
  fc.assert(
    fc.property(
      judged,
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      ({ y, p }, share) => {
        const [told] = lift(y, p, [share]);
        const found = capacity({
          y,
          probability: p,
          customers: 1000,
          perPeriod: 1000 / share,
          resamples: 3,
        });
        expect(found.rows).toBe(told.rows);
        expect(found.lift.value).toBeCloseTo(told.lift, 10);
        expect(found.lift.low).toBeLessThanOrEqual(found.lift.value);
      },
    ),
    { numRuns: 40 },
  );
});

test("the gain curve rises from nothing to everybody, and the area above chance is that of the ROC's", () => {
  const { p, y } = luck(3000, 8);
  const curve = gain(y, p, 1e9);
  expect([curve[0], curve.at(-1)]).toEqual([
    { share: 0, recall: 0 },
    { share: 1, recall: 1 },
  ]);
  let area = 0;
  curve.slice(1).forEach(({ share, recall }, k) => {
    area += ((share - curve[k].share) * (recall + curve[k].recall)) / 2;
  });
  const rate = y.reduce((n, one) => n + one, 0) / y.length;
  // Area under gain = rate / 2 + (1 − rate) AUC.
  expect(area).toBeCloseTo(rate / 2 + (1 - rate) * Evaluate.auc(y, p), 9);
});

test("a rival that had learned from some rows is compared on the others alone, as if there were no more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
      const { p, y } = luck(200, seed);
      const draw = random(seed);
      const other = p.map(() => draw.uniform());
      const rows = Int32Array.from(y.keys()).filter((k) => k < 20 || k % 3);
      const of = (values: ArrayLike<number>) =>
        Float64Array.from(rows, (row) => values[row]);
      const seen = 200 - rows.length;
      const rival = { name: "incumbent", version: "a1" };
      const given = { ...rival, probability: other, rows, seen };
      const [found] = compare({
        ...{ y, probability: p, resamples: 5, rivals: [given] },
      });
      const [alone] = compare({
        ...{ y: of(y), probability: of(p), resamples: 5 },
        rivals: [{ ...rival, probability: of(other) }],
      });
      expect(found).toEqual({ ...alone, rows: rows.length, seen });
    }),
    { numRuns: 30 },
  );
});
