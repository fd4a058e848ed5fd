// actions: the calls of SQS's JSON protocol, each parsed once
import * as z from "zod";
import {
  account,
  arn,
  at,
  draft,
  fits,
  maxBytes,
  one,
  parse,
  Settable,
  toDraft,
  toSettings,
  visibility,
  wait,
  whole,
} from "./request-schemas";
import { check, each, entries } from "./batch-entries";
import { attributesMd5, bodyMd5, type Message } from "./message";
import type { MessageQueue } from "./message-queue";
import type { QueueStore } from "./queue-store";
import { Refusal } from "./sqs-error";

export type Context = {
  queues: Map<string, MessageQueue>;
  create: (settings: QueueStore.Settings) => Promise<MessageQueue>;
  url: (name: string) => string;
  signal: AbortSignal; // aborted when the caller has gone
};

function find({ queues }: Context, url: string) {
  const queue = queues.get(url.split("/").at(-1)!);
  if (queue) return queue;
  throw new Refusal(
    "QueueDoesNotExist",
    `The specified queue does not exist: ${url}`,
  );
}

const sent = (message: Message) => ({
  MessageId: message.id,
  MD5OfMessageBody: bodyMd5(message),
  MD5OfMessageAttributes: attributesMd5(message.attributes),
});

export const systemAttributes = (message: Message): Record<string, string> => ({
  SenderId: account,
  SentTimestamp: String(message.sentAt),
  ApproximateReceiveCount: String(message.receives),
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  ...(message.deadFrom && {
    DeadLetterQueueSourceArn: arn(message.deadFrom),
  }),
});

const pick = <V>(all: Record<string, V>, names: string[]) => {
  const wanted = Object.entries(all).filter(([name]) =>
    names.some(
      (wish) =>
        wish === "All" ||
        wish === ".*" ||
        wish === name ||
        (wish.endsWith(".*") && name.startsWith(wish.slice(0, -1))),
    ),
  );
  return wanted.length ? Object.fromEntries(wanted) : undefined;
};

function describe({ settings, counts }: MessageQueue): Record<string, string> {
  const { visible, inFlight, delayed } = counts();
  const { deadLetter } = settings;
  return {
    QueueArn: arn(settings.name),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(settings.visibilitySeconds),
    DelaySeconds: String(settings.delaySeconds ?? 0),
    ReceiveMessageWaitTimeSeconds: String(settings.waitSeconds ?? 0),
    MaximumMessageSize: String(maxBytes),
    ...(deadLetter && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arn(deadLetter.queue),
        maxReceiveCount: deadLetter.maxReceiveCount,
      }),
    }),
  };
}

type Action = (input: unknown, context: Context) => Promise<object>;

