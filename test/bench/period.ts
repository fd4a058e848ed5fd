// period: a dataset's periods refreshed out of the table, then lists, sums, search, CSV and single customers out of their shards;
// 10,000 and 100,000 customers over two months unless told: node --import tsx test/bench/period.ts 100000x13
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { HealthBacktest } from "@mainstay/core/periods/health-backtest";
import { Pipeline } from "@mainstay/core/periods/pipeline";
import { Customer } from "@mainstay/core/accounts/customer";
import { CustomerCsv } from "@mainstay/core/lists/customer-csv";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { StoredState } from "@mainstay/core/state/stored-state";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import { Environment } from "@mainstay/local/runtime/environment";
import * as S3 from "@mainstay/local/aws/s3/s3-server";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { random } from "@mainstay/core/base/random";

type Size = { customers: number; months: string[] };
const sizeOf = (text: string): Size => {
  const [customers, count = 2] = text.split("x").map(Number);
  const months = Array.from({ length: count }, (_, k) =>
    new Date(Date.UTC(2026, 9 - k)).toISOString().slice(0, 7),
  );
  return { customers, months: months.reverse() };
};
const self = fileURLToPath(import.meta.url);

// The servers have a process of their own: only the function's memory counts.
async function serve() {
  const directory = await mkdtemp(join(tmpdir(), "mainstay-"));
  const at = (name: string) => ({ directory: join(directory, name), port: 0 });
  const sqs = await SqsServer.start({
    ...at("sqs"),
    queues: [{ name: "Inbox", visibilitySeconds: 60 }],
  });
  const dynamodb = await Dynamodb.start({
    ...at("dynamodb"),
    table: Environment.table,
  });
  const s3 = await S3.start({
    ...at("s3"),
    buckets: [Environment.bucket],
    notify: async () => {},
  });
  process.send!({
    http: "http://127.0.0.1:1",
    s3: s3.endpoint,
    dynamodb: dynamodb.endpoint,
    sqs: sqs.endpoint,
    batch: sqs.endpoint,
  });
  process.once("disconnect", async () => {
    await rm(directory, { recursive: true, force: true });
    process.exit();
  });
}

const columns = {
  ...{ csat: "number", loyalty: "number", nps: "number", mrr: "number" },
  ...{ seats: "number", active_seats: "number", tokens: "number" },
  ...{ requests: "number", spend: "number", error_rate: "number" },
  ...{ latency: "number", tickets: "number", plan: "category" },
  ...{ region: "category", owner: "category", model: "category" },
  ...{ signup: "date", renewal: "date", succeeded: "boolean" },
  churned: "boolean",
} as const;
const definition = Definition.Info.parse({
  ...{ id: "id", time: "month", columns },
  label: { column: "churned", positive: "yes", horizon: 1 },
  roles: {
    ...{ satisfaction: "csat", loyalty: "loyalty", success: "succeeded" },
    ...{ nps: "nps", revenue: "mrr", seats: "seats", owner: "owner" },
    ...{ activeSeats: "active_seats", tokens: "tokens", usage: "tokens" },
    ...{ requests: "requests", spend: "spend", errorRate: "error_rate" },
    ...{ latency: "latency", tickets: "tickets", plan: "plan" },
    ...{ models: "model", signup: "signup", renewal: "renewal" },
  },
});

const draw = random(7);
const day = () =>
  `2025-${String(1 + draw.integer(12)).padStart(2, "0")}-${String(1 + draw.integer(28)).padStart(2, "0")}`;
const cell = {
  number: () => String(draw.integer(1000) / 100),
  category: () => `value ${draw.integer(6)}`,
  date: day,
  boolean: () => (draw.uniform() < 0.1 ? "yes" : "no"),
};

const snapshot = (period: string, k: number): Snapshot.Info => ({
  id: `customer-${k}`,
  period,
  upload: "made-up",
  line: k + 2,
  cells: Object.fromEntries(
    Object.entries(columns).map(([name, type]) => [
      name,
      cell[type as keyof typeof cell](),
    ]),
  ),
  score: null,
});

async function write(customers: number, period: string, from: number) {
  const rows: PeriodIndex.Row[] = [];
  for (let k = 0; k < customers; k += 5000) {
    const some = Array.from({ length: Math.min(5000, customers - k) }, (_, i) =>
      snapshot(period, from + k + i),
    );
    await Snapshot.write("customers", some);
    rows.push(...some.map((one) => PeriodIndex.rowOf(one, definition)));
  }
  await PeriodIndex.write("customers", period, rows);
  await Dataset.setPeriod("customers", period, null);
}

