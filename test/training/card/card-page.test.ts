import type { Frame } from "@mainstay/core/tabular/frame";
import { Card } from "@mainstay/core/model/card";
import { page } from "@mainstay/training/card/card-page";
import { capacity } from "@mainstay/training/judge/capacity";
import { DecisionCuts } from "@mainstay/training/judge/decision-cuts";
import { compare } from "@mainstay/training/judge/compare-models";
import { saving } from "@mainstay/training/judge/error-costs";
import { gain } from "@mainstay/training/judge/threshold-curves";
import { Evaluate } from "@mainstay/training/judge/evaluate";
import { Importance } from "@mainstay/training/judge/importance";
import { segmented } from "@mainstay/training/judge/segment-quality";
import { expect, test } from "vitest";

const probability = Array.from(
  { length: 300 },
  (_, i) => ((i * 7) % 300) / 320,
);
const y = probability.map((value, i) => +(value > ((i * 13) % 100) / 100));
const base = 0.45;
const bands = Card.bands(base);
const judged = Evaluate.evaluate({
  y,
  probability,
  bands,
  base,
  resamples: 20,
});
const card = (given: Partial<Card.Info> = {}) =>
  Card.Info.parse({
    ...{
      dataset: "customers",
      version: "0f3c",
      createdAt: "2026-11-01T06:12:44Z",
      base,
      bands,
    },
    label: { column: "churned", positive: "yes", horizon: 3 },
    data: {
      fingerprint: "8c1f",
      rows: 1500,
      positives: 700,
      periods: ["2026-01", "2026-07"],
    },
    columns: [
      { name: "seats", type: "number", role: "numbers" },
      { name: "plan", type: "category", role: "categories" },
      { name: "signup", type: "date", role: "numbers" },
    ],
    ignored: [{ column: "company", why: "names every row differently" }],
    learners: [{ name: "mlp", chosen: true, test: judged.metrics.test }],
    ...judged,
    curves: [
      {
        learner: "mlp",
        epochs: [1, 2].map((epoch) => ({
          ...{ epoch, trainLoss: 0.5 / epoch, validationLoss: 0.55 / epoch },
          ...{ trainAccuracy: 0.7, validationAccuracy: 0.68 },
        })),
      },
    ],
    limits: ["One month judged it."],
    lineage: {
      parent: null,
      seed: 42,
      code: { mainstay: "0.1.0" },
      definition: 3,
    },
    ...given,
  });

test("a card survives being stored and read again, with what later versions add", () => {
  const later = { ...card(), calibration: { a: 1 } };
  expect(Card.Info.parse(JSON.parse(JSON.stringify(later)))).toEqual(later);
});

test("the inputs of the graph are the columns of each role in the card's order", () => {
  expect(Card.inputs(card().columns)).toEqual({
    numbers: ["seats", "signup"],
    categories: ["plan"],
    texts: [],
  });
});

test("a probability at a cut-off belongs to the upper band", () => {
  const cuts = { high: 0.5, medium: 0.2 };
  const named = [0.5, 0.4999, 0.2, 0.1999].map((value) =>
    Card.band(value, cuts),
  );
  expect(named).toEqual(["high", "medium", "medium", "low"]);
});

test("the same card gives the same page", () => {
  expect(page(card())).toBe(page(card()));
});

test("the page says the figures with their intervals, the base rate, the limits and where it comes from", () => {
  const html = page(card());
  const { value, low, high } = judged.metrics.test.auc;
  expect(html).toContain(value.toFixed(3));
  expect(html).toContain(
    `95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}`,
  );
  for (const words of [
    "45.0 %",
    "within the next 3 months",
    "names every row differently",
    "One month judged it.",
    "mainstay 0.1.0",
  ])
    expect(html).toContain(words);
});

test("the page draws ROC, reliability, loss and accuracy, each with words for a screen reader", () => {
  const html = page(card());
  const titles = [...html.matchAll(/<title id="[^"]+">([^<]+)/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual([
    "Reliability",
    "ROC curve",
    "log loss of mlp",
    "accuracy of mlp",
  ]);
});

test("a column's name cannot leave its text, and the page asks the network for nothing", () => {
  const name = `<img src=x onerror="alert(1)">`;
  const html = page(
    card({
      columns: [{ name, type: "number", role: "numbers" }],
      importance: [{ column: name, value: 1 }],
    }),
  );
  expect(html).not.toContain("<img");
  expect(html).not.toMatch(/<script|<link|@import/);
});

test("a model that may rank no better than chance says so among its limits", () => {
  const test_ = {
    ...judged.metrics.test,
    auc: { value: 0.52, low: 0.48, high: 0.56 },
  };
  expect(page(card({ metrics: { test: test_ } }))).toContain(
    "may rank no better than chance",
  );
  expect(page(card())).not.toContain("may rank no better than chance");
});

