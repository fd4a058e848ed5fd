// jobs: every slow work, asked for or following from something, with how far it is; tried again or cancelled
import * as z from "zod";
import { Job } from "../aws/job";
import { Failure } from "../base/error";
import { Paging } from "../base/paging";
import { ReportJob } from "../reporting/report-job";
import { Line } from "../work/line";
import { RunWork } from "../work/run-work";
import { Work } from "../work/work";
import { Presigned } from "../ingest/presigned";
import { DropDataset } from "../ingest/drop-dataset";
import { Erasure } from "../ingest/erasure";
import { Retention } from "../ingest/retention";
import { StartTraining } from "../ingest/start-training";
import { TakeBack } from "../ingest/take-back";

export const Query = Paging.Query.extend({
  state: Job.State.optional(),
  kind: Job.Kind.optional(),
});
type Query = z.infer<typeof Query>;

const prefix = "work.";
const idOf = ({ dataset, sk }: Line.Place) =>
  prefix + Buffer.from(JSON.stringify([dataset, sk])).toString("base64url");

function placeOf(id: string): Line.Place {
  const text = Buffer.from(id.slice(prefix.length), "base64url").toString();
  const read = z.tuple([z.string(), z.string()]).safeParse(parsed(text));
  if (!read.success)
    throw new Failure("job.unknown", `There is no job "${id}"`, 404);
  const [dataset, sk] = read.data;
  return { dataset, sk };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function ofWork(work: Line.Info): Job.Info {
  const { dataset, kind, id, createdAt, error } = work;
  const attempts = Math.max(0, ...Object.values(work.attempts));
  return {
    ...{ id: idOf(work), kind, subject: id, dataset, attempts, createdAt },
    state: work.startedAt ? "running" : "queued",
    stage: work.phase,
    progress: work.startedAt ? Work.count(work) / work.parts : 0,
    ...(error && { error }),
  };
}

/** Newest first: what somebody asked for, and what stands in the lines of the datasets. */
export async function list(
  { state, kind, ...page }: Query,
  isReadable = (_: Job.Info) => true,
) {
  const lines = await Promise.all(
    (await Presigned.datasets()).map((name) => Line.waiting(name)),
  );
  const works = lines.flat().filter(({ kind }) => !Job.isAsked(kind));
  const all = [...(await Job.all()), ...works.map(ofWork)]
    .filter((job) => !state || job.state === state)
    .filter((job) => !kind || job.kind === kind)
    .filter(isReadable)
    .sort((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1));
  return Paging.slice(all, positionOf, page);
}

const positionOf = ({ createdAt, id }: Job.Info) => `${createdAt} ${id}`;

export async function get(id: string): Promise<Job.Info> {
  if (!id.startsWith(prefix)) return Job.get(id);
  const found = await Line.find(placeOf(id));
  if (found) return ofWork(found);
  throw new Failure(
    "job.unknown",
    "This work is over: it is listed only while it waits or runs",
    404,
  );
}

/** A failed job begins anew; a training does so under a name of its own. */
export async function retry(id: string, now: Date) {
  const job = await Job.get(id);
  const { kind, state } = job;
  if (state !== "failed")
    throw new Failure(
      "job.busy",
      `Job ${id} is ${state}; only a failed one can be tried again`,
      409,
    );
  if (kind === "uplift")
    return StartTraining.startUplift(job.subject, {
      seed: Number(job.input?.seed ?? 42),
      who: job.input?.who,
      now,
    });
  if (kind === "train")
    return StartTraining.start(job.subject, {
      seed: Number(job.input?.seed ?? 42),
      who: job.input?.who,
      shadow: job.input?.shadow === "yes",
      now,
    });
  await Job.again(id, now);
  await join(await Job.get(id));
  return { jobId: id };
}

const joins: Partial<Record<Job.Kind, (job: Job.Info) => Promise<unknown>>> = {
  report: ReportJob.join,
  remove: TakeBack.join,
  drop: DropDataset.join,
  erase: Erasure.join,
  retain: Retention.join,
};

const join = async (job: Job.Info) => joins[job.kind]?.(job);

// A training that nobody took after this was never handed over.
const submitMs = 15 * 60_000;

/** What is lost where its function ends between saying that it is to be done and handing it on. */
export async function resume(now: Date) {
  for (const job of await Job.all()) {
    if (Job.isOver(job)) continue;
    const waited = now.getTime() - Date.parse(Job.queuedAt(job));
    if (!Job.isLearning(job.kind)) {
      if (!(await workOf(job))) await join(job);
    } else if (job.container === undefined && waited > submitMs)
      await Job.died(job.id, "it was never handed to the container");
  }
}

async function workOf({ id }: Job.Info) {
  for (const dataset of await Presigned.datasets()) {
    const line = await Line.waiting(dataset);
    const found = line.find((work) => work.id === id);
    if (found) return found;
  }
  return null;
}

const cancelled = {
  code: "job.cancelled",
  message: "Somebody cancelled it; try it again if it is wanted after all",
};

/** Only what is not in force yet: from there on it is brought to its end. */
export async function cancel(id: string): Promise<Job.Info> {
  const job = await get(id);
  if (job.state === "done" || job.state === "failed")
    throw new Failure("job.over", `Job ${id} is ${job.state} already`, 409);
  if (Job.isLearning(job.kind)) {
    await StartTraining.stop(job);
    await Job.set(id, { state: "failed", error: cancelled });
    return Job.get(id);
  }
  const work = id.startsWith(prefix)
    ? await Line.find(placeOf(id))
    : await workOf(job);
  const changed =
    work && (await Line.change(work, (one) => Work.cancel(one, cancelled)));
  if (!work || !changed?.isCancelled)
    throw new Failure(
      "job.late",
      `Job ${id} is in force already and is brought to its end`,
      409,
    );
  await RunWork.remind(work);
  return { ...job, state: "failed", error: cancelled };
}

export * as Jobs from "./jobs";
