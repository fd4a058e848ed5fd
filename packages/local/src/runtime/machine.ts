// machine: everything the cloud would be, composed on one computer
import { Failure } from "@mainstay/core/base/error";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { Batch } from "../aws/batch/batch";
import { Dynamodb } from "../aws/dynamodb/dynamodb";
import { Environment, type Endpoints } from "./environment";
import { Gateway } from "./gateway";
import { Lock } from "./lock";
import { LoopbackGuard } from "../aws/loopback-guard";
import { type Lambda, lambda, type Options } from "./lambda";
import { QueueSource } from "./queue-source";
import * as S3 from "../aws/s3/s3-server";
import { Scheduler } from "./scheduler";
import type { Sigv4 } from "../aws/sigv4";
import { SqsServer } from "../aws/sqs/sqs-server";
import { Log } from "@mainstay/core/base/log";
import { Queue } from "@mainstay/core/aws/queue";

const handlers = "packages/functions/src";
const width = Math.min(4, availableParallelism());
const rare = { warm: false };

export const functions = {
  Api: { handler: `${handlers}/api/index.handler`, perProcess: 100 },
  UploadDropped: {
    handler: `${handlers}/events/upload-dropped.handler`,
    timeoutMs: 600_000,
    concurrency: 2,
  },
  PartPlanned: {
    handler: `${handlers}/events/part-planned.handler`,
    timeoutMs: 120_000,
    concurrency: width,
  },
  ModelPromoted: {
    handler: `${handlers}/events/model-promoted.handler`,
    timeoutMs: 120_000,
    ...rare,
  },
  MessageDied: {
    handler: `${handlers}/events/message-died.handler`,
    timeoutMs: 30_000,
    ...rare,
  },
  TrainingEnded: {
    handler: `${handlers}/events/training-ended.handler`,
    timeoutMs: 30_000,
    ...rare,
  },
  Report: {
    handler: `${handlers}/cron/report.handler`,
    timeoutMs: 600_000,
    ...rare,
  },
  Retrain: {
    handler: `${handlers}/cron/retrain.handler`,
    timeoutMs: 300_000,
    ...rare,
  },
  Retention: {
    handler: `${handlers}/cron/retention.handler`,
    timeoutMs: 300_000,
    ...rare,
  },
  Sweep: {
    handler: `${handlers}/cron/sweep.handler`,
    timeoutMs: 300_000,
    ...rare,
  },
} satisfies Record<string, Options>;
export type Name = keyof typeof functions;
const training = ["packages/training/src/main.ts"];

// Which function a queue feeds.
const feeds = {
  Inbox: "UploadDropped",
  Parts: "PartPlanned",
  Models: "ModelPromoted",
} as const;
type QueueName = keyof typeof feeds;

const dead = { name: "Dead", visibilitySeconds: 60 };
/** As they are in the cloud, so that a message whose function died comes back as late here as there. */
export const queues = (Object.keys(feeds) as QueueName[]).map((name) => {
  const visibilitySeconds = (6 * functions[feeds[name]].timeoutMs) / 1000;
  const { maxReceiveCount } = Queue;
  const deadLetter = { queue: dead.name, maxReceiveCount };
  return { name, visibilitySeconds, deadLetter };
});

// Where the news of an object goes, by its key.
export function queueOf(key: string): QueueName | undefined {
  if (key.startsWith("inbox/")) return "Inbox";
  if (key.startsWith("models/") && key.endsWith("current.json"))
    return "Models";
}

type Stop = () => unknown;
export type Machine = Awaited<ReturnType<typeof startMachine>>;

