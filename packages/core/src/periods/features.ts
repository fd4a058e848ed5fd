// features: columns of a period that no file has: its scores, what was said and done lately, and what customers are worth
import { EventLog } from "./event-log";
import { boolean } from "../tabular/cell";
import type { ReadCustomers } from "./read-customers";
import type { Definition } from "../tabular/definition";
import { matches } from "../tabular/label-match";
import { Lifetime } from "../lifetime/lifetime";
import { Scorer } from "../model/scorer";
import { CustomerTable } from "../customers/customer-table";
import type { PeriodIndex } from "../customers/period-index";

type Known = {
  dataset: string;
  definition: Definition.Info;
  behaviour: EventLog.Info | null;
  config: Lifetime.Config;
};

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
