// roster: the customers of a dataset as they stand today: each one's newest row, and who has left when
import { Dataset } from "../dataset/dataset";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";

/** One customer: a row of a period's state. */
export type Row = {
  state: PeriodState.Info;
  row: number;
  left: { period: string } | null;
};

/**
 * Everybody who is in the newest complete period or in a later one, by the newest row. Who is missing from them has left; with
 * `left` those are given too, as far back as there are periods. A row whose label says so has left as well.
 */
export async function read(
  dataset: string,
  { left = false }: { left?: boolean } = {},
): Promise<Row[]> {
  const periods = await Dataset.periods(dataset);
  const rows = new Map<string, Row>();
  let next: string | undefined; // the period after the one looked at
  let complete = false;
  let state = await stateOf(dataset, periods.at(-1));
  for (let k = periods.length - 1; k >= 0; k--) {
    if (complete && !left) break;
    const before: PeriodState.Info | null = await stateOf(
      dataset,
      periods[k - 1],
    );
    for (const [row, id] of state?.id.entries() ?? []) {
      const known = rows.get(id);
      const hasLeft = PeriodState.hasLeft(state!, row);
      if (!known)
        rows.set(id, {
          ...{ state: state!, row },
          left:
            complete && next
              ? { period: next }
              : hasLeft
                ? { period: periods[k] }
                : null,
        });
      // The label has said so since.
      else if (known.left?.period === next && hasLeft && next)
        known.left = { period: periods[k] };
    }
    complete ||= !!state && !state.incomplete;
    next = periods[k];
    state = before;
  }
  return [...rows.values()].filter((row) => left || !row.left);
}

const stateOf = async (dataset: string, period: string | undefined) =>
  period === undefined ? null : StoredState.current(dataset, period);

/** When one customer left; null while it is there. `periods` are those it has rows of, oldest first. */
export async function left(
  dataset: string,
  id: string,
  own: string[],
): Promise<Row["left"]> {
  const periods = await Dataset.periods(dataset);
  const last = own.at(-1);
  if (last === undefined) return null;
  for (let k = periods.length - 1; k >= 0 && periods[k] > last; k--) {
    if (await StoredState.isWhole(dataset, periods[k]))
      return { period: periods.find((period) => period > last)! };
  }
  let since: string | null = null;
  for (const period of own.toReversed()) {
    const state = await StoredState.ofCustomer(dataset, period, id);
    const row = state ? PeriodState.rowOf(state, id) : -1;
    if (!state || row < 0 || !PeriodState.hasLeft(state, row)) break;
    since = period;
  }
  return since === null ? null : { period: since };
}

export * as Roster from "./roster";
