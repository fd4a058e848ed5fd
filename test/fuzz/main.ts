// main: fuzzed rows through the whole machine, by tens: counts and lines exact, the workers' memory, the time a row takes
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bucket } from "@mainstay/core/aws/bucket";
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

/** The largest resident set of any child process until it is stopped, in MB. */
function watch() {
  let peak = 0;
  const look = async () => {
    for (const pid of (await readdir("/proc")).filter((n) => /^\d+$/.test(n))) {
      const text = await readFile(`/proc/${pid}/status`, "utf8").catch(
        () => "",
      );
      if (!text.includes(`PPid:\t${process.pid}\n`)) continue;
      const kb = Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0);
      peak = Math.max(peak, kb / 1024);
    }
  };
  const timer = setInterval(() => void look(), pollMs);
  return () => {
    clearInterval(timer);
    return Math.round(peak);
  };
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

let failed = 0;
let before: number | undefined;
try {
  for (let rows = Math.min(10_000, most); rows <= most; rows *= 10) {
    const dataset = `fuzz-${rows}`;
    const definition = Definition.Info.parse(FuzzedRows.definition);
    await Dataset.write(dataset, definition, 0);
    const { bytes, told } = FuzzedRows.make(rows, rows);
    const stop = watch();
    const begun = performance.now();
    await Bucket.put(Bucket.keys.inbox(dataset, "f.csv"), bytes);
    const upload = await settled(dataset);
    const seconds = (performance.now() - begun) / 1000;
    const rss = stop();
    const wrong = FuzzedRows.judge(told, upload, await refused(upload.id));
    if (upload.error) wrong.push(upload.error.message);
    if (rss > maxRss) wrong.push(`a worker took ${rss} MB`);
    failed += wrong.length;
    const micros = (1e6 * seconds) / rows;
    const ratio = before === undefined ? "" : (micros / before).toFixed(2);
    before = micros;
    const { accepted, rejected } = upload;
    console.log(
      JSON.stringify({
        ...{ rows, bytes: bytes.length, accepted, rejected, rss },
        ...{ seconds: Number(seconds.toFixed(1)) },
        ...{ microsPerRow: Math.round(micros), ratio },
        wrong: wrong.slice(0, 5),
      }),
    );
  }
} finally {
  await machine.stop();
  await rm(data, { recursive: true });
}
process.exit(failed ? 1 : 0);
