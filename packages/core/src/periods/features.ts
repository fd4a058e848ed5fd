// features: columns that no file has: scores, recent comments and events, and lifetime value
import { EventLog } from "./event-log";
import { Calendar } from "../reading/calendar";
import type { Definition } from "../tabular/definition";
import type { Feedback } from "../feedback/feedback";
import { RecentComments } from "../feedback/recent-comments";
import { ContractValue } from "../lifetime/contract-value";
import { Lifecycle } from "../health/lifecycle";
import { Lifetime } from "../lifetime/lifetime";
import { LogOdds } from "../stats/log-odds";
import { Period } from "../tabular/period";
import { AnswerColumns } from "../customers/answer-columns";
import { CustomerTable } from "../customers/customer-table";
import type { PeriodIndex } from "../customers/period-index";

export type Inputs = {
  dataset: string;
  definition: Definition.Info;
  index: PeriodIndex.Row[];
  comments: Feedback.Info[]; // of the 90 days before the period's end
  eventLog: EventLog.Info | null;
  lifetime: Lifetime.Config;
};

/** When a period ends, in ms since 1970. NaN for step periods: they have no calendar date. */
export const endMs = (period: string) =>
  Period.kindOf(period) === "step" ? NaN : Period.end(period) * Calendar.dayMs;

/** The table with all these columns. Lifetime value comes last, for it reads the scores. */
export function add(table: CustomerTable, inputs: Inputs): CustomerTable {
  const { index, comments, eventLog } = inputs;
  const end = endMs(table.period);
  const sentiment = RecentComments.sentiment(table.id, comments);
  const recent =
    eventLog && !Number.isNaN(end)
      ? EventLog.recent(eventLog.log, table.id, end)
      : null;
  const known = CustomerTable.withColumns(
    table,
    scores(table.id, index),
    AnswerColumns.table(AnswerColumns.of(table.id, index)),
    {
      numbers: {
        "feedback.sentiment": sentiment.mean,
        "feedback.count": sentiment.count,
        ...(recent && {
          "events.recency": recent.recency,
          "events.count": recent.count,
        }),
      },
    },
  );
  const stages = Lifecycle.stagesOf(known);
  return CustomerTable.withColumns(known, lifetime(known, inputs, end), {
    texts: stages ? { "lifecycle.stage": stages } : {},
  });
}

function scores(id: string[], index: PeriodIndex.Row[]): CustomerTable.Columns {
  const byId = new Map(index.map((row) => [row.id, row]));
  const rows = id.map((one) => byId.get(one));
  const probability = Float64Array.from(rows, (row) =>
    row && row.logit !== null ? LogOdds.sigmoid(row.logit) : NaN,
  );
  // The band of an answer is no risk.
  const band = rows.map((row) => (row && row.logit !== null ? row.band : null));
  return {
    numbers: { "score.probability": probability },
    texts: { "score.band": band },
  };
}

/** Money expected of each customer: from its revenue where it is under contract, else from its purchases. */
function lifetime(
  table: CustomerTable,
  { dataset, definition, eventLog, lifetime: config }: Inputs,
  end: number,
): CustomerTable.Columns {
  const revenue = CustomerTable.role(table, "revenue");
  // Revenue derived from the events is a month's purchases, not a contract.
  const isContract = revenue && eventLog?.derives !== dataset;
  const found =
    isContract && definition.period === "month"
      ? fromContract(table, revenue, definition, config)
      : fromPurchases(table, eventLog, config, end);
  const unknown = new Float64Array(table.id.length).fill(NaN);
  return {
    numbers: {
      "lifetime.value": found?.value ?? unknown,
      "lifetime.alive": found?.alive ?? unknown,
    },
  };
}

type LifetimeColumns = { value: Float64Array; alive?: Float64Array };

const daysPerMonth = 30.4375;

function fromContract(
  table: CustomerTable,
  revenue: Float64Array,
  { label }: Definition.Info,
  { margin, horizonDays, discount }: Lifetime.Config,
): LifetimeColumns | null {
  // The score covers the label's horizon; the rate of leaving is a month's.
  const scoreMonths = Math.max(1, label?.horizon ?? 1);
  const rate = table
    .number("score.probability")
    ?.map((p) => 1 - (1 - p) ** (1 / scoreMonths));
  const rates = Array.from(rate ?? []).filter((value) => !Number.isNaN(value));
  if (!rate || !rates.length) return null;
  const meanRate = rates.reduce((sum, value) => sum + value, 0) / rates.length;
  return {
    value: ContractValue.value({
      revenue,
      tenure:
        table
          .number("tenure.days")
          ?.map((days) => Math.max(0, days) / daysPerMonth) ??
        new Float64Array(table.id.length),
      curve: ContractValue.geometric(meanRate),
      rate,
      margin,
      horizonMonths: Math.max(1, Math.round(horizonDays / daysPerMonth)),
      discount,
    }),
  };
}

function fromPurchases(
  table: CustomerTable,
  eventLog: EventLog.Info | null,
  config: Lifetime.Config,
  end: number,
): LifetimeColumns | null {
  if (!eventLog || Number.isNaN(end)) return null;
  const found = Lifetime.value(eventLog.log, { at: end, ...config });
  if ("why" in found) return null;
  const buyer = new Map(found.id.map((id, row) => [id, row]));
  const column = (values: Float64Array) =>
    Float64Array.from(table.id, (id) => values[buyer.get(id) ?? -1] ?? NaN);
  return { value: column(found.value), alive: column(found.alive) };
}

export * as Features from "./features";
