// features: columns of a period that no file has: its scores, what was said and done lately, and what customers are worth
import { EventLog } from "./event-log";
import { Calendar } from "../tabular/calendar";
import { boolean } from "../tabular/cell";
import type { ReadCustomers } from "./read-customers";
import type { Definition } from "../tabular/definition";
import { Feedback } from "../feedback/feedback";
import { matches } from "../tabular/label-match";
import { Lifetime } from "../lifetime/lifetime";
import { Scorer } from "../model/scorer";
import { CustomerTable } from "../customers/customer-table";
import type { PeriodIndex } from "../customers/period-index";

// Events and feedback speak of this dataset's customers.
export const customers = "customers";

export const dayMs = 86_400_000;
const sentimentDays = 90;

type Known = {
  dataset: string;
  definition: Definition.Info;
  behaviour: EventLog.Info | null;
  config: Lifetime.Config;
};

/** What was said in the 90 days before `end` (ms). */
export async function comments(
  dataset: string,
  end: number,
): Promise<Feedback.Info[]> {
  if (dataset !== customers || Number.isNaN(end)) return [];
  const lists = await Promise.all(
    months(end).map((one) => Feedback.inMonth("feedback", one)),
  );
  return within(lists.flat(), end);
}

const startOf = (end: number) => end - sentimentDays * dayMs;

/** The months those 90 days lie in, oldest first. */
export function months(end: number) {
  const found = new Set<string>();
  for (let at = startOf(end); at < end; at += 27 * dayMs)
    found.add(monthOf(at));
  return [...found.add(monthOf(end - 1))].sort();
}

export function within(comments: Feedback.Info[], end: number) {
  const from = startOf(end);
  return comments.filter(({ time }) => {
    const at = Date.parse(time);
    return at >= from && at < end;
  });
}

const monthOf = (ms: number) => {
  const { year, month } = Calendar.civil(ms / dayMs);
  return `${year}-${String(month).padStart(2, "0")}`;
};

/** Mean sentiment of each customer's comments, NaN without any, and how many there are. */
export function sentiment(id: string[], comments: Feedback.Info[]) {
  const sums = new Map<string, { sum: number; moods: number; n: number }>();
  for (const { customer, sentiment } of comments) {
    const seen = sums.get(customer) ?? { sum: 0, moods: 0, n: 0 };
    sums.set(customer, seen);
    seen.n++;
    if (sentiment?.score == null) continue;
    seen.sum += sentiment.score;
    seen.moods++;
  }
  const mean = id.map((one) => {
    const seen = sums.get(one);
    return seen?.moods ? seen.sum / seen.moods : NaN;
  });
  const count = id.map((one) => sums.get(one)?.n ?? 0);
  return { mean: Float64Array.from(mean), count: Float64Array.from(count) };
}

export function scores(
  { id }: ReadCustomers.Info,
  view: PeriodIndex.Info | null,
  numbers: Record<string, Float64Array>,
  texts: Record<string, (string | null)[]>,
) {
  const row = view ? new Map(view.id.map((one, k) => [one, k])) : new Map();
  const at = id.map((one) => row.get(one) as number | undefined);
  numbers["score.probability"] = Float64Array.from(at, (k) => {
    const logit = k === undefined ? null : view!.logit[k];
    return logit === null ? NaN : Scorer.probability(logit);
  });
  texts["score.band"] = at.map((k) => (k === undefined ? null : view!.band[k]));
}

/** What customers are yet to bring: under contract by their revenue, else by their purchases. */
export function lifetime(
  sheet: CustomerTable,
  { dataset, definition, behaviour, config }: Known,
  end: number,
) {
  const nothing = new Float64Array(sheet.id.length).fill(NaN);
  const revenue = CustomerTable.role(sheet, "revenue");
  const probability = sheet.number("score.probability");
  // What was bought in a month is no contract.
  const contract = behaviour?.derives !== dataset;
  if (revenue && contract && definition.period === "month") {
    const horizon = Math.max(1, definition.label?.horizon ?? 1);
    const tenure = sheet.number("tenure.days");
    const rate =
      probability && probability.map((p) => 1 - (1 - p) ** (1 / horizon));
    const rates = Array.from(rate ?? []).filter(
      (value) => !Number.isNaN(value),
    );
    if (!rates.length) return { value: nothing, alive: nothing };
    const mean = rates.reduce((sum, value) => sum + value, 0) / rates.length;
    const { margin, horizonDays, discount } = config;
    return {
      value: Lifetime.ContractValue.value({
        revenue,
        tenure: tenure
          ? tenure.map((days) => Math.max(0, days) / 30.4375)
          : new Float64Array(sheet.id.length),
        curve: Lifetime.ContractValue.geometric(mean),
        rate: rate!,
        margin,
        horizonMonths: Math.max(1, Math.round(horizonDays / 30.4375)),
        discount,
      }),
      alive: nothing,
    };
  }
  if (!behaviour || Number.isNaN(end))
    return { value: nothing, alive: nothing };
  const found = Lifetime.value(behaviour.log, {
    at: end,
    ...config,
  });
  if ("why" in found) return { value: nothing, alive: nothing };
  const row = new Map(found.id.map((id, k) => [id, k]));
  const of = (values: Float64Array) =>
    Float64Array.from(sheet.id, (id) => values[row.get(id) ?? -1] ?? NaN);
  return { value: of(found.value), alive: of(found.alive) };
}

/** Whether the label says so in the very row; null where it says nothing. */
export function positives(sheet: CustomerTable, { label }: Definition.Info) {
  const cells = label && sheet.text(label.column);
  // A yes/no column is kept as 1 and 0.
  const numbers = label && sheet.number(label.column);
  return sheet.id.map((_, k) => {
    const cell = cells?.[k];
    if (cell == null) return null;
    if (matches(cell, label!.positive)) return true;
    const truth = boolean(label!.positive);
    return !Number.isNaN(truth) && numbers?.[k] === truth;
  });
}

export * as Features from "./features";
