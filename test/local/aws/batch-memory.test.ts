// A training whose process takes all the memory it may have says so, and what to do about it.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Job } from "@mainstay/core/aws/job";
import { handler as trainingEnded } from "@mainstay/functions/events/training-ended";
import { Batch } from "@mainstay/local/aws/batch/batch";
import { memoryFolder } from "../../memory-folder";
import { rm } from "node:fs/promises";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
let directory: string;
beforeAll(async () => {
  cloud = await start();
  directory = await memoryFolder();
});
afterAll(async () => {
  await cloud.stop();
  await rm(directory, { recursive: true });
});

test("a training that runs out of memory fails by that name, with what to do", async () => {
  const job = await Job.create("train", "customers", new Date());
  let heard = () => {};
  const failed = new Promise<void>((done) => (heard = done));
  const batch = await Batch.start({
    directory,
    command: ["test/local/fixtures/exhausted.ts"],
    env: { NODE_OPTIONS: "--max-old-space-size=64" },
    onFailed: async (event) => {
      await trainingEnded(event as never);
      heard();
    },
  });
  const environment = [{ name: "JOB_ID", value: job.id }];
  await batch.handle("/v1/submitjob", {
    ...{ jobName: "train-customers", jobQueue: "q", jobDefinition: "d" },
    containerOverrides: { environment },
  });
  await failed;
  await batch.stop();
  const { state, error } = await Job.get(job.id);
  expect(state).toBe("failed");
  expect(error).toEqual({
    code: "job.memory",
    message: expect.stringMatching(
      /^The job ran out of memory: .*(SIGABRT|SIGKILL|code 13[47])$/,
    ),
    next: "Give it more memory or fewer rows, then try it again.",
  });
}, 60_000);
