// job: slow work somebody asked for, and how far it is
import * as z from "zod";
import { randomUUID } from "node:crypto";
import { Failure } from "../base/error";
import { Table } from "./table";

export const State = z.enum(["queued", "running", "done", "failed"]);
export const Kind = z.enum([
  "train",
  "report",
  "remove",
  "drop",
  "erase",
  // What follows from others, listed while it waits or runs.
  "upload",
  "rescore",
  "explain",
  "views",
  "clear",
  "assess",
  "derive",
  "mend",
]);
export type Kind = z.infer<typeof Kind>;
/** Works of a dataset's line that somebody asked for, and that have a job of their own. */
export const isAsked = (kind: Kind) =>
  kind === "report" || kind === "remove" || kind === "drop" || kind === "erase";
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

/** With an id of its own a job is asked for once: a second time it is the one that is there. */
export async function create(
  kind: Kind,
  subject: string,
  at: Date,
  {
    id = randomUUID() as string,
    dataset,
    input,
  }: { id?: string; dataset?: string; input?: Record<string, string> } = {},
) {
  const job: Info = {
    ...{ id, kind, subject, dataset, input },
    state: "queued",
    progress: 0,
    createdAt: at.toISOString(),
  };
  const isNew = await Table.put({ ...Table.keys.job(id), ...job }, Table.fresh);
  return isNew ? job : get(id);
}

export async function get(id: string): Promise<Info> {
  const item = await Table.get(Table.keys.job(id));
  if (item) return Info.parse(item);
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

const over = (job: Info) => job.state === "done" || job.state === "failed";

// Its process ended without a word.
export async function died(id: string, why = "no reason given") {
  if (over(await get(id))) return;
  const error = {
    code: "job.died",
    message: `The job's process ended early: ${why}`,
    next: "Try it again; if it dies anew, it needs more memory or fewer rows.",
  };
  await set(id, { state: "failed", error });
}

export * as Job from "./job";
