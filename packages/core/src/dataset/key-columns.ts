// key-columns: which columns name a row and its time, told by their names and by what they tell apart
import type { Definition } from "../tabular/definition";
import type { Seen } from "../tabular/column-type";
import { own } from "../base/own";
import { LogNames } from "./log-names";
import { unnumbered } from "./name-words";
import { ColumnNames } from "./column-names";
import { MonthName } from "../reading/month-name";
import { WrittenDate } from "../reading/written-date";
import { Period } from "../tabular/period";

export type Looked = {
  name: string;
  seen: Seen;
  kind: Definition.Kind | undefined; // none while no cell is filled
  cells: (string | null)[];
};

// An answer or event is of when it ended.
const isStart = /start|begin|beginn|début|inicio|开始|開始/i;
const isLog = (dataset: string) =>
  dataset === "events" || dataset === "feedback";

// Share of the rows that a column which is not named as an id must tell apart.
const leastAlone = 0.95;

// An id is one only if it names a row within its period,
// except in a log, where it says whose line it is.
export function choose(
  dataset: string,
  looked: Looked[],
  given: Definition.Input,
  dates: Definition.Info["dates"],
) {
  const names = looked.map(({ name }) => name);
  const { strong, weak } = ColumnNames.ids(names);
  // A product is named as events name it.
  const known =
    dataset === "products"
      ? {
          ...given,
          id: given.id ?? strong[0] ?? LogNames.eventsOf(names).product,
        }
      : given;
  const named = ColumnNames.times(names);
  const dated = (name: string) => find(looked, name).kind === "date";
  const quarters = ColumnNames.quarters(names);
  const stretches = dataset === "customers" ? [] : ColumnNames.stretches(names);
  const times = [...named, ...quarters, ...stretches].filter(dated);
  const steps = ColumnNames.steps(names).filter(
    (name) => find(looked, name).kind === "number",
  );
  const candidates = {
    id: [...strong, ...weak],
    time: [...new Set([...times, ...names.filter(dated), ...steps])],
  };
  if (isLog(dataset)) {
    const bare = new Map(names.map((name) => [unnumbered(name), name]));
    const { id } = LogNames.eventsOf([...bare.keys()]);
    const moments = LogNames.timesOf(names);
    return {
      id: known.id ?? bare.get(id ?? ""),
      time:
        known.time ??
        moments.find(dated) ??
        times[0] ??
        said(looked, moments)[0] ??
        names.filter(dated).find((name) => !isStart.test(name)),
      period: known.period ?? "month",
      candidates,
    };
  }
  if (dataset === "subscriptions") {
    const { customer, start } = LogNames.subscriptionsOf(names);
    return {
      id: known.id ?? customer,
      time: known.time ?? (start && dated(start) ? start : undefined),
      period: known.period ?? "month",
      candidates,
    };
  }
  // An article may stand there in two languages under one id, and its period is only when it came.
  if (dataset === "knowledge")
    return {
      id: known.id ?? strong[0] ?? weak[0],
      time: known.time,
      period: known.period ?? "month",
      candidates,
    };
  if (!times.length && !steps.length) {
    const customers = known.id ?? strong[0] ?? dataset === "customers";
    const telling = named.filter(
      (name) => customers || !isPart(find(looked, name)),
    );
    times.push(...said(looked, telling));
  }
  const whens = whensOf(looked, known, times, steps);
  const asked = known.id ? [known.id] : [...strong, ...weak];
  const lenient = dataset === "customers" ? 0.5 : 0.95;
  for (const id of asked)
    for (const when of whens) {
      const least = id === known.id || strong.includes(id) ? lenient : 1;
      if (uniqueness(looked, id, when, dates) >= least)
        return { id, ...when, candidates };
    }
  // A name that says whose row it is outweighs rows that repeat.
  if (known.id ?? strong[0] ?? dataset !== "customers")
    return { id: known.id ?? strong[0], ...whens[0], candidates };
  const others = ColumnNames.standIns(names);
  const id = others.find(
    (name) => uniqueness(looked, name, whens[0], dates) >= leastAlone,
  );
  const offered = { ...candidates, id: [...candidates.id, ...others] };
  return { id, ...whens[0], candidates: offered };
}

// Named as time but read as none: its rows are refused, for no other period would be theirs.
const said = (looked: Looked[], names: string[]) =>
  names.filter((name) => find(looked, name).kind !== undefined).slice(0, 1);

// In a table that names no customer, a month without its year or a number is an attribute like others.
const isPart = ({ kind, seen }: Looked) =>
  kind === "number" ||
  [...seen.counts.keys()].every((cell) => !Number.isNaN(MonthName.read(cell)));

type When = { time: string | undefined; period: Definition.Period };

// What may tell the periods apart, the coarsest first.
function whensOf(
  looked: Looked[],
  known: Definition.Input,
  times: string[],
  steps: string[],
): When[] {
  const said = known.period ?? "month";
  const time = known.time ?? (said === "step" ? steps[0] : times[0]);
  // The periods of earlier files stay what they are.
  if (known.time || said !== "month" || known.candidates)
    return [{ time, period: said }];
  if (time === undefined) {
    const counted = steps
      .slice(0, 1)
      .map((time): When => ({ time, period: "step" }));
    return [{ time, period: "month" }, ...counted];
  }
  const written = find(looked, time).cells.filter((cell) => cell !== null);
  if (written.every(WrittenDate.isWeek)) return [{ time, period: "week" }];
  return (["month", "week", "day"] as const).map((period) => ({
    time,
    period,
  }));
}

export const find = (looked: Looked[], name: string) =>
  looked.find((column) => column.name === name)!;

// Share of the rows that are the only ones of their id and period.
function uniqueness(
  looked: Looked[],
  id: string,
  { time, period }: When,
  dates: Definition.Info["dates"],
): number {
  const { cells } = find(looked, id);
  if (cells.length === 0) return 1;
  const when = time === undefined ? null : find(looked, time);
  const known = new Map<string | null, string | null>();
  const order = when ? own(dates, when.name) : undefined;
  const periodOf = (text: string | null) => {
    if (text !== null && !known.has(text))
      known.set(text, Period.parse(text, period, order));
    return text === null ? null : known.get(text);
  };
  const keys = new Set<string>();
  cells.forEach((cell, row) => {
    if (cell !== null)
      keys.add(when ? `${periodOf(when.cells[row])} ${cell}` : cell);
  });
  return keys.size / cells.length;
}

export * as KeyColumns from "./key-columns";
