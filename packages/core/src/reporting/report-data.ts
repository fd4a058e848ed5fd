// report-data: reads everything that a month's report shows
import { ForetoldCounts } from "../lists/foretold-counts";
import { OpenActions } from "../accounts/open-actions";
import { Growth } from "../accounts/growth";
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
import { DriftWatch } from "../upkeep/drift-watch";
import { DriftWords } from "../upkeep/drift-words";
import { RiskCounts } from "../model/risk-counts";
import { Exposures } from "../offers/exposures";
import { Forecasts } from "../periods/forecasts";
import { Period } from "../tabular/period";
import { Report } from "../report/report";
import { PeriodSources } from "../periods/period-sources";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { PeriodSummary } from "../periods/period-summary";
import { ReportConfig } from "../settings/report-config";
import { Settings } from "../settings/settings";

// A team cannot call more in a month; the customer list has them all.
const maxCustomersAtRisk = 100;
const maxActions = 50;

export async function read(
  dataset: string,
  month: string,
  now: Date,
): Promise<Report.Input> {
  const period = await Dataset.period(dataset, month);
  const summary = await Refresh.summary(dataset, period, { wait: true });
  const [current, before, model, backtest, actions] = await Promise.all([
    StoredState.current(dataset, period),
    StoredState.current(dataset, Period.previous(period)),
    servingModel(dataset),
    HealthBacktest.backtest(dataset, period),
    readActions(dataset, period, now),
  ]);
  const state = current!;
  const scored = state.probability.filter((p) => p !== null);
  const { metrics, definitions, board, health, segments, primary } = summary;
  return {
    ...{ month, dataset, definitions, metrics, model, actions },
    ...(await named(dataset)),
    past: await past(dataset, period, before, now),
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
    ...(await accounts(dataset, state, board.lists.overCommitment, now)),
    names: await namesOf(dataset, state, board.lists, backtest),
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
    drift: model && DriftWords.both(await DriftWatch.read(dataset)),
    foretold: await ForetoldCounts.read(dataset, period),
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

const maxMonthsBefore = 11;

/** The months before in figures as they are known now; what was expected to be lost is told of the last one. */
async function past(
  dataset: string,
  period: string,
  before: PeriodState.Info | null,
  now: Date,
): Promise<Report.Past[]> {
  const periods = (await Dataset.periods(dataset))
    .filter((one) => one < period && Report.Month.safeParse(one).success)
    .slice(-maxMonthsBefore);
  const found = await Promise.all(
    periods.map((one) => PeriodSummary.read(dataset, one)),
  );
  return found
    .filter((summary) => summary !== null)
    .map(({ period: month, metrics, customers, health }) => ({
      ...{ month, metrics, customers, high: null },
      health: health && { mean: health.mean, status: health.status },
      expectedLoss: before?.period === month ? expected(before, now) : null,
    }));
}

const rowsOf = (state: PeriodState.Info) =>
  [...state.id.keys()]
    .filter((row) => !PeriodState.hasLeft(state, row))
    .map((row) => ({ state, row, left: null }));

function expected(state: PeriodState.Info, now: Date): number | null {
  const known = Priorities.rank(rowsOf(state), now).flatMap(
    ({ moneyAtRisk }) => moneyAtRisk ?? [],
  );
  return known.length ? known.reduce((sum, one) => sum + one, 0) : null;
}

/** Whose report it is, in which currency, what was aimed at, and what its columns are called. */
async function named(dataset: string) {
  const config = await Settings.get(dataset, "report");
  const { company, currency, targets } = config ?? ReportConfig.defaults;
  const { labels } = await Dataset.current(dataset);
  return { company, currency, targets, labels };
}

const maxCustomersToGrow = 20;

/** Whom to see first, as the list of priorities has them, and whom to grow: the period's own customers, without who has left. */
async function accounts(
  dataset: string,
  state: PeriodState.Info,
  ahead: string[],
  now: Date,
) {
  const all = Priorities.rank(rowsOf(state), now);
  const ranked = all
    .filter(({ probability, band }) => probability !== null && band !== null)
    .slice(0, maxCustomersAtRisk);
  const [english, chinese, grow] = await Promise.all([
    Priorities.items(dataset, ranked, now, "en"),
    Priorities.items(dataset, ranked, now, "zh"),
    Growth.list(dataset, all, {
      ...{ ahead: new Set(ahead), count: maxCustomersToGrow, now },
    }),
  ]);
  const atRisk = english.map(
    ({ drivers, playbooks, probability, band, ...item }, k) => ({
      ...item,
      ...{ probability: probability!, band: band! },
      reasons: drivers.map(({ label, ...driver }, n) => ({
        ...driver,
        label: { en: label, zh: chinese[k].drivers[n].label },
      })),
      todo: playbooks.map(({ title }) => title),
    }),
  );
  return { atRisk, grow };
}

type Named = Pick<PeriodState.Info, "id" | "name">;

/** The names of customers that lists hold by their ids alone. */
async function namesOf(
  dataset: string,
  state: PeriodState.Info,
  lists: Record<string, string[]>,
  backtest: Report.Health["backtest"],
) {
  const missed = backtest?.missed.list ?? [];
  const states: Named[] = [state];
  for (const period of new Set(missed.map(({ period }) => period))) {
    const head = await StoredState.head(dataset, period);
    if (!head) continue;
    const column = await StoredState.columns(dataset, head, ["name"]);
    states.push({ id: column("id"), name: column("name") });
  }
  const asked = [...Object.values(lists).flat(), ...missed.map(({ id }) => id)];
  return [...new Set(asked)].sort().flatMap((id) => {
    for (const one of states) {
      const name = one.name[PeriodState.rowOf(one, id)];
      if (name) return { id, name };
    }
    return [];
  });
}

export * as ReportData from "./report-data";
