// s3-server: an S3 endpoint over a folder, for any AWS client
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { finished, pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { BucketOperations } from "./bucket-operations";
import { Cors } from "./cors";
import { LoopbackGuard } from "../loopback-guard";
import { S3Error } from "./s3-error";
import { Notification } from "./notification";
import type { Reply } from "./operation";
import { parse, refuseUnknownHeaders, type Request } from "./request";
import { FindOperation } from "./find-operation";
import { Signature } from "./signature";
import type { Sigv4 } from "../sigv4";
import { Store } from "./object-store";
import { Xml } from "./xml";
import { Log } from "@mainstay/core/base/log";
import { DataFault } from "../../process/data-fault";

export interface Options {
  directory: string;
  port?: number;
  host?: string;
  credentials?: Sigv4.Credentials;
  buckets: string[];
  // Origins of the pages that may use presigned URLs.
  origins?: () => string[];
  // An upload is answered once this resolves; if it rejects, with 500, and the object stays.
  notify?: (event: Notification) => Promise<void>;
  // Milliseconds since the epoch.
  clock?: () => number;
}

const region = "us-east-1";
const logPauseMs = 60_000;
// What a stop allows requests under way, a client or a listener that hangs included.
const graceMs = 3000;

export async function start({
  directory,
  port = 0,
  host = "127.0.0.1",
  credentials = { accessKeyId: "local", secretAccessKey: "local" },
  buckets,
  origins = () => [],
  notify = async () => {},
  clock = Date.now,
}: Options) {
  const store = await Store.open(directory, clock);

  async function operate(request: Request): Promise<Reply> {
    const signed = Signature.verify(request, credentials, clock());
    refuseUnknownHeaders(request);
    const run = FindOperation.find(request);
    return run({
      ...request,
      signed,
      store,
      region,
      announce: (object) => notify(Notification.created(object)),
    });
  }

  let toldAt = -Infinity;
  // A fault of the disk meets every request, and is logged once a minute.
  function told(error: unknown) {
    if (error instanceof S3Error) return error;
    const fault = DataFault.of(error, directory);
    if (!fault || performance.now() > toldAt + logPauseMs)
      Log.error(fault ?? error, { service: "s3" });
    if (!fault) return error;
    toldAt = performance.now();
    return new S3Error("ServiceUnavailable", fault.message);
  }

  async function serve(message: IncomingMessage, response: ServerResponse) {
    for (const [name, value] of Object.entries(
      Cors.headers(message, origins()),
    ))
      response.setHeader(name, value);
    const id = randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase();
    try {
      const guard = { origins: origins(), subdomains: true };
      const foreign = LoopbackGuard.refuse(message, guard);
      if (foreign) throw new S3Error("AccessDenied", foreign.message);
      if (message.method === "OPTIONS")
        return await send(message, response, id, Cors.preflight(message));
      const request = parse(message, response, id);
      await send(message, response, id, await operate(request));
    } catch (error) {
      if (response.destroyed) return;
      const said = told(error);
      if (response.headersSent) return response.destroy();
      await send(message, response, id, refusal(message, id, said));
    }
  }

  const active = new Set<Promise<unknown>>();
  const listener = (message: IncomingMessage, response: ServerResponse) => {
    const work = serve(message, response).catch(() => response.destroy());
    active.add(work);
    void work.finally(() => active.delete(work));
  };
  // A large upload may take as long as it likes.
  const server = createServer(
    { requestTimeout: 0, keepAliveTimeout: 60_000 },
    listener,
  );
  server.on("checkContinue", listener);
  try {
    for (const name of buckets) await BucketOperations.make(store, name);
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    await store.close();
    throw error;
  }
  const bound = (server.address() as AddressInfo).port;

  async function stop() {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    const patience = new AbortController();
    const over = setTimeout(graceMs, undefined, { signal: patience.signal });
    await Promise.race([Promise.all(active), over]);
    patience.abort();
    await over.catch(() => {});
    server.closeAllConnections();
    await closed;
    await store.close();
  }

  return { endpoint: `http://${host}:${bound}`, port: bound, stop };
}

async function send(
  message: IncomingMessage,
  response: ServerResponse,
  id: string,
  { status, headers = {}, body = "", release }: Reply,
) {
  try {
    const all: Record<string, string> = {
      "x-amz-request-id": id,
      "x-amz-id-2": id,
      server: "Mainstay",
      ...headers,
    };
    if (typeof body === "string" && status !== 204 && status !== 304)
      all["content-length"] ??= String(Buffer.byteLength(body));
    // A client told nothing yet may or may not send its body: only a new connection is sure to start clean.
    if (message.headers.expect && !message.readableDidRead)
      all.connection = "close";
    // Node would throw halfway; S3 says it this way.
    if (
      Object.values(all).some((value) => /[^\t\x20-\x7e\x80-\xff]/.test(value))
    )
      throw new S3Error(
        "InvalidArgument",
        "Header value cannot be represented using ISO-8859-1.",
      );
    response.writeHead(status, all);
    if (!message.complete) message.resume();
    if (typeof body !== "string") return await pipeline(body, response);
    response.end(body);
    await finished(response, { readable: false });
  } finally {
    release?.();
  }
}

function refusal(message: IncomingMessage, id: string, cause: unknown): Reply {
  const error =
    cause instanceof S3Error
      ? cause
      : new S3Error(
          "InternalError",
          "We encountered an internal error. Please try again.",
        );
  if (message.method === "HEAD" || error.status === 304)
    return { status: error.status, headers: error.headers };
  return {
    status: error.status,
    headers: { "content-type": "application/xml", ...error.headers },
    body: Xml.write("Error", {
      Code: error.code,
      Message: error.message,
      Resource: message.url?.split("?")[0],
      RequestId: id,
      HostId: id,
    }),
  };
}
