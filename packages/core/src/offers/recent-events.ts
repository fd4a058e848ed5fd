// recent-events: what each customer did last, compact in the table; the whole log lies in the lake
import type { Definition } from "../tabular/definition";
import { clock } from "../events/event-time";
import type { StoredRows } from "../tabular/stored-rows";
import { Table } from "../aws/table";

export type Step = {
  time: number; // ms since 1970-01-01 UTC
  product: string | null;
  action: string | null;
};

// Of one customer in one part of one upload; older ones are in the lake alone.
const kept = 200;

const partition = (dataset: string, user: string) =>
  Table.keys.trail(dataset, user, "").pk;

/** Same part, same items: a redelivered part writes what it wrote before. */
export async function write(
  dataset: string,
  { id, columns, cells, upload }: StoredRows.Info,
  part: number,
  definition: Definition.Info,
) {
  const at = (name: string | undefined) =>
    name === undefined ? undefined : cells[columns.indexOf(name)];
  const { product, action } = definition.roles;
  const [times, products, actions] = [
    at(definition.time),
    at(product),
    at(action),
  ];
  if (!times) return;
  const order = definition.time ? definition.dates[definition.time] : undefined;
  const read = clock(order);
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
      const newest = steps.slice(0, kept);
      const sk = `${written(newest[0].time)}#${upload}-${part}`;
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
 * The newest `n` different steps, newest first. Items stand in the order of their newest step: once `n` are at hand, an
 * item that begins before the last of them, and all behind it, can add none.
 */
export async function newest(
  dataset: string,
  user: string,
  n = 50,
): Promise<Step[]> {
  const steps = new Map<string, Step>();
  let found: Step[] = [];
  const items = Table.query(partition(dataset, user), {
    descending: true,
    limit: n,
  });
  for await (const item of items) {
    const packed: [number, string | null, string | null][] = JSON.parse(
      item.steps,
    );
    if (found.length === n && packed[0][0] < found[n - 1].time) break;
    for (const [time, product, action] of packed)
      steps.set([time, product, action].join("\n"), { time, product, action });
    found = [...steps.values()].sort((a, b) => b.time - a.time).slice(0, n);
  }
  return found;
}

export async function forget(dataset: string, users: Iterable<string>) {
  for (const user of new Set(users))
    await Table.empty(partition(dataset, user));
}

// Sorts as it counts; before 1970 nobody left a trail.
const written = (time: number) =>
  String(Math.max(0, Math.round(time))).padStart(15, "0");

export * as RecentEvents from "./recent-events";
