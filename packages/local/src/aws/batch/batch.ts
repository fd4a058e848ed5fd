// batch: AWS Batch's calls that start a training; jobs wait in line, and one runs at a time in its own process
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { SubmittedJob } from "./submitted-job";
import { ChildProcess } from "../../process/child-process";
import type { Answer } from "../sqs/sqs-server";
import { Log } from "@mainstay/core/base/log";

// A job cut off by a stop starts anew; one that takes the whole machine down must not do so for ever.
const maxAttempts = 3;
const tellMs = [0, 1_000, 5_000];

export async function start({
  directory,
  command,
  env,
  onFailed,
  clock = Date.now,
}: {
  directory: string;
  command: string[]; // what follows `node` in the container's entry point
  env: Record<string, string>;
  onFailed: (event: SubmittedJob.Failed) => Promise<unknown>;
  clock?: () => number;
}) {
  const jobs = await SubmittedJob.restore(directory, clock());
  let child: ReturnType<typeof ChildProcess.start> | undefined;
  let stopped = false;
  let working = Promise.resolve();

  const save = (job: SubmittedJob.Info) => SubmittedJob.save(directory, job);

  async function tell(job: SubmittedJob.Info) {
    for (const pause of tellMs) {
      await new Promise((done) => setTimeout(done, pause).unref());
      try {
        await onFailed(SubmittedJob.toEvent(job));
        job.told = true;
        return await save(job);
      } catch (error) {
        if (stopped) return;
        Log.error(error, { service: "batch" });
      }
    }
  }

  async function finish(
    job: SubmittedJob.Info,
    status: SubmittedJob.Info["status"],
    reason: string,
  ) {
    Object.assign(job, { status, reason, stoppedAt: clock() });
    await save(job);
    if (status === "FAILED") void tell(job);
  }

  async function run(job: SubmittedJob.Info) {
    if (job.attempts >= maxAttempts)
      return finish(job, "FAILED", `Cut off ${job.attempts} times`);
    Object.assign(job, {
      status: "RUNNING",
      startedAt: clock(),
      attempts: job.attempts + 1,
    });
    await save(job);
    if (job.reason) return finish(job, "FAILED", job.reason);
    const { environment, command: rest } = job.containerOverrides;
    const started = ChildProcess.start([...command, ...rest], {
      ...ChildProcess.inherited(),
      ...env,
      ...Object.fromEntries(
        environment.map(({ name, value }) => [name, value]),
      ),
      AWS_BATCH_JOB_ID: job.id,
      AWS_BATCH_JOB_ATTEMPT: String(job.attempts),
    });
    child = started;
    const seconds = job.timeout?.attemptDurationSeconds;
    const timer =
      seconds &&
      setTimeout(() => {
        job.reason = "Job attempt duration exceeded timeout";
        ChildProcess.end(started);
      }, seconds * 1000);
    const exit = await new Promise<{
      code: number | null;
      signal: string | null;
    }>((done) => {
      started.once("error", (error) =>
        done({ code: null, signal: error.message }),
      );
      started.once("exit", (code, signal) => done({ code, signal }));
    });
    if (timer) clearTimeout(timer);
    child = undefined;
    // The machine stops: however the job took that, it runs again at the next start.
    if (stopped) {
      Object.assign(job, { status: "SUBMITTED", attempts: job.attempts - 1 });
      return save(job);
    }
    job.exitCode = exit.code ?? 137;
    const how = `Essential container in task exited with ${exit.signal ?? `code ${exit.code}`}`;
    // Ended by its owner or by its time: failed, whatever it says itself.
    const failed = job.reason !== undefined || exit.code !== 0;
    await finish(job, failed ? "FAILED" : "SUCCEEDED", job.reason ?? how);
  }

  function work() {
    working = working
      .then(async () => {
        for (const job of jobs.values()) {
          if (stopped) return;
          if (!SubmittedJob.ended(job)) await run(job);
        }
      })
      .catch((error) => Log.error(error, { service: "batch" }));
  }

  async function submit(input: unknown): Promise<Answer> {
    const { success, data, error } = SubmittedJob.Submit.safeParse(input);
    if (!success) return refuse(error.issues[0]);
    const job: SubmittedJob.Info = {
      ...data,
      id: randomUUID(),
      status: "SUBMITTED",
      attempts: 0,
      createdAt: clock(),
      told: false,
    };
    await save(job);
    jobs.set(job.id, job);
    work();
    return {
      status: 200,
      body: {
        jobArn: SubmittedJob.arn(job),
        jobId: job.id,
        jobName: job.jobName,
      },
    };
  }

  async function describe(input: unknown): Promise<Answer> {
    const { success, data, error } = z
      .object({ jobs: z.array(z.string()).max(100) })
      .safeParse(input);
    if (!success) return refuse(error.issues[0]);
    const found = data.jobs.flatMap(
      (name) => jobs.get(name.split("/").at(-1)!) ?? [],
    );
    return { status: 200, body: { jobs: found.map(SubmittedJob.toDetail) } };
  }

  async function terminate(input: unknown): Promise<Answer> {
    const { success, data, error } = z
      .object({ jobId: z.string(), reason: z.string() })
      .safeParse(input);
    if (!success) return refuse(error.issues[0]);
    const job = jobs.get(data.jobId);
    if (!job || SubmittedJob.ended(job)) return { status: 200, body: {} };
    job.reason = data.reason;
    if (job.status === "SUBMITTED") await finish(job, "FAILED", data.reason);
    else if (child) void ChildProcess.end(child);
    return { status: 200, body: {} };
  }

  const calls: Record<string, (input: unknown) => Promise<Answer>> = {
    "/v1/submitjob": submit,
    "/v1/describejobs": describe,
    "/v1/terminatejob": terminate,
  };

  for (const job of jobs.values())
    if (job.status === "FAILED" && !job.told) void tell(job);
  work();

  return {
    async handle(path: string, input: unknown): Promise<Answer | undefined> {
      if (!path.startsWith("/v1/")) return undefined;
      const call = calls[path];
      if (call) return call(input);
      return {
        status: 404,
        body: {
          message: `Expected one of ${Object.keys(calls).join(", ")}; came ${path}`,
        },
      };
    },
    async stop() {
      stopped = true;
      if (child) await ChildProcess.end(child);
      await working;
    },
  };
}

const refuse = (issue: z.core.$ZodIssue): Answer => ({
  status: 400,
  body: {
    __type: "ClientException",
    message: `${issue.path.join(".")}: ${issue.message}`,
  },
});

export type Running = Awaited<ReturnType<typeof start>>;

export * as Batch from "./batch";
