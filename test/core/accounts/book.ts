// book: a dataset of made-up periods, stored as a refresh leaves it, so that lists can be read at any clock
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { PeriodState } from "@mainstay/core/state/period-state";
import { StoredState } from "@mainstay/core/state/stored-state";
import { Definition } from "@mainstay/core/tabular/definition";

export type Customer = {
  id: string;
  probability?: number | null;
  mrr?: number | null;
  owner?: string | null;
  plan?: string | null;
  renewal?: string | null;
  churned?: boolean;
  cells?: Record<string, string>;
  reasons?: { column: string; value: string | null; contribution: number }[];
};

const some = [{ column: "mrr", value: "1", contribution: 0.1 }];
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

export const definition = Definition.Info.parse({
  id: "id",
  time: "month",
  label: { column: "churned", positive: "yes", horizon: 1 },
  columns: {
    errors: "number",
    plan: "category",
    renewal: "date",
    mrr: "number",
  },
  roles: {
    errorRate: "errors",
    plan: "plan",
    renewal: "renewal",
    revenue: "mrr",
  },
});

export function state(period: string, customers: Customer[]): PeriodState.Info {
  const own = customers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const none = own.map(() => null);
  const each = <T>(value: (one: Customer) => T) => own.map(value);
  return {
    ...{
      period,
      inputDigest: period,
      incomplete: null,
      unsummed: null,
      id: each(({ id }) => id),
      name: none,
    },
    band: each(({ probability }) =>
      (probability ?? 0) > 0.5 ? "high" : "low",
    ),
    ...{ config: null, health: none, coverage: none, status: none },
    ...{ points: [], values: [], branch: [], segments: {}, primary: "value" },
    revenue: each(({ mrr }) => mrr ?? null),
    probability: each(({ probability }) => probability ?? null),
    ...{ sentiment: none, comments: own.map(() => 0), lifetime: none },
    ...{ alive: none, positive: each(({ churned }) => churned ?? false) },
    ...{ metricInputs: {}, leaves: true, trend: none, recency: none },
    owner: each(({ owner }) => owner ?? null),
    plan: each(({ plan }) => plan ?? null),
    renewal: each(({ renewal }) => (renewal ? day(renewal) : null)),
    ...{ usual: new Map(), model: own.map(() => "v1") },
    peers: { by: "plan", groups: new Map([["", new Map([["errors", 0.01]])]]) },
  };
}

/** Stores the periods of a dataset, oldest first. */
export async function store(
  dataset: string,
  periods: Record<string, Customer[]>,
) {
  await Dataset.write(dataset, definition, 0);
  for (const [period, customers] of Object.entries(periods)) {
    await Dataset.setPeriod(dataset, period, "v1");
    await StoredState.write(dataset, state(period, customers));
    await Snapshot.write(
      dataset,
      customers.map(({ id, cells = {}, reasons = some, ...one }, line) => ({
        ...{ id, period, upload: "u", line },
        cells: {
          ...(one.plan && { plan: one.plan }),
          ...(one.renewal && { renewal: one.renewal }),
          ...cells,
        },
        score: {
          ...{ probability: one.probability ?? 0.5, logit: 0, band: "low" },
          ...{ modelVersion: "v1", reasons, base: 0 },
        } as Snapshot.Info["score"],
      })),
    );
  }
}
