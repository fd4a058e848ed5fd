import { Card } from "@mainstay/core/model/card";
import { page } from "@mainstay/training/card";
import { Evaluate } from "@mainstay/training/evaluate";
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
    "ROC curve",
    "Reliability",
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
