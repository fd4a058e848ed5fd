// Disks and folders that are not as they should be: each answers in one sentence that says what to do.
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import * as S3 from "@mainstay/local/aws/s3/s3-server";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { SubmittedJob } from "@mainstay/local/aws/batch/submitted-job";
import { DataFault } from "@mainstay/local/process/data-fault";
import { Scheduler } from "@mainstay/local/runtime/scheduler";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "faults-"));
});
afterEach(() => rm(directory, { recursive: true }));

const stores = {
  s3: () => S3.start({ directory, buckets: ["mainstay"] }),
  dynamodb: () => Dynamodb.start({ directory, table: "mainstay" }),
  sqs: () =>
    SqsServer.start({
      directory,
      queues: [{ name: "Inbox", visibilitySeconds: 60 }],
    }),
};

const fault = (error: unknown) => {
  const told = DataFault.of(error, "/data");
  return told && [told.code, told.message.split("\n").length];
};

async function spoil(name: RegExp, text: string) {
  const files = await readdir(directory, { recursive: true });
  for (const file of files.filter((one) => name.test(one)))
    await writeFile(join(directory, file), text);
}

test.for(Object.entries(stores))(
  "a damaged folder of %s is named, and nothing in it changed",
  async ([, open]) => {
    await (await open()).stop();
    await spoil(/MANIFEST/, "garbage\n");
    const before = (await readdir(directory, { recursive: true })).length;
    const error = await open().catch((e) => e);
    expect(fault(error)).toEqual(["data.damaged", 1]);
    const after = (await readdir(directory, { recursive: true })).length;
    expect(after).toBeGreaterThanOrEqual(before);
  },
);

test("objects whose records are lost are kept, and the folder is said to be damaged", async () => {
  await (await stores.s3()).stop();
  const data = (await readdir(directory)).find((name) => name !== "ledger")!;
  const folders = (await readdir(directory)).filter((n) => n !== "ledger");
  expect(folders).toContain(data);
  for (const folder of folders)
    for (let n = 0; n < 101; n++)
      await writeFile(join(directory, folder, `f${n}`), "x");
  await expect(stores.s3()).rejects.toMatchObject({ code: "data.damaged" });
  const left = await readdir(directory, { recursive: true });
  expect(left.filter((name) => /f\d+$/.test(name)).length).toBeGreaterThan(100);
});

test.each([
  ["ENOSPC: no space left on device, write", "data.full"],
  ["IO error: 000003.log: No space left on device", "data.full"],
  ["EROFS: read-only file system, open '/data/x'", "data.readonly"],
  ["EACCES: permission denied, mkdir '/data'", "data.readonly"],
  ["Corruption: bad record length", "data.damaged"],
])("%s is told as %s", (message, code) => {
  const cause = new Error(message);
  expect(fault(new Error("it did not open", { cause }))).toEqual([code, 1]);
});

test("an error of another kind is no fault of the disk", () => {
  expect(fault(new TypeError("x is not a function"))).toBeNull();
});

test("a record of a schedule or of a training that cannot be read holds nothing up", async () => {
  const at = new Date("2026-12-01T08:00:00Z");
  const ran: string[] = [];
  await writeFile(join(directory, "Sweep"), "");
  const invoke = async () => void ran.push("Sweep");
  const jobs = [{ name: "Sweep", cron: "0 * * * *", invoke }];
  const scheduler = await Scheduler.start({
    ...{ directory, jobs, clock: () => at },
  });
  scheduler.stop();
  expect(ran).toEqual(["Sweep"]);
  const batch = join(directory, "batch");
  await mkdir(batch);
  await writeFile(join(batch, "a.json"), '{"id":');
  expect((await SubmittedJob.restore(batch, 0)).size).toBe(0);
  expect(await readdir(batch)).toEqual(["a.json.damaged"]);
});
