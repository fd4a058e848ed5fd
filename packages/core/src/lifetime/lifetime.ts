// lifetime: the value of each customer within a horizon, predicted from its purchases until now
import * as z from "zod";
import { Event } from "../events/event";
import { BgNbd } from "./bg-nbd";
import { GammaGamma } from "./gamma-gamma";
import { Estimate } from "../metrics/estimate";

export const Config = z.strictObject({
  horizonDays: z
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe("How far ahead purchases are counted"),
  discount: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe("A year's discount rate: 0.1 makes 110 in a year worth 100"),
  margin: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe("Share of the revenue that is the company's own"),
  purchase: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Actions that are purchases; found by their names if unsaid"),
  unitDays: z
    .number()
    .positive()
    .default(7)
    .describe("The unit of time of the model's parameters, in days"),
});
export type Config = z.infer<typeof Config>;
export const defaults: Config = Config.parse({});

/** [customer who bought]; times in units. */
export type Summary = {
  user: Int32Array; // code in the log
  frequency: Float64Array; // days with a purchase, after the first
  recency: Float64Array; // from the first purchase to the last
  T: Float64Array; // from the first purchase to the last day seen
  mean: Float64Array; // money of a day with a repeat purchase, NaN where there is none
};

export type Values = {
  id: string[]; // [customer who bought] for this and all below
  purchases: Float64Array; // days with a purchase expected within the horizon
  alive: Float64Array; // probability that the customer still buys at all
  amount: Float64Array; // money expected of a purchase, NaN where the log has none
  value: Float64Array; // money expected within the horizon, discounted
  model: BgNbd.Fitted;
  spend: GammaGamma.Fitted | null; // null where the log has no money
  total: Estimate.Value;
};

const dayMs = 86_400_000;

/** Purchases of each buyer before `at` (ms). Several purchases of one day count as one. */
export function summary(
  log: Event.Log,
  {
    at,
    unitDays = defaults.unitDays,
    purchase,
  }: { at: number; unitDays?: number; purchase?: readonly string[] },
): Summary {
  const known = Event.window(log, -Infinity, at);
  const bought = Event.isPurchase(known, purchase);
  const { start, event } = Event.byUser(known);
  const last = Math.floor((at - 1) / dayMs);
  const rows: number[][] = [];
  for (let user = 0; user < known.users.length; user++) {
    let [first, now, days, money] = [NaN, NaN, 0, 0];
    for (let k = start[user]; k < start[user + 1]; k++) {
      const i = event[k];
      if (!bought(i)) continue;
      const date = Math.floor(known.time[i] / dayMs);
      if (date !== now) days++;
      if (days === 1) first = date;
      else money += known.amount[i];
      now = date;
    }
    if (days > 0)
      rows.push([
        user,
        days - 1,
        (now - first) / unitDays,
        (last - first) / unitDays,
        days > 1 ? money / (days - 1) : NaN,
      ]);
  }
  const column = (k: number) => Float64Array.from(rows, (row) => row[k]);
  return {
    user: Int32Array.from(rows, ([user]) => user),
    frequency: column(1),
    recency: column(2),
    T: column(3),
    mean: column(4),
  };
}

/** Lifetime values from the events before `at` (ms), or why there are none when too few customers bought again. */
export function value(
  log: Event.Log,
  { at, ...config }: { at: number } & Partial<Config>,
): Values | { why: string } {
  const { horizonDays, discount, margin, purchase, unitDays } = {
    ...defaults,
    ...config,
  };
  const known = summary(log, { at, unitDays, purchase });
  const model = BgNbd.fit(known);
  if (!model)
    return {
      why: `Expected at least 10 customers who bought on two days or more, got ${known.frequency.filter((x) => x > 0).length} of ${known.user.length}.`,
    };
  const spend = GammaGamma.fit(known);
  const purchasesAhead = predictor(model, { horizonDays, discount, unitDays });
  const n = known.user.length;
  const [purchases, alive, amount, worth] = Array.from(
    { length: 4 },
    () => new Float64Array(n),
  );
  const typical = meanOf(known);
  for (let i = 0; i < n; i++) {
    const [x, tx, T] = [known.frequency[i], known.recency[i], known.T[i]];
    const { undiscounted, discounted } = purchasesAhead(x, tx, T);
    purchases[i] = undiscounted;
    alive[i] = BgNbd.alive(model, x, tx, T);
    const expected = spend ? GammaGamma.expected(spend, x, known.mean[i]) : NaN;
    // Without an expected amount the customer's own mean stands, and without that the mean of all.
    amount[i] = Number.isFinite(expected)
      ? expected
      : x > 0
        ? known.mean[i]
        : typical;
    worth[i] = discounted * amount[i] * margin;
  }
  return {
    id: Array.from(known.user, (user) => log.users[user]),
    purchases,
    alive,
    amount,
    value: worth,
    model,
    spend,
    total: totalOf(worth),
  };
}

// Purchases expected of a history, each history worked out once. Months are discounted at their middle.
function predictor(
  model: BgNbd.Fitted,
  {
    horizonDays,
    discount,
    unitDays,
  }: { horizonDays: number; discount: number; unitDays: number },
) {
  const steps = discount > 0 ? Math.ceil(horizonDays / 30) : 1;
  const length = horizonDays / steps;
  const byHistory = new Map<
    string,
    { undiscounted: number; discounted: number }
  >();
  return (x: number, tx: number, T: number) => {
    const key = `${x} ${tx} ${T}`;
    const known = byHistory.get(key);
    if (known) return known;
    let [undiscounted, discounted] = [0, 0];
    for (let k = 1; k <= steps; k++) {
      const t = (k * length) / unitDays;
      const until = BgNbd.expected(model, t, x, tx, T);
      const years = ((k - 0.5) * length) / 365.25;
      discounted += (until - undiscounted) / (1 + discount) ** years;
      undiscounted = until;
    }
    byHistory.set(key, { undiscounted, discounted });
    return { undiscounted, discounted };
  };
}

function meanOf({ mean }: Summary) {
  const known = mean.filter((m) => !Number.isNaN(m));
  return known.reduce((sum, m) => sum + m, 0) / known.length;
}

function totalOf(worth: Float64Array): Estimate.Value {
  const known = worth.filter((money) => !Number.isNaN(money));
  if (known.length === 0)
    return Estimate.none(
      "The events say no money: no column has the role amount, or price.",
    );
  return { value: known.reduce((a, b) => a + b, 0), n: known.length };
}

export * as Lifetime from "./lifetime";
