import { BatchClient, ListJobsCommand } from "@aws-sdk/client-batch";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type Machine, startMachine } from "@mainstay/local/runtime/machine";
import { mkdtemp, rm } from "node:fs/promises";
import http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const credentials = { accessKeyId: "random", secretAccessKey: "secret" };
let data: string;
let machine: Machine;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "strangers-"));
  const handler = (name: string) => `test/local/fixtures/handlers.${name}`;
  const Api = handler("api");
  const note = handler("note");
  const overrides = { Api, UploadDropped: note, Sweep: note };
  machine = await startMachine({ data, credentials, overrides });
});
afterAll(async () => {
  await machine?.stop();
  await rm(data, { recursive: true });
});

// Fetch sets Host, Origin and the fetch metadata by itself; a browser of an attacker's page does too.
function call(url: string, headers: Record<string, string>, method = "GET") {
  return new Promise<{
    status: number;
    headers: http.IncomingHttpHeaders;
    body: string;
  }>((done, fail) => {
    const sent = http.request(url, { method, headers }, async (answer) => {
      const body = await text(answer);
      done({ status: answer.statusCode!, headers: answer.headers, body });
    });
    sent.on("error", fail).end();
  });
}

describe.each(["http", "s3", "dynamodb", "sqs"] as const)("%s", (name) => {
  const ask = (headers: Record<string, string>, method?: string) =>
    call(machine.endpoints[name], headers, method);

  test.each([
    ["another host name", { host: "evil.test" }],
    ["another host name with this port", { host: "evil.test:4000" }],
    ["a host name that ends like ours", { host: "127.0.0.1.evil.test" }],
    ["another port", { host: "127.0.0.1:1" }],
  ])("refuses %s", async (_, headers) => {
    const { status, body } = await ask(headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toMatch(/Expected the host 127\.0\.0\.1:\d+ or localhost/);
  });

  test.each([
    ["another site", { origin: "http://evil.test" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a sandboxed frame", { origin: "null" }],
    ["a foreign image", { "sec-fetch-site": "cross-site" }],
    ["a script of another port", { "sec-fetch-site": "same-site" }],
  ])("refuses a page of %s and lets it read nothing", async (_, headers) => {
    const preflight = {
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    };
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const answer = await ask({ ...headers, ...preflight }, method);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(
        Object.keys(answer.headers).filter((name) => /^access-/.test(name)),
      ).toEqual([]);
    }
  });
});

test("a link on another site opens a page, a form on another site sends nothing", async () => {
  const navigate = {
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  expect((await call(machine.url, navigate)).status).toBe(200);
  const origin = "http://evil.test";
  const form = await call(machine.url, { ...navigate, origin }, "POST");
  expect(form.status).toBe(403);
  const bare = await call(machine.url, navigate, "POST");
  expect(bare.status).toBe(403);
});

const calls = {
  s3: (config: object) =>
    new S3Client(config).send(new ListObjectsV2Command({ Bucket: "mainstay" })),
  dynamodb: (config: object) =>
    new DynamoDBClient(config).send(new ListTablesCommand({})),
  sqs: (config: object) =>
    new SQSClient(config).send(new ListQueuesCommand({})),
  batch: (config: object) =>
    new BatchClient(config).send(
      new ListJobsCommand({ jobQueue: "training", jobStatus: "RUNNING" }),
    ),
};

test.each(Object.keys(calls) as (keyof typeof calls)[])(
  "%s answers whoever has the keys and nobody else",
  async (name) => {
    const config = {
      endpoint: machine.endpoints[name],
      region: "eu-central-1",
      maxAttempts: 1,
    };
    const code = (wrong: object) =>
      calls[name]({ ...config, credentials: { ...credentials, ...wrong } })
        .then(() => "answered")
        .catch(({ name }: Error) => name);
    if (name !== "batch") expect(await code({})).toBe("answered");
    expect(await code({ sessionToken: "t" })).toBe(await code({}));
    expect(await code({ accessKeyId: "local" })).toMatch(
      /InvalidAccessKeyId|UnrecognizedClient|InvalidClientTokenId/,
    );
    expect(await code({ secretAccessKey: "local" })).toMatch(
      /SignatureDoesNotMatch|InvalidSignature/,
    );
    const unsigned = { signer: { sign: async (request: unknown) => request } };
    const anonymous = calls[name]({ ...config, credentials, ...unsigned });
    await expect(anonymous).rejects.toThrow(/signed/);
  },
);
