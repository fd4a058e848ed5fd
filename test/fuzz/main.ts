// main: fuzzed rows through the whole machine, by tens: counts and lines exact, the workers' memory, the time a row takes beyond
// what the stores themselves take for it
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Upload } from "@mainstay/core/ingest/upload";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { Environment } from "@mainstay/local/runtime/environment";
import { startMachine } from "@mainstay/local/runtime/machine";
import * as FuzzedRows from "./rows";

const most = Number(process.env.ROWS ?? 1_000_000);
const maxRss = 512; // MB
const pollMs = 100;
const data = await mkdtemp(join(tmpdir(), "fuzz-"));
const machine = await startMachine({ data });
Environment.enter(machine.environment);

// What else runs on the machine moves the clock far more than a process's own time.
const tickMs = 10; // of /proc/<pid>/stat
const maxGrowth = 1.15;
const floorRows = 20_000;

/** The largest resident set of a child process in MB, and the processor time of all children in ms, until it is stopped. */
function watch() {
  let peak = 0;
  const before = new Map<string, number>();
  const last = new Map<string, number>();
  const look = async () => {
    for (const pid of (await readdir("/proc")).filter((n) => /^\d+$/.test(n))) {
      const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
      if (Number(fields[1]) !== process.pid) continue;
      const cpu = tickMs * (Number(fields[11]) + Number(fields[12]));
      if (!before.has(pid)) before.set(pid, isFirst ? cpu : 0);
      last.set(pid, cpu);
      const rss = (Number(fields[21]) * 4) / 1024;
      peak = Math.max(peak, rss);
    }
    isFirst = false;
  };
  let isFirst = true;
  let looking = look();
  const timer = setInterval(() => void (looking = look()), pollMs);
  return async () => {
    clearInterval(timer);
    await looking;
    await look();
    let cpuMs = 0;
    for (const [pid, cpu] of last) cpuMs += cpu - before.get(pid)!;
    return { rss: Math.round(peak), cpuMs };
  };
}

const ownMs = (since?: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Processor time per row, in µs, of rows that are written to the table and nothing else, at the size it has. */
async function floor(dataset: string) {
  const snapshots = Array.from({ length: floorRows }, (_, k) => ({
    ...{ id: `f${k}`, period: "2026-10", upload: "floor", line: k },
    cells: {
      ...{ customer_id: `f${k}`, month: "2026-10" },
      ...{ plan: "pro", mrr: String(k) },
    },
    score: null,
  }));
  const begun = process.cpuUsage();
  await Snapshot.write(`${dataset}-floor`, snapshots);
  return (1000 * ownMs(begun)) / floorRows;
}

async function refused(id: string) {
  const bytes = await Bucket.bytes(Bucket.keys.rejects(id));
  if (!bytes) return [];
  const scan = Csv.scan(bytes, Dialect.detect(bytes, { separator: "," }));
  return Array.from({ length: scan.rows - 1 }, (_, row) =>
    Number(Csv.text(scan, scan.first[row + 1])),
  );
}

async function settled(dataset: string) {
  for (;;) {
    const [upload] = (await Upload.page(dataset, { limit: 1 })).items;
    if (upload?.state === "done" || upload?.state === "failed") return upload;
    await new Promise((done) => setTimeout(done, pollMs));
  }
}

// What a process loads before its first file belongs to no row.
const warm = "fuzz-warm";
await Bucket.put(Bucket.keys.inbox(warm, "w.csv"), "customer_id,mrr\na,1\n");
await settled(warm);

let failed = 0;
let least: number | undefined; // beyond the floor, of the smallest file
try {
  for (let rows = Math.min(10_000, most); rows <= most; rows *= 10) {
    const dataset = `fuzz-${rows}`;
    const definition = Definition.Info.parse(FuzzedRows.definition);
    await Dataset.write(dataset, definition, 0);
    const { bytes, told } = FuzzedRows.make(rows, rows);
    const stop = watch();
    const begun = performance.now();
    const own = process.cpuUsage();
    await Bucket.put(Bucket.keys.inbox(dataset, "f.csv"), bytes);
    const upload = await settled(dataset);
    const seconds = (performance.now() - begun) / 1000;
    const storesMs = ownMs(own);
    const { rss, cpuMs } = await stop();
    const wrong = FuzzedRows.judge(told, upload, await refused(upload.id));
    if (upload.error) wrong.push(upload.error.message);
    if (rss > maxRss) wrong.push(`a worker took ${rss} MB`);
    const stores = await floor(dataset);
    const micros = (1000 * (storesMs + cpuMs)) / rows - stores;
    least ??= micros;
    const growth = micros / least;
    if (growth > maxGrowth)
      wrong.push(`a row takes ${growth.toFixed(2)} times what it took first`);
    failed += wrong.length;
    const { accepted, rejected } = upload;
    console.log(
      JSON.stringify({
        ...{ rows, bytes: bytes.length, accepted, rejected, rss },
        ...{ seconds: Number(seconds.toFixed(1)) },
        ...{
          floorMicros: Math.round(stores),
          microsBeyond: Math.round(micros),
        },
        ...{ growth: Number(growth.toFixed(2)) },
        wrong: wrong.slice(0, 5),
      }),
    );
  }
} finally {
  await machine.stop();
  await rm(data, { recursive: true });
}
process.exit(failed ? 1 : 0);
