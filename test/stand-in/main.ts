// main: a file, a training, scores and a report through the handlers, on another implementation of AWS; where it is says the
// environment (AWS_ENDPOINT_URL, or one for each of S3, DYNAMODB and SQS, with AWS_REGION and a key)
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Bucket } from "@mainstay/core/aws/bucket";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Queue } from "@mainstay/core/aws/queue";
import { Table } from "@mainstay/core/aws/table";
import { Upload } from "@mainstay/core/ingest/upload";
import { app } from "@mainstay/functions/api/index";
import { handler as promoted } from "@mainstay/functions/events/model-promoted";
import { handler as planned } from "@mainstay/functions/events/part-planned";
import { createTable } from "@mainstay/local/aws/dynamodb/create-table";
import { handler as dropped } from "@mainstay/functions/events/upload-dropped";
import { train } from "@mainstay/training/job/train";
import { table } from "../training/example-table";

const handlers = { Inbox: dropped, Parts: planned, Models: promoted };
type Name = keyof typeof handlers;
const name = `mainstay-${randomBytes(4).toString("hex")}`;
const resource = (key: string, value: object) =>
  (process.env[`SST_RESOURCE_${key}`] = JSON.stringify(value));

resource("App", { name, stage: "stand-in" });
resource("Bucket", { name });
resource("Table", { name });
await Bucket.client().send(new CreateBucketCommand({ Bucket: name }));
await Table.client().send(createTable(name));
const urls = new Map<Name, string>();
for (const queue of Object.keys(handlers) as Name[]) {
  const { QueueUrl } = await Queue.client().send(
    new CreateQueueCommand({ QueueName: `${name}-${queue}` }),
  );
  urls.set(queue, QueueUrl!);
  resource(queue, { url: QueueUrl });
}
resource("Training", { jobQueue: "none", jobDefinition: "none" });
resource("Api", { url: "http://127.0.0.1" });

/** Until nothing has come for a few looks. */
async function pump() {
  for (let idle = 0; idle < 3; idle++)
    for (const [queue, QueueUrl] of urls) {
      const receive = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
      const { Messages = [] } = await Queue.client().send(
        new ReceiveMessageCommand(receive),
      );
      for (const { Body, ReceiptHandle, MessageId } of Messages) {
        idle = 0;
        const record = {
          ...{ messageId: MessageId, body: Body, receiptHandle: ReceiptHandle },
          attributes: { ApproximateReceiveCount: "1" },
        };
        const answer = await handlers[queue]({ Records: [record] } as never);
        assert.deepEqual(answer?.batchItemFailures ?? [], [], Body);
        await Queue.client().send(
          new DeleteMessageCommand({ QueueUrl, ReceiptHandle }),
        );
      }
    }
}

const tell = (what: string) => console.log(what);
const apiKey = ApiKey.random();
await ApiKey.put({
  ...{ key: apiKey, name: "all", scopes: [...ApiKey.everything] },
});
async function call(method: string, path: string, body?: object) {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    "content-type": "application/json",
  };
  const sent = body && JSON.stringify(body);
  const response = await app.request(path, { method, headers, body: sent });
  const answer: any = await response.json();
  assert.ok(response.ok, `${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

await call("PUT", "/v1/datasets/customers", {
  ...{ id: "id", label: { column: "left", positive: "yes" } },
  learner: "logistic",
});
const csv = table({ rows: 1_000, seed: 1 });
const file = Bucket.keys.inbox("customers", "2026-10 (größe).csv");
await Bucket.put(file, csv);
await Queue.send("Inbox", { dataset: "customers" });
await pump();
const [upload] = (await Upload.page("customers", { limit: 1 })).items;
assert.equal(upload.state, "done", JSON.stringify(upload.error));
assert.equal(upload.accepted, 1_000);
tell(`ingested ${upload.accepted} rows of ${upload.key}`);

const now = new Date();
const asked = { dataset: "customers", seed: 1, now, progress: () => {} };
const { version } = await train(asked);
const s3 = { object: { key: Bucket.keys.current("customers") } };
const event = JSON.stringify({ Records: [{ s3 }] });
await promoted({ Records: [{ messageId: "1", body: event }] } as never);
await pump();
assert.equal((await Upload.get(upload.id)).scored, 1_000);
tell(`version ${version} serves and scored them`);

const rows = [{ id: "x", tokens: "1", errors: "0", plan: "pro" }];
const { predictions } = await call("POST", "/v1/score/customers", { rows });
assert.ok(predictions[0].probability > 0);
const listed = await call("GET", "/v1/customers?limit=3");
assert.equal(listed.items.length, 3);
tell(`scored a row: ${predictions[0].probability.toFixed(3)}`);

const making = call("POST", "/v1/reports/2026-10");
for (let n = 0; n < 20; n++) {
  await pump();
  const { items } = await call("GET", "/v1/jobs?kind=report");
  if (items[0]?.state === "done") break;
}
await making;
const report = await call("GET", "/v1/reports/2026-10?format=json");
assert.equal(report.month, "2026-10");
tell("the report of 2026-10 is there");
process.exit(0);
