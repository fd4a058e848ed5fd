// series: what is forecast — revenue, customers, usage and each product's demand, one value a period
import * as z from "zod";
import type { Compute } from "./compute";
import { Bucket } from "../aws/bucket";
import { Event } from "../events/event";
import { Period } from "../tabular/period";
import { Calendar } from "../tabular/calendar";
import { PeriodState } from "./period-state";

const line = z.array(z.number().nullable());
export const Info = z.object({
  periods: z.array(z.string()).describe("Without gaps, oldest first"),
  revenue: line,
  customers: line,
  usage: line,
  demand: z
    .object({
      periods: z.array(z.string()),
      products: z.record(z.string(), line),
    })
    .nullable(),
});
export type Info = z.infer<typeof Info>;

// Products beyond the best-selling ones are too rare to foretell.
const products = 500;

export const read = async (dataset: string) => {
  const found = await Bucket.json(Bucket.keys.series(dataset));
  return found ? Info.parse(found) : null;
};

// What use is measured by: the first that is a role.
const uses = ["usage", "tokens", "requests"] as const;

/** Sums of every period, out of how its customers stood. */
export async function write(
  dataset: string,
  { sheet, standing, behaviour, periods: known }: Compute.Info,
) {
  const periods = between(known[0], known.at(-1)!);
  const use = uses.find((role) => sheet.roles[role] !== undefined);
  const info: Info = {
    periods,
    revenue: [],
    customers: [],
    usage: [],
    demand: behaviour && demand(behaviour.log),
  };
  for (const period of periods) {
    const of =
      period === standing.period
        ? standing
        : await PeriodState.read(dataset, period);
    info.customers.push(of && of.id.length);
    info.revenue.push(of && sum(of.revenue));
    info.usage.push(of && use ? sum(of.kept[use]) : null);
  }
  await Bucket.put(Bucket.keys.series(dataset), JSON.stringify(info), {
    type: "application/json",
  });
}

function between(first: string, last: string) {
  const periods = [first];
  while (periods.at(-1)! < last) periods.push(Period.next(periods.at(-1)!));
  return periods;
}

// Null where no customer has a value.
function sum(values: Iterable<number | null> = []) {
  let [total, n] = [0, 0];
  for (const value of values) {
    if (value === null || Number.isNaN(value)) continue;
    total += value;
    n++;
  }
  return n ? total : null;
}

/** Units bought a month. Months before the first event are no zeros. */
export function demand(log: Event.Log): Info["demand"] {
  if (!log.time.length) return null;
  const bought = Event.isPurchase(log);
  const month = (ms: number) =>
    Period.parse(new Date(ms).toISOString(), "month")!;
  const periods = between(month(log.time[0]), month(log.time.at(-1)!));
  const starts = periods.map((one) => Period.start(one) * Calendar.dayMs);
  const units = new Map<number, Float64Array>();
  let at = 0;
  for (let i = 0; i < log.time.length; i++) {
    while (at + 1 < starts.length && log.time[i] >= starts[at + 1]) at++;
    if (log.product[i] < 0 || !bought(i)) continue;
    const own = units.get(log.product[i]) ?? new Float64Array(periods.length);
    units.set(log.product[i], own);
    own[at] += log.quantity[i];
  }
  // A month that is not over yet would look like a fall.
  const over =
    log.time.at(-1)! >= (Period.end(periods.at(-1)!) - 2) * Calendar.dayMs;
  const shown = over ? periods.length : periods.length - 1;
  if (shown === 0) return null;
  const best = [...units]
    .map(([product, all]) => {
      const own = all.subarray(0, shown);
      return { product, own, total: own.reduce((sum, n) => sum + n, 0) };
    })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || a.product - b.product)
    .slice(0, products);
  return {
    periods: periods.slice(0, shown),
    products: Object.fromEntries(
      best.map(({ product, own }) => [log.products[product], Array.from(own)]),
    ),
  };
}

export * as Series from "./series";
