// spend-columns: what each customer will have spent at the month's end, and when what it may spend is used up
import { CustomerTable } from "../customers/customer-table";
import { SpendAhead } from "../forecast/spend-ahead";
import { WeekdayPattern } from "../forecast/weekday-pattern";
import type { MetricHistory } from "../metrics/metric-history";
import { Calendar } from "../reading/calendar";
import { Period } from "../tabular/period";
import type { MeteredSpend } from "./metered-spend";

type Numbers = (number | null)[];
/** [customer], null where nothing is known; days are since 1970-01-01. */
export type Info = {
  spent: Numbers; // in the month so far
  projected: Numbers; // at its end
  low: Numbers;
  high: Numbers;
  asOf: Numbers; // the first day that spend is not known of
  limit: (SpendAhead.Limit["kind"] | null)[]; // that is reached first
  exhausted: Numbers; // the day on which it is, by the expected spend
  earliest: Numbers;
  latest: Numbers;
};

export type Input = {
  table: CustomerTable; // with the columns of metrics
  spends: MetricHistory.Spend[]; // of the periods before, oldest first
  numberOf: (id: string) => number | undefined; // of `spends`
  metered: MeteredSpend.Info | null;
  /** The first day that the table's rows say nothing of: its period's end, or before where the period is under way. */
  rowsAsOf: number;
};

const monthOf = (day: number) => {
  const { year, month } = Calendar.civil(day);
  const end = month === 12 ? [year + 1, 1] : [year, month + 1];
  return {
    start: Calendar.epochDay(year, month, 1),
    end: Calendar.epochDay(end[0], end[1], 1),
  };
};

/** Null where nobody's spend is known. */
export function measure(input: Input): Info | null {
  const { table } = input;
  if (Period.kindOf(table.period) === "step") return null;
  const found = table.id.map((_, row) => ahead(input, row));
  if (!found.some((one) => one)) return null;
  const number = (of: (one: NonNullable<Ahead>) => number | undefined) =>
    found.map((one) => {
      const value = one ? of(one) : undefined;
      return value === undefined || Number.isNaN(value)
        ? null
        : Number(value.toFixed(2));
    });
  return {
    spent: number(({ sum }) => sum.spent),
    projected: number(({ sum }) => sum.projected),
    low: number(({ sum }) => sum.low),
    high: number(({ sum }) => sum.high),
    asOf: number(({ asOf }) => asOf),
    limit: found.map((one) => one?.exhaustion?.kind ?? null),
    exhausted: number(({ exhaustion }) => exhaustion?.on),
    earliest: number(({ exhaustion }) => exhaustion?.earliest),
    latest: number(({ exhaustion }) => exhaustion?.latest),
  };
}

type Ahead = {
  asOf: number;
  sum: SpendAhead.Sum;
  exhaustion: SpendAhead.Exhaustion | null;
} | null;

// Prepaid credit knows no end; further off than a year is too far to be told.
const creditDays = 366;

function ahead(input: Input, row: number): Ahead {
  const past = pastOf(input, row);
  if (!past) return null;
  const asOf = past.days.reduce((at, n) => at + n, past.from);
  const { start, end } = monthOf(asOf);
  const limits = limitsOf(input, row, past, { asOf, start, end });
  const until = Math.max(end, ...limits.map((limit) => limit.until));
  const path = SpendAhead.path(past, Math.min(creditDays, until - asOf));
  return (
    path && {
      asOf,
      sum: SpendAhead.month(past, path, start, end),
      exhaustion: SpendAhead.exhaustion(past, path, limits),
    }
  );
}

