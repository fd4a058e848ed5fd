// metered-spend: what each customer spends day by day, out of the log of events, before any bill says so
import { Event } from "../events/event";
import { MetricConfig } from "../metrics/metric-config";
import { Calendar } from "../reading/calendar";

/** As far back as a day's habit and a month's beginning are looked for. */
const windowDays = 120;

export type Info = {
  asOf: number; // the first day that the log does not hold whole, in days since 1970-01-01
  amounts: Map<string, Daily>; // of who has spent anything, from its first spend on
  events: Map<string, Daily>; // how many there were
};
export type Daily = { from: number; values: Float64Array };

// Later than this hour the last day is whole.
const lateMs = 23 * 3_600_000;

/** Whether an event's amount is spent; a log without actions holds nothing else. */
function meters(
  { actions, action, amount }: Event.Log,
  words: readonly string[],
): (event: number) => boolean {
  const plain = new Set(words.map(MetricConfig.plain));
  const named = actions.map((name) => plain.has(MetricConfig.plain(name)));
  return (i) =>
    !Number.isNaN(amount[i]) &&
    (actions.length === 0 || named[action[i]] === true);
}

/** Days before `end`, at most; null of a log that begins later. */
export function measure(
  log: Event.Log,
  words: readonly string[],
  end = Infinity,
): Info | null {
  const { users, user, time, amount } = log;
  const last = time[Event.first(time, end * Calendar.dayMs) - 1];
  if (last === undefined) return null;
  const day = Math.floor(last / Calendar.dayMs);
  const clock = last - day * Calendar.dayMs;
  // Times of midnight are those of days.
  const asOf = day + (clock === 0 || clock >= lateMs ? 1 : 0);
  const isSpend = meters(log, words);
  const found: Info = { asOf, amounts: new Map(), events: new Map() };
  const before = Event.first(time, asOf * Calendar.dayMs);
  for (let i = 0; i < before; i++) {
    const at = Math.floor(time[i] / Calendar.dayMs);
    const id = users[user[i]];
    add(found.events, id, at, 1);
    if (isSpend(i)) add(found.amounts, id, at, amount[i]);
  }
  return found;

  // The first event is the oldest, so a customer's days begin with it.
  function add(all: Info["amounts"], id: string, at: number, value: number) {
    let daily = all.get(id);
    if (!daily) {
      const from = Math.max(at, asOf - windowDays);
      daily = { from, values: new Float64Array(asOf - from) };
      all.set(id, daily);
    }
    if (at >= daily.from) daily.values[at - daily.from] += value;
  }
}

export * as MeteredSpend from "./metered-spend";
