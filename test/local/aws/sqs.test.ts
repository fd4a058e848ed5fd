import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  TagQueueCommand,
} from "@aws-sdk/client-sqs";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

type Server = Awaited<ReturnType<typeof SqsServer.start>>;
let directory: string;
let server: Server;
let client: SQSClient;
let now = Date.parse("2026-11-01T00:00:00Z");
const clock = () => now;
const queues = [
  { name: "Dead", visibilitySeconds: 30 },
  {
    name: "Work",
    visibilitySeconds: 60,
    deadLetter: { queue: "Dead", maxReceiveCount: 2 },
  },
];

async function open(options = {}) {
  server = await SqsServer.start({ directory, queues, clock, ...options });
  client = new SQSClient({
    endpoint: server.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

async function reopen() {
  client.destroy();
  await server.stop();
  await open();
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "sqs-"));
  await open();
});

afterEach(async () => {
  client.destroy();
  await server.stop();
  await rm(directory, { recursive: true });
});

const QueueUrl = (name = "Work") => server.url(name);
const send = (MessageBody: string, DelaySeconds?: number) =>
  client.send(
    new SendMessageCommand({ QueueUrl: QueueUrl(), MessageBody, DelaySeconds }),
  );
const receive = async (
  options: Partial<ReceiveMessageCommandInput> = {},
  name = "Work",
) => {
  const input = { QueueUrl: QueueUrl(name), ...options };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(input));
  return Messages;
};
const bodies = async (options = {}, name?: string) =>
  (await receive({ MaxNumberOfMessages: 10, ...options }, name)).map(
    ({ Body }) => Body,
  );
const hide = (ReceiptHandle: string, VisibilityTimeout: number) =>
  client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: QueueUrl(),
      ReceiptHandle,
      VisibilityTimeout,
    }),
  );
const remove = (ReceiptHandle: string) =>
  client.send(
    new DeleteMessageCommand({ QueueUrl: QueueUrl(), ReceiptHandle }),
  );
const attributes = async (name = "Work") => {
  const input = { QueueUrl: QueueUrl(name), AttributeNames: ["All" as const] };
  return (await client.send(new GetQueueAttributesCommand(input))).Attributes!;
};

test("what is sent is received with its text, digest and attributes, and deleted for good", async () => {
  const body = "Grüße 你好 \u{1f30d}\n";
  const sent = await client.send(
    new SendMessageCommand({
      QueueUrl: QueueUrl(),
      MessageBody: body,
      MessageAttributes: {
        kind: { DataType: "String", StringValue: "part" },
        raw: { DataType: "Binary", BinaryValue: new Uint8Array([1, 2, 255]) },
      },
    }),
  );
  now += 1_000;
  const [message] = await receive({
    AttributeNames: ["All"],
    MessageAttributeNames: ["All"],
  });
  expect(message.Body).toBe(body);
  expect(message.MessageId).toBe(sent.MessageId);
  expect(message.MD5OfMessageAttributes).toBe(sent.MD5OfMessageAttributes);
  expect(message.MessageAttributes!.kind.StringValue).toBe("part");
  expect([...message.MessageAttributes!.raw.BinaryValue!]).toEqual([1, 2, 255]);
  expect(message.Attributes).toMatchObject({
    ApproximateReceiveCount: "1",
    SentTimestamp: String(now - 1_000),
    ApproximateFirstReceiveTimestamp: String(now),
  });
  await remove(message.ReceiptHandle!);
  now += 1e9;
  expect(await bodies()).toEqual([]);
});

test("message attributes have the digest that AWS documents", async () => {
  const MessageAttributes = {
    test: { DataType: "String", StringValue: "value" },
  };
  const sent = await client.send(
    new SendMessageCommand({
      QueueUrl: QueueUrl(),
      MessageBody: "x",
      MessageAttributes,
    }),
  );
  const { createHash } = await import("node:crypto");
  const spelled = "\0\0\0\x04test\0\0\0\x06String\x01\0\0\0\x05value";
  expect(sent.MD5OfMessageAttributes).toBe(
    createHash("md5").update(spelled, "latin1").digest("hex"),
  );
});

