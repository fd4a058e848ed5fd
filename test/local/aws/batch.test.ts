import {
  BatchClient,
  DescribeJobsCommand,
  ListJobsCommand,
  SubmitJobCommand,
  TerminateJobCommand,
} from "@aws-sdk/client-batch";
import { Batch } from "@mainstay/local/aws/batch/batch";
import type { SubmittedJob } from "@mainstay/local/aws/batch/submitted-job";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

let directory: string;
let sqs: Awaited<ReturnType<typeof SqsServer.start>>;
let batch: Batch.Running;
let client: BatchClient;
let failed: SubmittedJob.Failed[];
let deaf: boolean;

async function open() {
  // An event of an earlier machine, come late, is not this one's.
  const heard: SubmittedJob.Failed[] = [];
  failed = heard;
  sqs = await SqsServer.start({
    directory: join(directory, "sqs"),
    extra: (path, input) => batch.handle(path, input),
  });
  batch = await Batch.start({
    directory: join(directory, "batch"),
    command: ["test/local/fixtures/training.ts"],
    env: { NOTES: join(directory, "notes"), COLOUR: "blue" },
    onFailed: async (event) => {
      if (deaf) throw new Error("not now");
      heard.push(event);
    },
  });
  client = new BatchClient({
    endpoint: sqs.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

async function close() {
  await batch.stop();
  await sqs.stop();
  client.destroy();
}

beforeEach(async () => {
  deaf = false;
  directory = await mkdtemp(join(tmpdir(), "batch-"));
  await open();
});

afterEach(async () => {
  await close();
  await rm(directory, { recursive: true });
});

async function submit(how: string, id = how, command?: string[]) {
  const { jobId } = await client.send(
    new SubmitJobCommand({
      jobName: `train-${id}`,
      jobQueue: "training",
      jobDefinition: "training",
      containerOverrides: {
        command,
        environment: [
          { name: "HOW", value: how },
          { name: "JOB_ID", value: id },
        ],
      },
    }),
  );
  return jobId!;
}

const describe = async (id: string) => {
  const command = new DescribeJobsCommand({ jobs: [id] });
  return (await client.send(command)).jobs![0];
};
const reaches = (id: string, status: string) =>
  vi.waitFor(async () => {
    const job = await describe(id);
    expect(job.status).toBe(status);
    return job;
  }, 20_000);
const notes = async (): Promise<any[]> => {
  const text = await readFile(join(directory, "notes"), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
};
const begun = (count = 1) =>
  vi.waitFor(async () => {
    const lines = (await notes()).filter(({ state }) => state === "begun");
    expect(lines).toHaveLength(count);
    return lines.at(-1);
  }, 20_000);

test("a job runs with its own environment over the machine's, and succeeds", async () => {
  const id = await submit("well", "j1", ["--quick"]);
  const job = await reaches(id, "SUCCEEDED");
  expect(job).toMatchObject({
    jobName: "train-j1",
    jobId: id,
    container: { exitCode: 0 },
  });
  expect(job.stoppedAt).toBeGreaterThanOrEqual(job.startedAt!);
  expect((await notes())[0]).toMatchObject({
    HOW: "well",
    JOB_ID: "j1",
    COLOUR: "blue",
    args: ["--quick"],
  });
  expect(failed).toEqual([]);
});

test("jobs run one at a time, in the order they were submitted", async () => {
  const ids = [];
  for (const n of [1, 2, 3]) ids.push(await submit("well", `j${n}`));
  await reaches(ids[2], "SUCCEEDED");
  expect(
    (await notes()).map(({ state, JOB_ID }) => `${JOB_ID} ${state}`),
  ).toEqual([
    "j1 begun",
    "j1 ended",
    "j2 begun",
    "j2 ended",
    "j3 begun",
    "j3 ended",
  ]);
});

test("a failed job is told of as EventBridge does", async () => {
  const id = await submit("fail");
  const job = await reaches(id, "FAILED");
  expect(job.statusReason).toMatch(/code 7/);
  await vi.waitFor(() => expect(failed).toHaveLength(1));
  expect(failed[0]).toMatchObject({
    source: "aws.batch",
    "detail-type": "Batch Job State Change",
    resources: [job.jobArn],
    detail: {
      jobId: id,
      jobName: "train-fail",
      status: "FAILED",
      container: {
        exitCode: 7,
        environment: [
          { name: "HOW", value: "fail" },
          { name: "JOB_ID", value: "fail" },
        ],
      },
    },
  });
});

test("a failure nobody could hear of is told again after a restart", async () => {
  const errors = vi.spyOn(console, "error").mockImplementation(() => {});
  deaf = true;
  const id = await submit("fail");
  await reaches(id, "FAILED");
  await vi.waitFor(() => expect(errors).toHaveBeenCalled());
  await close();
  deaf = false;
  await open();
  await vi.waitFor(() =>
    expect(failed).toMatchObject([{ detail: { jobId: id } }]),
  );
  errors.mockRestore();
});

test("a job ended by its owner fails with the reason given, and so does one still waiting", async () => {
  const running = await submit("long");
  const waiting = await submit("well");
  await begun();
  for (const jobId of [waiting, running])
    await client.send(
      new TerminateJobCommand({ jobId, reason: "changed my mind" }),
    );
  for (const id of [running, waiting])
    expect(await reaches(id, "FAILED")).toMatchObject({
      statusReason: "changed my mind",
    });
  expect(await notes()).toHaveLength(1);
});

test("a job cut off by a stop ends with it and runs again at the next start", async () => {
  const id = await submit("long");
  const { pid } = await begun();
  await close();
  expect(() => process.kill(pid, 0)).toThrow();
  await open();
  expect(await begun(2)).toMatchObject({ JOB_ID: "long", attempt: "1" });
  expect(await describe(id)).toMatchObject({ status: "RUNNING" });
  expect(failed).toEqual([]);
});

test("what is not supported is refused in words", async () => {
  const list = new ListJobsCommand({ jobQueue: "training" });
  await expect(client.send(list)).rejects.toThrow(/submitjob/);
  const named = new SubmitJobCommand({
    jobName: "no spaces",
    jobQueue: "q",
    jobDefinition: "d",
  });
  await expect(client.send(named)).rejects.toThrow(/jobName: 1 to 128 letters/);
  const after = new SubmitJobCommand({
    jobName: "a",
    jobQueue: "q",
    jobDefinition: "d",
    dependsOn: [{ jobId: "x" }],
  });
  await expect(client.send(after)).rejects.toThrow(
    /dependsOn: is not supported/,
  );
  expect(
    (await client.send(new DescribeJobsCommand({ jobs: ["none"] }))).jobs,
  ).toEqual([]);
});
