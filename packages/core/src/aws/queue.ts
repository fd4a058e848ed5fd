// queue: what is to be done next, by SQS
import {
  ChangeMessageVisibilityCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Resource } from "sst/resource";
import type {
  Context,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from "aws-lambda";
import { Log } from "../base/log";
import { ClientConfig } from "./client-config";

let shared: SQSClient | undefined;
export const client = () => (shared ??= new SQSClient(ClientConfig.sqs()));
export type QueueName = "Inbox" | "Parts" | "Models";
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

/** Runs each message by itself, told when the function must end (ms since 1970), and names the ones to be delivered again. */
export async function drain(
  queue: QueueName,
  { event, context }: { event: SQSEvent; context?: Context },
  run: (body: any, deadline?: number) => Promise<void>,
): Promise<SQSBatchResponse> {
  const deadline = context && Date.now() + context.getRemainingTimeInMillis();
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records)
    try {
      await run(JSON.parse(record.body), deadline);
    } catch (error) {
      Log.error(error, { queue });
      await hurry(queue, record).catch((late) => Log.error(late, { queue }));
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  return { batchItemFailures };
}

/** Times that a message is tried before it is put aside as dead. */
export const maxReceiveCount = 5;
const maxWaitSeconds = 600;

// A failed message comes again after 2, 4, 8, … seconds, not after the minutes that a function may take.
async function hurry(
  queue: QueueName,
  { receiptHandle, attributes }: SQSRecord,
) {
  const receives = Number(attributes.ApproximateReceiveCount);
  await client().send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: url(queue),
      ReceiptHandle: receiptHandle,
      VisibilityTimeout: Math.min(maxWaitSeconds, 2 ** receives),
    }),
  );
}

export * as Queue from "./queue";
