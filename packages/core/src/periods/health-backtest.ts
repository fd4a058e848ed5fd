// health-backtest: how well the health of past periods told which customers left
import { Dataset } from "../dataset/dataset";
import { Backtest } from "../health/backtest";
import { Period } from "../tabular/period";
import { Given } from "./given";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";

// Without a label, health should have told who leaves within a quarter of a year.
const defaultHorizonMonths = 3;
const maxPeriods = 12;

/** Null while no past period has both a health and a known outcome. */
export async function backtest(
  dataset: string,
  until: string,
): Promise<Backtest.Info | null> {
  const { label } = await Dataset.get(dataset);
  const periods = (await Dataset.periods(dataset)).filter(
    (period) => period <= until,
  );
  const states: PeriodState.Info[] = [];
  for (const period of periods.slice(-maxPeriods - 1)) {
    const state = await StoredState.read(dataset, period);
    if (state?.config) states.push(state);
  }
  const { components = [], status } = states.at(-1)?.config ?? {};
  const names = components.map(({ name }) => name);
  const horizon = label ? label.horizon : defaultHorizonMonths;
  const given = await Promise.all(
    states.map(({ period }) => Given.inPeriod(dataset, period)),
  );
  const months = states.map((state, k): Backtest.Month => ({
    period: state.period,
    id: state.id,
    score: withNaN(state.health),
    status: state.status,
    points: names.map((name) => componentPoints(state, name)),
    outcome: outcomes(state, states.slice(k + 1), horizon),
    probability: saidOnTheDay(state, given[k]),
  }));
  const known = months.filter(({ outcome }) => outcome.some((y) => y >= 0));
  return known.length
    ? Backtest.backtest(known, { components: names, green: status?.green })
    : null;
}

function componentPoints(state: PeriodState.Info, name: string) {
  const k = state.config!.components.findIndex((own) => own.name === name);
  return k < 0
    ? new Float64Array(state.id.length).fill(NaN)
    : Float64Array.from(state.points[k]);
}

// Where nothing was kept, as in the first periods of a dataset, the scores that stand.
const saidOnTheDay = (
  { id, probability }: PeriodState.Info,
  given: ReadonlyMap<string, Given.Info>,
) =>
  given.size
    ? Float64Array.from(id, (one) => given.get(one)?.probability ?? NaN)
    : withNaN(probability);

const withNaN = (list: (number | null)[]) =>
  Float64Array.from(list, (value) => value ?? NaN);

/**
 * 1 for a customer whose label turns positive or who is missing within the horizon, 0 for one who stays; -1 for everybody
 * while the horizon is not over, and for who had left before. A label of the same row (horizon 0) is its own outcome.
 */
export function outcomes(
  now: PeriodState.Info,
  later: PeriodState.Info[],
  horizon: number,
): Int8Array {
  if (horizon === 0)
    return Int8Array.from(now.positive, (y) => (y === null ? -1 : +y));
  const ahead = later.filter(
    ({ period }) => Period.distance(now.period, period) <= horizon,
  );
  const complete =
    ahead.length > 0 &&
    Period.distance(now.period, later.at(-1)!.period) >= horizon;
  // Leavers are known at once, stayers only at the horizon's end: counting earlier would count leavers alone.
  if (!complete) return new Int8Array(now.id.length).fill(-1);
  return Int8Array.from(now.id, (id, row) => {
    if (now.positive[row]) return -1;
    for (const state of ahead) {
      const laterRow = PeriodState.rowOf(state, id);
      if (laterRow < 0 || state.positive[laterRow]) return 1;
    }
    return 0;
  });
}

export * as HealthBacktest from "./health-backtest";
