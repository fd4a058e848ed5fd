// health-backtest: how well the health of past periods told which customers left
import type { PeriodShards } from "../customers/period-shards";
import { Dataset } from "../dataset/dataset";
import { Backtest } from "../health/backtest";
import { Period } from "../tabular/period";
import { Given } from "./given";
import { PeriodState } from "../state/period-state";
import { StateColumns } from "../state/state-columns";
import { StoredState } from "../state/stored-state";

// Without a label, health should have told who leaves within a quarter of a year.
const defaultHorizonMonths = 3;
const maxPeriods = 12;

/** Null while no past period has both a health and a known outcome. */
export async function backtest(
  dataset: string,
  until: string,
  customersPerPart = 65_536, // of each period so many are looked at together
): Promise<Backtest.Info | null> {
  const { label } = await Dataset.get(dataset);
  const periods = (await Dataset.periods(dataset)).filter(
    (period) => period <= until,
  );
  const heads: StoredState.Head[] = [];
  for (const period of periods.slice(-maxPeriods - 1)) {
    const head = await StoredState.head(dataset, period);
    if (head?.config) heads.push(head);
  }
  const { components = [], status } = heads.at(-1)?.config ?? {};
  const names = components.map(({ name }) => name);
  const horizon = label ? label.horizon : defaultHorizonMonths;
  const whole = Backtest.begin({ components: names, green: status?.green });
  let isKnown = false;
  const of = partsOf(heads, customersPerPart);
  for (let part = 0; part < of; part++) {
    const states: Judged[] = [];
    for (const head of heads)
      states.push(await judged(dataset, head, names, { part, of }));
    const months = states
      .map((state, k) => ({
        ...state,
        outcome: outcomes(state, states.slice(k + 1), horizon),
      }))
      .filter(({ outcome }) => outcome.some((y) => y >= 0));
    isKnown ||= months.length > 0;
    whole.add(months);
  }
  if (!isKnown) return null;
  const { months, ...rest } = whole.end();
  return {
    months: months.sort((a, b) => (a.period < b.period ? -1 : 1)),
    ...rest,
  };
}

// A customer is in the same part of every period, as numbers of shards are powers of two.
function partsOf(heads: StoredState.Head[], customersPerPart: number) {
  const largest = Math.max(...heads.map(({ customers }) => customers), 1);
  const fewest = Math.min(...heads.map(({ shards }) => shards));
  let of = 1;
  while (2 * of <= fewest && largest / of > customersPerPart) of *= 2;
  return of;
}

type Judged = Omit<Backtest.Month, "outcome"> & StoredState.Labels;

async function judged(
  dataset: string,
  head: StoredState.Head,
  names: string[],
  part: PeriodShards.Part,
): Promise<Judged> {
  const { period, config } = head;
  const places = names.map((name) =>
    config!.components.findIndex((own) => own.name === name),
  );
  const { positive } = StateColumns;
  const columns = ["health", "status", "probability", positive];
  const points = places.filter((k) => k >= 0).map(StateColumns.inner.points);
  const column = await StoredState.columns(
    dataset,
    head,
    [...columns, ...points],
    part,
  );
  const id = column<string>("id");
  const given = await Given.inPeriod(dataset, period);
  return {
    ...{ period, id, positive: column(positive) },
    score: withNaN(column("health")),
    status: column("status"),
    points: places.map((k) =>
      k < 0
        ? new Float32Array(id.length).fill(NaN)
        : Float32Array.from(
            column<number | null>(StateColumns.inner.points(k)),
            (value) => value ?? NaN,
          ),
    ),
    // Where nothing was kept, as in the first periods of a dataset, the scores that stand.
    probability: given.size
      ? Float64Array.from(id, (one) => given.get(one)?.probability ?? NaN)
      : withNaN(column("probability")),
  };
}

const withNaN = (list: (number | null)[]) =>
  Float64Array.from(list, (value) => value ?? NaN);

/**
 * 1 for a customer whose label turns positive or who is missing within the horizon, 0 for one who stays; -1 for everybody
 * while the horizon is not over, and for who had left before. A label of the same row (horizon 0) is its own outcome.
 */
export function outcomes(
  now: StoredState.Labels,
  later: StoredState.Labels[],
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
