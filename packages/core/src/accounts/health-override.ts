// health-override: somebody's word on a customer's health in place of the computed one, with reason and end, kept for good
import * as z from "zod";
import { Failure } from "../base/error";
import { Table } from "../aws/table";
import { Health } from "../health/health";

const Day = z.iso.date();
export const Input = z.strictObject({
  status: Health.Status,
  reason: z.string().trim().min(1).max(2000),
  author: z.string().trim().min(1).max(200),
  until: Day.describe("The last day it holds"),
});
export type Input = z.infer<typeof Input>;
export const Info = Input.extend({
  at: z.string(),
  ended: z.string().nullable().describe("When somebody took it back"),
});
export type Info = z.infer<typeof Info>;

/** Every override of a customer, oldest first. */
export async function history(dataset: string, id: string): Promise<Info[]> {
  const item = await Table.get(Table.keys.override(dataset, id));
  return z.array(Info).parse(item?.history ?? []);
}

/** The one that holds on the day. */
export const active = (all: Info[], now: Date): Info | null => {
  const last = all.at(-1);
  const today = now.toISOString().slice(0, 10);
  return last && !last.ended && last.until >= today ? last : null;
};

async function store(
  dataset: string,
  id: string,
  change: (all: Info[]) => Info[],
) {
  const all = change(await history(dataset, id));
  await Table.put({ ...Table.keys.override(dataset, id), history: all });
  return all;
}

/** Sets an override; one that still holds ends with it. */
export async function set(
  dataset: string,
  id: string,
  input: Input,
  now: Date,
): Promise<Info> {
  const at = now.toISOString();
  if (input.until < at.slice(0, 10))
    throw new Failure(
      "override.until",
      `Expected a last day from today (${at.slice(0, 10)}) on, got ${input.until}`,
    );
  const override = { ...input, at, ended: null };
  await store(dataset, id, (all) => [...ended(all, now), override]);
  return override;
}

/** Takes back the override that holds. */
export async function end(dataset: string, id: string, now: Date) {
  if (!active(await history(dataset, id), now))
    throw new Failure(
      "override.none",
      `Nobody's word stands in place of the health of "${id}"`,
      404,
    );
  await store(dataset, id, (all) => ended(all, now));
}

/** Forgets what was said and had its end before a day; answers how many there were. */
export async function expire(dataset: string, before: string) {
  let gone = 0;
  for await (const item of Table.query(Table.keys.override(dataset).pk)) {
    const all = z.array(Info).parse(item.history);
    const lastDay = ({ ended, until }: Info) => (ended ?? until).slice(0, 10);
    const history = all.filter((one) => lastDay(one) >= before);
    gone += all.length - history.length;
    const { pk, sk } = item;
    if (!history.length) await Table.remove({ pk, sk });
    else if (history.length < all.length) await Table.put({ pk, sk, history });
  }
  return gone;
}

const ended = (all: Info[], now: Date): Info[] =>
  all.map((one, k) =>
    k === all.length - 1 && active(all, now)
      ? { ...one, ended: now.toISOString() }
      : one,
  );

export * as HealthOverride from "./health-override";
