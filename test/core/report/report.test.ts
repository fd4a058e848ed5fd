import { Estimate } from "@mainstay/core/metrics/estimate";
import { build, render } from "@mainstay/core/reporting/build-report";
import { Report } from "@mainstay/core/report/report";
import { expect, test } from "vitest";

const measure = (value: number) => ({
  value,
  low: value - 0.02,
  high: value + 0.02,
});
const model: Report.Model = {
  ...{ version: "4f9a", createdAt: "2026-11-01T06:00:00Z", period: "month" },
  label: { column: "churned", positive: "yes", horizon: 3 },
  ...{ base: 0.07, bands: { high: 0.18, medium: 0.07 } },
  test: {
    ...{ auc: measure(0.84), logLoss: measure(0.19), ece: measure(0.02) },
    ...{ recall: measure(0.3), precision: measure(0.5) },
  },
};
const metrics = (satisfaction: number) =>
  Estimate.measure({
    satisfaction: [satisfaction - 1, satisfaction, satisfaction + 1, NaN],
    loyalty: [4, 5, 6, 5],
    success: [1, 0, 0, 1],
  });
const atRisk = [
  {
    ...{
      id: "b",
      name: "Ortiz, Ltd",
      probability: 0.3,
      band: "high" as const,
      revenue: 1200,
    },
    reasons: [
      { column: "tickets", value: 4, contribution: 0.7 },
      { column: "plan", value: "Growth", contribution: -0.1 },
    ],
  },
  { id: "a", probability: 0.6, band: "high" as const, reasons: [] },
];
const input = (given: Partial<Report.Input> = {}): Report.Input => ({
  ...{
    month: "2026-10",
    dataset: "customers",
    definitions: Estimate.definitions,
  },
  counts: { customers: 4, scored: 4, joined: 1, left: 0 },
  ...{ metrics: metrics(7), atRisk, model },
  risk: {
    histogram: [
      { low: 0, high: 0.5, count: 3 },
      { low: 0.5, high: 1, count: 1 },
    ],
    bands: { high: 2, medium: 1, low: 1 },
  },
  ...given,
});
const read = (json: string) => Report.Info.parse(JSON.parse(json));

test("the same input gives the same bytes, whatever was built in between", () => {
  const first = build(input());
  build(input({ month: "2026-09", atRisk: [] }));
  expect(build(input())).toEqual(first);
});

test("the page follows from the stored JSON alone", () => {
  const { html, json } = build(input());
  expect(render(read(json))).toBe(html);
});

test("the JSON says every figure with its n, interval and definition", () => {
  const info = read(build(input()).json);
  expect(info.metrics).toEqual(metrics(7));
  expect(info.definitions).toEqual(Estimate.definitions);
});

test("movements compare with the month before, and history grows by one month", () => {
  const september = build(input({ month: "2026-09", metrics: metrics(6) }));
  const october = read(
    build(input({ past: read(september.json).history })).json,
  );
  expect(october.since).toBe("2026-09");
  expect(october.movements.satisfaction).toEqual(
    Estimate.move(metrics(7).satisfaction, metrics(6).satisfaction),
  );
  expect(october.history.map(({ month }) => month)).toEqual([
    "2026-09",
    "2026-10",
  ]);
});

test("a report of the same or a later month is no month before", () => {
  const own = read(build(input()).json);
  expect(read(build(input({ past: own.history })).json)).toEqual(own);
});

test("history keeps twelve months", () => {
  let history: Report.Past[] = [];
  for (let k = 1; k <= 14; k++) {
    const month = `${2025 + Math.floor(k / 13)}-${String(((k - 1) % 12) + 1).padStart(2, "0")}`;
    history = read(build(input({ month, past: history })).json).history;
  }
  expect(history).toHaveLength(12);
  expect(history[0].month).toBe("2025-03");
});

test("the most money at risk stands first, then the most probable customer", () => {
  const info = read(build(input()).json);
  expect(info.atRisk.map(({ id }) => id)).toEqual(["a", "b"]);
  const [b, a] = atRisk;
  const priced = [a, { ...b, moneyAtRisk: 4320 }];
  expect(
    read(build(input({ atRisk: priced })).json).atRisk.map(({ id }) => id),
  ).toEqual(["b", "a"]);
});

test("the CSV is rectangular: a row per figure, then a row per customer", () => {
  const lines = build(input()).csv.trimEnd().split("\r\n");
  expect(lines[1]).toBe(
    "metric,2026-10,satisfaction,Satisfaction,7,3," +
      lines[1].split(",").slice(6).join(","),
  );
  expect(lines.slice(4)).toEqual([
    "customer,2026-10,a,,0.6,,,,high,,,,,,,,",
    'customer,2026-10,b,"Ortiz, Ltd",0.3,,,,high,1200,tickets = 4,plan = Growth,,,,,',
  ]);
});

test("a cell that a spreadsheet would run is kept from running", () => {
  const evil = [{ ...atRisk[1], id: "=HYPERLINK(1)", name: "-3" }];
  expect(build(input({ atRisk: evil })).csv).toContain(
    "customer,2026-10,'=HYPERLINK(1),-3,",
  );
});

test("text of a customer stays text on the page", () => {
  const name = `<img src=x onerror="alert(1)">`;
  const evil = [
    {
      ...atRisk[0],
      name,
      reasons: [{ column: name, value: name, contribution: 1 }],
    },
  ];
  const { html } = build(input({ atRisk: evil }));
  expect(html).not.toContain("<img");
  expect(html.split("&lt;img").length - 1).toBeGreaterThanOrEqual(3);
});

test("the page asks the network for nothing", () => {
  const { html } = build(input());
  expect(html).not.toMatch(/<script|<link|\bsrc=|@import|url\((?!#)/);
  expect(
    html
      .match(/https?:\/\/[^"]+/g)!
      .every((url) => url === "http://www.w3.org/2000/svg"),
  ).toBe(true);
});

test("without a model the page says so and scores nobody", () => {
  const { html, json } = build(
    input({
      model: null,
      risk: null,
      atRisk: [],
      counts: { customers: 4, scored: 0 },
    }),
  );
  expect(html).toContain("No model serves this dataset yet");
  expect(html).not.toContain("Whom to see first");
  expect(read(json).risk).toBeNull();
});

test("without roles the page says which is missing instead of a number, and the reason once", () => {
  const { html, csv } = build(input({ metrics: Estimate.measure({}) }));
  for (const role of ["satisfaction", "loyalty", "success"]) {
    expect(html).toContain(`<code>${role}</code>`);
    expect(csv).toContain(`No column has the role ${role}.`);
  }
  expect(html.split("no column has the role it needs")).toHaveLength(2);
});
