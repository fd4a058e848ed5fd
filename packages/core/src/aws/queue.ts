// queue: what is to be done next, by SQS
import {
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Resource } from "sst/resource";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { Failure } from "../base/error";

let shared: SQSClient | undefined;
export const client = () => (shared ??= new SQSClient({}));
export type QueueName = "Inbox" | "Parts";
const url = (queue: QueueName) => Resource[queue].url;

export async function send(queue: QueueName, body: unknown, delaySeconds = 0) {
  await client().send(
    new SendMessageCommand({
      QueueUrl: url(queue),
      MessageBody: JSON.stringify(body),
      DelaySeconds: delaySeconds,
    }),
  );
}

export async function sendAll(queue: QueueName, bodies: unknown[]) {
  for (let i = 0; i < bodies.length; i += 10) {
    const Entries = bodies.slice(i, i + 10).map((body, n) => ({
      Id: String(n),
      MessageBody: JSON.stringify(body),
    }));
    const { Failed = [] } = await client().send(
      new SendMessageBatchCommand({ QueueUrl: url(queue), Entries }),
    );
    if (Failed.length)
      throw new Error(
        `SQS refused ${Failed.length} messages: ${Failed[0].Message}`,
      );
  }
}

// Runs each message by itself and names the ones to be delivered again.
export async function drain(
  event: SQSEvent,
  run: (body: any, receives: number) => Promise<void>,
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records)
    try {
      await run(
        JSON.parse(record.body),
        Number(record.attributes.ApproximateReceiveCount),
      );
    } catch (error) {
      log(error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  return { batchItemFailures };
}

const log = (error: unknown) =>
  error instanceof Failure
    ? console.warn(JSON.stringify({ code: error.code, message: error.message }))
    : console.error(error);

export * as Queue from "./queue";
