// A month in which every part of a report has something to say; `word` stands wherever people or files put words.
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import type { Report } from "@mainstay/core/report/report";

const both = (text: string) => ({ en: text, zh: text });
const within = (value: number, n: number) => ({
  ...{ value, n, low: value - 0.01, high: value + 0.01 },
});

/** A third of the metrics has an interval, a third has none, a third could not be measured. */
export const metrics = (shift = 0) =>
  Object.fromEntries(
    MetricBoard.names.map((name, k) => [
      name,
      k % 3 === 0
        ? within(0.3103 + k / 1000 + shift, 100 + k)
        : k % 3 === 1
          ? { value: 0.4103 + k / 1000 + shift, n: 100 + k }
          : { value: null, why: `Nothing was told of ${name}.` },
    ]),
  ) as MetricBoard.Values;

const arm = (value: number, known: number) => ({
  ...{ customers: known + 3, known, outcome: within(value, known) },
});

export const month = (word: string): Report.Input => {
  const judged = {
    ...{ n: 1234, positives: 77, base: within(0.0624, 1234) },
    health: within(0.8123, 1234),
    probability: within(0.8456, 1234),
    components: {
      risk: within(0.7891, 1234),
      [word]: { value: null, why: word },
    },
    lift: { value: 3.71, n: 1234 },
  };
  return {
    ...{ month: "2026-10", dataset: "customers" },
    counts: { customers: 640, scored: 630, joined: 21, left: 13, rejected: 4 },
    ...{ definitions: MetricBoard.definitions, metrics: metrics() },
    model: {
      ...{ version: word, createdAt: "2026-11-01T06:00:00Z" },
      ...{ period: "month", base: 0.07, bands: { high: 0.18, medium: 0.07 } },
      label: { column: word, positive: word, horizon: 3 },
      test: {
        auc: { value: 0.833, low: 0.81, high: 0.86 },
        logLoss: { value: 0.19, low: 0.18, high: 0.2 },
        ece: { value: 0.021, low: 0.01, high: 0.03 },
        recall: { value: 0.3, low: 0.2, high: 0.4 },
        precision: { value: 0.5, low: 0.4, high: 0.6 },
      },
    },
    risk: {
      histogram: [
        { low: 0, high: 0.5, count: 600 },
        { low: 0.5, high: 1, count: 30 },
      ],
      bands: { high: 31, medium: 59, low: 540 },
    },
    atRisk: [
      {
        ...{ id: word, name: word, probability: 0.73, band: "high" },
        revenue: 1200,
        reasons: [{ column: word, value: word, contribution: 1 }],
      },
    ],
    tables: {
      movements: {
        ...{ start: 50_000, new: 4_100, reactivation: 900, expansion: 2_300 },
        ...{ contraction: 1_700, churn: 3_600, end: 52_000 },
        customers: {
          ...{ start: 632, new: 19, reactivation: 2, expansion: 44 },
          ...{ contraction: 33, churn: 13, end: 640 },
        },
      },
      cohorts: [
        {
          ...{ period: "2026-08", size: 600 },
          ...{ present: [600, 570, 546], share: [1, 0.95, 0.91] },
        },
        { period: "2026-09", size: 32, present: [32, null], share: [1, null] },
        { period: "2026-10", size: 19, present: [19], share: [1] },
      ],
      models: [{ name: word, customers: 333 }],
      retiring: [
        {
          ...{ version: word, retiresOn: "2027-03-31", successor: word },
          ...{ days: 151, customers: 87, ids: [word] },
        },
      ],
      lists: {
        ...{ usageChurn: [word], billShock: [], overCommitment: [word] },
        ownerRemoved: [],
      },
    },
    health: {
      config: {
        components: [
          {
            ...{ name: "risk", label: both(word), weight: 60 },
            source: { column: "score.probability" },
            cuts: { poor: 0.2, concerning: 0.1, healthy: 0.05 },
            ...{ when: [], missing: "skip" },
          },
          {
            ...{ name: word, label: both(word), weight: 40 },
            source: { role: "loyalty" },
            cuts: { poor: 2, concerning: 5, healthy: 9 },
            ...{ when: [], missing: "skip" },
          },
        ],
        ...{ status: { amber: 48, green: 77 }, minCoverage: 0.5 },
      },
      mean: within(71.25, 628),
      status: { red: 61, amber: 149, green: 418, unknown: 12 },
      components: [
        { name: "risk", label: both(word), weight: 60, mean: 83.4, missing: 5 },
        { name: word, label: both(word), weight: 40, mean: null, missing: 640 },
      ],
      backtest: {
        months: [{ ...judged, period: "2026-06" }],
        pooled: judged,
        missed: {
          ...{ green: 817, left: 29 },
          list: [
            {
              ...{ id: word, period: "2026-06", health: 88 },
              on: [{ name: "risk", points: 97 }],
            },
          ],
        },
      },
    },
    segments: {
      primary: "value",
      schemes: {
        value: {
          sizes: [
            { segment: word, n: 500, share: 0.78125, name: both(word) },
            { segment: "b", n: 140, share: 0.21875, name: both("Bees") },
          ],
          movements: {
            ...{ before: [word, "b"], now: [word, "b"] },
            moved: [
              [466, 17],
              [23, 113],
            ],
            ...{ joined: [11, 10], left: [8, 5] },
          },
          traits: {
            [word]: [
              {
                ...{ column: word, level: word, effect: 0.7 },
                ...{ inside: 0.6, outside: 0.3, text: both(word) },
              },
              {
                ...{ column: "lifetime.value", level: null, effect: 0.5 },
                ...{ inside: 9, outside: 3 },
                text: {
                  en: "Higher lifetime.value: 9 against 3",
                  zh: "lifetime.value 较高：9，其余为 3",
                },
              },
            ],
          },
        },
        rfm: {
          sizes: [{ segment: "loyal", n: 640, share: 1, name: both(word) }],
          ...{ movements: null, traits: {} },
        },
      },
    },
    lifetime: { value: 98_765, n: 639 },
    said: {
      ...{ comments: 210, customers: 180, sentiment: within(0.27, 205) },
      ...{ positive: 126, negative: 63 },
      topics: [
        {
          ...{ label: word, phrases: [word, word], count: 17 },
          ...{ share: within(0.27, 63), before: within(0.11, 58) },
          change: { change: 0.16, low: 0.02, high: 0.3 },
          example: { id: word, text: word },
        },
      ],
    },
    actions: {
      counts: { proposed: 41, accepted: 8, done: 15, dismissed: 3, held: 6 },
      list: [
        {
          ...{ id: "2026-10-1", dataset: "customers", customer: word },
          ...{ name: word, period: "2026-10", playbook: word },
          ...{ title: both(word), why: both(word), owner: both(word) },
          steps: [{ text: both(word), owner: both(word), due: "2026-11-20" }],
          ...{ state: "proposed", heldOut: false, priority: 5 },
          ...{ due: "2026-11-20", createdAt: "2026-11-01T00:00:00Z" },
          history: [{ state: "proposed", at: "2026-11-01T00:00:00Z" }],
        },
      ],
      effects: [
        {
          ...{ playbook: word, unit: "share" },
          ...{ treated: arm(0.91, 120), heldOut: arm(0.84, 40) },
          effect: { value: 0.07, n: 160, low: -0.03, high: 0.17 },
          done: arm(0.93, 60),
          perProtocol: { value: 0.09, n: 100 },
        },
        {
          ...{ playbook: "renewal", unit: "share" },
          ...{ treated: arm(0.9, 12), heldOut: arm(0.8, 2) },
          effect: { value: null, why: `Not measurable: ${word}.` },
          done: arm(0.9, 6),
          perProtocol: { value: null, why: word },
        },
      ],
    },
    questions: [
      {
        ...{ question: word, lang: "en", count: 14, asked: 16 },
        last: "2026-10-30T10:00:00Z",
      },
    ],
    forecasts: [
      {
        ...{ series: `demand:${word}`, unit: "count" },
        history: [
          { period: "2026-08", value: 300 },
          { period: "2026-09", value: null },
          { period: "2026-10", value: 320 },
        ],
        points: [
          {
            ...{ period: "2026-11", value: 337, low80: 311, high80: 363 },
            ...{ low95: 297, high95: 377 },
          },
        ],
        pastError: {
          ...{ mase: 0.73, smape: 6.1, origins: 6 },
          seasonalNaive: { mase: 1.02, smape: 8.9 },
        },
        notes: [{ code: "short", text: both(word) }],
        reorder: { reorderPoint: 391, expectedDemand: 337, safetyStock: 54 },
      },
      {
        ...{ series: "usage", unit: "count", history: [], points: [] },
        why: `It is too short: ${word}.`,
      },
    ],
    offers: {
      ...{ month: "2026-10", days: 14, offers: 420, customers: 310 },
      clicked: { value: 0.213, n: 420, low: 0.176, high: 0.255 },
      bought: { value: 0.064, n: 420, low: 0.044, high: 0.092 },
      effect: { value: null, why: `Not measurable: ${word}.` },
    },
  };
};
