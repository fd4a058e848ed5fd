// joined-profiles: customers' comments and actions out of their profiles, looked up where a profile holds too little
import { Group } from "../base/group";
import { Profile } from "../customers/profile";
import { Dataset } from "../dataset/dataset";
import { Feedback } from "../feedback/feedback";
import { RecentComments } from "../feedback/recent-comments";
import { ColumnTitle } from "../model/column-title";
import { Action } from "../playbooks/action/action";
import { JoinedHistory } from "./joined-history";

/** Reads the profiles of the customers asked for, once for all that is joined to a period. */
export function source(
  dataset: string,
  periods: string[],
): JoinedHistory.Source {
  const found = new Map<string, Promise<Profile.Past[]>>();
  const pasts = (period: string, ids: string[]) => {
    const since = JoinedHistory.since(period);
    const known = found.get(period) ?? read(dataset, ids, since);
    found.set(period, known);
    return known;
  };
  return {
    async comments(period, ids) {
      if (!JoinedHistory.hasComments(dataset, period)) return [];
      const list = (await pasts(period, ids)).flatMap(({ said }, k) =>
        said.map(([time, score]) => {
          return { customer: ids[k], time, sentiment: { score } };
        }),
      );
      return RecentComments.within(list, JoinedHistory.endOf(period));
    },
    async actions(period, ids) {
      if (!JoinedHistory.hasCalendar(period)) return [];
      const open = new Set(JoinedHistory.open(periods, period));
      return (await pasts(period, ids)).flatMap(({ done }, k) =>
        done
          .filter(([proposed]) => open.has(proposed))
          .map(([, steps]) => ({
            ...{ customer: ids[k], heldOut: false },
            history: steps.map(([state, at]) => ({ state, at })),
          })),
      );
    },
  };
}

async function read(dataset: string, ids: string[], since: string) {
  const profiles = await Profile.read(dataset, ids);
  const short = profiles.flatMap(({ past }, k) =>
    past && past.since <= since ? [] : [k],
  );
  const found = await lookUp(
    dataset,
    short.map((k) => ids[k]),
    since,
  );
  await Promise.all(
    short.map((k, n) => {
      const { version } = profiles[k];
      return version && Profile.keep(dataset, ids[k], version, found[n]);
    }),
  );
  const pasts = profiles.map(({ past }) => past);
  short.forEach((k, n) => (pasts[k] = found[n]));
  return pasts as Profile.Past[];
}

// Comments of more customers are cheaper to read all together.
const maxReadSingly = 32;
const lookUpsAtOnce = 16;

async function lookUp(
  dataset: string,
  ids: string[],
  since: string,
): Promise<Profile.Past[]> {
  if (!ids.length) return [];
  const comments = await commentsOf(dataset, ids, since);
  const pasts: Profile.Past[] = [];
  for (let from = 0; from < ids.length; from += lookUpsAtOnce)
    pasts.push(
      ...(await Promise.all(
        ids.slice(from, from + lookUpsAtOnce).map(async (id) => ({
          since,
          said: (comments.get(id) ?? []).map(
            ({ time, sentiment }): Profile.Said => [
              time,
              sentiment?.score ?? null,
            ],
          ),
          done: (await Action.byCustomer(dataset, id)).flatMap((action) =>
            stepsOf(action, since),
          ),
        })),
      )),
    );
  return pasts;
}

async function commentsOf(dataset: string, ids: string[], since: string) {
  if (dataset !== Dataset.customers) return new Map<string, never>();
  const all = await Feedback.months(Feedback.dataset);
  const months = all.filter((month) => month >= since);
  const lists = await Promise.all(
    ids.length > maxReadSingly
      ? months.map((month) => Feedback.inMonth(Feedback.dataset, month))
      : ids.map((id) => Feedback.byCustomer(Feedback.dataset, id, months)),
  );
  return Group.by(lists.flat(), ({ customer }) => customer);
}

const joined = new Set(
  ColumnTitle.done.map((name) => name.slice(name.indexOf(".") + 1)),
);

// Only steps that are joined to rows are kept, which few actions have.
function stepsOf({ period, history }: Action.Info, since: string) {
  const steps = history
    .filter(({ state }) => joined.has(state))
    .map(({ state, at }): Profile.Done[1][number] => [state, at]);
  const isNear = JoinedHistory.endOf(period) > Date.parse(`${since}-01`);
  return steps.length && isNear ? [[period, steps] satisfies Profile.Done] : [];
}

/** Looks up the pasts that have changed, so that the next scores find them ready. */
export async function prepare(dataset: string, newest: string) {
  if (!JoinedHistory.hasCalendar(newest)) return;
  const since = JoinedHistory.since(newest);
  const list: { id: string; version: string }[] = [];
  for await (const one of Profile.changed(dataset)) list.push(one);
  const ids = list.map(({ id }) => id);
  const pasts = await lookUp(dataset, ids, since);
  for (let from = 0; from < list.length; from += lookUpsAtOnce)
    await Promise.all(
      list.slice(from, from + lookUpsAtOnce).map(({ id, version }, k) => {
        return Profile.keep(dataset, id, version, pasts[from + k]);
      }),
    );
}

/** Gives a profile to everybody of whom something was said or done before there were profiles. */
export const complete = (dataset: string) =>
  Profile.completed(dataset, async () => {
    const ids = new Set<string>();
    if (dataset === Dataset.customers)
      for (const month of await Feedback.months(Feedback.dataset))
        for (const { customer } of await Feedback.inMonth(
          Feedback.dataset,
          month,
        ))
          ids.add(customer);
    for (const period of await Dataset.periods(dataset))
      for (const action of await Action.all(dataset, [period]))
        if (action.history.some(({ state }) => joined.has(state)))
          ids.add(action.customer);
    return ids;
  });

export * as JoinedProfiles from "./joined-profiles";
