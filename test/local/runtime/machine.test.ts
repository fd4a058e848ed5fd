import { BatchClient, SubmitJobCommand } from "@aws-sdk/client-batch";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  type Machine,
  queueOf,
  startMachine,
} from "@mainstay/local/runtime/machine";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const fixture = (name: string) => `test/local/fixtures/handlers.${name}`;
const note = fixture("note");
const handlers = {
  Api: fixture("api"),
  UploadDropped: note,
  PartPlanned: note,
  ModelPromoted: note,
  TrainingEnded: note,
  Report: note,
  Sweep: note,
};
let data: string;
let machine: Machine;

const open = async (overrides = {}) => {
  machine = await startMachine({
    data,
    overrides: { ...handlers, ...overrides },
    trainer: ["test/local/fixtures/training.ts"],
  });
};

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "machine-"));
  vi.stubEnv("NOTES", join(data, "notes"));
});

afterEach(async () => {
  await machine?.stop();
  vi.unstubAllEnvs();
  await rm(data, { recursive: true });
});

const config = (service: string) => ({
  endpoint: machine.environment[`AWS_ENDPOINT_URL_${service}`],
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});
const put = (Key: string, Body = "x") =>
  new S3Client(config("S3")).send(
    new PutObjectCommand({ Bucket: "mainstay", Key, Body }),
  );
const notes = async (name: string): Promise<any[]> => {
  const text = await readFile(join(data, "notes"), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter((line) => line.name === name)
    .map((line) => line.event);
};
const heard = (name: string, count = 1) =>
  vi.waitFor(async () => {
    const events = await notes(name);
    expect(events).toHaveLength(count);
    return events;
  }, 20_000);

test("every key goes to the queue that its folder names, or to none", () => {
  expect(
    [
      "inbox/a/b.csv",
      "models/a/current.json",
      "models/a/1/card.json",
      "lake/x",
      "x/inbox/y",
    ].map(queueOf),
  ).toEqual(["Inbox", "Models", undefined, undefined, undefined]);
});

test("a function finds every resource of the machine in its environment", async () => {
  await open();
  const answer = await (await fetch(`${machine.url}/v1/x`)).json();
  const { s3, dynamodb, sqs, batch, http } = machine.endpoints;
  expect(answer).toEqual({
    path: "/v1/x",
    region: "us-east-1",
    endpoints: [s3, dynamodb, sqs, batch],
    bucket: "mainstay",
    inbox: `${sqs}/000000000000/Inbox`,
    training: { jobQueue: "training", jobDefinition: "training" },
    url: http,
  });
});

test("an object dropped in the inbox reaches its function, and a published model another", async () => {
  await open();
  await put("inbox/customers/2026 11+é.csv");
  await put("models/customers/current.json");
  await put("lake/customers/x.parquet");
  const [dropped] = await heard("UploadDropped");
  const { Records } = JSON.parse(dropped.Records[0].body);
  expect(Records).toHaveLength(1);
  expect(Records[0].s3.object.key).toBe("inbox/customers/2026+11%2B%C3%A9.csv");
  const [promoted] = await heard("ModelPromoted");
  expect(promoted.Records[0].body).toContain("models/customers/current.json");
  expect(promoted.Records[0].eventSourceARN).toMatch(/:Models$/);
});

test("the sweep runs at the start, with the event of a schedule", async () => {
  await open();
  const [event] = await heard("Sweep");
  expect(event).toMatchObject({
    source: "aws.scheduler",
    "detail-type": "Scheduled Event",
    resources: [expect.stringMatching(/\/Sweep$/)],
  });
});

test("a training submitted to Batch runs with the machine's environment, and its failure is told", async () => {
  await open();
  await new BatchClient(config("BATCH")).send(
    new SubmitJobCommand({
      jobName: "train",
      jobQueue: "training",
      jobDefinition: "training",
      containerOverrides: {
        environment: [
          { name: "HOW", value: "fail" },
          { name: "JOB_ID", value: "j" },
        ],
      },
    }),
  );
  const [event] = await heard("TrainingEnded");
  expect(event.detail).toMatchObject({
    status: "FAILED",
    container: { exitCode: 7 },
  });
});

test("objects, items and messages under way survive a stop in the middle", async () => {
  await open({ UploadDropped: fixture("slow") });
  await put("inbox/customers/a.csv", "id\n1\n");
  const item = { pk: { S: "p" }, sk: { S: "s" } };
  const table = { TableName: "mainstay" };
  await new DynamoDBClient(config("DYNAMODB")).send(
    new PutItemCommand({ ...table, Item: item }),
  );
  const [first] = await heard("UploadDropped");
  await machine.stop();

  await open();
  const [, second] = await heard("UploadDropped", 2);
  expect(second.Records[0].messageId).toBe(first.Records[0].messageId);
  expect(second.Records[0].attributes.ApproximateReceiveCount).toBe("1");
  const found = await new S3Client(config("S3")).send(
    new GetObjectCommand({ Bucket: "mainstay", Key: "inbox/customers/a.csv" }),
  );
  expect(await found.Body!.transformToString()).toBe("id\n1\n");
  const { Item } = await new DynamoDBClient(config("DYNAMODB")).send(
    new GetItemCommand({ ...table, Key: item }),
  );
  expect(Item).toEqual(item);
});

test("two machines cannot share a data folder", async () => {
  await open();
  await expect(
    startMachine({ data, overrides: handlers }),
  ).rejects.toMatchObject({
    code: "machine.data.locked",
    message: expect.stringContaining(data),
  });
  expect((await fetch(`${machine.url}/still`)).status).toBe(200);
});

test("a port in use is named, and everything already begun is let go", async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  const { port: busy } = other.address() as AddressInfo;
  await expect(
    startMachine({ data, port: busy, overrides: handlers }),
  ).rejects.toMatchObject({
    code: "machine.port.busy",
    message: expect.stringContaining(`port ${busy} `),
  });
  await new Promise((done) => other.close(done));
  await open();
  expect((await fetch(machine.url)).status).toBe(200);
});
