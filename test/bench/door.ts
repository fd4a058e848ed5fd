// door: callers of the HTTP API over sixteen connections to a machine of its own, as npm start opens it
import autocannon from "autocannon";
import {
  type ChildProcess as Child,
  spawn,
  spawnSync,
} from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Bucket } from "@mainstay/core/aws/bucket";
import { feeds } from "@mainstay/core/model/input-tensors";
import { InferenceSession } from "@mainstay/core/model/runtime";
import { Card } from "@mainstay/core/model/card";
import { Registry } from "@mainstay/core/model/registry";
import { TypedFrame } from "@mainstay/core/tabular/typed-frame";
import { Environment } from "@mainstay/local/runtime/environment";
import { freePort } from "../free-ports";
import { table } from "./ingest";

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    rate: { type: "string" }, // calls a second; as many as are answered unless told
    connections: { type: "string", default: "16" },
    data: { type: "string" }, // a folder that keeps the machine's data for the next run
  },
});
const seconds = Number(values.seconds);
const rate = values.rate ? Number(values.rate) : undefined;
const bodies = 200;
// Rows of the plain table: one period, nothing to join.
const plainRows = 5_000;

type Row = Record<string, string>;

/** A child that has said so when it can be called. */
async function ready(child: Child, word: string) {
  for await (const line of createInterface({ input: child.stdout! }))
    if (line.includes(word)) return void child.stdout!.resume();
  throw new Error(`Expected "${word}" of a child that ended before`);
}

async function openMachine(data: string) {
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...["--import", "tsx", "packages/local/src/main.ts"],
      ...["--port", String(port), "--data", data],
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  await ready(child, "Mainstay is ready");
  const key = (await readFile(join(data, "api-key"), "utf8")).trim();
  return { child, port, url: `http://127.0.0.1:${port}`, key };
}
type Machine = Awaited<ReturnType<typeof openMachine>>;

async function call(
  { url, key }: Machine,
  path: string,
  body?: unknown,
  method = body === undefined ? "GET" : "POST",
) {
  const answer = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const got: any = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${got.code} ${got.message}`);
  return got;
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 200));
  }
}

// A dataset of one period whose model joins nothing to a row.
async function learnPlain(machine: Machine, csv: Buffer) {
  const known = await call(machine, "/v1/models/plain").catch(() => null);
  if (known?.items.length) return;
  await call(
    machine,
    "/v1/datasets/plain",
    { id: "id", label: { column: "left", positive: "yes" } },
    "PUT",
  );
  const asked = {
    dataset: "plain",
    name: "2026-09.csv",
    size: csv.length,
    type: "text/csv",
  };
  const { url } = await call(machine, "/v1/uploads", asked);
  await fetch(url, {
    method: "PUT",
    body: new Uint8Array(csv),
    headers: { "content-type": "text/csv" },
  });
  await until(async () => {
    const { items } = await call(machine, "/v1/uploads?dataset=plain");
    return items[0]?.state === "done" || undefined;
  });
  const { jobId } = await call(machine, "/v1/models/plain/train", {});
  const state = await until(async () => {
    const job = await call(machine, `/v1/jobs/${jobId}`);
    return ["done", "failed"].includes(job.state) ? job.state : undefined;
  });
  if (state !== "done") throw new Error("The plain table's training failed");
}

function plainOf(csv: Buffer): Row[] {
  const [header, ...lines] = csv.toString().trim().split("\n");
  const names = header.split(",");
  return lines.slice(0, bodies).map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(
      names.slice(0, -1).map((name, k) => [name, cells[k]]),
    );
  });
}

async function joinedOf(machine: Machine): Promise<Row[]> {
  const { id } = await call(machine, "/v1/datasets/customers");
  // The first list after a start may take longer than a call may.
  const { items } = await until(() =>
    call(machine, `/v1/customers?limit=${bodies}`).catch(() => undefined),
  );
  const rows: Row[] = [];
  for (const item of items) {
    const path = `/v1/customers/${encodeURIComponent(item.id)}/history`;
    const newest = (await call(machine, path)).items.at(-1);
    rows.push({ ...newest.cells, [id]: item.id });
  }
  return rows;
}

// Nothing is under way in the background that callers would share the machine with.
const settled = (machine: Machine) =>
  until(async () => {
    for (const state of ["queued", "running"])
      if ((await call(machine, `/v1/jobs?state=${state}`)).items.length) return;
    return true;
  });

type Load = {
  name: string;
  url: string;
  path: string;
  key?: string;
  bodies?: unknown[];
};

async function load({ name, url, path, key = "", bodies }: Load) {
  const headers = {
    authorization: `Bearer ${key}`,
    "content-type": "application/json",
  };
  const requests = bodies?.map((body) => ({
    method: "POST" as const,
    path,
    headers,
    body: JSON.stringify(body),
  }));
  const run = (duration: number) =>
    autocannon({
      ...{ url, duration, connections: Number(values.connections) },
      ...(rate !== undefined && { overallRate: rate }),
      requests: requests ?? [{ method: "GET", path, headers }],
    });
  await run(2);
  const {
    requests: calls,
    latency,
    errors,
    timeouts,
    non2xx,
  } = await run(seconds);
  return {
    name,
    callsPerSecond: Math.round(calls.average),
    ...{ p50Ms: latency.p50, p99Ms: latency.p99 },
    failed: errors + timeouts + non2xx,
  };
}

// One row after the other in this process, tensors ready: what no door can be faster than.
async function raw({ port, url }: Machine, rows: Row[]) {
  const at = (n: number) => `http://127.0.0.1:${port + n}`;
  const endpoints = {
    http: url,
    s3: at(1),
    dynamodb: at(2),
    sqs: at(3),
    batch: at(3),
  };
  Environment.enter(Environment.variables(endpoints, () => at(3)));
  const { version } = (await Registry.current("plain"))!;
  const card = await Registry.card("plain", version);
  const columns = Object.fromEntries(
    card.columns.map(({ name, type }) => [name, type]),
  );
  const bytes = await Bucket.existingBytes(
    Bucket.keys.model("plain", version, "model.onnx"),
  );
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const calls = rows.map((row) => {
    const { frame } = TypedFrame.fromObjects({
      rows: [row],
      types: { columns, dates: {} },
    });
    return feeds(frame, Card.inputs(card.columns), 20_000);
  });
  const took: number[] = [];
  const end = performance.now() + 1000 * Math.min(seconds, 5);
  for (let n = 0; performance.now() < end; n++) {
    const from = performance.now();
    await session.run(calls[n % calls.length]);
    took.push(performance.now() - from);
  }
  await session.release();
  const mean = took.reduce((a, b) => a + b, 0) / took.length;
  took.sort((a, b) => a - b);
  const quantile = (q: number) =>
    Number(took[Math.floor(q * (took.length - 1))].toFixed(2));
  return {
    name: "onnxruntime alone",
    callsPerSecond: Math.round(1000 / mean),
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    failed: 0,
  };
}

