// dynamodb: dynalite on disk, with the one table in it
import {
  DynamoDBClient,
  ResourceInUseException,
} from "@aws-sdk/client-dynamodb";
import { ClassicLevel } from "classic-level";
import dynalite from "dynalite";
import db from "dynalite/db/index.js";
import { mkdir } from "node:fs/promises";
import type {
  IncomingMessage,
  RequestListener,
  Server,
  ServerResponse,
} from "node:http";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { JsonSignature } from "../json-signature";
import { close, listen, read } from "../listener";
import { LoopbackGuard } from "../loopback-guard";
import type { Sigv4 } from "../sigv4";
import { createTable } from "./create-table";

const maxRequestBytes = 16 * 1024 * 1024;
const graceMs = 5_000;

export async function start({
  directory,
  port = 0,
  host = "127.0.0.1",
  credentials = { accessKeyId: "local", secretAccessKey: "local" },
  table,
}: {
  directory: string;
  port?: number;
  host?: string;
  credentials?: Sigv4.Credentials;
  table: string;
}) {
  await mkdir(directory, { recursive: true });
  await probe(directory);
  const instant = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const { server, store } = open({ path: directory, ...instant });
  const guarded = guard(server, credentials, () =>
    store.db.compactRange("", "\uffff"),
  );
  const endpoint = `http://${host}:${await listen(server, port, host)}`;
  await create(endpoint, credentials, table);
  return {
    endpoint,
    async stop() {
      await guarded.stop();
      await close(server);
    },
  };
}

// Dynalite throws where nobody can catch it when its folder cannot be opened.
async function probe(directory: string) {
  const level = new ClassicLevel(directory);
  await level.open();
  await level.close();
}

// Dynalite keeps the database under it to itself.
function open(options: Parameters<typeof dynalite>[0]) {
  const { create } = db;
  let store: ReturnType<typeof create>;
  db.create = (options) => (store = create(options));
  try {
    return { server: dynalite(options), store: store! };
  } finally {
    db.create = create;
  }
}

// Dynalite takes any signature and answers any page, so nothing reaches it that was not checked here.
function guard(
  server: Server,
  credentials: Sigv4.Credentials,
  compact: () => Promise<void>,
) {
  const [answer] = server.listeners("request") as RequestListener[];
  server.removeAllListeners("request");
  // Dynalite goes on reading for callers who have left, and throws where the database is closed meanwhile.
  const answering = new Set<Promise<void>>();
  let isStopping = false;
  const follow = (response: ServerResponse) => {
    const { end } = response;
    const ended = new Promise<void>((done) => {
      response.end = ((...of: Parameters<typeof end>) => {
        done();
        return end.apply(response, of);
      }) as typeof end;
    });
    answering.add(ended);
    void ended.then(() => answering.delete(ended));
  };
  const check = async (request: IncomingMessage, response: ServerResponse) => {
    const bytes = await read(request, maxRequestBytes);
    if (!bytes)
      return refuse(
        response,
        413,
        "SerializationException",
        `Expected at most ${maxRequestBytes} bytes`,
      );
    const foreign = LoopbackGuard.refuse(request);
    if (foreign)
      return refuse(response, 403, "AccessDeniedException", foreign.message);
    const unsigned = JsonSignature.refuse(request, bytes, {
      credentials,
      services: ["dynamodb"],
    });
    if (unsigned) return refuse(response, 400, unsigned.type, unsigned.message);
    const { method, url, headers } = request;
    if (headers["x-mainstay-compact"]) await compact();
    const checked = Object.assign(Readable.from([bytes]), {
      method,
      url,
      headers,
    });
    if (isStopping) return void response.destroy();
    follow(response);
    answer(checked as unknown as IncomingMessage, response);
  };
  server.on("request", (request, response) => {
    check(request, response).catch(() => response.destroy());
  });
  return {
    async stop() {
      isStopping = true;
      await Promise.race([
        Promise.all(answering),
        pause(graceMs, undefined, { ref: false }),
      ]);
    },
  };
}

function refuse(
  response: ServerResponse,
  status: number,
  type: string,
  message: string,
) {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
  response.end(
    JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message }),
  );
}

async function create(
  endpoint: string,
  credentials: Sigv4.Credentials,
  table: string,
) {
  const client = new DynamoDBClient({
    endpoint,
    region: "us-east-1",
    credentials,
  });
  await client.send(createTable(table)).catch((error) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  client.destroy();
}

export * as Dynamodb from "./dynamodb";