export async function startMachine({
  port = 0,
  data,
  credentials = Environment.credentials,
  overrides = {},
  trainer = training,
  freezes = false,
}: {
  port?: number; // and the three above it; 0 takes any four
  data: string;
  credentials?: Sigv4.Credentials;
  overrides?: Partial<Record<Name, string>>; // other handlers in place of the product's
  trainer?: string[];
  freezes?: boolean; // functions stand still between an answer and the next call, as in the cloud
}) {
  const directory = resolve(data);
  // Workers stop together and first; then what they lean on, newest first.
  const workers: Stop[] = [];
  const servers: Stop[] = [await Lock.hold(directory)];
  const end = async (stop: Stop) => {
    try {
      await stop();
    } catch (error) {
      Log.error(error, { stopping: true });
    }
  };
  const close = async () => {
    await Promise.all(workers.splice(0).map(end));
    for (const stop of servers.splice(0).reverse()) await end(stop);
  };
  const at = (n: number) => (port === 0 ? 0 : port + n);

  async function open() {
    let batch: Batch.Running | undefined;
    let pages: string[] = [];
    const sqs = await SqsServer.start({
      directory: join(directory, "sqs"),
      port: at(3),
      credentials,
      queues: [dead, ...queues],
      extra: async (path, input) => batch?.handle(path, input),
    });
    servers.push(sqs.stop);
    // Who received messages before this start ended with the machine.
    for (const { name } of [dead, ...queues]) await sqs.queue(name).reclaim();
    const dynamodb = await Dynamodb.start({
      directory: join(directory, "dynamodb"),
      port: at(2),
      credentials,
      table: Environment.table,
    });
    servers.push(dynamodb.stop);
    const s3 = await S3.start({
      directory: join(directory, "s3"),
      port: at(1),
      credentials,
      buckets: [Environment.bucket],
      origins: () => pages,
      async notify({ Records }) {
        for (const record of Records) {
          const key = decodeURIComponent(
            record.s3.object.key.replaceAll("+", " "),
          );
          const queue = queueOf(key);
          if (queue)
            await sqs.send(queue, JSON.stringify({ Records: [record] }));
        }
      },
    });
    servers.push(s3.stop);

    const lambdas = {} as Record<Name, Lambda>;
    const invoke = (name: Name, event: unknown) => lambdas[name].invoke(event);
    // Bound before the functions start, because their environment names its address.
    const gateway = await Gateway.start({
      port: at(0),
      invoke: (event) => invoke("Api", event),
    });
    workers.push(gateway.stop);
    pages = LoopbackGuard.originsAt(Number(new URL(gateway.url).port));
    const endpoints: Endpoints = {
      http: gateway.url,
      s3: s3.endpoint,
      dynamodb: dynamodb.endpoint,
      sqs: sqs.endpoint,
      batch: sqs.endpoint,
    };
    const environment: Record<string, string> = {
      ...Environment.variables(endpoints, sqs.url, credentials),
      MAINSTAY_OUTBOX: join(directory, "outbox"),
    };
    for (const [name, options] of Object.entries(functions) as [
      Name,
      Options,
    ][])
      lambdas[name] = lambda({
        ...options,
        ...{ name, freezes },
        handler: overrides[name] ?? options.handler,
        env: environment,
      });
    servers.push(() =>
      Promise.all(Object.values(lambdas).map((each) => each.stop())),
    );

    const running = await Batch.start({
      directory: join(directory, "batch"),
      command: trainer,
      env: environment,
      onFailed: (event) => invoke("TrainingEnded", event),
    });
    batch = running;
    workers.push(running.stop);

    const sources = (Object.keys(feeds) as QueueName[]).map((name) =>
      QueueSource.start({
        queue: sqs.queue(name),
        invoke: (event) => invoke(feeds[name], event),
        concurrency: (functions[feeds[name]] as Options).concurrency,
        onError: (error) => Log.error(error, { function: feeds[name] }),
      }),
    );
    sources.push(
      QueueSource.start({
        queue: sqs.queue(dead.name),
        invoke: (event) => invoke("MessageDied", event),
        onError: (error) => Log.error(error, { function: "MessageDied" }),
      }),
    );
    servers.push(() => Promise.all(sources.map((source) => source.stop())));

    const scheduler = await Scheduler.start({
      directory: join(directory, "schedule"),
      jobs: [
        {
          name: "Report",
          cron: "0 6 1 * *",
          invoke: (event) => invoke("Report", event),
        },
        {
          name: "Retrain",
          cron: "0 4 * * *",
          invoke: (event) => invoke("Retrain", event),
        },
        {
          name: "Retention",
          cron: "0 3 * * *",
          invoke: (event) => invoke("Retention", event),
        },
        {
          name: "Sweep",
          cron: "0 * * * *",
          atStart: true,
          invoke: (event) => invoke("Sweep", event),
        },
      ],
      onError: (error) => Log.error(error, { function: "schedule" }),
    });
    workers.push(scheduler.stop);
    return { url: gateway.url, endpoints, environment, invoke };
  }

  try {
    return { ...(await open()), stop: close };
  } catch (error) {
    await close();
    const { code, port: busy } = error as { code?: string; port?: number };
    if (code !== "EADDRINUSE") throw error;
    throw new Failure(
      "machine.port.busy",
      `Expected port ${busy} to be free; something else listens on it. Choose another with --port`,
      409,
    );
  }
}

export * as Machine from "./machine";