// Daily where the log says what is spent, else by periods.
function pastOf(
  { table, spends, numberOf, metered, rowsAsOf }: Input,
  row: number,
): SpendAhead.Past | null {
  const id = table.id[row];
  const daily = metered?.amounts.get(id);
  if (daily && metered!.asOf >= Period.start(table.period))
    return {
      from: daily.from,
      days: new Float64Array(daily.values.length).fill(1),
      amounts: daily.values,
    };
  const { period } = table;
  const own = CustomerTable.role(table, "spend")?.[row] ?? NaN;
  if (Number.isNaN(own)) return null;
  const known = [{ period, amount: own }];
  for (const { period, amounts } of spends.toReversed()) {
    const amount = amounts[numberOf(id) ?? -1] ?? NaN;
    if (Number.isNaN(amount) || Period.next(period) !== known[0].period) break;
    known.unshift({ period, amount });
  }
  const events = metered?.events.get(id);
  return {
    from: Period.start(known[0].period),
    days: Float64Array.from(
      known,
      ({ period }) =>
        Math.min(rowsAsOf, Period.end(period)) - Period.start(period),
    ),
    amounts: Float64Array.from(known, ({ amount }) => amount),
    ...(events &&
      Period.kindOf(table.period) !== "day" && {
        weekdays: WeekdayPattern.measure(events.values, events.from),
      }),
  };
}

function limitsOf(
  { table, rowsAsOf }: Input,
  row: number,
  past: SpendAhead.Past,
  { asOf, start, end }: { asOf: number; start: number; end: number },
): SpendAhead.Limit[] {
  const role = (name: Parameters<typeof CustomerTable.role>[1]) =>
    CustomerTable.role(table, name)?.[row] ?? NaN;
  const inMonth = SpendAhead.spent(past, start, asOf);
  const since = SpendAhead.spent(past, rowsAsOf, asOf);
  const found: SpendAhead.Limit[] = [];
  const [budget, credits] = [role("budget"), role("credits")];
  if (budget > 0)
    found.push({ kind: "budget", left: budget - inMonth, until: end });
  if (credits >= 0)
    found.push({
      kind: "credits",
      ...{ left: credits - since, until: asOf + creditDays },
    });
  const [commitment, from, to] = [
    role("commitment"),
    role("termStart"),
    role("termEnd"),
  ];
  if (!(commitment > 0)) return found;
  if (table.roles.termStart === undefined) {
    // Without a term it is that of one period.
    if (Period.kindOf(table.period) === "month")
      found.push({
        kind: "commitment",
        ...{ left: commitment - inMonth, until: end },
      });
    return found;
  }
  if (!(to > asOf && from < asOf)) return found;
  const used =
    past.from <= from
      ? SpendAhead.spent(past, from, asOf)
      : usedBy(table, row, { from, to }) + since;
  found.push({ kind: "commitment", left: commitment - used, until: to });
  return found;
}

// Of the burn, which is what is used over what is due.
function usedBy(
  table: CustomerTable,
  row: number,
  { from, to }: { from: number; to: number },
) {
  const burn = table.number("commitment.burn")?.[row] ?? NaN;
  const commitment = CustomerTable.role(table, "commitment")![row];
  const elapsed = Math.min(Period.end(table.period), to) - from;
  return (burn * commitment * elapsed) / (to - from);
}

/**
 * How close spend is to what is due of the commitment: their ratio, and above 1 as far below it as the ratio is above, since
 * who burns ahead gets a bill that it did not expect. Null without the roles.
 */
export function kept(table: CustomerTable): Float64Array | null {
  const spend = CustomerTable.role(table, "spend");
  const commitment = CustomerTable.role(table, "commitment");
  if (!spend || !commitment) return null;
  const from = CustomerTable.role(table, "termStart");
  const to = CustomerTable.role(table, "termEnd");
  const days = Period.end(table.period) - Period.start(table.period);
  return spend.map((amount, row) => {
    const share = from && to ? days / (to[row] - from[row]) : 1;
    const ratio = amount / (commitment[row] * share);
    return Number.isFinite(ratio) ? Math.max(0, Math.min(ratio, 2 - ratio)) : NaN; // prettier-ignore
  });
}

/** As conditions of playbooks read them. */
export const columns = (info: Info): CustomerTable.Columns => {
  const number = (values: Numbers) =>
    Float64Array.from(values, (value) => value ?? NaN);
  return {
    numbers: {
      "spend.month": number(info.spent),
      "spend.projected": number(info.projected),
      "spend.low": number(info.low),
      "spend.high": number(info.high),
      "spend.exhausted": number(info.exhausted),
      "spend.exhausted.latest": number(info.latest),
    },
    texts: { "spend.limit": info.limit },
  };
};

export * as SpendColumns from "./spend-columns";
