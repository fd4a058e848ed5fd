// use-trend: the use of each customer against its own usual level, by every signal of use that is known
import { plain } from "../dataset/name-words";
import { CustomerTable } from "../customers/customer-table";
import type { Definition } from "../tabular/definition";

/** The usual level of each signal before a period: columns, or `events` of the log, [customer], NaN unknown. */
export type Usual = { id: string[]; levels: Map<string, Float64Array> };

type Signal = {
  now: Float64Array; // [customer]
  /** Below this usual level a zero says nothing: who orders once a quarter has not stopped in a month. */
  least: number;
};

const roles = [
  ...["usage", "tokens", "requests"],
  ...["activeSeats", "daily", "monthly"],
] as Definition.Role[];
const counts =
  /^(logins?|sessions?|orders?|events?|visits?|activedays|登录次数|订单数|会话数|访问次数)(count|number|last)?(30d|30days|30)?$/;

const logSignal = "the event log";
// A customer of the log counts as silent after so many days.
const silentDays = 45;

function signals(
  table: CustomerTable,
  { columns }: Definition.Info,
): Map<string, Signal> {
  const found = new Map<string, Signal>();
  for (const role of roles) {
    const column = table.roles[role];
    const now = column === undefined ? null : table.number(column);
    if (now) found.set(column!, { now, least: 0 });
  }
  for (const [column, kind] of Object.entries(columns)) {
    if (kind !== "number" || found.has(column)) continue;
    const now = counts.test(plain(column)) ? table.number(column) : null;
    if (now) found.set(column, { now, least: 1 });
  }
  const recency = table.number("events.recency");
  const count = table.number("events.count");
  if (recency && count)
    found.set(logSignal, {
      // No event in 30 days is silence only when it lasts.
      now: count.map((n, i) => (n > 0 || recency[i] >= silentDays ? n : NaN)),
      least: 0,
    });
  return found;
}

// The weight of the newest period in a usual level.
const weight = 1 / 3;

/**
 * Use over its usual level, minus 1, by the signal that stands best, so that one live signal is enough: -1 where all use has
 * stopped, NaN where none is known. The usual level is the exponential mean of the periods before.
 */
export function measure(
  table: CustomerTable,
  definition: Definition.Info,
  before: Usual | null,
): { trend: Float64Array; usual: Usual } {
  const n = table.id.length;
  const rowBefore = new Map(before?.id.map((id, row) => [id, row]));
  const rows = table.id.map((id) => rowBefore.get(id) ?? -1);
  const recency = table.number("events.recency");
  const trend = new Float64Array(n).fill(NaN);
  const levels = new Map<string, Float64Array>();
  for (const [name, { now, least }] of signals(table, definition)) {
    const known = before?.levels.get(name);
    const usual = new Float64Array(n).fill(NaN);
    levels.set(name, usual);
    for (let i = 0; i < n; i++) {
      const level = known?.[rows[i]] ?? NaN;
      usual[i] = Number.isNaN(level)
        ? now[i]
        : Number.isNaN(now[i])
          ? level
          : level + weight * (now[i] - level);
      const one =
        name === logSignal && recency![i] >= silentDays
          ? -1
          : against(now[i], level, least);
      if (!(one <= trend[i])) trend[i] = Number.isNaN(one) ? trend[i] : one;
    }
  }
  return { trend, usual: { id: table.id, levels } };
}

// Use without a past is use; none without a past says nothing.
function against(now: number, level: number, least: number) {
  if (Number.isNaN(now)) return NaN;
  if (Number.isNaN(level) || level === 0) return now > 0 ? 0 : NaN;
  if (now === 0 && level < least) return NaN;
  return now / level - 1;
}

export * as UseTrend from "./use-trend";
