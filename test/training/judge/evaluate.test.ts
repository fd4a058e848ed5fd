import { Failure } from "@mainstay/core/base/error";
import { Card } from "@mainstay/core/model/card";
import { intervals } from "@mainstay/training/judge/bootstrap";
import {
  lift,
  precisionRecall,
  reliability,
  roc,
} from "@mainstay/training/judge/threshold-curves";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judged } from "./judged";

const pairwise = (y: number[], p: number[]) => {
  let [won, pairs] = [0, 0];
  y.forEach((a, i) =>
    y.forEach((b, j) => {
      if (a !== 1 || b !== 0) return;
      pairs++;
      won += p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0;
    }),
  );
  return won / pairs;
};

test("AUC is the share of pairs ranked rightly, ties counting half", () => {
  fc.assert(
    fc.property(judged, ({ y, p }) => {
      expect(Evaluate.auc(y, p)).toBeCloseTo(pairwise(y, p), 12);
    }),
  );
});

test("AUC and average precision equal the figures scikit-learn documents", () => {
  const [y, p] = [
    [0, 0, 1, 1],
    [0.1, 0.4, 0.35, 0.8],
  ];
  expect(Evaluate.auc(y, p)).toBe(0.75);
  expect(Evaluate.averagePrecision(y, p)).toBeCloseTo(0.8333333333333333, 12);
});

test("average precision takes tied rows in one step", () => {
  // Thresholds .8: precision 1/2 at recall 1/2; .2: precision 2/4 at recall 1.
  expect(Evaluate.averagePrecision([1, 0, 1, 0], [0.8, 0.8, 0.2, 0.2])).toBe(
    0.5,
  );
});

test("log loss equals the figure scikit-learn documents, and is finite for a wrong certainty", () => {
  const y = [1, 0, 0, 1];
  expect(Evaluate.logLoss(y, [0.9, 0.1, 0.2, 0.65])).toBeCloseTo(0.21616, 5);
  expect(Evaluate.logLoss([1, 0], [0, 0])).toBeCloseTo(
    (-Math.log(1e-6) - Math.log(1 - 1e-6)) / 2,
    12,
  );
});

test("Brier score equals the figure scikit-learn documents", () => {
  expect(Evaluate.brier([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3])).toBeCloseTo(
    0.0375,
    12,
  );
});

test("ECE of 17 rows has two bins of two rows first, as numpy.array_split cuts", () => {
  const p = Array.from({ length: 17 }, (_, i) => i / 20);
  const y = p.map((_, i) => (i === 0 || i === 16 ? 1 : 0));
  const gaps = [
    Math.abs(0.5 - 0.025),
    Math.abs(0 - 0.125),
    ...p.slice(4).map((value, k) => Math.abs((k === 12 ? 1 : 0) - value)),
  ];
  const share = [2 / 17, 2 / 17, ...Array(13).fill(1 / 17)];
  const expected = gaps.reduce((sum, gap, k) => sum + gap * share[k], 0);
  expect(Evaluate.ece(y, p)).toBeCloseTo(expected, 12);
});

test("reliability bins hold every row once and their weighted gap is the ECE", () => {
  fc.assert(
    fc.property(judged, ({ y, p }) => {
      const bins = reliability(y, p);
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(y.length);
      const gap = bins.reduce(
        (sum, { predicted, observed, count }) =>
          sum + (Math.abs(predicted - observed) * count) / y.length,
        0,
      );
      expect(gap).toBeCloseTo(Evaluate.ece(y, p), 12);
    }),
  );
});

test("accuracy, precision, recall and F1 follow the table counted by hand", () => {
  const y = [1, 1, 1, 0, 0, 0, 0, 0];
  const p = [0.9, 0.5, 0.2, 0.8, 0.7, 0.4, 0.1, 0.1];
  const expected = { accuracy: 5 / 8, precision: 2 / 4, recall: 2 / 3 };
  expect(Evaluate.decide(y, p)).toEqual({
    ...{ name: "half", threshold: 0.5 },
    ...{ truePositive: 2, falsePositive: 2 },
    ...{ trueNegative: 3, falseNegative: 1 },
    ...{ ...expected, f1: 4 / 7 },
  });
  expect(Evaluate.measure(y, p)).toMatchObject({ ...expected, f1: 4 / 7 });
});

test("a model that calls nobody has precision, recall and F1 of 0, not NaN", () => {
  const { precision, recall, f1 } = Evaluate.measure([1, 0], [0.2, 0.1]);
  expect([precision, recall, f1]).toEqual([0, 0, 0]);
});

test("F1 is the harmonic mean of precision and recall", () => {
  fc.assert(
    fc.property(judged, ({ y, p }) => {
      const { precision, recall, f1 } = Evaluate.measure(y, p);
      const sum = precision + recall;
      const mean = sum > 0 ? (2 * precision * recall) / sum : 0;
      expect(f1).toBeCloseTo(mean, 12);
    }),
  );
});

test("a figure does not depend on the order of rows with distinct probabilities", () => {
  const y = Array.from({ length: 40 }, (_, i) => +(i % 3 === 0));
  const p = y.map((_, i) => ((i * 17) % 40) / 41);
  const turned = Evaluate.measure(y.toReversed(), p.toReversed());
  const figures = Evaluate.measure(y, p);
  for (const name of Card.measures)
    expect(turned[name]).toBeCloseTo(figures[name], 12);
});

