// The servers of one machine in this very process, and its queues drained by hand: every delivery is the test's to order.
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Environment } from "@mainstay/local/runtime/environment";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import { queueOf } from "@mainstay/local/runtime/machine";
import * as S3 from "@mainstay/local/aws/s3/s3-server";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { handler as modelPromoted } from "@mainstay/functions/events/model-promoted";
import { handler as partPlanned } from "@mainstay/functions/events/part-planned";
import { handler as uploadDropped } from "@mainstay/functions/events/upload-dropped";
import { memoryFolder } from "./memory-folder";

const handlers = {
  Inbox: uploadDropped,
  Parts: partPlanned,
  Models: modelPromoted,
};
export type Queue = keyof typeof handlers;
const names = Object.keys(handlers) as Queue[];

export async function start() {
  const directory = await memoryFolder();
  const sqs = await SqsServer.start({
    directory: join(directory, "sqs"),
    port: 0,
    // The tests' own clock, which they set.
    clock: Date.now,
    queues: names.map((name) => ({ name, visibilitySeconds: 600 })),
  });
  const dynamodb = await Dynamodb.start({
    directory: join(directory, "dynamodb"),
    port: 0,
    table: Environment.table,
  });
  const s3 = await S3.start({
    directory: join(directory, "s3"),
    port: 0,
    buckets: [Environment.bucket],
    async notify({ Records }) {
      for (const record of Records) {
        const queue = queueOf(decodeURIComponent(record.s3.object.key));
        if (queue) await sqs.send(queue, JSON.stringify({ Records: [record] }));
      }
    },
  });
  const http = "http://127.0.0.1:1";
  Environment.enter(
    Environment.variables(
      {
        http,
        s3: s3.endpoint,
        dynamodb: dynamodb.endpoint,
        sqs: sqs.endpoint,
        batch: sqs.endpoint,
      },
      sqs.url,
    ),
  );
  const client = new SQSClient({});

  async function receive(queue: Queue) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: sqs.url(queue),
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
      }),
    );
    return Messages;
  }

  async function deliver(queue: Queue, body: string, receives = 1) {
    const record = {
      messageId: "1",
      body,
      attributes: { ApproximateReceiveCount: String(receives) },
    };
    const answer = await handlers[queue]({ Records: [record] } as never);
    return !answer || answer.batchItemFailures.length === 0;
  }

  // Delivers until all queues are empty, each message `times` over; answers how many messages there were.
  async function drain({
    times = 1,
    queues = names,
    rounds = Infinity,
    give = deliver as (queue: Queue, body: string) => Promise<boolean>,
  } = {}) {
    let count = 0;
    for (let busy = true, round = 0; busy && round < rounds; round++) {
      busy = false;
      for (const queue of queues)
        for (const { Body, ReceiptHandle } of await receive(queue)) {
          busy = true;
          count++;
          for (let n = 0; n < times; n++)
            if (!(await give(queue, Body!)))
              throw new Error(`${queue} refused ${Body}`);
          await client.send(
            new DeleteMessageCommand({
              QueueUrl: sqs.url(queue),
              ReceiptHandle,
            }),
          );
        }
    }
    return count;
  }

  return {
    receive,
    deliver,
    drain,
    async stop() {
      await s3.stop();
      await dynamodb.stop();
      await sqs.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
export type Cloud = Awaited<ReturnType<typeof start>>;
