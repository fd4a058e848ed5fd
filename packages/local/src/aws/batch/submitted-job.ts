// submitted-job: a training that was submitted, as AWS Batch describes it, and its file on disk
import { randomUUID } from "node:crypto";
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Log } from "@mainstay/core/base/log";

export const Submit = z.object({
  jobName: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/,
      "1 to 128 letters, digits, - and _",
    ),
  jobQueue: z.string(),
  jobDefinition: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
  containerOverrides: z
    .object({
      environment: z
        .array(z.object({ name: z.string(), value: z.string() }))
        .default([]),
      command: z.array(z.string()).default([]),
    })
    .prefault({}),
  timeout: z.object({ attemptDurationSeconds: z.int().min(60) }).optional(),
  arrayProperties: z.undefined("is not supported here").optional(),
  dependsOn: z.array(z.unknown()).max(0, "is not supported here").optional(),
});
export const Info = z.object({
  id: z.string(),
  ...Submit.omit({ arrayProperties: true, dependsOn: true }).shape,
  status: z.enum(["SUBMITTED", "RUNNING", "SUCCEEDED", "FAILED"]),
  reason: z.string().optional(),
  exitCode: z.int().optional(),
  attempts: z.int(),
  createdAt: z.int(),
  startedAt: z.int().optional(),
  stoppedAt: z.int().optional(),
  told: z.boolean(), // whether onFailed has heard of it
});
export type Info = z.infer<typeof Info>;

const keepMs = 7 * 24 * 3600 * 1000;
export const arn = (job: Info) =>
  `arn:aws:batch:us-east-1:000000000000:job/${job.id}`;
export const ended = ({ status }: Info) =>
  status === "SUCCEEDED" || status === "FAILED";

export async function save(directory: string, job: Info) {
  const file = join(directory, `${job.id}.json`);
  await writeFile(`${file}.new`, JSON.stringify(job), { flush: true });
  await rename(`${file}.new`, file);
}

// Jobs on disk in order of submission; those long ended are forgotten.
// One that cannot be read is set aside, so that the others run; its job is listed as failed once nobody is at it.
async function readJob(path: string): Promise<Info | null> {
  const text = await readFile(path, "utf8");
  try {
    return Info.parse(JSON.parse(text));
  } catch (error) {
    Log.error(error, { service: "batch", setAside: `${path}.damaged` });
    await rename(path, `${path}.damaged`);
    return null;
  }
}

export async function restore(directory: string, now: number) {
  await mkdir(directory, { recursive: true });
  const names = (await readdir(directory)).filter((name) =>
    name.endsWith(".json"),
  );
  const read = await Promise.all(
    names.map((name) => readJob(join(directory, name))),
  );
  const all = read.filter((job) => job !== null);
  const old = all.filter((job) => ended(job) && now - job.stoppedAt! > keepMs);
  await Promise.all(old.map((job) => rm(join(directory, `${job.id}.json`))));
  const kept = all
    .filter((job) => !old.includes(job))
    .sort((a, b) => a.createdAt - b.createdAt);
  return new Map(kept.map((job) => [job.id, job]));
}

export const toDetail = (job: Info) => ({
  jobArn: arn(job),
  jobId: job.id,
  jobName: job.jobName,
  jobQueue: job.jobQueue,
  jobDefinition: job.jobDefinition,
  parameters: job.parameters,
  status: job.status,
  statusReason: job.reason,
  createdAt: job.createdAt,
  startedAt: job.startedAt ?? 0,
  stoppedAt: job.stoppedAt,
  attempts: job.stoppedAt
    ? [
        {
          container: { exitCode: job.exitCode },
          startedAt: job.startedAt,
          stoppedAt: job.stoppedAt,
          statusReason: job.reason,
        },
      ]
    : [],
  container: {
    environment: job.containerOverrides.environment,
    command: job.containerOverrides.command,
    exitCode: job.exitCode,
  },
});

export type Failed = ReturnType<typeof toEvent>;
export const toEvent = (job: Info) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Batch Job State Change" as const,
  source: "aws.batch",
  account: "000000000000",
  time: `${new Date(job.stoppedAt!).toISOString().slice(0, 19)}Z`,
  region: "us-east-1",
  resources: [arn(job)],
  detail: toDetail(job),
});

export * as SubmittedJob from "./submitted-job";
