// report-data: reads everything that a month's report shows
import { OpenActions } from "../accounts/open-actions";
import { Renewals } from "../accounts/renewals";
import { Priorities } from "../accounts/priorities";
import { Action } from "../playbooks/action/action";
import { Ask } from "../knowledge/ask/ask";
import { Refresh } from "../periods/refresh";
import { EventLog } from "../periods/event-log";
import { Dataset } from "../dataset/dataset";
import { PlaybookEffects } from "../periods/playbook-effects";
import { HealthBacktest } from "../periods/health-backtest";
import { Registry } from "../model/registry";
import { RiskCounts } from "../model/risk-counts";
import { Exposures } from "../offers/exposures";
import { Forecasts } from "../periods/forecasts";
import { Period } from "../tabular/period";
import { Report } from "./report";
import { PeriodSources } from "../periods/period-sources";
import { PeriodState } from "../periods/period-state";

// A team cannot call more in a month; the customer list has them all.
const maxCustomersAtRisk = 100;
const maxActions = 50;

export async function read(
  dataset: string,
  month: string,
  previous: Report.Info | null,
  now: Date,
): Promise<Report.Input> {
  const period = await Dataset.period(dataset, month);
  const summary = await Refresh.summary(dataset, period, { wait: true });
  const [current, before, model, backtest, actions] = await Promise.all([
    PeriodState.current(dataset, period),
    PeriodState.current(dataset, Period.previous(period)),
    servingModel(dataset),
    HealthBacktest.backtest(dataset, period),
    readActions(dataset, period, now),
  ]);
  const state = current!;
  const scored = state.probability.filter((p) => p !== null);
  const { metrics, definitions, board, health, segments, primary } = summary;
  return {
    ...{ month, dataset, previous, definitions, metrics, model, actions },
    counts: {
      customers: state.id.length,
      scored: scored.length,
      ...(before &&
        !(state.incomplete ?? before.incomplete) &&
        movement(state.id, before.id)),
    },
    risk: scored.length
      ? RiskCounts.ofScores(state.probability, state.band)
      : null,
    atRisk: await atRisk(dataset, state, now),
    tables: board,
    health: health && { ...health, backtest },
    segments: { primary, schemes: segments },
    lifetime: summary.lifetime,
    said: summary.said,
    forecasts: await forecasts(dataset, period),
    offers: await offers(dataset, month),
    renewals: await Renewals.list(dataset, { limit: 24 }, now),
    questions:
      dataset === Dataset.customers ? await Ask.unanswered(month) : null,
    basis: await PeriodSources.warnings(dataset, period),
  };
}

async function servingModel(dataset: string) {
  const current = await Registry.current(dataset);
  return (
    current && Report.summary(await Registry.card(dataset, current.version))
  );
}

async function readActions(dataset: string, period: string, now: Date) {
  const [all, effects] = await Promise.all([
    Action.all(dataset, [period]),
    PlaybookEffects.all(dataset),
  ]);
  const counts: Record<string, number> = {};
  for (const { state } of all) counts[state] = (counts[state] ?? 0) + 1;
  const shown = all
    .filter(({ heldOut }) => !heldOut)
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  const list = await OpenActions.render(
    dataset,
    shown.slice(0, maxActions),
    now,
  );
  return { counts, list, effects };
}

async function forecasts(dataset: string, until: string) {
  const main = await Forecasts.main(dataset, until);
  return main.map(
    ({ series, method: _, seasons: __, ...ahead }): Report.Ahead => {
      const product = /^demand:(.+)$/s.exec(series)?.[1];
      return {
        ...ahead,
        series: product ? `Demand of ${product}` : names[series],
        unit: units[series] ?? "count",
        why: null,
      };
    },
  );
}

// The metric's key where the series is a metric.
const names: Record<string, string> = {
  revenue: "mrr",
  customers: "Customers",
  usage: "Usage",
};
const units: Record<string, Report.Ahead["unit"]> = { revenue: "money" };

const offers = async (dataset: string, month: string) =>
  dataset === Dataset.customers
    ? Exposures.result(month, () => EventLog.read())
    : null;

function movement(ids: string[], idsBefore: string[]) {
  const before = new Set(idsBefore);
  const stayed = ids.filter((id) => before.has(id)).length;
  return { joined: ids.length - stayed, left: before.size - stayed };
}

// Whom to see first, as the list of priorities has them: the period's own customers, without who has left.
async function atRisk(dataset: string, state: PeriodState.Info, now: Date) {
  const rows = [...state.id.keys()]
    .filter((row) => !PeriodState.hasLeft(state, row))
    .map((row) => ({ state, row, left: null }));
  const ranked = Priorities.rank(rows, now).filter(
    ({ probability, band }) => probability !== null && band !== null,
  );
  const items = await Priorities.items(
    dataset,
    ranked.slice(0, maxCustomersAtRisk),
    now,
  );
  return items.map(({ drivers, playbooks, probability, band, ...item }) => ({
    ...item,
    ...{ probability: probability!, band: band! },
    reasons: drivers.map(({ label: column, value, contribution }) => ({
      ...{ column, value, contribution },
    })),
    todo: playbooks.map(({ title }) => title),
  }));
}

export * as ReportData from "./report-data";
