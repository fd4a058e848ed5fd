// work-part: the pieces of one work, each claimed by one function at a time and counted once
import type { InputChecks } from "../model/input-checks";
import type { Warning } from "../reading/warning";
import { Queue } from "../aws/queue";
import { Table } from "../aws/table";

export type Message = { work: string; part: number };
export type Outcome = {
  counts: Record<string, number>;
  periods: string[];
  warnings?: Warning.Info[];
  guarded?: InputChecks.Count[];
};

const head = (work: string) => ({ pk: Table.keys.part(work, 0).pk, sk: "all" });

// Messages first: a planner that dies in between sends them again, and claims make the second ones harmless.
// With a width, only so many at first: each that is done calls the one `width` places on.
export async function plan(work: string, parts: number, width = parts) {
  await Queue.sendAll(
    "Parts",
    Array.from({ length: Math.min(parts, width) }, (_, part): Message => ({
      work,
      part,
    })),
  );
  const planned = await Table.update(head(work), { set: { parts } });
  return complete(planned);
}

export const begun = async (work: string) =>
  (await Table.get(head(work))) !== null;

const complete = (item: Table.Item | false) =>
  item !== false && item.parts === (item.done?.size ?? 0);

// Longer than the function can live (120 s), so that no two ever write one part.
const claimMs = 130_000;

// The token of the claim; who comes second learns whether the first is done.
export async function claim({ work, part }: Message, now: number) {
  const until = now + claimMs;
  const key = Table.keys.part(work, part);
  const won = await Table.update(
    key,
    { set: { claimedUntil: until } },
    {
      when: "attribute_not_exists(outcome) AND (attribute_not_exists(claimedUntil) OR claimedUntil < :now)",
      values: { now },
    },
  );
  if (won) return until;
  return (await Table.get(key))?.outcome ? "done" : "busy";
}

export async function release({ work, part }: Message, token: number) {
  await Table.update(
    Table.keys.part(work, part),
    { remove: ["claimedUntil"] },
    { when: "claimedUntil = :token", values: { token } },
  );
}

// True when this was the last part still to be done.
export async function finish({ work, part }: Message, outcome?: Outcome) {
  if (outcome)
    await Table.update(Table.keys.part(work, part), { set: { outcome } });
  return complete(
    await Table.update(head(work), { add: { done: new Set([part]) } }),
  );
}

// In the order of the parts.
export async function outcomes(work: string): Promise<Outcome[]> {
  const items = await Table.all(Table.keys.part(work, 0).pk);
  return items.flatMap((item) => item.outcome ?? []);
}

export const forget = (work: string) =>
  Table.empty(Table.keys.part(work, 0).pk);

// Sends what is not done once more: for messages that got lost.
export async function remind(work: string) {
  const item = await Table.get(head(work));
  if (!item?.parts) return;
  const missing = Array.from({ length: item.parts }, (_, part) => part).filter(
    (part) => !item.done?.has(part),
  );
  await Queue.sendAll(
    "Parts",
    missing.map((part): Message => ({ work, part })),
  );
}

export * as WorkPart from "./work-part";
