// report-data: all that one month's report tells, gathered from what was worked out of its rows
import { Action } from "../playbooks/action/action";
import { Ask } from "../knowledge/ask/ask";
import { Refresh } from "../periods/refresh";
import { EventLog } from "../periods/event-log";
import { Dataset } from "../dataset/dataset";
import { PlaybookEffects } from "../periods/playbook-effects";
import { HealthBacktest } from "../periods/health-backtest";
import { Registry } from "../model/registry";
import { Exposures } from "../offers/exposures";
import { Forecasts } from "../periods/forecasts";
import { Period } from "../tabular/period";
import { Report } from "./report";
import { Snapshot } from "../customers/snapshot";
import { PeriodState } from "../periods/period-state";
import { ExplainSnapshot } from "../scoring/explain-snapshot";

// More than a team can call in a month; the list of customers has them all.
const mostAtRisk = 100;
const mostActions = 50;

export async function gather(
  dataset: string,
  month: string,
  previous: Report.Info | null,
): Promise<Report.Input> {
  const period = await Dataset.period(dataset, month);
  const summary = await Refresh.summary(dataset, period, { wait: true });
  const [standing, before, model, backtest, actions] = await Promise.all([
    PeriodState.current(dataset, period),
    PeriodState.current(dataset, Period.previous(period)),
    serving(dataset),
    HealthBacktest.backtest(dataset, period),
    actionsOf(dataset, period),
  ]);
  const now = standing!;
  const scored = now.probability.filter((p) => p !== null);
  const { metrics, definitions, board, health, segments, primary } = summary;
  return {
    ...{ month, dataset, previous, definitions, metrics, model, actions },
    counts: {
      customers: now.id.length,
      scored: scored.length,
      ...(before && movement(now.id, before.id)),
    },
    risk: scored.length ? risk(now) : null,
    atRisk: await atRisk(dataset, now),
    tables: board,
    health: health && { ...health, backtest },
    segments: { primary, schemes: segments },
    lifetime: summary.lifetime,
    said: summary.said,
    forecasts: await forecasts(dataset, period),
    offers: await offers(dataset, month),
    questions:
      dataset === Dataset.customers ? await Ask.unanswered(month) : null,
  };
}

async function serving(dataset: string) {
  const current = await Registry.current(dataset);
  return (
    current && Report.summary(await Registry.card(dataset, current.version))
  );
}

async function actionsOf(dataset: string, period: string) {
  const [all, effects] = await Promise.all([
    Action.all(dataset, [period]),
    PlaybookEffects.all(dataset),
  ]);
  const counts: Record<string, number> = {};
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1;
  const shown = all
    .filter(({ heldOut }) => !heldOut)
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  return { counts, list: shown.slice(0, mostActions), effects };
}

async function forecasts(dataset: string, until: string) {
  const found = await Forecasts.main(dataset, until);
  return found.map(({ series, method: _, ...ahead }): Report.Ahead => {
    const product = /^demand:(.+)$/s.exec(series)?.[1];
    const name = product ? `Demand of ${product}` : named[series];
    return {
      ...ahead,
      series: name,
      unit: units[series] ?? "count",
      why: null,
    };
  });
}

// As the metric is called where there is one.
const named: Record<string, string> = {
  revenue: "mrr",
  customers: "Customers",
  usage: "Usage",
};
const units: Record<string, Report.Ahead["unit"]> = { revenue: "money" };

const offers = async (dataset: string, month: string) =>
  dataset === Dataset.customers
    ? Exposures.result(month, () => EventLog.read())
    : null;

function movement(now: string[], before: string[]) {
  const known = new Set(before);
  const stayed = now.filter((id) => known.has(id)).length;
  return { joined: now.length - stayed, left: known.size - stayed };
}

async function atRisk(
  dataset: string,
  { period, id, band, probability, name, revenue }: PeriodState.Info,
) {
  const definition = await Dataset.get(dataset);
  const worst = [...id.keys()]
    .filter((k) => band[k] === "high")
    .sort(
      (a, b) => probability[b]! - probability[a]! || (id[a] < id[b] ? -1 : 1),
    )
    .slice(0, mostAtRisk);
  return Promise.all(
    worst.map(async (k) => {
      const snapshot = await Snapshot.get(dataset, period, id[k]);
      return {
        ...{ id: id[k], name: name[k], revenue: revenue[k] },
        ...{ probability: probability[k]!, band: band[k]! },
        reasons: snapshot
          ? await ExplainSnapshot.kept(dataset, definition, snapshot)
          : [],
      };
    }),
  );
}

const bins = 20;

function risk({ probability, band }: PeriodState.Info): Report.Risk {
  const histogram = Array.from({ length: bins }, (_, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    count: 0,
  }));
  const bands = { high: 0, medium: 0, low: 0 };
  probability.forEach((p, k) => {
    if (p === null || band[k] === null) return;
    histogram[Math.min(bins - 1, Math.floor(p * bins))].count++;
    bands[band[k]]++;
  });
  return { histogram, bands };
}

export * as ReportData from "./report-data";
