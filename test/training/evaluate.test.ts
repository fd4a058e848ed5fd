import type { Frame } from "@mainstay/core/frame";
import { Failure } from "@mainstay/core/error";
import { Card } from "@mainstay/core/model/card";
import { intervals, wilson } from "@mainstay/training/bootstrap";
import { capacity } from "@mainstay/training/capacity";
import { compare } from "@mainstay/training/compare";
import {
  gain,
  lift,
  precisionRecall,
  reliability,
  roc,
} from "@mainstay/training/curve";
import { Evaluate } from "@mainstay/training/evaluate";
import { random } from "@mainstay/training/random";
import { segmented } from "@mainstay/training/segmented";
import fc from "fast-check";
import { expect, test } from "vitest";

// Few distinct probabilities, so that ties are common; both outcomes present.
const judged = fc
  .array(
    fc.record({ y: fc.integer({ min: 0, max: 1 }), k: fc.nat({ max: 8 }) }),
    { maxLength: 60 },
  )
  .map((rows) => [{ y: 0, k: 3 }, { y: 1, k: 3 }, ...rows])
  .map((rows) => ({
    y: rows.map(({ y }) => y),
    p: rows.map(({ k }) => k / 8),
  }));

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

const luck = (rows: number, seed: number) => {
  const draw = random(seed);
  const p = Array.from({ length: rows }, () => draw.uniform() ** 2);
  const y = p.map((value) => +(draw.uniform() < value));
  const group = p.map(() => draw.integer(3));
  return { p, y, group, draw };
};

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

const parted = (group: number[], levels: string[]): Frame => ({
  rows: group.length,
  columns: [
    { name: "plan", type: "category", codes: Int32Array.from(group), levels },
    { name: "id", type: "text", values: group.map((_, i) => `c${i}`) },
  ],
});

test("each segment has the figures of its own rows, and together they are all rows", () => {
  const { p, y, group } = luck(1500, 11);
  const [{ column, groups }] = segmented({
    y,
    probability: p,
    frame: parted(group, ["a", "b", "c"]),
    resamples: 10,
  });
  expect(column).toBe("plan");
  expect(groups.reduce((n, { rows }) => n + rows, 0)).toBe(1500);
  for (const { value, rows, positives, auc, predicted, observed } of groups) {
    const mine = [...y.keys()].filter((i) => "abc"[group[i]] === value);
    const pick = (from: number[]) => mine.map((i) => from[i]);
    expect([rows, positives]).toEqual([
      mine.length,
      pick(y).reduce((n, one) => n + one, 0),
    ]);
    expect(auc!.value).toBeCloseTo(Evaluate.auc(pick(y), pick(p)), 10);
    expect(predicted).toBeCloseTo(
      pick(p).reduce((s, one) => s + one, 0) / rows,
      10,
    );
    expect(observed.value).toBe(positives / rows);
  }
});

test("a segment promised too much is named, one whose order is chance is named, a small one is called small", () => {
  const { p, y, group, draw } = luck(6000, 13);
  const said = p.map((value, i) =>
    group[i] === 1 ? Math.min(1, value + 0.2) : value,
  );
  const label = y.map((one, i) =>
    group[i] === 2 ? +(draw.uniform() < 1 / 3) : one,
  );
  const code = group.map((level, i) => (i < 8 ? 3 : level));
  const [{ groups }] = segmented({
    y: label,
    probability: said,
    frame: parted(code, ["fair", "over", "blind", "tiny"]),
    columns: ["plan"],
  });
  const notes = Object.fromEntries(groups.map((g) => [g.value, g.notes]));
  expect(notes.fair).toEqual([]);
  expect(notes.over).toContain("over");
  expect(notes.blind).toContain("weaker");
  expect(notes.tiny).toEqual(["small"]);
});

test("where nothing is wrong hardly any segment is named", () => {
  let named = 0;
  for (let seed = 0; seed < 60; seed++) {
    const { p, y, group } = luck(900, 100 + seed);
    const [{ groups }] = segmented({
      y,
      probability: p,
      frame: parted(group, ["a", "b", "c"]),
      resamples: 60,
      seed,
    });
    named += +groups.some(({ notes }) => notes.length > 0);
  }
  // Two kinds of alarm at 5 % for all groups together.
  expect(named).toBeLessThanOrEqual(12);
});

test("numbers are parted into quarters in order, missing last, and a wish for an unknown column is refused", () => {
  const { p, y } = luck(400, 17);
  const values = Float64Array.from(p, (_, i) => (i % 5 ? i : NaN));
  const frame: Frame = {
    rows: 400,
    columns: [{ name: "age", type: "number", values }],
  };
  const rows = { y, probability: p, frame, resamples: 5 };
  const [{ groups }] = segmented({ ...rows, columns: ["age"] });
  expect(groups.map(({ value, rows }) => [value, rows])).toEqual([
    ["up to 100.5", 80],
    ["100.5 to 200", 80],
    ["200 to 299.5", 80],
    ["above 299.5", 80],
    [null, 80],
  ]);
  expect(() => segmented({ ...rows, columns: ["aeg"] })).toThrow(Failure);
  expect(segmented(rows)).toEqual([]);
});

test("Wilson's interval has the published figures, and stays inside 0 and 1", () => {
  // Newcombe 1998, table I, method 3.
  for (const [hits, rows, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]) {
    const found = wilson(hits, rows);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  }
});
