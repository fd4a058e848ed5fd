// recent-events: the last events of each customer, compact in the table; the files of accepted events hold them all
import { own } from "../base/own";
import type { Definition } from "../tabular/definition";
import { clock } from "../events/event-time";
import type { StoredRows } from "../tabular/stored-rows";
import { Table } from "../aws/table";

export type Step = {
  time: number; // ms since 1970-01-01 00:00 of the dataset's time zone
  product: string | null;
  action: string | null;
};

// The most that one part of an upload stores of one customer.
const maxStepsPerItem = 200;

const partition = (dataset: string, user: string) =>
  Table.keys.trail(dataset, user, "").pk;

/** The same part writes the same items, however often it is delivered. */
export async function write(
  dataset: string,
  { id, columns, cells, upload }: StoredRows.Info,
  part: number,
  definition: Definition.Info,
) {
  const column = (name: string | undefined) =>
    name === undefined ? undefined : cells[columns.indexOf(name)];
  const { product, action } = definition.roles;
  const [times, products, actions] = [
    column(definition.time),
    column(product),
    column(action),
  ];
  if (!times) return;
  const order = own(definition.dates, definition.time ?? "");
  const read = clock(order, definition.timezone);
  const byUser = new Map<string, Step[]>();
  id.forEach((user, row) => {
    const time = read(times[row] ?? "");
    if (Number.isNaN(time)) return;
    const steps = byUser.get(user) ?? [];
    if (!steps.length) byUser.set(user, steps);
    steps.push({
      time,
      product: products?.[row] ?? null,
      action: actions?.[row] ?? null,
    });
  });
  await Table.write(
    [...byUser].map(([user, steps]) => {
      steps.sort((a, b) => b.time - a.time);
      const newest = steps.slice(0, maxStepsPerItem);
      const sk = `${sortable(newest[0].time)}#${upload}-${part}`;
      const { pk } = Table.keys.trail(dataset, user, sk);
      const packed = newest.map((s) => [s.time, s.product, s.action]);
      return Table.putRequest({
        pk: { S: pk },
        sk: { S: sk },
        steps: { S: JSON.stringify(packed) },
      });
    }),
  );
}

/**
 * The newest `n` different steps, newest first. Items are read in the order of their newest step: once `n` are found, an
 * item that begins before the last of them can add none, nor can any item after it.
 */
export async function newest(
  dataset: string,
  user: string,
  n = 50,
): Promise<Step[]> {
  const steps = new Map<string, Step>();
  let newest: Step[] = [];
  const items = Table.query(partition(dataset, user), {
    descending: true,
    limit: n,
  });
  for await (const item of items) {
    const packed: [number, string | null, string | null][] = JSON.parse(
      item.steps,
    );
    if (newest.length === n && packed[0][0] < newest[n - 1].time) break;
    for (const [time, product, action] of packed)
      steps.set([time, product, action].join("\n"), { time, product, action });
    newest = [...steps.values()].sort((a, b) => b.time - a.time).slice(0, n);
  }
  return newest;
}

/** Removes what one part of an upload stored, named by the end of its key. */
export async function forget(
  dataset: string,
  users: Iterable<string>,
  ending: string,
) {
  for (const user of new Set(users)) {
    const pk = partition(dataset, user);
    for await (const { sk } of Table.query(pk, { attributes: ["pk", "sk"] }))
      if (sk.endsWith(ending)) await Table.remove({ pk, sk });
  }
}

/** Removes the steps of before `from` (ms, in the dataset's time zone), whichever part brought them; answers how many. */
export async function expire(dataset: string, user: string, from: number) {
  let gone = 0;
  for await (const { pk, sk, steps } of Table.query(partition(dataset, user))) {
    const all: [number, string | null, string | null][] = JSON.parse(steps);
    const kept = all.filter(([time]) => time >= from);
    gone += all.length - kept.length;
    if (!kept.length) await Table.remove({ pk, sk });
    else if (kept.length < all.length)
      await Table.update({ pk, sk }, { set: { steps: JSON.stringify(kept) } });
  }
  return gone;
}

// Digits that sort by time; times before 1970 are taken as 1970.
const sortable = (time: number) =>
  String(Math.max(0, Math.round(time))).padStart(15, "0");

export * as RecentEvents from "./recent-events";
