// batch: 1,000,000 rows × 20 columns from CSV to CSV of probabilities, beside pandas + XGBoost on the same file, one thread each
import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { BatchScore } from "@mainstay/core/scoring/batch-score";
import { InferenceSession } from "@mainstay/core/model/runtime";
import { Trees } from "@mainstay/core/model/trees";
import { PackedTrees } from "@mainstay/core/model/packed-trees";
import { model } from "@mainstay/training/fit/export-learner";
import { CsvFrame } from "@mainstay/training/cli/csv-frame";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { Boost } from "@mainstay/training/trees/boost";

import { type Shape, write } from "./csv-table";

const rows = 1_000_000;
const few = 100_000; // memory must not grow from here
const learned = 50_000;
const turns = 3; // of ours and theirs, one after the other, because the machine may be shared
const kinds: Record<string, Shape> = {
  numbers: { numbers: 20, categories: 0 },
  mixed: { numbers: 16, categories: 4 },
};
const goals = { article: 2, trees: 1 };
const peer = fileURLToPath(new URL("peers/batch.py", import.meta.url));

async function publish(directory: string, kind: string) {
  const path = join(directory, `${kind}-train.csv`);
  const { frame: all } = await CsvFrame.read(path, { header: true });
  const columns = all.columns.filter(({ name }) => name !== "left");
  const left = all.columns.find(({ name }) => name === "left")!;
  const frame = { rows: all.rows, columns };
  const names = columns.map(({ name }) => name);
  const at = new Float64Array(all.rows);
  const label = Float32Array.from((left as { values: Float64Array }).values);
  const group = Int32Array.from(label, (_, row) => row);
  const table = { frame, at, label, group };
  const article = await FitModel.fit(table, {
    columns: names,
    learner: "article",
  });
  const { trees } = Boost.fit({
    ...table,
    columns: names,
    seed: 1,
    options: {
      grow: "depth",
      leaves: 0,
      depth: 6,
      eta: 0.1,
      subsample: 1,
      rounds: 100,
    },
  });
  const layout = InputLayout.plan(frame, names, at);
  const put = (name: string, data: string | Uint8Array) =>
    writeFile(join(directory, `${kind}-${name}`), data);
  await put("article.onnx", model(article.layout, article.graph));
  await put("trees.bin", Trees.serialize(trees));
  const types = {
    columns: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    dates: {},
  };
  await put("card.json", JSON.stringify({ inputs: layout.inputs, types }));
}

async function byTrees(file: string): Promise<BatchScore.Model["logits"]> {
  const trees = Trees.parse(await readFile(file));
  return async (frame) => PackedTrees.predict(trees, frame, 0);
}

async function byGraph(file: string, inputs: InputLayout["inputs"]) {
  const session = await InferenceSession.create(file, {
    executionMode: "sequential",
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return BatchScore.bySession(session, inputs, 0);
}

type Measured = { seconds: number; cpuSeconds: number; peakBytes: number };

/** In a process of its own, so that its peak memory is the scoring's. */
async function measure(
  directory: string,
  kind: string,
  learner: string,
  file: string,
): Promise<Measured> {
  const card = JSON.parse(
    await readFile(join(directory, `${kind}-card.json`), "utf8"),
  );
  const start = performance.now();
  const used = process.cpuUsage();
  const logits =
    learner === "trees"
      ? await byTrees(join(directory, `${kind}-trees.bin`))
      : await byGraph(join(directory, `${kind}-${learner}.onnx`), card.inputs);
  const source = createReadStream(join(directory, file), {
    highWaterMark: 1 << 20,
  });
  await pipeline(
    Readable.from(
      BatchScore.score(
        source,
        { types: card.types, logits },
        { separator: ",", decimal: ".", quotes: true },
      ),
    ),
    createWriteStream(join(directory, `${file}-${learner}-out.csv`)),
  );
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  const cpuSeconds = (user + system) / 1e6; // helpers of the garbage collector and of files among them
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { seconds, cpuSeconds, peakBytes };
}

/** Bundled as what is deployed is, so that no loader of TypeScript counts; where packages are found. */
async function bundled() {
  const { build } = await import("esbuild");
  const cache = fileURLToPath(
    new URL("../../node_modules/.cache/", import.meta.url),
  );
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, "batch-"));
  await build({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile: join(directory, "batch.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["esbuild", "onnxruntime-node"],
    logLevel: "error",
  });
  return directory;
}

async function child(file: string, args: string[]) {
  const env = { ...process.env, OMP_NUM_THREADS: "1" };
  return JSON.parse(
    (await promisify(execFile)(file, args, { env })).stdout,
  ) as Measured;
}

const best = (a: Measured | null, b: Measured | null) =>
  a && (!b || a.seconds < b.seconds) ? a : b;

export async function run() {
  const directory = await mkdtemp(join(tmpdir(), "batch-"));
  const bundle = await bundled();
  const ours = (...args: string[]) =>
    child(process.execPath, [join(bundle, "batch.mjs"), directory, ...args]);
  try {
    const results = [];
    for (const [kind, shape] of Object.entries(kinds)) {
      const file = (name: string) => join(directory, `${kind}${name}.csv`);
      await write(file("-train"), shape, {
        rows: learned,
        seed: 1,
        label: true,
      });
      await write(file("-few"), shape, { rows: few, seed: 2, label: false });
      await write(file(""), shape, { rows, seed: 3, label: false });
      await publish(directory, kind);
      const found: Record<string, Measured | null> = {};
      for (let turn = 0; turn < turns; turn++) {
        for (const learner of Object.keys(goals))
          found[learner] = best(
            await ours(kind, learner, `${kind}.csv`),
            found[learner] ?? null,
          );
        const theirs = await child("/usr/bin/python3", [
          peer,
          directory,
          kind,
        ]).catch((error) => {
          console.error(
            `pandas + XGBoost is not measured: ${String(error).split("\n")[0]}`,
          );
          return null;
        });
        found.peer = best(theirs, found.peer ?? null);
      }
      for (const [learner, goal] of Object.entries(goals)) {
        const { seconds, cpuSeconds, peakBytes } = found[learner]!;
        const small = await ours(kind, learner, `${kind}-few.csv`);
        results.push({
          kind,
          learner,
          // Rows a second over theirs.
          ratio: found.peer && found.peer.seconds / seconds,
          goal,
          cpuRatio: found.peer && found.peer.cpuSeconds / cpuSeconds,
          rowsPerSecond: rows / seconds,
          peakBytes,
          // Over the peak of a tenth of the rows.
          memoryGrowth: peakBytes / small.peakBytes,
          theirs: found.peer,
        });
      }
    }
    return {
      name: "1,000,000 rows × 20 columns from CSV to CSV, against pandas + XGBoost, one thread",
      results,
    };
  } finally {
    for (const each of [directory, bundle])
      await rm(each, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [directory, kind, learner, file] = process.argv.slice(2);
  const result = directory
    ? await measure(directory, kind, learner, file)
    : await run();
  console.log(JSON.stringify(result, null, 2));
}
