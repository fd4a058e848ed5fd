// queue-source: an event source mapping; takes messages from a queue to a function and leaves there what failed
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { arn } from "../aws/sqs/request-schemas";
import { systemAttributes } from "../aws/sqs/actions";
import { bodyMd5, type Attributes, type Message } from "../aws/sqs/message";
import type { MessageQueue } from "../aws/sqs/message-queue";
import { Log } from "@mainstay/core/base/log";

const pollSeconds = 20;
const pauseMs = 1_000;

const attributes = (all: Attributes) =>
  Object.fromEntries(
    Object.entries(all).map(([name, { DataType, ...value }]) => [
      name,
      {
        dataType: DataType,
        stringValue: value.StringValue,
        binaryValue: value.BinaryValue,
      },
    ]),
  );

export const toEvent = (queue: string, messages: Message[]) =>
  ({
    Records: messages.map((message) => ({
      messageId: message.id,
      receiptHandle: message.receipt!,
      body: message.body,
      attributes: systemAttributes(message),
      messageAttributes: attributes(message.attributes),
      md5OfBody: bodyMd5(message),
      eventSource: "aws:sqs",
      eventSourceARN: arn(queue),
      awsRegion: "us-east-1",
    })),
  }) as unknown as SQSEvent;

export function start({
  queue,
  invoke,
  concurrency = 1,
  batchSize = 1,
  onError = (error: unknown) => Log.error(error),
}: {
  queue: MessageQueue;
  invoke: (event: SQSEvent) => Promise<SQSBatchResponse | null | void>;
  concurrency?: number;
  batchSize?: number;
  onError?: (error: unknown) => void;
}) {
  const polling = new AbortController();
  const { signal } = polling;
  const underway = new Set<Message>();

  async function deliver(messages: Message[]) {
    let failed: Set<string>;
    try {
      const answer = await invoke(toEvent(queue.settings.name, messages));
      const items = answer?.batchItemFailures ?? [];
      failed = new Set(items.map((item) => item.itemIdentifier));
      // As AWS does: a failure that names no message of the batch fails them all.
      const known = new Set(messages.map((message) => message.id));
      if ([...failed].some((id) => !known.has(id))) failed = known;
    } catch (error) {
      if (!signal.aborted) onError(error);
      failed = new Set(messages.map((message) => message.id));
    }
    for (const message of messages) {
      // Already given back because the machine stops.
      if (!underway.has(message)) continue;
      const receipt = message.receipt!;
      if (!failed.has(message.id)) await queue.remove(receipt);
      else if (signal.aborted) await queue.release(receipt);
      // A failed one stays hidden as SQS has it: for the queue's visibility, or for what its handler made of it.
    }
  }

  async function turn() {
    const messages = await queue.receive({
      max: batchSize,
      waitSeconds: pollSeconds,
      signal,
    });
    for (const message of messages) underway.add(message);
    try {
      if (signal.aborted) await giveBack(messages);
      else if (messages.length) await deliver(messages);
    } finally {
      for (const message of messages) underway.delete(message);
    }
  }

  const giveBack = (messages: Message[]) =>
    Promise.all(messages.map((message) => queue.release(message.receipt!)));

  async function poll() {
    while (!signal.aborted)
      await turn().catch(async (error) => {
        onError(error);
        await new Promise((done) => setTimeout(done, pauseMs));
      });
  }

  const pollers = Array.from({ length: concurrency }, poll);
  return {
    // What is under way may finish within the grace; the rest goes back to the queue at once.
    async stop(graceMs = 3_000) {
      polling.abort();
      let timer: NodeJS.Timeout;
      const late = new Promise<void>((done) => {
        timer = setTimeout(done, graceMs);
      });
      await Promise.race([Promise.all(pollers), late]);
      clearTimeout(timer!);
      const left = [...underway];
      underway.clear();
      await giveBack(left);
    },
  };
}

export * as QueueSource from "./queue-source";