test("the area below the ROC curve is the AUC", () => {
  fc.assert(
    fc.property(judged, ({ y, p }) => {
      const curve = roc(y, p, 1e9);
      const area = curve.slice(1).reduce((sum, point, k) => {
        const width = point.falsePositiveRate - curve[k].falsePositiveRate;
        const height = point.truePositiveRate + curve[k].truePositiveRate;
        return sum + (width * height) / 2;
      }, 0);
      expect(area).toBeCloseTo(Evaluate.auc(y, p), 12);
      expect(curve.at(-1)).toEqual({
        falsePositiveRate: 1,
        truePositiveRate: 1,
      });
    }),
  );
});

test("a thinned curve keeps its ends and stays short", () => {
  const p = Array.from({ length: 50_000 }, (_, i) => i / 50_000);
  const y = p.map((value, i) => +(value > ((i * 7919) % 50_000) / 50_000));
  const curve = roc(y, p);
  expect(curve[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0 });
  expect(curve.at(-1)).toEqual({ falsePositiveRate: 1, truePositiveRate: 1 });
  expect(curve.length).toBeLessThanOrEqual(402);
  expect(precisionRecall(y, p).at(-1)!.recall).toBe(1);
});

test("lift at a capacity counts the positives among the most probable", () => {
  const y = [1, 1, 0, 1, 0, 0, 0, 0, 0, 0];
  const p = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];
  expect(lift(y, p, [0.3])).toEqual([
    {
      capacity: 0.3,
      rows: 3,
      precision: 2 / 3,
      recall: 2 / 3,
      lift: expect.closeTo(20 / 9, 12),
    },
  ]);
});

test("lift among equal probabilities is that of a random order", () => {
  const [called] = lift([1, 0, 0, 0], [0.3, 0.3, 0.3, 0.3], [0.5]);
  expect(called).toMatchObject({ rows: 2, precision: 0.25, lift: 1 });
});

test("noise of the ECE holds nearly every draw of calibrated labels and no miscalibrated one", () => {
  const p = Array.from({ length: 3000 }, (_, i) => 0.02 + (0.5 * i) / 3000);
  const noise = Evaluate.eceNoise99(p, { seed: 1 });
  let state = 7;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const draws = Array.from({ length: 200 }, () =>
    Evaluate.ece(
      p.map((value) => +(random() < value)),
      p,
    ),
  );
  const above = draws.filter((value) => value > noise).length;
  expect(above).toBeLessThanOrEqual(8);
  expect(above).toBeLessThan(draws.filter((value) => value > noise / 2).length);
  const shifted = p.map((value) => +(random() < value + 0.1));
  expect(Evaluate.ece(shifted, p)).toBeGreaterThan(noise);
  expect(Evaluate.eceNoise99(p, { seed: 1 })).toBe(noise);
});

test("a bootstrap interval of a mean agrees with its standard error", () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.sin(i * 1.7));
  const mean = (weight?: Int32Array) =>
    values.reduce((sum, value, i) => sum + value * (weight?.[i] ?? 1), 0) / 400;
  const { figure } = intervals({
    stratum: values.map(() => 0),
    measure: (weight) => ({ figure: mean(weight) }),
    value: { figure: mean() },
    ...{ seed: 3, resamples: 2000 },
  });
  const sd = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean()) ** 2, 0) / 400,
  );
  const expected = 2 * 1.96 * (sd / Math.sqrt(400));
  expect((figure.high - figure.low) / expected).toBeCloseTo(1, 1);
});

test("the parts of a card repeat for one seed, hold their values, and pass the card's schema", () => {
  const p = Array.from({ length: 900 }, (_, i) => ((i * 7) % 900) / 1200);
  const y = p.map((value, i) => +(value > ((i * 13) % 100) / 100));
  const input = { y, probability: p, bands: Card.bands(0.3), base: 0.3 };
  const judged = Evaluate.evaluate(input);
  expect(Evaluate.evaluate(input)).toEqual(judged);
  expect(Evaluate.evaluate({ ...input, seed: 1 })).not.toEqual(judged);
  const shape = Card.Info.shape;
  expect(shape.metrics.parse(judged.metrics)).toEqual(judged.metrics);
  expect(shape.confusion.parse(judged.confusion)).toHaveLength(3);
  const figures = Evaluate.measure(y, p);
  for (const name of Card.measures) {
    const { value, low, high } = judged.metrics.test[name];
    expect(value).toBe(figures[name]);
    expect(low).toBeLessThanOrEqual(value);
    expect(high).toBeGreaterThanOrEqual(value);
  }
});

test("the base rate's log loss is the entropy when the base rate is right", () => {
  const y = [1, 0, 0, 0];
  const { baseRate } = Evaluate.evaluate({
    ...{ y, probability: [0.5, 0.1, 0.2, 0.3] },
    ...{ bands: Card.bands(0.25), base: 0.25, resamples: 5 },
  }).metrics;
  const entropy = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
  expect(baseRate.logLoss).toBeCloseTo(entropy, 12);
  expect(baseRate.brier).toBeCloseTo(0.1875, 12);
});

test("one outcome alone, or a number that is no probability, is refused with its reason", () => {
  expect(() => Evaluate.measure([1, 1], [0.2, 0.3])).toThrow(Failure);
  expect(() => Evaluate.measure([1, 0], [0.2, NaN])).toThrow(/row 1, not NaN/);
});

test("bands keep their order inside (0, 1) at any base rate, and triple the odds", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (base) => {
      const { high, medium } = Card.bands(base);
      expect(medium).toBeGreaterThan(0);
      expect(high).toBeGreaterThan(medium);
      expect(high).toBeLessThan(1);
    }),
  );
  expect(Card.bands(0.5).high).toBeCloseTo(0.75, 12);
  expect(Card.bands(0.5).medium).toBeCloseTo(0.5, 12);
});
