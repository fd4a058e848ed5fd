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

/** Of several customers; customers who were not asked for may be among them. */
export type Source = {
  /** Comments of the 90 days before the end of a period. */
  comments: (period: string, ids: string[]) => Promise<RecentComments.Mood[]>;
  /** Actions proposed in the half year before the end of a period. */
  actions: (period: string, ids: string[]) => Promise<ActionColumns.Acted[]>;
};

export const hasCalendar = (period: string) => Period.kindOf(period) !== "step";
/** Comments are those of customers, and have a day. */
export const hasComments = (dataset: string, period: string) =>
  dataset === Dataset.customers && hasCalendar(period);
export const endOf = (period: string) => Period.end(period) * dayMs;

/** The month from which on something may count for a row of `period`. */
export const since = (period: string) =>
  RecentComments.monthOf(endOf(period) - openDays * dayMs);

/** Periods whose actions count for a row of `period`. */
export const open = (periods: string[], period: string) =>
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
      if (!hasComments(dataset, period)) return [];
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

/** The joined columns of distinct ids in one period, from the 90 days before its end. */
export function columns(
  ids: string[],
  period: string,
  comments: RecentComments.Mood[],
  actions: ActionColumns.Acted[],
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
