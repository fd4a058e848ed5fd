// joined-features: comments, actions and changes since the period before, joined to rows as columns
import { own } from "../base/own";
import { PromiseCache } from "../base/promise-cache";
import { Action } from "../playbooks/action/action";
import { number } from "../tabular/cell";
import { AsideRow } from "../lines/aside-row";
import { Dataset } from "../dataset/dataset";
import type { Definition } from "../tabular/definition";
import { Feedback } from "../feedback/feedback";
import { Frame, type ValueColumn } from "../tabular/frame";
import { JoinedColumns, type Columns, type Keys } from "./joined-columns";
import { ColumnTitle } from "../model/column-title";
import { JoinedHistory } from "./joined-history";
import { JoinedProfiles } from "./joined-profiles";
import type { Card } from "../model/card";
import { Period } from "../tabular/period";
import { Snapshot } from "../customers/snapshot";

export { changeOf, isChange } from "./joined-columns";

// A step before all others stands for the newest period of a dataset without rows.
const noPeriod = "0000000000";

type Learning = {
  dataset: string;
  definition: Definition.Info;
  inputs: string[]; // columns of the file that are learned from
  frame: Frame;
} & Keys;

/** Joined columns to learn from, without those that are 0 or missing in every row. */
export async function learned({
  dataset,
  definition,
  inputs,
  frame,
  ...keys
}: Learning): Promise<ValueColumn[]> {
  const past = JoinedHistory.source(
    dataset,
    await Dataset.periods(dataset),
    JoinedColumns.remembering((month) => Feedback.inMonth("feedback", month)),
    JoinedColumns.remembering((period) => Action.all(dataset, [period])),
  );
  const found = {
    ...(await pastOf(past, keys)),
    ...JoinedColumns.changes(
      frame,
      keys,
      JoinedColumns.changing(inputs, definition),
    ),
  };
  const isInformative = (values: Float64Array) =>
    values.some((value) => value !== 0 && !Number.isNaN(value));
  return Object.entries(found)
    .filter(
      ([name, values]) =>
        !Object.hasOwn(definition.columns, name) && isInformative(values),
    )
    .map(([name, values]) => ({ name, type: "number", values }));
}

// A row without a period counts in the newest one.
type Named = { id: (string | null)[]; period: (string | null)[] };
type Model = { dataset: string; card: Pick<Card.Info, "columns"> };

/**
 * The frame with the joined columns that its model learned from; the same frame where there are none. A value in the rows
 * themselves takes precedence.
 */
export async function onto(
  frame: Frame,
  { id: given, period }: Named,
  { dataset, card }: Model,
): Promise<Frame> {
  const names = card.columns.flatMap((c) => (c.joined ? [c.name] : []));
  if (!names.length || !frame.rows) return frame;
  const periods = await Dataset.currentPeriods(dataset);
  const newest = periods.at(-1) ?? noPeriod;
  // No store holds anything of a longer id.
  const id = given.map((one) =>
    one !== null && Buffer.byteLength(one) <= AsideRow.maxIdBytes ? one : null,
  );
  const keys = { id, period: period.map((one) => one ?? newest) };
  const changing = names.flatMap((name) => JoinedColumns.changeOf(name) ?? []);
  // Asked at once, so that one read of the table serves both.
  const [past, changes] = await Promise.all([
    changing.length < names.length &&
      pastOf(sourceOf(dataset, periods, keys), keys),
    changing.length > 0 &&
      changesOf(frame, keys, changing, { dataset, periods }),
  ]);
  const found: Columns = { ...past, ...changes };
  const joined = names.map((name): ValueColumn => {
    const own = Frame.column(frame, name);
    const given = own?.type === "number" ? own.values : null;
    const values = found[name].map((value, row) => {
      const brought = given ? given[row] : NaN;
      return Number.isNaN(brought) ? value : brought;
    });
    return { name, type: "number", values };
  });
  const others = frame.columns.filter(({ name }) => !names.includes(name));
  return { rows: frame.rows, columns: [...others, ...joined] };
}

