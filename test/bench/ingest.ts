// ingest: a file of 100,000 rows and 20 columns from drop to done, as a ratio to the table's own batch writes of the same items
import { fork } from "node:child_process";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { random } from "@mainstay/core/base/random";

const rows = 100_000;
const numbers = 15;
const categories = 4;

export function table(count: number, seed: number) {
  const draw = random(seed);
  const names = [
    ...Array.from({ length: numbers }, (_, k) => `number${k}`),
    ...Array.from({ length: categories }, (_, k) => `category${k}`),
  ];
  const lines = [["id", ...names, "left"].join(",")];
  for (let i = 0; i < count; i++) {
    const values = Array.from({ length: numbers }, () => draw.normal());
    const levels = Array.from({ length: categories }, () => draw.integer(8));
    const logit = values[0] - values[1] + levels[0] / 4 - 2;
    const left = draw.uniform() < 1 / (1 + Math.exp(-logit));
    lines.push(
      [
        `customer-${i}`,
        ...values.map((v) => v.toFixed(3)),
        ...levels.map((l) => `level ${l}`),
        left ? "yes" : "no",
      ].join(","),
    );
  }
  return Buffer.from(lines.join("\n") + "\n");
}

const seconds = async <T>(run: () => Promise<T> | T): Promise<[number, T]> => {
  const from = performance.now();
  const result = await run();
  return [(performance.now() - from) / 1000, result];
};
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

// The network of the article, and the blend that is served unless a definition asks for less.
const learners = ["article", "auto"] as const;

export async function run() {
  const measured = [];
  for (const learner of learners) measured.push(await apart(learner));
  return measured;
}

async function measure(learner: (typeof learners)[number]) {
  const { startMachine } = await import("@mainstay/local/runtime/machine");
  const { Environment } = await import("@mainstay/local/runtime/environment");
  const { Bucket } = await import("@mainstay/core/aws/bucket");
  const { Dataset } = await import("@mainstay/core/dataset/dataset");
  const { Definition } = await import("@mainstay/core/tabular/definition");
  const { ScoredRows } = await import("@mainstay/core/apply/scored-rows");
  const { Registry } = await import("@mainstay/core/model/registry");
  const { PartRows } = await import("@mainstay/core/dataset/part-rows");
  const { Upload } = await import("@mainstay/core/ingest/upload");
  const { Csv } = await import("@mainstay/core/tabular/csv");
  const { Dialect } = await import("@mainstay/core/tabular/dialect");
  const { CsvParts } = await import("@mainstay/core/tabular/csv-parts");
  const { train } = await import("@mainstay/training/job/train");

  const directory = await mkdtemp(join(tmpdir(), "bench-ingest-"));
  const machine = await startMachine({ data: directory });
  Environment.enter(machine.environment);
  try {
    const definition = Definition.Info.parse({
      id: "id",
      label: { column: "left", positive: "yes" },
      learner,
    });
    await Dataset.write("bench", definition, 0);
    const ingest = async (name: string, body: Uint8Array) => {
      await Bucket.put(Bucket.keys.inbox("bench", name), body);
      for (;;) {
        const { items } = await Upload.page("bench", { limit: 1 });
        if (items[0]?.key.endsWith(name) && items[0].state === "done") return;
        if (items[0]?.state === "failed")
          throw new Error(items[0].error!.message);
        await pause(20);
      }
    };
    await ingest("2026-09.csv", table(5000, 1));
    await train({
      dataset: "bench",
      seed: 42,
      now: new Date(),
      progress: () => {},
    });
    const body = table(rows, 2);

    // Writes off, one core, in this process.
    const known = await Dataset.get("bench");
    const model = (await Registry.current("bench"))!.version;
    const dialect = Dialect.detect(body);
    const { cells, ...header } = HeaderRow.read(
      Csv.scan(body.subarray(0, 1 << 16), dialect, { cut: true }),
      known,
    );
    const parts = [];
    for await (const part of CsvParts.split(
      (async function* () {
        yield body;
      })(),
      dialect,
      { from: { byte: body.indexOf(10) + 1, line: 2 } },
    ))
      parts.push(part);
    const plan = {
      upload: "bench-1",
      dataset: "bench",
      definition: known,
      base: known.version,
      firstPart: 0,
      dialect,
      header: { ...header, rows: 0, cells: [...cells] },
      parts,
      staged: false,
      period: "2026-10",
      totals: [],
      dropped: new Date().toISOString(),
      order: "1",
      model,
      reasons: false,
    };
    let [parse, type, score] = [0, 0, 0];
    for (const { start, end, line } of parts) {
      const bytes = body.subarray(start, end);
      const [scanned] = await seconds(() => Csv.scan(bytes, dialect, { line }));
      const [read, found] = await seconds(() =>
        PartRows.read(bytes, plan, line),
      );
      const [scored] = await seconds(() => ScoredRows.scored(plan, found));
      parse += scanned;
      type += read - scanned;
      score += scored;
    }
    const [whole] = await seconds(() => ingest("2026-10.csv", body));
    const reference = await writer(machine.environment);
    return {
      name: `ingest, scored by ${learner}`,
      rows,
      parseRowsPerSecond: rows / parse,
      typeRowsPerSecond: rows / type,
      scoreRowsPerSecond: rows / score,
      writesOffRowsPerSecond: rows / (parse + type + score),
      wholeRowsPerSecond: rows / whole,
      batchWriteRowsPerSecond: rows / reference,
      // Goal: at least 0.8 of what the table itself takes.
      ratio: reference / whole,
    };
  } finally {
    await machine.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

// Each in a process of its own: clients remember the servers they first spoke to.
const apart = (learner: string) => answer([learner], {});
// The reference writes from a process of its own too, as the functions do.
const writer = (environment: Record<string, string>) =>
  answer(["write"], environment) as Promise<number>;

const answer = (args: string[], environment: Record<string, string>) =>
  new Promise<unknown>((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), args, {
      env: { ...process.env, ...environment },
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code) => code && reject(new Error(`${args}: ${code}`)));
  });

async function write() {
  const { Snapshot } = await import("@mainstay/core/customers/snapshot");
  const snapshots = await Snapshot.inPeriod("bench", "2026-10");
  const [time] = await seconds(() => Snapshot.write("again", snapshots));
  process.send!(time);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [asked] = process.argv.slice(2);
  const learner = learners.find((name) => name === asked);
  if (asked === "write") await write();
  else if (learner) process.send!(await measure(learner));
  else console.log(await run());
  process.exit();
}