test("a message in flight is hidden until its visibility ends", async () => {
  await send("a");
  expect(await bodies()).toEqual(["a"]);
  now += 59_000;
  expect(await bodies()).toEqual([]);
  now += 1_000;
  const [again] = await receive({ AttributeNames: ["All"] });
  expect(again.Attributes!.ApproximateReceiveCount).toBe("2");
});

test("ten receivers at once share ten messages without one twice", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, i) => send(String(i))));
  const taken = await Promise.all(
    Array.from({ length: 10 }, () => receive({ MaxNumberOfMessages: 1 })),
  );
  expect(
    taken
      .flat()
      .map(({ Body }) => Number(Body))
      .sort(),
  ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("messages come in the order they were sent", async () => {
  for (const body of ["a", "b", "c"]) await send(body);
  expect(await bodies()).toEqual(["a", "b", "c"]);
});

test("a delayed message waits", async () => {
  await send("later", 5);
  expect(await attributes()).toMatchObject({
    ApproximateNumberOfMessages: "0",
    ApproximateNumberOfMessagesDelayed: "1",
    ApproximateNumberOfMessagesNotVisible: "0",
  });
  now += 5_000;
  expect(await bodies()).toEqual(["later"]);
});

test("a long poll answers as soon as something is sent", async () => {
  const polling = bodies({ WaitTimeSeconds: 20 });
  await send("now");
  expect(await polling).toEqual(["now"]);
});

test("a long poll ends when the server stops", async () => {
  const polling = bodies({ WaitTimeSeconds: 20 });
  await send("first");
  await polling;
  const second = bodies({ WaitTimeSeconds: 20 });
  await new Promise((done) => setTimeout(done, 50));
  await server.stop();
  expect(await second).toEqual([]);
  await open();
});

test("a receiver that went away loses no message", async () => {
  const leaving = new AbortController();
  const input = { QueueUrl: QueueUrl(), WaitTimeSeconds: 20 };
  const polling = client.send(new ReceiveMessageCommand(input), {
    abortSignal: leaving.signal,
  });
  await new Promise((done) => setTimeout(done, 50));
  leaving.abort();
  await expect(polling).rejects.toThrow();
  await new Promise((done) => setTimeout(done, 50));
  await send("kept");
  expect(await bodies()).toEqual(["kept"]);
});

test("visibility can be ended or prolonged by whoever holds the message", async () => {
  await send("a");
  const [first] = await receive();
  await hide(first.ReceiptHandle!, 0);
  const [second] = await receive();
  expect(second.Body).toBe("a");
  await hide(second.ReceiptHandle!, 300);
  now += 299_000;
  expect(await bodies()).toEqual([]);
});

test("an old receipt deletes nothing once the message was delivered again", async () => {
  await send("a");
  const [first] = await receive();
  now += 60_000;
  const [second] = await receive();
  await remove(first.ReceiptHandle!);
  await hide(second.ReceiptHandle!, 0);
  expect(await attributes()).toMatchObject({
    ApproximateNumberOfMessages: "1",
  });
  await expect(hide(first.ReceiptHandle!, 1)).rejects.toThrow(
    expect.objectContaining({ name: "MessageNotInflight" }),
  );
});

test("a message goes to the dead-letter queue after its deliveries are used up", async () => {
  const { MessageId } = await send("poison");
  for (let i = 0; i < 2; i++) {
    expect(await bodies()).toEqual(["poison"]);
    now += 60_000;
  }
  expect(await bodies()).toEqual([]);
  await reopen();
  const [dead] = await receive({ AttributeNames: ["All"] }, "Dead");
  expect(dead.MessageId).toBe(MessageId);
  expect(dead.Attributes!.DeadLetterQueueSourceArn).toMatch(/:Work$/);
  expect(await attributes()).toMatchObject({
    ApproximateNumberOfMessages: "0",
    ApproximateNumberOfMessagesNotVisible: "0",
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: "arn:aws:sqs:us-east-1:000000000000:Dead",
      maxReceiveCount: 2,
    }),
  });
});

