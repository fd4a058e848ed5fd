// joined-history: what was said and done before a period's end, asked for a few customers or read for all and remembered for a minute
import { Action } from "../playbooks/action/action";
import { ActionColumns } from "../playbooks/action/action-columns";
import { Feedback } from "../feedback/feedback";
import { Period } from "../tabular/period";
import { Dataset } from "../dataset/dataset";
import { RecentComments } from "../feedback/recent-comments";
import { ColumnTitle } from "../model/column-title";
import type { Columns } from "./joined-columns";

const dayMs = 86_400_000;
// An action proposed longer before is no longer looked for.
const openDays = 180;

export type Source = {
  /** Comments of the 90 days before the end of a period. */
  comments: (period: string, ids: string[]) => Promise<Feedback.Info[]>;
  /** Actions proposed in the half year before the end of a period. */
  actions: (period: string, ids: string[]) => Promise<Action.Info[]>;
};

const timed = (period: string) => Period.kindOf(period) !== "step";
const endOf = (period: string) => Period.end(period) * dayMs;

/** Periods of a dataset whose actions a row of `period` may know of. */
const open = (periods: string[], period: string) =>
  periods.filter(
    (one) => one <= period && Period.end(one) > Period.end(period) - openDays,
  );

/** Everything is asked of `month` and `proposed`, which may remember. */
export function source(
  dataset: string,
  periods: string[],
  month: (month: string) => Promise<Feedback.Info[]>,
  proposed: (period: string) => Promise<Action.Info[]>,
): Source {
  return {
    async comments(period) {
      if (dataset !== Dataset.customers || !timed(period)) return [];
      const end = endOf(period);
      const lists = await Promise.all(RecentComments.months(end).map(month));
      return RecentComments.within(lists.flat(), end);
    },
    async actions(period) {
      if (!timed(period)) return [];
      const lists = await Promise.all(open(periods, period).map(proposed));
      return lists.flat();
    },
  };
}

/** The same for a few customers, without reading what all others said. */
export const few = (dataset: string, periods: string[]): Source => ({
  async comments(period, ids) {
    if (dataset !== Dataset.customers || !timed(period)) return [];
    const end = endOf(period);
    const lists = await Promise.all(
      ids.map((id) =>
        Feedback.byCustomer("feedback", id, RecentComments.months(end)),
      ),
    );
    return RecentComments.within(lists.flat(), end);
  },
  async actions(period, ids) {
    if (!timed(period)) return [];
    const known = new Set(open(periods, period));
    const lists = await Promise.all(
      ids.map((id) => Action.byCustomer(dataset, id)),
    );
    return lists.flat().filter((action) => known.has(action.period));
  },
});

/** Of distinct ids in one period: how they spoke in the 90 days before its end, and what came of actions in them. */
export function columns(
  ids: string[],
  period: string,
  comments: Feedback.Info[],
  actions: Action.Info[],
): Columns {
  const { mean, count } = RecentComments.sentiment(ids, comments);
  const features = ActionColumns.features(actions, ids, period);
  return {
    "feedback.sentiment": mean,
    "feedback.count": count,
    ...Object.fromEntries(
      ColumnTitle.done.map((name) => [name, features[name]]),
    ),
  };
}

export * as JoinedHistory from "./joined-history";
