// line: the works of each dataset in the order they take effect. One of them, the head, holds the lease until it is over
import { setTimeout as pause } from "node:timers/promises";
import { Bucket } from "../aws/bucket";
import { Queue } from "../aws/queue";
import { Table } from "../aws/table";
import { Work } from "./work";

export type Place = { dataset: string; sk: string };
export type Info = Place & {
  kind: Work.Kind;
  id: string;
  createdAt: string;
} & Work.Info;

// Ordered by the moment it counts from, so that uploads take effect as they were dropped.
export const place = (at: string, kind: Work.Kind, id: string) =>
  `${at}#${kind}#${id}`;

/** The moment that a work counts from. */
export const timeOf = ({ sk }: Place) => new Date(sk.slice(0, sk.indexOf("#")));

/** Stands in line; who stands there already stays as it is. */
export async function join(
  dataset: string,
  at: string,
  kind: Work.Kind,
  id: string,
) {
  const sk = place(at, kind, id);
  const createdAt = new Date().toISOString();
  await Table.put(
    { ...Table.keys.work(dataset, sk), kind, id, createdAt, ...Work.fresh() },
    Table.fresh,
  );
  return sk;
}

const lease = Table.keys.lease;

function read(dataset: string, item: Table.Item): Info {
  const { pk: _, version: __, ...work } = item;
  return { ...Work.fresh(), ...work, dataset } as Info;
}

export async function find({ dataset, sk }: Place): Promise<Info | null> {
  const item = await Table.get(Table.keys.work(dataset, sk));
  return item && read(dataset, item);
}

/** The work that holds the lease, else the oldest in line, which then holds it. */
export async function head(dataset: string): Promise<Info | null> {
  for (;;) {
    const held = await Table.get(lease(dataset));
    if (held) {
      const found = await find({ dataset, sk: held.owner });
      if (found) return found;
      // Its owner ended between taking itself off the line and letting go.
      await free(dataset, held.owner);
    }
    const {
      items: [first],
    } = await Table.page(`work#${dataset}`, { limit: 1 });
    if (!first) return null;
    const holds = { ...lease(dataset), owner: first.sk };
    if (await Table.put(holds, Table.fresh)) return read(dataset, first);
  }
}

const free = (dataset: string, owner: string) =>
  Table.remove(lease(dataset), {
    when: "#owner = :owner",
    values: { owner },
  });

const unchanged = {
  first: { when: "attribute_exists(pk) AND attribute_not_exists(#version)" },
  later: (version: number) => ({
    when: "#version = :version",
    values: { version },
  }),
};
const maxPauseMs = 200;

/** One step of the work, as if nobody else took one meanwhile; null when the work is over. */
export async function change<T extends { work: Work.Info }>(
  { dataset, sk }: Place,
  step: (work: Work.Info) => T,
): Promise<T | null> {
  for (let n = 1; ; n++) {
    const item = await Table.get(Table.keys.work(dataset, sk));
    if (!item) return null;
    const before = read(dataset, item);
    const result = step(before);
    if (result.work === before) return result;
    const { dataset: _, ...work } = result.work as Info;
    const { version } = item;
    const key = Table.keys.work(dataset, sk);
    const won = await Table.put(
      { ...work, ...key, version: (version ?? 0) + 1 },
      version === undefined ? unchanged.first : unchanged.later(version),
    );
    if (won) return result;
    await pause(Math.min(maxPauseMs, 10 * n) * Math.random());
  }
}

const outcomeKey = (id: string, { phase, part }: Work.Message) =>
  Bucket.keys.staging(id, `outcome-${phase}-${part}.json`);

/** What a part has to say at its phase's end: the first to say it counts. */
export const record = (id: string, message: Work.Message, outcome: unknown) =>
  Bucket.put(outcomeKey(id, message), JSON.stringify(outcome), {
    absent: true,
  });

/** In the order of the parts, each of which has one. */
export async function outcomes<T>(
  { id }: Info,
  phase: Work.Phase,
  parts: number,
) {
  const found: T[] = [];
  for (let part = 0; part < parts; part++) {
    const key = outcomeKey(id, { phase, part });
    found.push(JSON.parse(await Bucket.existing(key)));
  }
  return found;
}

/** The parts are planned anew, so what they said counts no more. */
export async function forgetOutcomes({ id }: Info, phase: Work.Phase) {
  const prefix = Bucket.keys.staging(id, `outcome-${phase}-`);
  await Bucket.empty(prefix);
}

/** The work is over: what it staged goes, and the next in line may begin. */
export async function end(at: Info) {
  await Bucket.empty(Bucket.keys.staging(at.id));
  await drop(at);
  await free(at.dataset, at.sk);
  await look(at.dataset);
}

/** Takes off the line what was done along with other work. */
export const drop = ({ dataset, sk }: Place) =>
  Table.remove(Table.keys.work(dataset, sk));

/** Asks for the head of the line to be looked at. */
export const look = (dataset: string, delaySeconds = 0) =>
  Queue.send("Inbox", { dataset }, delaySeconds);

export async function waiting(dataset: string): Promise<Info[]> {
  const items = await Table.all(`work#${dataset}`);
  return items.map((item) => read(dataset, item));
}

export * as Line from "./line";
