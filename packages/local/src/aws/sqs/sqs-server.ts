// sqs-server: SQS on loopback, as the AWS SDK speaks to it; other services may share the listener
import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { type Context, actions } from "./actions";
import { JsonSignature } from "../json-signature";
import { close, listen, read } from "../listener";
import { LoopbackGuard } from "../loopback-guard";
import { account } from "./request-schemas";
import { MessageQueue } from "./message-queue";
import { Refusal } from "./sqs-error";
import { QueueStore } from "./queue-store";
import type { Sigv4 } from "../sigv4";
import { Log } from "@mainstay/core/base/log";

export type Answer = { status: number; body: unknown };
export type Extra = (
  path: string,
  input: unknown,
) => Promise<Answer | undefined>;

// Ten bodies of the largest size, escaped, still fit.
const maxRequestBytes = 16 * 1024 * 1024;
const target = "AmazonSQS.";

export async function start({
  directory,
  port = 0,
  host = "127.0.0.1",
  credentials = { accessKeyId: "local", secretAccessKey: "local" },
  queues: declared = [],
  extra = async () => undefined,
  clock,
}: {
  directory: string;
  port?: number;
  host?: string;
  credentials?: Sigv4.Credentials;
  queues?: QueueStore.Settings[];
  extra?: Extra;
  clock?: () => number;
}) {
  const store = await QueueStore.open(directory);
  const queues = new Map<string, MessageQueue>();
  const add = (settings: QueueStore.Settings) => {
    const sibling = (name: string) => queues.get(name);
    const queue = MessageQueue.create({ settings, store, sibling, clock });
    queues.set(settings.name, queue);
    return queue;
  };
  const create = async (settings: QueueStore.Settings) => {
    await store.declare(settings);
    return add(settings);
  };
  for (const settings of declared) await create(settings);
  for (const settings of store.settings)
    if (!queues.has(settings.name)) add(settings);

  const stopping = new AbortController();
  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      if (response.destroyed) return;
      if (error instanceof Refusal) return refuse(response, error);
      Log.error(error, { service: "sqs" });
      reply(response, 500, {
        __type: "InternalFailure",
        message: "Internal failure",
      });
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const bytes = await read(request, maxRequestBytes);
    if (!bytes)
      return reply(response, 413, {
        message: `Expected at most ${maxRequestBytes} bytes`,
      });
    const foreign = LoopbackGuard.refuse(request);
    if (foreign)
      return refuse(
        response,
        new Refusal("AccessDeniedException", foreign.message),
      );
    const unsigned = JsonSignature.refuse(request, bytes, {
      credentials,
      services: ["sqs", "batch"],
    });
    if (unsigned)
      return refuse(response, new Refusal(unsigned.type, unsigned.message));
    const input = parseJson(bytes.toString() || "{}");
    const name = String(request.headers["x-amz-target"] ?? "");
    if (!name.startsWith(target)) {
      const answer = await extra(request.url!, input);
      if (answer) return reply(response, answer.status, answer.body);
    }
    const action = actions[name.slice(target.length)];
    if (!action)
      return refuse(
        response,
        new Refusal(
          "UnsupportedOperation",
          `Expected one of ${Object.keys(actions).join(", ")} in X-Amz-Target of the AWS JSON protocol; came ${name || `${request.method} ${request.url}`}`,
        ),
      );
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    const context: Context = { queues, create, url, signal };
    reply(response, 200, await action(input, context));
  }

  const bound = await listen(server, port, host).catch(async (error) => {
    await store.close();
    throw error;
  });
  const endpoint = `http://${host}:${bound}`;
  const url = (name: string) => `${endpoint}/${account}/${name}`;
  const queue = (name: string) => queues.get(name)!;
  return {
    endpoint,
    url,
    queue,
    send: async (name: string, body: string) =>
      void (await queue(name).send([{ body }])),
    async stop() {
      stopping.abort();
      await close(server);
      await store.close();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(
      "InvalidParameterValueException",
      "Expected a body of JSON",
    );
  }
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers = {},
) {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
    ...headers,
  });
  response.end(JSON.stringify(body));
}

const refuse = (response: ServerResponse, { type, message, legacy }: Refusal) =>
  reply(
    response,
    400,
    { __type: `com.amazonaws.sqs#${type}`, message },
    { "x-amzn-query-error": legacy },
  );

export * as SqsServer from "./sqs-server";