export const actions: Record<string, Action> = {
  async CreateQueue(input, context) {
    const { QueueName, Attributes } = parse(
      z.object({
        QueueName: z
          .string()
          .regex(
            /^[A-Za-z0-9_-]{1,80}$/,
            "1 to 80 letters, digits, - and _; .fifo queues are not supported",
          ),
        Attributes: Settable.prefault({}),
      }),
      input,
    );
    const settings = toSettings(QueueName, Attributes);
    const known = context.queues.get(QueueName);
    if (known && JSON.stringify(known.settings) !== JSON.stringify(settings))
      throw new Refusal(
        "QueueNameExists",
        `The queue ${QueueName} exists with other attributes`,
      );
    if (!known) await context.create(settings);
    return { QueueUrl: context.url(QueueName) };
  },
  async GetQueueUrl(input, context) {
    const { QueueName } = parse(z.object({ QueueName: z.string() }), input);
    find(context, QueueName);
    return { QueueUrl: context.url(QueueName) };
  },
  async ListQueues(input, context) {
    const { QueueNamePrefix } = parse(
      z.object({ QueueNamePrefix: z.string().default("") }),
      input,
    );
    const names = [...context.queues.keys()].filter((name) =>
      name.startsWith(QueueNamePrefix),
    );
    return { QueueUrls: names.sort().map(context.url) };
  },
  async GetQueueAttributes(input, context) {
    const { QueueUrl, AttributeNames } = parse(
      at.extend({ AttributeNames: z.array(z.string()).default([]) }),
      input,
    );
    return {
      Attributes: pick(describe(find(context, QueueUrl)), AttributeNames),
    };
  },
  async SendMessage(input, context) {
    const { QueueUrl, ...message } = parse(at.extend(draft.shape), input);
    fits([message], "InvalidParameterValueException");
    const [stored] = await find(context, QueueUrl).send([toDraft(message)]);
    return sent(stored);
  },
  async SendMessageBatch(input, context) {
    const { QueueUrl, Entries } = parse(entries(draft.shape), input);
    const queue = find(context, QueueUrl);
    fits(Entries, "BatchRequestTooLong");
    check(Entries);
    const stored = await queue.send(Entries.map(toDraft));
    const Successful = stored.map((message, i) => ({
      Id: Entries[i].Id,
      ...sent(message),
    }));
    return { Successful };
  },
  async ReceiveMessage(input, context) {
    const names = z.array(z.string()).default([]);
    const wish = parse(
      at.extend({
        MaxNumberOfMessages: whole(10, 1).default(1),
        WaitTimeSeconds: wait.optional(),
        VisibilityTimeout: visibility.optional(),
        AttributeNames: names,
        MessageSystemAttributeNames: names,
        MessageAttributeNames: names,
      }),
      input,
    );
    const queue = find(context, wish.QueueUrl);
    const taken = await queue.receive({
      max: wish.MaxNumberOfMessages,
      waitSeconds: wish.WaitTimeSeconds,
      visibilitySeconds: wish.VisibilityTimeout,
      signal: context.signal,
    });
    if (context.signal.aborted) {
      await Promise.all(
        taken.map((message) => queue.release(message.receipt!)),
      );
      return {};
    }
    const system = [
      ...wish.AttributeNames,
      ...wish.MessageSystemAttributeNames,
    ];
    const Messages = taken.map((message) => {
      const wanted = pick(message.attributes, wish.MessageAttributeNames);
      return {
        MessageId: message.id,
        ReceiptHandle: message.receipt,
        Body: message.body,
        MD5OfBody: bodyMd5(message),
        Attributes: pick(systemAttributes(message), system),
        MessageAttributes: wanted,
        MD5OfMessageAttributes: wanted && attributesMd5(wanted),
      };
    });
    return Messages.length ? { Messages } : {};
  },
  async DeleteMessage(input, context) {
    const { QueueUrl, ReceiptHandle } = parse(one, input);
    await find(context, QueueUrl).remove(ReceiptHandle);
    return {};
  },
  async DeleteMessageBatch(input, context) {
    const { QueueUrl, Entries } = parse(
      entries({ ReceiptHandle: z.string() }),
      input,
    );
    const queue = find(context, QueueUrl);
    return each(Entries, async (entry) => {
      await queue.remove(entry.ReceiptHandle);
      return {};
    });
  },
  async ChangeMessageVisibility(input, context) {
    const { QueueUrl, ReceiptHandle, VisibilityTimeout } = parse(
      one.extend({ VisibilityTimeout: visibility }),
      input,
    );
    await find(context, QueueUrl).hide(ReceiptHandle, VisibilityTimeout);
    return {};
  },
  async ChangeMessageVisibilityBatch(input, context) {
    const shape = { ReceiptHandle: z.string(), VisibilityTimeout: visibility };
    const { QueueUrl, Entries } = parse(entries(shape), input);
    const queue = find(context, QueueUrl);
    return each(Entries, async (entry) => {
      await queue.hide(entry.ReceiptHandle, entry.VisibilityTimeout);
      return {};
    });
  },
  async PurgeQueue(input, context) {
    const { QueueUrl } = parse(at, input);
    await find(context, QueueUrl).purge();
    return {};
  },
};