const python = "/usr/bin/python3";

async function peer(csv: Buffer, rows: Row[], directory: string) {
  const has = spawnSync(python, [
    "-c",
    "import fastapi, uvicorn, xgboost, numpy",
  ]);
  if (has.status !== 0) return [];
  const file = join(directory, "plain.csv");
  await writeFile(file, csv);
  const port = await freePort();
  const script = new URL("./peers/door.py", import.meta.url).pathname;
  const child = spawn(python, [script, file, "left", "yes", String(port)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await ready(child, "ready");
    const url = `http://127.0.0.1:${port}`;
    await until(() =>
      fetch(`${url}/healthz`).then(
        () => true,
        () => undefined,
      ),
    );
    return [
      await load({ name: "FastAPI healthz", url, path: "/healthz" }),
      await load({
        name: "FastAPI + XGBoost",
        url,
        path: "/score",
        bodies: rows.map((row) => ({ rows: [row] })),
      }),
    ];
  } finally {
    child.kill();
  }
}

export async function run() {
  const directory = await mkdtemp(join(tmpdir(), "bench-door-"));
  const machine = await openMachine(values.data ?? join(directory, "data"));
  const csv = table(plainRows, 1);
  try {
    await learnPlain(machine, csv);
    await settled(machine);
    const [plain, joined] = [plainOf(csv), await joinedOf(machine)];
    const { url, key } = machine;
    const score = (
      name: string,
      dataset: string,
      rows: Row[],
      explain: boolean,
    ) =>
      load({
        ...{ name, url, key, path: `/v1/score/${dataset}` },
        bodies: rows.map((row) => ({ rows: [row], explain })),
      });
    const found = [await load({ name: "healthz", url, path: "/healthz" })];
    found.push(await score("score, plain table", "plain", plain, false));
    found.push(
      await score("score, joined columns", "customers", joined, false),
    );
    found.push(await score("explain, plain table", "plain", plain, true));
    found.push(
      await score("explain, joined columns", "customers", joined, true),
    );
    if (rate === undefined) {
      found.push(await raw(machine, plain));
      found.push(...(await peer(csv, plain, directory)));
    }
    return found;
  } finally {
    machine.child.kill("SIGTERM");
    await new Promise((done) => machine.child.once("exit", done));
    await rm(directory, { recursive: true });
  }
}

console.table(await run());
process.exit();
