// renewals: what is expected to be lost with the renewals of each month, and what came of those that are past
import { Group } from "../base/group";
import * as z from "zod";
import { Dataset } from "../dataset/dataset";
import { Paging } from "../base/paging";
import { Given } from "../periods/given";
import { PeriodState } from "../state/period-state";
import { StoredState } from "../state/stored-state";
import { Roster } from "../periods/roster";
import { Priority } from "../playbooks/action/priority";
import { Calendar } from "../reading/calendar";
import { BernoulliSum } from "../stats/bernoulli-sum";
import { Period } from "../tabular/period";

const count = z.int().min(0);
const Named = z.object({
  id: z.string(),
  name: z.string().nullable(),
  moneyAtRisk: z.number(),
});
export const Happened = z.object({
  renewed: count,
  contracted: count.describe("Still there, with less revenue"),
  left: count,
  lost: z.number().describe("Twelve months of the revenue that is gone"),
  names: z.object({ contracted: z.array(Named), left: z.array(Named) }),
});
export const Sum = z.object({
  customers: count,
  revenue: z.number().describe("A period's revenue of those customers"),
  expectedLoss: z.number().describe("Σ probability × twelve months of revenue"),
  low: z.number().describe("95 % interval of what is lost"),
  high: z.number(),
});
export type Sum = z.infer<typeof Sum>;
export const Item = Sum.extend({
  month: z.string(),
  happened: Happened.optional(),
});
export type Item = z.infer<typeof Item>;
export const Info = Paging.schema(Item).extend({
  none: Sum.describe("Customers without a renewal ahead"),
  total: Sum.describe("All customers"),
});
export type Info = z.infer<typeof Info>;

type Loss = z.infer<typeof Named> & {
  probability: number;
  annual: number;
  revenue: number;
};

const monthOf = (day: number) =>
  new Date(day * Calendar.dayMs).toISOString().slice(0, 7);

/** What can be lost with the customers of a period's state, by the probabilities said on the day where they are kept. */
function losses(
  rows: Roster.Row[],
  given: ReadonlyMap<string, Given.Info> | null,
): (Loss & { renewal: number | null })[] {
  return rows.flatMap(({ state, row, left }) => {
    const id = state.id[row];
    const probability = given?.get(id)?.probability ?? state.probability[row];
    const revenue = state.revenue[row];
    if (left || probability === null || revenue === null) return [];
    const annual = Priority.annual(revenue, state.period);
    const renewal = state.renewal[row];
    return {
      ...{ id, name: state.name[row], probability, annual, revenue, renewal },
      moneyAtRisk: probability * annual,
    };
  });
}

export function sum(all: Loss[]): Sum {
  const { mean, low, high } = BernoulliSum.interval(
    all.map(({ probability }) => probability),
    all.map(({ annual }) => annual),
  );
  return {
    customers: all.length,
    revenue: all.reduce((total, { revenue }) => total + revenue, 0),
    ...{ expectedLoss: mean, low, high },
  };
}

/** Months from today's on by what is known now, and past ones by what was known before them. */
export async function list(
  dataset: string,
  query: Paging.Query,
  now: Date,
): Promise<Info> {
  const today = now.toISOString().slice(0, 10);
  const rows = await Roster.read(dataset);
  if (!rows.length) await Dataset.get(dataset);
  const all = losses(rows, null);
  const isAhead = ({ renewal }: { renewal: number | null }) =>
    renewal !== null && monthOf(renewal) >= today.slice(0, 7);
  const byMonth = Group.by(all.filter(isAhead), ({ renewal }) =>
    monthOf(renewal!),
  );
  const ahead = [...byMonth].map(([month, own]) => ({ month, ...sum(own) }));
  const past = await reckon(dataset, today.slice(0, 7));
  const items = [...past, ...ahead].sort((a, b) =>
    a.month < b.month ? -1 : 1,
  );
  return {
    ...Paging.slice(items, ({ month }) => month, query),
    none: sum(all.filter((loss) => !isAhead(loss))),
    total: sum(all),
  };
}

const maxPastMonths = 12;

/** Past months with renewals: what was expected at their beginning, and what came of it. */
export async function reckon(dataset: string, before: string): Promise<Item[]> {
  const periods = await Dataset.periods(dataset);
  if (!periods.length || Period.kindOf(periods[0]) === "step") return [];
  const items: Item[] = [];
  let month = Period.previous(before);
  for (let k = 0; k < maxPastMonths; k++, month = Period.previous(month)) {
    const [start, end] = [Period.start(month), Period.end(month)];
    // The newest rows from before the month, and the first complete ones from its end on.
    const known = periods.findLast((period) => Period.end(period) <= start);
    const after = periods.filter(
      (period) => Period.end(period) >= end && Period.start(period) <= end,
    );
    if (!known || !after.length) continue;
    const state = await StoredState.current(dataset, known);
    const outcomes = await wholeStates(dataset, after);
    if (!state || !outcomes.length) continue;
    const there = [...state.id.keys()].map((row) => ({
      ...{ state, row },
      left: PeriodState.hasLeft(state, row) ? { period: known } : null,
    }));
    const named = losses(there, await Given.inPeriod(dataset, known)).filter(
      ({ renewal }) => renewal !== null && monthOf(renewal) === month,
    );
    if (!named.length) continue;
    items.push({ month, ...sum(named), happened: happened(named, outcomes) });
  }
  return items;
}

async function wholeStates(dataset: string, periods: string[]) {
  const states: PeriodState.Info[] = [];
  for (const period of periods) {
    const state = await StoredState.current(dataset, period);
    if (state && !state.incomplete) states.push(state);
  }
  return states;
}

function happened(named: Loss[], outcomes: PeriodState.Info[]) {
  const result: z.infer<typeof Happened> = {
    ...{ renewed: 0, contracted: 0, left: 0, lost: 0 },
    names: { contracted: [], left: [] },
  };
  for (const { id, name, moneyAtRisk, annual, revenue } of named) {
    const seen = outcomes.map((state) => ({
      state,
      row: PeriodState.rowOf(state, id),
    }));
    const isGone = seen.some(
      ({ state, row }) => row < 0 || PeriodState.hasLeft(state, row),
    );
    const last = seen.at(-1)!;
    const now = isGone ? 0 : (last.state.revenue[last.row] ?? revenue);
    if (now < revenue) result.lost += annual * (1 - now / revenue);
    const one = { id, name, moneyAtRisk };
    if (isGone) {
      result.left++;
      result.names.left.push(one);
    } else if (now < revenue) {
      result.contracted++;
      result.names.contracted.push(one);
    } else result.renewed++;
  }
  for (const list of Object.values(result.names))
    list.sort((a, b) => b.moneyAtRisk - a.moneyAtRisk);
  return result;
}

export * as Renewals from "./renewals";
