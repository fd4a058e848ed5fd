import { request } from "node:http";
import * as S3 from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import type { Notification } from "@mainstay/local/aws/s3/notification";
import { Bucket, refusal, serve } from "./harness";

const put = (Key: string, Body = "v", more = {}) =>
  new S3.PutObjectCommand({ Bucket, Key, Body, ...more });

test("each way of making an object is announced once, in the shape AWS gives it", async () => {
  const events: Notification[] = [];
  const { client } = await serve({
    notify: async (event) => void events.push(event),
  });
  const { ETag } = await client.send(put("red flower/ü+(1).csv", "four"));
  await client.send(
    new S3.CopyObjectCommand({
      Bucket,
      Key: "copy",
      CopySource: `${Bucket}/${encodeURIComponent("red flower/ü+(1).csv")}`,
    }),
  );
  const { UploadId } = await client.send(
    new S3.CreateMultipartUploadCommand({ Bucket, Key: "parts" }),
  );
  const upload = { Bucket, Key: "parts", UploadId };
  const part = await client.send(
    new S3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }),
  );
  await client.send(
    new S3.CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] },
    }),
  );
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: "copy" }));

  const records = events.flatMap(({ Records }) => Records);
  expect(
    records.map(({ eventName, s3 }) => [
      eventName,
      s3.object.key,
      s3.object.size,
    ]),
  ).toEqual([
    ["ObjectCreated:Put", "red+flower/%C3%BC%2B%281%29.csv", 4],
    ["ObjectCreated:Copy", "copy", 4],
    ["ObjectCreated:CompleteMultipartUpload", "parts", 4],
  ]);
  expect(records[0]).toMatchObject({
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: "us-east-1",
    eventTime: expect.stringMatching(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    ),
    s3: {
      s3SchemaVersion: "1.0",
      bucket: { name: "mainstay", arn: "arn:aws:s3:::mainstay" },
      object: {
        eTag: JSON.parse(ETag!),
        sequencer: expect.stringMatching(/^[0-9A-F]{16}$/),
      },
    },
  });
  const sequencers = records.map(({ s3 }) => s3.object.sequencer);
  expect([...sequencers].sort()).toEqual(sequencers);
  expect(new Set(sequencers).size).toBe(3);
});

test("an upload is answered only when its event is held", async () => {
  const order: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let announced = () => {};
  const called = new Promise<void>((resolve) => (announced = resolve));
  const { client } = await serve({
    notify: async () => {
      announced();
      await held;
      order.push("held");
    },
  });
  const sent = client.send(put("k")).then(() => order.push("answered"));
  await called;
  // Committed before it is announced: whoever hears of it can read it.
  await client.send(new S3.GetObjectCommand({ Bucket, Key: "k" }));
  release();
  await sent;
  expect(order).toEqual(["held", "answered"]);
});

test("an upload whose event cannot be held is not answered as done, and trying again announces it", async () => {
  let down = true;
  const events: Notification[] = [];
  const { client } = await serve({
    notify: async (event) => {
      if (down) throw new Error("queue is down");
      events.push(event);
    },
  });
  expect(await refusal(client.send(put("k")))).toEqual({
    code: "InternalError",
    status: 500,
  });
  down = false;
  await client.send(put("k"));
  expect(events).toHaveLength(1);
});

test("a completion whose answer was lost announces again when tried again", async () => {
  let down = true;
  const events: Notification[] = [];
  const { client } = await serve({
    notify: async (event) => {
      if (down) throw new Error("queue is down");
      events.push(event);
    },
  });
  const { UploadId } = await client.send(
    new S3.CreateMultipartUploadCommand({ Bucket, Key: "k" }),
  );
  const upload = { Bucket, Key: "k", UploadId };
  const { ETag } = await client.send(
    new S3.UploadPartCommand({ ...upload, PartNumber: 1, Body: "part" }),
  );
  const complete = () =>
    client.send(
      new S3.CompleteMultipartUploadCommand({
        ...upload,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
  expect((await refusal(complete())).code).toBe("InternalError");
  down = false;
  await complete();
  expect(events.map(({ Records }) => Records[0].s3.object.key)).toEqual(["k"]);
});

test("what was refused is not announced", async () => {
  const events: Notification[] = [];
  const { client } = await serve({
    notify: async (event) => void events.push(event),
  });
  await client.send(put("k"));
  await refusal(client.send(put("k", "v", { IfNoneMatch: "*" })));
  await refusal(client.send(put("k", "v", { ChecksumCRC32: "AAAAAA==" })));
  expect(events).toHaveLength(1);
});

test("a client that waits for 100-continue is refused before it sends", async () => {
  const { endpoint } = await serve();
  const sent = request(new URL("/mainstay/k", endpoint), {
    method: "PUT",
    headers: { expect: "100-continue", "content-length": "1000000" },
  });
  let continued = false;
  sent.on("continue", () => (continued = true));
  sent.flushHeaders();
  const status = await new Promise((resolve, reject) => {
    sent.on("response", (response) => resolve(response.statusCode));
    sent.on("error", reject);
  });
  expect([status, continued]).toEqual([403, false]);
  sent.destroy();
});

test("a server asked to stop answers first what it has begun", async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  let announced = () => {};
  const called = new Promise<void>((resolve) => (announced = resolve));
  const { client, stop } = await serve({
    notify: () => {
      announced();
      return held;
    },
  });
  const sent = client.send(put("k"));
  await called;
  const stopped = stop();
  release();
  expect((await sent).ETag).toBeTruthy();
  await stopped;
});