test("messages waiting, delayed and in flight survive a restart, by the wall clock", async () => {
  await send("in flight");
  const [held] = await receive();
  await send("waiting");
  await send("delayed", 120);
  await reopen();
  expect(await bodies({ VisibilityTimeout: 600 })).toEqual(["waiting"]);
  now += 60_000;
  const [again] = await receive({ AttributeNames: ["All"] });
  expect(again).toMatchObject({ Body: "in flight", MessageId: held.MessageId });
  expect(again.Attributes!.ApproximateReceiveCount).toBe("2");
  await remove(again.ReceiptHandle!);
  now += 60_000;
  expect(await bodies()).toEqual(["delayed"]);
});

test("what a machine that is gone had in flight is shown at once, as tried once more, and what is delayed waits", async () => {
  await send("in flight");
  const [{ ReceiptHandle }] = await receive();
  await send("delayed", 30);
  await reopen();
  await server.queue("Work").reclaim();
  await remove(ReceiptHandle!);
  const [again, ...others] = await receive({
    AttributeNames: ["All"],
    MaxNumberOfMessages: 10,
  });
  expect(again.Body).toBe("in flight");
  expect(again.Attributes!.ApproximateReceiveCount).toBe("2");
  expect(others).toEqual([]);
});

test("batches answer for each entry by itself", async () => {
  const Entries = ["a", "b", "c"].map((Id) => ({
    Id,
    MessageBody: `body ${Id}`,
  }));
  await client.send(
    new SendMessageBatchCommand({ QueueUrl: QueueUrl(), Entries }),
  );
  const taken = await receive({ MaxNumberOfMessages: 10 });
  expect(taken.map(({ Body }) => Body).sort()).toEqual([
    "body a",
    "body b",
    "body c",
  ]);
  const handles = taken.map(({ ReceiptHandle }, i) => ({
    Id: String(i),
    ReceiptHandle: i ? ReceiptHandle! : "nonsense",
  }));
  const hidden = await client.send(
    new ChangeMessageVisibilityBatchCommand({
      QueueUrl: QueueUrl(),
      Entries: handles.map((entry) => ({ ...entry, VisibilityTimeout: 90 })),
    }),
  );
  const removed = await client.send(
    new DeleteMessageBatchCommand({ QueueUrl: QueueUrl(), Entries: handles }),
  );
  for (const { Successful, Failed } of [hidden, removed]) {
    expect(Successful!.map(({ Id }) => Id).sort()).toEqual(["1", "2"]);
    expect(Failed).toMatchObject([{ Id: "0", Code: "ReceiptHandleIsInvalid" }]);
  }
});

test("queues are created, found, listed and purged, and stay after a restart", async () => {
  const Attributes = { VisibilityTimeout: "7" };
  const command = new CreateQueueCommand({ QueueName: "Mine", Attributes });
  const { QueueUrl: url } = await client.send(command);
  await client.send(
    new SendMessageCommand({ QueueUrl: url, MessageBody: "x" }),
  );
  await reopen();
  const found = await client.send(
    new GetQueueUrlCommand({ QueueName: "Mine" }),
  );
  expect(found.QueueUrl).toBe(server.url("Mine"));
  expect(await attributes("Mine")).toMatchObject({
    VisibilityTimeout: "7",
    ApproximateNumberOfMessages: "1",
  });
  const { QueueUrls } = await client.send(
    new ListQueuesCommand({ QueueNamePrefix: "M" }),
  );
  expect(QueueUrls).toEqual([server.url("Mine")]);
  await client.send(new PurgeQueueCommand({ QueueUrl: server.url("Mine") }));
  expect(await bodies({}, "Mine")).toEqual([]);
});

test("what cannot be done is refused with SQS's own names", async () => {
  const missing = new SendMessageCommand({
    QueueUrl: server.url("None"),
    MessageBody: "x",
  });
  await expect(client.send(missing)).rejects.toMatchObject({
    name: "QueueDoesNotExist",
  });
  const tag = new TagQueueCommand({ QueueUrl: QueueUrl(), Tags: {} });
  await expect(client.send(tag)).rejects.toMatchObject({
    name: "UnsupportedOperation",
  });
  await expect(remove("nonsense")).rejects.toMatchObject({
    name: "ReceiptHandleIsInvalid",
  });
  await expect(receive({ MaxNumberOfMessages: 11 })).rejects.toThrow(
    /MaxNumberOfMessages/,
  );
  await expect(send("x".repeat(1_048_577))).rejects.toThrow(/1048576 bytes/);
});