/** A joined value as a cell; null where it is missing or not a number. */
export function cell(frame: Frame, column: string, row: number) {
  const found = Frame.column(frame, column);
  if (found?.type !== "number" || Number.isNaN(found.values[row])) return null;
  return String(Number(found.values[row].toPrecision(6)));
}

async function pastOf(past: JoinedHistory.Source, { id, period }: Keys) {
  const rows = new Map<string, number[]>();
  period.forEach((one, row) => {
    if (id[row] === null) return;
    if (rows.has(one)) rows.get(one)!.push(row);
    else rows.set(one, [row]);
  });
  const all: Columns = Object.fromEntries(
    [...ColumnTitle.said, ...ColumnTitle.done].map((name) => [
      name,
      new Float64Array(id.length).fill(NaN),
    ]),
  );
  const joinPeriod = async ([of, list]: [string, number[]]) => {
    // Rows of one customer have the same past.
    const at = new Map<string, number>();
    for (const row of list) if (!at.has(id[row]!)) at.set(id[row]!, at.size);
    const ids = [...at.keys()];
    const [comments, actions] = await Promise.all([
      past.comments(of, ids),
      past.actions(of, ids),
    ]);
    const columns = JoinedHistory.columns(ids, of, comments, actions);
    for (const [name, values] of Object.entries(columns))
      for (const row of list) all[name][row] = values[at.get(id[row]!)!];
  };
  await Promise.all(Array.from(rows, joinPeriod));
  return all;
}

// Everybody who comes by HTTP; more customers are cheaper to read all together.
const maxProfiles = 1000;

const sourceOf = (dataset: string, periods: string[], { id }: Keys) =>
  id.length <= maxProfiles
    ? JoinedProfiles.source(dataset, periods)
    : JoinedHistory.source(
        dataset,
        periods,
        (month) => comments(month, () => commentsOf(month)),
        (period) =>
          actions(`${dataset} ${period}`, () => Action.all(dataset, [period])),
      );

// The cache holds comments without their words and texts, which take most of the memory.
const commentsOf = async (month: string) =>
  (await Feedback.inMonth("feedback", month)).map((info) => ({
    ...info,
    text: null,
    sentiment: info.sentiment && { ...info.sentiment, words: [] },
  }));

// Parts of one file and calls in a row read the same; what is said meanwhile is heard a minute later.
const memory = { max: 32, ttlMs: 60_000 };
const comments =
  PromiseCache.create<Awaited<ReturnType<typeof commentsOf>>>(memory);
const actions = PromiseCache.create<Action.Info[]>(memory);

type Stored = { dataset: string; periods: string[] };

// Changes since the period before: a row in the same file takes precedence over the stored one.
async function changesOf(
  frame: Frame,
  keys: Keys,
  names: string[],
  { dataset, periods }: Stored,
) {
  const stored = new Set(periods);
  const before = JoinedColumns.remembering(Period.previous);
  const earlier = JoinedColumns.rowsBefore(keys);
  const wanted = new Map<string, { id: string; period: string }>();
  keys.id.forEach((id, row) => {
    const period = before(keys.period[row]);
    if (id === null || earlier[row] >= 0 || !stored.has(period)) return;
    wanted.set(`${period} ${id}`, { id, period });
  });
  const found = await Snapshot.cells(dataset, [...wanted.values()]);
  const held = new Map(
    found.map(({ id, period, cells }) => [`${period} ${id}`, cells]),
  );
  const numbers = found.length ? (await Dataset.current(dataset)).numbers : {};
  return JoinedColumns.changes(frame, keys, names, (column, row) => {
    const cells = held.get(`${before(keys.period[row])} ${keys.id[row]}`);
    const cell = own(cells, column);
    return cell === undefined
      ? NaN
      : number(cell.trim(), own(numbers, column)?.decimal);
  });
}

export * as JoinedFeatures from "./joined-features";
