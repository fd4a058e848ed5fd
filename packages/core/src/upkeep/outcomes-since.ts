// outcomes-since: what a version said on the day, beside what came of it
import { Dataset } from "../dataset/dataset";
import { Label } from "../learning/label";
import { Given } from "../periods/given";
import { HealthBacktest } from "../periods/health-backtest";
import { StoredState } from "../state/stored-state";

export type Row = {
  id: string;
  period: string;
  probability: number;
  version: string;
  happened: boolean;
};

const mostPeriods = 12;

/** Of the newest periods, until there are `enough`; rows without a word said on the day are left out. */
export async function read(
  dataset: string,
  isAsked: (said: Given.Info, period: string) => boolean,
  enough = Infinity,
): Promise<Row[]> {
  const label = Label.yesOrNo((await Dataset.get(dataset)).label);
  if (!label) return [];
  const { horizon } = label;
  const periods = (await Dataset.periods(dataset)).slice(
    -mostPeriods - horizon,
  );
  const states: StoredState.Labels[] = [];
  for (const period of periods) {
    const head = await StoredState.head(dataset, period);
    if (head && head.incomplete === null)
      states.push(await StoredState.labels(dataset, head));
  }
  const rows: Row[] = [];
  for (let k = states.length - 1; k >= 0 && rows.length < enough; k--) {
    const state = states[k];
    const { period } = state;
    const given = await Given.inPeriod(dataset, period);
    const later = states.slice(k + 1);
    HealthBacktest.outcomes(state, later, horizon).forEach((outcome, row) => {
      const id = state.id[row];
      const said = given.get(id);
      if (outcome < 0 || !said || !isAsked(said, period)) return;
      const { probability, version } = said;
      if (probability === null) return;
      rows.push({ id, period, probability, version, happened: outcome === 1 });
    });
  }
  return rows;
}

export * as OutcomesSince from "./outcomes-since";