const mb = (bytes: number) => Math.round(bytes / 2 ** 20);

/** Runs and gives the time in ms and the memory this process had at most, in bytes. */
async function watched<T>(run: () => Promise<T>) {
  global.gc?.();
  let peak = process.memoryUsage().rss;
  const watch = setInterval(
    () => (peak = Math.max(peak, process.memoryUsage().rss)),
    20,
  );
  const begun = performance.now();
  const cpu = process.cpuUsage();
  const value = await run();
  const ms = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  return { value, ms, peak, cpuMs: (user + system) / 1000 };
}

async function refresh({ customers, months }: Size) {
  await Dataset.write("customers", definition, 0);
  for (const [n, period] of months.entries())
    await write(customers, period, Math.floor((n * customers) / 30));
  const { ms, peak, cpuMs } = await watched(() => Pipeline.run("customers"));
  const rows = customers * months.length;
  console.log(
    `${customers} customers × ${months.length}: refresh of all months ${(ms / 1000).toFixed(1)} s (${(cpuMs / 1000).toFixed(1)} s of CPU), ${((1000 * ms) / rows).toFixed(0)} µs a row, ${mb(peak)} MB at most`,
  );
}

// The median of a few, after the first, which reads the shards.
async function timed(name: string, run: () => Promise<unknown>) {
  const first = await watched(run);
  const rest: number[] = [];
  for (let k = 0; k < 5; k++) rest.push((await watched(run)).ms);
  rest.sort((a, b) => a - b);
  console.log(
    `  ${name}: ${rest[2].toFixed(0)} ms, the first time ${first.ms.toFixed(0)} ms`,
  );
}

async function look({ customers, months }: Size) {
  const period = months.at(-1)!;
  const list = (query: object) =>
    CustomerList.list("customers", CustomerList.Query.parse(query));
  const id = `customer-${customers - 1}`;
  await timed("one customer's state", () =>
    StoredState.ofCustomer("customers", period, id),
  );
  await timed(`its history of ${months.length}`, () =>
    Customer.history("customers", id),
  );
  await timed("a list by three filters, sorted, counted and summed", () =>
    list({
      ...{ period, owner: "value 3", limit: 50 },
      ...{ where: "tickets > 5 and plan in ('value 1', 'value 2')" },
      sort: "-revenue",
    }),
  );
  await timed("a page of everybody by risk, counted and summed", () =>
    list({ period, limit: 50 }),
  );
  await timed("each customer's newest row", () =>
    list({ limit: 50, sort: "-revenue" }),
  );
  await timed("a search by the beginning of an id", () =>
    list({ q: "customer-99", limit: 50 }),
  );
  await timed("a search by a part of a name", () =>
    list({ period, q: "mer-99", limit: 50 }),
  );
  await timed("how well past health told who left", () =>
    HealthBacktest.backtest("customers", period),
  );
  await timed("a CSV of a third of them", () =>
    CustomerCsv.write(
      "customers",
      CustomerList.Filters.parse({
        period,
        where: "plan in ('value 1', 'value 2')",
      }),
      new Date(0),
    ),
  );
  console.log(`  ${mb(process.resourceUsage().maxRSS * 1024)} MB at most`);
}

const parts = { refresh, look };

async function part(name: keyof typeof parts, text: string) {
  const endpoints = JSON.parse(process.env.ENDPOINTS!);
  Environment.enter(
    Environment.variables(
      endpoints,
      (name) => `${endpoints.sqs}/000000000000/${name}`,
    ),
  );
  await parts[name](sizeOf(text));
  process.exit();
}

async function measure(size: string) {
  const servers = fork(self, ["serve"], { stdio: "inherit" });
  const endpoints = await new Promise((done) => servers.once("message", done));
  for (const name of Object.keys(parts)) {
    const child = fork(self, [name, size], {
      execArgv: [...process.execArgv, "--expose-gc"],
      env: { ...process.env, ENDPOINTS: JSON.stringify(endpoints) },
    });
    const [code] = await once(child, "exit");
    if (code !== 0) process.exitCode = 1;
  }
  servers.disconnect();
  await once(servers, "exit");
}

const [first, ...rest] = process.argv.slice(2);
if (first === "serve") await serve();
else if (first && first in parts)
  await part(first as keyof typeof parts, rest[0]);
else
  for (const size of first ? [first, ...rest] : ["10000", "100000"])
    await measure(size);
