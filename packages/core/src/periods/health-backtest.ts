// health-backtest: what past standings said of customers, beside what became of them
import { Dataset } from "../dataset/dataset";
import { Backtest } from "../health/backtest";
import { Period } from "../tabular/period";
import { PeriodState } from "./period-state";

// Of a label that foretells nothing, leaving within a quarter of a year is what health should have told.
const usualHorizon = 3;
// Months looked back over.
const most = 12;

/** Null while no past period has both a health and a known outcome. */
export async function backtest(
  dataset: string,
  until: string,
): Promise<Backtest.Info | null> {
  const { label } = await Dataset.get(dataset);
  const periods = (await Dataset.periods(dataset)).filter(
    (period) => period <= until,
  );
  const standings: PeriodState.Info[] = [];
  for (const period of periods.slice(-most - 1)) {
    const found = await PeriodState.read(dataset, period);
    if (found?.config) standings.push(found);
  }
  const components = standings.at(-1)?.config?.components ?? [];
  const names = components.map(({ name }) => name);
  const horizon = label ? label.horizon : usualHorizon;
  const months = standings.map((standing, k): Backtest.Month => ({
    period: standing.period,
    id: standing.id,
    score: filled(standing.health),
    status: standing.status,
    points: names.map((name) => {
      const at = standing.config!.components.findIndex(
        (one) => one.name === name,
      );
      return at < 0
        ? new Float64Array(standing.id.length).fill(NaN)
        : Float64Array.from(standing.points[at]);
    }),
    outcome: outcomes(standing, standings.slice(k + 1), horizon),
    probability: filled(standing.probability),
  }));
  const known = months.filter(({ outcome }) => outcome.some((y) => y >= 0));
  const green = standings.at(-1)?.config?.status.green;
  return known.length
    ? Backtest.backtest(known, { components: names, green })
    : null;
}

const filled = (list: (number | null)[]) =>
  Float64Array.from(list, (value) => value ?? NaN);

/**
 * 1 when the label turns positive, or the customer is there no more, within the horizon after, 0 when not; -1 of all while
 * the horizon is not over. A label of the same row (horizon 0) is its own outcome. Who has left already is not asked.
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
  // Who left is known at once, who stayed only at the end: until then counting either would count the leavers alone.
  if (!complete) return new Int8Array(now.id.length).fill(-1);
  return Int8Array.from(now.id, (id, k) => {
    if (now.positive[k]) return -1;
    for (const standing of ahead) {
      const at = PeriodState.rowOf(standing, id);
      if (at < 0 || standing.positive[at]) return 1;
    }
    return 0;
  });
}

export * as HealthBacktest from "./health-backtest";