const frame: Frame = {
  rows: y.length,
  columns: [
    {
      name: "seats",
      type: "number",
      values: Float64Array.from(probability, (p) => Math.round(100 * p)),
    },
    {
      name: "plan",
      type: "category",
      codes: Int32Array.from(y, (_, i) => (i < 5 ? 2 : i % 2)),
      levels: ["free", "pro", "<b>old"],
    },
  ],
};
const rows = { y, probability };
const full = () =>
  card({
    data: {
      ...card().data,
      test: {
        rows: y.length,
        positives: y.reduce((n, one) => n + one, 0),
        periods: ["2026-07"],
      },
    },
    comparisons: compare({
      ...rows,
      rivals: [
        { name: "base rate", probability: y.map(() => base) },
        { name: "incumbent", version: "77aa", probability },
      ],
      resamples: 20,
    }),
    capacity: capacity({ ...rows, customers: 60, resamples: 20 }),
    gain: gain(y, probability),
    segments: segmented({ ...rows, frame, columns: ["plan", "seats"] }),
    costs: saving({
      ...rows,
      costs: {
        falsePositive: 10,
        falseNegative: 90,
        truePositive: 0,
        trueNegative: 0,
      },
      resamples: 20,
    }),
    ...Importance.importance({
      columns: ["seats", "plan"],
      contributions: Float32Array.from({ length: 2 * y.length }, (_, k) =>
        k % 2 ? 0.1 : probability[k >> 1] - 0.5,
      ),
      frame,
    }),
    leaks: [
      {
        code: "leak.decides",
        column: "end date",
        message: "Filled only after the fact.",
        drop: true,
      },
    ],
    compression: [
      {
        ...{ name: "int8", bytes: 12_000, micros: 8.5, chosen: true },
        ...{ auc: 0.8, logLoss: 0.5, ece: 0.01 },
      },
    ],
    learners: [
      { name: "plr", chosen: true, weight: 0.25, options: {} },
      { name: "l6", chosen: true, weight: 0.75, options: {} },
    ],
  });

test("a card with all its parts says in plain words how many of those ranked highest turned out so", () => {
  const html = page(full()).replace(/\s+/g, " ");
  // Counted afresh: the 60 highest of 300.
  const order = probability.map((_, i) => i);
  order.sort((a, b) => probability[b] - probability[a]);
  const hits = order.slice(0, 60).reduce((n, i) => n + y[i], 0);
  const all = y.reduce((n, one) => n + one, 0);
  expect(html).toContain(
    `60 customers it ranked highest, ${hits} turned out churned = yes`,
  );
  expect(html).toContain(`a random 60 would hold ${Math.round(all / 5)}.`);
});

test("a card with all its parts shows rivals, savings, groups, drivers, leaks, weights and compression", () => {
  const html = page(full()).replace(/\s+/g, " ");
  for (const words of [
    "saying 45.0 % to everybody",
    "the version before, 77aa",
    "cannot be told apart",
    "acting pays from a probability of 10.0 %",
    "By plan",
    "too few to judge",
    "seats and plan move scores most",
    "Filled only after the fact.",
    "left out",
    "shallow boosted trees",
    "0.75",
    "int8",
    "8.5",
  ])
    expect(html).toContain(words);
  const titles = [...html.matchAll(/<title id="[^"]+">([^<]+)/g)].map(
    ([, title]) => title,
  );
  expect(titles).toEqual([
    "Reliability",
    "ROC curve",
    "Gain",
    "Columns by weight",
    "How seats moves the score",
    "How plan moves the score",
    "log loss of mlp",
    "accuracy of mlp",
  ]);
  expect(html).not.toContain("<b>old");
  expect(page(full())).toBe(page(full()));
  expect(Card.Info.parse(JSON.parse(JSON.stringify(full())))).toEqual(full());
});

test("a card says with leak first where it learned from a suspected column, and nowhere else", () => {
  const leak = (drop: boolean) => ({
    ...{ code: "leak.decides", column: "wear", message: "decides", drop },
  });
  expect(page(card({ leaks: [leak(false)] }))).toContain("With leak.");
  expect(page(card({ leaks: [leak(true)] }))).not.toContain("With leak.");
  expect(Card.withLeak({ leaks: [leak(true), leak(false)] })).toEqual(["wear"]);
});

test("a card gives precision, recall and F1 at the stated cuts, and says which rows the version before had learned from", () => {
  const costs = {
    ...{ falsePositive: 1, falseNegative: 4 },
    ...{ truePositive: 0, trueNegative: 0 },
  };
  const confusion = DecisionCuts.decisions(y, probability, {
    ...{ costs, share: 0.1 },
  });
  const rows = Int32Array.from({ length: 200 }, (_, k) => k);
  const comparisons = compare({
    ...{ y, probability, resamples: 20 },
    rivals: [
      { name: "incumbent", version: "9a", probability, rows, seen: 100 },
    ],
  });
  const text = page(card({ confusion, comparisons }));
  expect(text).toContain("by the stated costs");
  expect(text).toContain("as many as the team can contact");
  expect(text.replace(/\s+/g, " ")).toContain(
    "Version 9a had learned from 100 of the rows; it is compared on the other 200.",
  );
});
