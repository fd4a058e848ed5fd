// lease: one writer per dataset. What is to be done stands in one line, and a lease holds its head until it is finished
import { Queue } from "./queue";
import { Table } from "./table";

export type Kind =
  "upload" | "rescore" | "explain" | "views" | "clear" | "assess" | "derive";
export type Info = { dataset: string; sk: string; kind: Kind; id: string };

// Ordered by the moment it counts from, so that uploads take effect as they were dropped.
export const place = (at: string, kind: Kind, id: string) =>
  `${at}#${kind}#${id}`;

export async function join(
  dataset: string,
  at: string,
  kind: Kind,
  id: string,
) {
  const sk = place(at, kind, id);
  await Table.put({ ...Table.keys.work(dataset, sk), kind, id });
  return sk;
}

const key = Table.keys.lease;

// The work that holds the lease, else the oldest in line, which then holds it.
export async function head(dataset: string): Promise<Info | null> {
  for (;;) {
    const held = await Table.get(key(dataset));
    if (held) {
      const item = await Table.get(Table.keys.work(dataset, held.owner));
      if (item) return info(dataset, item);
      // Its owner finished between taking itself off the line and letting go.
      await release(dataset, held.owner);
    }
    const {
      items: [first],
    } = await Table.page(`work#${dataset}`, { limit: 1 });
    if (!first) return null;
    const lease = { ...key(dataset), owner: first.sk };
    if (await Table.put(lease, Table.fresh)) return info(dataset, first);
  }
}

const info = (dataset: string, item: Table.Item): Info => ({
  dataset,
  sk: item.sk,
  kind: item.kind,
  id: item.id,
});

const release = (dataset: string, owner: string) =>
  Table.remove(key(dataset), {
    when: "#owner = :owner",
    values: { owner },
  });

export async function finish({ dataset, sk }: Pick<Info, "dataset" | "sk">) {
  await Table.remove(Table.keys.work(dataset, sk));
  await release(dataset, sk);
  await look(dataset);
}

// Takes off the line what was done along with other work.
export const drop = (dataset: string, sk: string) =>
  Table.remove(Table.keys.work(dataset, sk));

// Asks for the next work in line to be begun.
export const look = (dataset: string) => Queue.send("Inbox", { dataset });

export const waiting = (dataset: string) => Table.all(`work#${dataset}`);

export * as Lease from "./lease";
