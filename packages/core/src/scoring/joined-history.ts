// joined-history: comments and actions before the end of a period, read for a few customers or for all
import { Action } from "../playbooks/action/action";
import { ActionColumns } from "../playbooks/action/action-columns";
import { Feedback } from "../feedback/feedback";
import { Period } from "../tabular/period";
import { Dataset } from "../dataset/dataset";
import { RecentComments } from "../feedback/recent-comments";
import { ColumnTitle } from "../model/column-title";
import type { Columns } from "./joined-columns";

const dayMs = 86_400_000;
// Actions proposed longer before the end do not count.
const openDays = 180;

export type Source = {
  /** Comments of the 90 days before the end of a period. */
  comments: (period: string, ids: string[]) => Promise<Feedback.Info[]>;
  /** Actions proposed in the half year before the end of a period. */
  actions: (period: string, ids: string[]) => Promise<Action.Info[]>;
};

const hasCalendar = (period: string) => Period.kindOf(period) !== "step";
const endOf = (period: string) => Period.end(period) * dayMs;

// Periods whose actions count for a row of `period`.
const open = (periods: string[], period: string) =>
  periods.filter(
    (earlier) =>
      earlier <= period && Period.end(earlier) > Period.end(period) - openDays,
  );

/** Reads all customers by `month` and `proposed`, which may cache. */
export function source(
  dataset: string,
  periods: string[],
  month: (month: string) => Promise<Feedback.Info[]>,
  proposed: (period: string) => Promise<Action.Info[]>,
): Source {
  return {
    async comments(period) {
      if (dataset !== Dataset.customers || !hasCalendar(period)) return [];
      const end = endOf(period);
      const lists = await Promise.all(RecentComments.months(end).map(month));
      return RecentComments.within(lists.flat(), end);
    },
    async actions(period) {
      if (!hasCalendar(period)) return [];
      const lists = await Promise.all(open(periods, period).map(proposed));
      return lists.flat();
    },
  };
}

/** Reads a few customers without the others. */
export const few = (dataset: string, periods: string[]): Source => ({
  async comments(period, ids) {
    if (dataset !== Dataset.customers || !hasCalendar(period)) return [];
    const end = endOf(period);
    const lists = await Promise.all(
      ids.map((id) =>
        Feedback.byCustomer("feedback", id, RecentComments.months(end)),
      ),
    );
    return RecentComments.within(lists.flat(), end);
  },
  async actions(period, ids) {
    if (!hasCalendar(period)) return [];
    const known = new Set(open(periods, period));
    const lists = await Promise.all(
      ids.map((id) => Action.byCustomer(dataset, id)),
    );
    return lists.flat().filter((action) => known.has(action.period));
  },
});

/** The joined columns of distinct ids in one period, from the 90 days before its end. */
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
