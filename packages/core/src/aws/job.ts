// job: slow work somebody asked for, and how far it is
import * as z from "zod";
import { randomUUID } from "node:crypto";
import { Failure } from "../base/error";
import { Table } from "./table";

export const State = z.enum(["queued", "running", "done", "failed"]);
export const Kind = z.enum([
  "train",
  "uplift",
  "report",
  "remove",
  "drop",
  "erase",
  "retain",
  // What follows from others, listed while it waits or runs.
  "upload",
  "rescore",
  "views",
  "clear",
  "assess",
  "derive",
  "mend",
]);
export type Kind = z.infer<typeof Kind>;
/** Works of a dataset's line that somebody asked for, and that have a job of their own. */
const asked: Kind[] = ["report", "remove", "drop", "erase", "retain"];
/** Works that a container of their own does. */
export const isLearning = (kind: Kind) => kind === "train" || kind === "uplift";
export const isAsked = (kind: Kind) => asked.includes(kind);
export const Info = z.object({
  id: z.string(),
  kind: Kind,
  subject: z.string(),
  dataset: z.string().optional(), // in whose line it waits
  input: z.record(z.string(), z.string()).optional(),
  attempts: z.int().optional(),
  state: State,
  progress: z.number().min(0).max(1),
  stage: z.string().optional(),
  createdAt: z.string(),
  queuedAt: z.string().optional(), // when it was tried again
  version: z.string().optional(),
  container: z.string().optional(), // that a training runs in
  result: z.unknown().optional(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      next: z.string().optional(), // what to do about it
    })
    .optional(),
});
export type Info = z.infer<typeof Info>;

type Given = {
  id?: string;
  dataset?: string;
  input?: Record<string, string>;
  order?: unknown; // known to the job's own steps alone, and gone once it is done
};

/** With an id of its own a job is asked for once: a second time it is the one that is there. */
export async function create(
  kind: Kind,
  subject: string,
  at: Date,
  { id = randomUUID() as string, dataset, input, order }: Given = {},
) {
  const job: Info = {
    ...{ id, kind, subject, dataset, input },
    state: "queued",
    progress: 0,
    createdAt: at.toISOString(),
  };
  const isNew = await Table.put(
    { ...Table.keys.job(id), ...job, order },
    Table.fresh,
  );
  return isNew ? job : get(id);
}

/** The order of a job that is not over; null afterwards. */
export async function order<T>(id: string) {
  const item = await Table.get(Table.keys.job(id));
  return (item?.order as T | undefined) ?? null;
}

export const setOrder = (id: string, order: unknown) =>
  Table.update(Table.keys.job(id), { set: { order } });

export async function find(id: string): Promise<Info | null> {
  const item = await Table.get(Table.keys.job(id));
  return item && Info.parse(item);
}

export async function get(id: string): Promise<Info> {
  const found = await find(id);
  if (found) return found;
  throw new Failure("job.unknown", `There is no job "${id}"`, 404);
}

export const all = async () =>
  (await Table.all(Table.keys.job("").pk)).map((item) => Info.parse(item));

// What was said of it before and is not said anew stays; undefined takes it back.
export function set(id: string, patch: Partial<Info>) {
  const said = Object.entries(patch);
  return Table.update(Table.keys.job(id), {
    set: Object.fromEntries(said.filter(([, value]) => value !== undefined)),
    remove: said.filter(([, value]) => value === undefined).map(([k]) => k),
  });
}

export const isOver = ({ state }: Info) =>
  state === "done" || state === "failed";

/** When it was asked for last: its place in line, however often it is put there. */
export const queuedAt = ({ queuedAt, createdAt }: Info) =>
  queuedAt ?? createdAt;

/** A failed job is in line again; false where somebody else was first. */
export const again = (id: string, now: Date) =>
  Table.update(
    Table.keys.job(id),
    {
      set: { state: "queued", progress: 0, queuedAt: now.toISOString() },
      remove: ["error", "stage"],
    },
    { when: "#state = :failed", values: { failed: "failed" } },
  );

/** Done, with nothing left of what only its steps had to know. */
export const done = (id: string, result: unknown) =>
  Table.update(Table.keys.job(id), {
    set: { state: "done", progress: 1, result },
    remove: ["order", "tally", "stage", "error"],
  });

// As AWS Batch words it, or by how Node and the kernel end a process that finds no more memory.
const wantsMemory = /OutOfMemory|SIGABRT|SIGKILL|code 13[47]/;

// Its process ended without a word.
export async function died(id: string, why = "no reason given") {
  if (isOver(await get(id))) return;
  const error = wantsMemory.test(why)
    ? {
        code: "job.memory",
        message: `The job ran out of memory: ${why}`,
        next: "Give it more memory or fewer rows, then try it again.",
      }
    : {
        code: "job.died",
        message: `The job's process ended early: ${why}`,
        next: "Try it again; if it dies anew, the log of its process says more.",
      };
  await set(id, { state: "failed", error });
}

export * as Job from "./job";
