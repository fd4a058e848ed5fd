// period: a month's standing and figures out of the table, two months of 100,000 customers; time, memory, and what a million take
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Pipeline } from "@mainstay/core/periods/pipeline";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { PeriodState } from "@mainstay/core/periods/period-state";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Dynamodb } from "@mainstay/local/aws/dynamodb/dynamodb";
import { Environment } from "@mainstay/local/runtime/environment";
import * as S3 from "@mainstay/local/aws/s3/s3-server";
import { SqsServer } from "@mainstay/local/aws/sqs/sqs-server";
import { random } from "@mainstay/core/base/random";

const customers = Number(process.argv[2] ?? 100_000);
const goal = 1_000_000;
const months = ["2026-09", "2026-10"];
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

async function write(period: string, from: number) {
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

async function measure() {
  const child = fork(self, ["serve"], { stdio: "inherit" });
  const endpoints = await new Promise<any>((done) =>
    child.once("message", done),
  );
  Environment.enter(
    Environment.variables(
      endpoints,
      (name) => `${endpoints.sqs}/000000000000/${name}`,
    ),
  );
  await Dataset.write("customers", definition, 0);
  for (const [n, period] of months.entries())
    await write(period, Math.floor((n * customers) / 30));
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(
    () => (peak = Math.max(peak, process.memoryUsage().rss)),
    50,
  );
  const begun = performance.now();
  const cpu = process.cpuUsage();
  await Pipeline.run("customers");
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watch);
  const stored = JSON.stringify(await PeriodState.read("customers", months[1]));
  const scale = goal / customers;
  const mb = (bytes: number) => Math.round(bytes / 2 ** 20);
  console.log(
    [
      `${months.length} months of ${customers} customers out of the table: ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of this process' CPU), ${mb(before)} MB before, ${mb(peak)} MB at most`,
      `a month's standing is ${mb(stored.length)} MB`,
      `times ${scale}: ${(seconds * scale).toFixed(0)} s and ${mb(before + (peak - before) * scale)} MB for ${goal} (the function has 600 s)`,
    ].join("\n"),
  );
  child.disconnect();
}

await (process.argv[2] === "serve" ? serve() : measure());
