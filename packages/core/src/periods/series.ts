// series: the values that are forecast: revenue, customers, usage and each product's demand, one value a period
import * as z from "zod";
import type { Pipeline } from "./pipeline";
import { Bucket } from "../aws/bucket";
import { Event } from "../events/event";
import { Calendar } from "../reading/calendar";
import type { Definition } from "../tabular/definition";
import { Period } from "../tabular/period";
import { StateColumns } from "../state/state-columns";
import { StoredState } from "../state/stored-state";

const values = z.array(z.number().nullable());
export const Info = z.object({
  periods: z.array(z.string()).describe("Without gaps, oldest first"),
  revenue: values,
  customers: values,
  usage: values,
  demand: z
    .object({
      periods: z.array(z.string()),
      products: z.record(z.string(), values),
    })
    .nullable(),
});
export type Info = z.infer<typeof Info>;

// Products that sell less than the best ones are too rare to forecast.
const maxProducts = 500;

export const read = async (dataset: string) => {
  const stored = await Bucket.json(Bucket.keys.series(dataset));
  return stored ? Info.parse(stored) : null;
};

// The first of these that the dataset has is its usage.
const usageRoles = ["usage", "tokens", "requests"] as const;

/** Sums the customers of every period and stores the sums. */
export async function write(
  dataset: string,
  { context, table, state }: Pipeline.Info,
) {
  const { eventLog, periods: withRows } = context;
  const usageRole = usageRoles.find((role) => table.roles[role] !== undefined);
  const periods = between(withRows[0], withRows.at(-1)!);
  const info: Info = {
    periods,
    revenue: [],
    customers: [],
    usage: [],
    demand: eventLog && demand(eventLog.log),
  };
  for (const period of periods) {
    const found =
      period === state.period
        ? { ...state, customers: state.id.length }
        : await stored(dataset, period, usageRole);
    const whole = found && found.incomplete === null ? found : null;
    info.customers.push(whole && whole.customers);
    info.revenue.push(
      whole && whole.unsummed === null ? sum(whole.revenue) : null,
    );
    info.usage.push(
      whole && usageRole ? sum(whole.metricInputs[usageRole]) : null,
    );
  }
  await Bucket.put(Bucket.keys.series(dataset), JSON.stringify(info), {
    type: "application/json",
  });
}

async function stored(
  dataset: string,
  period: string,
  usageRole: Definition.Role | undefined,
) {
  const found = await StoredState.head(dataset, period);
  if (!found) return null;
  const roles = found.metricInputs.filter((role) => role === usageRole);
  const column = await StoredState.columns(dataset, found, [
    "revenue",
    ...roles.map(StateColumns.inner.metric),
  ]);
  const usage = roles.map((role) => [
    role,
    column<number | null>(StateColumns.inner.metric(role)),
  ]);
  return {
    ...found,
    revenue: column<number | null>("revenue"),
    metricInputs: Object.fromEntries(usage),
  };
}

function between(first: string, last: string) {
  const periods = [first];
  while (periods.at(-1)! < last) periods.push(Period.next(periods.at(-1)!));
  return periods;
}

// Null where no customer has a value.
function sum(values: Iterable<number | null> = []) {
  let total: number | null = null;
  for (const value of values)
    if (value !== null && !Number.isNaN(value)) total = (total ?? 0) + value;
  return total;
}

/** Units of each product bought a month, from the month of the first event; null without a whole month. */
export function demand(log: Event.Log): Info["demand"] {
  const last = log.time.at(-1);
  if (last === undefined) return null;
  const isPurchase = Event.isPurchase(log);
  const monthOf = (ms: number) =>
    Period.parse(new Date(ms).toISOString(), "month")!;
  const periods = between(monthOf(log.time[0]), monthOf(last));
  const starts = periods.map((month) => Period.start(month) * Calendar.dayMs);
  const units = new Map<number, Float64Array>();
  let month = 0;
  for (let event = 0; event < log.time.length; event++) {
    while (log.time[event] >= starts[month + 1]) month++;
    const product = log.product[event];
    if (product < 0 || !isPurchase(event)) continue;
    const bought = units.get(product) ?? new Float64Array(periods.length);
    units.set(product, bought);
    bought[month] += log.quantity[event];
  }
  // A month that is not over yet would look like a fall.
  const isOver = last >= (Period.end(periods.at(-1)!) - 2) * Calendar.dayMs;
  const months = isOver ? periods.length : periods.length - 1;
  if (months === 0) return null;
  const bestSelling = [...units]
    .map(([product, all]) => {
      const bought = all.subarray(0, months);
      return { product, bought, total: bought.reduce((sum, n) => sum + n, 0) };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.product - b.product)
    .slice(0, maxProducts);
  return {
    periods: periods.slice(0, months),
    products: Object.fromEntries(
      bestSelling.map(({ product, bought }) => [
        log.products[product],
        Array.from(bought),
      ]),
    ),
  };
}

export * as Series from "./series";
