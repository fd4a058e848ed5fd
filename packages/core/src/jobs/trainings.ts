// trainings: every training of a dataset with what came of it: serving, kept aside, refused or failed, and what to do then
import * as z from "zod";
import { Job } from "../aws/job";
import { TrainingAdvice } from "../model/training-advice";

export const Info = z.object({
  jobId: z.string(),
  at: z.string(), // when it was asked for
  who: z.string().nullable(),
  state: z.enum(["queued", "running", "done", "refused", "failed"]),
  version: z.string().nullable(),
  promoted: z.boolean(),
  code: z.string().nullable(), // of a failure
  reason: z.string().nullable(),
  next: z.string().nullable(), // what to do
});
export type Info = z.infer<typeof Info>;

// The jobs tell of all of them.
const mostShown = 20;

const Result = z.object({
  promoted: z.boolean().default(false),
  why: z.string().nullable().default(null),
});

export function ofJob(job: Job.Info): Info {
  const { id, createdAt, state, error, version = null, input } = job;
  const common = { jobId: id, at: createdAt, who: input?.who ?? null };
  if (state === "failed" && error)
    return {
      ...{ ...common, version: null, promoted: false },
      state: error.code.startsWith("train.refused") ? "refused" : "failed",
      code: error.code,
      reason: error.message,
      next: error.next ?? TrainingAdvice.next(error.code),
    };
  const { promoted, why } = Result.catch({ promoted: false, why: null }).parse(
    job.result ?? {},
  );
  return {
    ...{ ...common, state, version, promoted },
    ...{ code: null, reason: why, next: null },
  };
}

/** Newest first, at most twenty. */
export async function list(dataset: string): Promise<Info[]> {
  return (await Job.all())
    .filter(({ kind, subject }) => kind === "train" && subject === dataset)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
    .slice(0, mostShown)
    .map(ofJob);
}

export * as Trainings from "./trainings";
