// cloud: S3, DynamoDB and SQS on loopback, the event handlers in this very process, and calls to the API
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { WebSession } from "@mainstay/core/aws/web-session";
import { Line } from "@mainstay/core/work/line";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import { Environment } from "@mainstay/local/runtime/environment";
import { queueOf } from "@mainstay/local/runtime/machine";
import { QueueSource } from "@mainstay/local/runtime/queue-source";
import { vi } from "vitest";
import * as S3 from "@mainstay/local/aws/s3/s3-server";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { app } from "@mainstay/functions/api/index";
import { handler as promoted } from "@mainstay/functions/events/model-promoted";
import { handler as planned } from "@mainstay/functions/events/part-planned";
import { handler as dropped } from "@mainstay/functions/events/upload-dropped";
import { memoryFolder } from "../memory-folder";

const handlers = { Inbox: dropped, Parts: planned, Models: promoted };
type Name = keyof typeof handlers;

export type Cloud = Awaited<ReturnType<typeof start>>;

export async function start() {
  const directory = await memoryFolder();
  const names = Object.keys(handlers) as Name[];
  const submitted: any[] = [];
  const sqs = await SqsServer.start({
    directory: join(directory, "sqs"),
    queues: names.map((name) => ({ name, visibilitySeconds: 60 })),
    // AWS Batch, as far as taking a job goes.
    extra: async (_, input) => {
      submitted.push(input);
      return { status: 200, body: { jobId: "1", jobName: "1", jobArn: "1" } };
    },
  });
  const dynamodb = await Dynamodb.start({
    directory: join(directory, "dynamodb"),
    table: Environment.table,
  });
  const s3 = await S3.start({
    directory: join(directory, "s3"),
    buckets: [Environment.bucket],
    async notify({ Records }) {
      for (const record of Records) {
        const queue = queueOf(decodeURIComponent(record.s3.object.key));
        if (queue) await sqs.send(queue, JSON.stringify({ Records: [record] }));
      }
    },
  });
  const endpoints = {
    http: "http://127.0.0.1:1",
    s3: s3.endpoint,
    dynamodb: dynamodb.endpoint,
    sqs: sqs.endpoint,
    batch: sqs.endpoint,
  };
  Environment.enter(Environment.variables(endpoints, sqs.url));
  const sources = names.map((name) =>
    QueueSource.start({
      queue: sqs.queue(name),
      invoke: (event) => handlers[name](event as never),
    }),
  );
  const key = ApiKey.random();
  await ApiKey.put({ key, name: "all", scopes: [...ApiKey.everything] });

  async function stop() {
    await Promise.all(sources.map((source) => source.stop()));
    await Promise.all([s3, dynamodb, sqs].map((server) => server.stop()));
    await rm(directory, { recursive: true });
  }
  return { submitted, key, stop, directory, call: calling(key) };
}

// A call to the API as somebody with this key makes it.
export function calling(key?: string) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await app.request(path, {
      method,
      body: text,
      headers: {
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
    });
    const got = await answer.text();
    const type = answer.headers.get("content-type") ?? "";
    return {
      status: answer.status,
      type,
      body: (type.startsWith("application/json")
        ? JSON.parse(got)
        : got) as any,
    };
  };
}

// The cookie of a browser that signed in with a key, once for every site; nothing for no key.
const tokens = new Map<string, Promise<string>>();
export async function cookie(key: string, name: number | string = 80) {
  if (!key) return "";
  if (!tokens.has(key)) tokens.set(key, WebSession.open(key));
  return `${typeof name === "number" ? `mainstay_${name}` : name}=${await tokens.get(key)}`;
}

/** What is looked for, as soon as it is there; an error if it does not come within two minutes. */
export const until = <T>(look: () => Promise<T>) =>
  vi.waitUntil(look, { timeout: 120_000, interval: 50 });

// All uploads are done or failed, and what follows of them is done too.
export async function settled(cloud: Cloud, dataset: string, count: number) {
  return until(async () => {
    const { body } = await cloud.call("GET", `/v1/uploads?dataset=${dataset}`);
    const over = body.items.filter(({ state }: any) =>
      ["done", "failed"].includes(state),
    );
    const waiting = await Line.waiting(dataset);
    return over.length === count && !waiting.length && (over as any[]);
  });
}
