// customers-from-subscriptions: monthly rows of customers with what they pay, out of their subscriptions, as a CSV
import { Csv } from "../tabular/csv";
import { Period } from "../tabular/period";
import type { Warning } from "../reading/warning";
import { Subscription } from "./subscription";

export const columns = [
  ...["customer_id", "month", "mrr", "currency", "plan", "subscriptions"],
  ...["seats", "interval_months", "trial", "credits", "signup", "renewal"],
  "churned",
] as const;

export type Result = {
  csv: string;
  months: string[];
  warnings: Warning.Info[];
};

/**
 * Recurring revenue of a customer in a month is the sum of the subscriptions that are active at the month's end, each
 * over the months of its interval; trials and credits do not count. `today` and `ends` are days since 1970-01-01.
 */
export function derive(
  given: Subscription.Info[],
  { today }: { today: number },
): Result {
  const warnings: Warning.Info[] = [];
  const list = given.filter(({ start }) => !Number.isNaN(start));
  count(
    warnings,
    "subscription.start",
    given.length - list.length,
    () => "Subscriptions without a day they start on are left out.",
  );
  const unknown = list.filter(
    ({ amount, months, trial }) => !trial && amount > 0 && Number.isNaN(months),
  );
  count(
    warnings,
    "subscription.interval",
    unknown.length,
    () =>
      "Amounts at no known interval, such as month, quarter or year, do not recur and are left out of the revenue.",
  );
  const until = lastDay(list, today, warnings);
  const inclusive = endsInclude(list);
  if (inclusive && list.some(({ end }) => !Number.isNaN(end)))
    warnings.push({
      code: "subscription.end.included",
      message:
        "The day a subscription ends on was taken as its last day, since the next ones start the day after.",
    });
  const rows = customers(list);
  const months = monthsUntil(list, until);
  const lines = [Csv.line(columns)];
  const mixed = new Set<string>();
  const active = ({ start, end }: Subscription.Info, day: number) =>
    start <= day && !(end < day || (end === day && !inclusive));
  const pays = (subscription: Subscription.Info, day: number) =>
    active(subscription, day) ? monthly(subscription) : 0;
  months.forEach((month, k) => {
    const day = Period.end(month) - 1;
    for (const [customer, own] of rows) {
      const now = own.filter((one) => active(one, day));
      if (!now.length) continue;
      const paid = now.filter((one) => monthly(one) > 0);
      const currencies = new Set(paid.map(({ currency }) => currency));
      if (currencies.size > 1) mixed.add(customer);
      const mrr = paid.reduce((sum, one) => sum + monthly(one), 0);
      const main = paid
        .concat(now)
        .reduce((a, b) => (monthly(b) > monthly(a) ? b : a));
      const later = months[k + 1];
      const goesOn =
        later !== undefined &&
        own.some((one) => pays(one, Period.end(later) - 1) > 0);
      lines.push(
        Csv.line([
          ...[customer, month],
          currencies.size > 1 ? null : Math.round(mrr * 100) / 100,
          [...currencies][0] ?? main.currency,
          ...[main.plan, now.length, seats(now)],
          Number.isNaN(main.months)
            ? null
            : Math.round(main.months * 100) / 100,
          now.every(({ trial }) => trial) ? 1 : 0,
          credits(own, month),
          written(Math.min(...own.map(({ start }) => start))),
          // In earlier months an end was not known yet, and would give away who left.
          later === undefined
            ? written(Math.min(...known(now.map(({ end }) => end))))
            : null,
          later === undefined || mrr <= 0 ? null : goesOn ? 0 : 1,
        ]),
      );
    }
  });
  count(
    warnings,
    "subscription.currencies",
    mixed.size,
    () =>
      "Customers who pay in several currencies at once have no revenue, since amounts of several currencies are not added up.",
  );
  return { csv: lines.join(""), months, warnings };
}

function monthly({ amount, quantity, months, trial }: Subscription.Info) {
  if (trial || !(amount > 0) || Number.isNaN(months)) return 0;
  return (amount * quantity) / months;
}

function seats(now: Subscription.Info[]) {
  const known = now.filter(({ seats }) => !Number.isNaN(seats));
  return known.length ? known.reduce((sum, one) => sum + one.seats, 0) : null;
}

// Money given back counts in the month it is dated, and never as a customer who left.
function credits(own: Subscription.Info[], month: string) {
  const [from, to] = [Period.start(month), Period.end(month)];
  const sum = own
    .filter(({ amount, start }) => amount < 0 && start >= from && start < to)
    .reduce((sum, { amount, quantity }) => sum - amount * quantity, 0);
  return Math.round(sum * 100) / 100;
}

const known = (days: number[]) => days.filter((day) => !Number.isNaN(day));

const written = (day: number) =>
  Number.isFinite(day) ? Period.parse(day, "day") : null;

function customers(list: Subscription.Info[]) {
  const rows = new Map<string, Subscription.Info[]>();
  for (const one of list) {
    const known = rows.get(one.customer);
    if (known) known.push(one);
    else rows.set(one.customer, [one]);
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

// An export older than this is not carried on to today.
const freshDays = 62;

/** The day until which the subscriptions are known to be as they are. */
function lastDay(
  list: Subscription.Info[],
  today: number,
  warnings: Warning.Info[],
) {
  let newest = -Infinity;
  for (const { start, end } of list)
    for (const day of [start, end])
      if (day <= today && day > newest) newest = day;
  if (newest >= today - freshDays || !Number.isFinite(newest)) return today;
  warnings.push({
    code: "subscription.until",
    example: written(newest) ?? undefined,
    message: `The newest day in the file is ${written(newest)}: months after it are not told.`,
  });
  return newest;
}

// Next ones that start the day after an end, rather than on it, say that the end is the last day.
function endsInclude(list: Subscription.Info[]): boolean {
  const starts = new Set(
    list.map(({ customer, start }) => `${start} ${customer}`),
  );
  let [after, on] = [0, 0];
  for (const { customer, end } of list) {
    if (starts.has(`${end + 1} ${customer}`)) after++;
    if (starts.has(`${end} ${customer}`)) on++;
  }
  return after > on && after >= 2;
}

function monthsUntil(list: Subscription.Info[], until: number): string[] {
  let first = Infinity;
  for (const { start } of list) first = Math.min(first, start);
  if (!(first <= until)) return [];
  const months: string[] = [];
  for (
    let month = Period.parse(first, "month")!;
    Period.end(month) - 1 <= until;
    month = Period.next(month)
  )
    months.push(month);
  return months;
}

function count(
  warnings: Warning.Info[],
  code: string,
  count: number,
  message: () => string,
) {
  if (count) warnings.push({ code, count, message: message() });
}

export * as CustomersFromSubscriptions from "./customers-from-subscriptions";
