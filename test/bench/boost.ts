// boost: time, AUC and peak memory of 100 trees of depth 6 on 100,000 × 32, beside XGBoost's histogram trainer
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Trees } from "@mainstay/core/trees/trees";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { auc } from "@mainstay/training/judge/evaluate";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { Boost } from "@mainstay/training/trees/boost";

const rows = 100_000;
const width = 32;
const held = 20_000;
const rounds = 100;
const repeats = 2; // in one process
const turns = 5; // of both, one after the other, because the machine may be shared
const options: Partial<Boost.Options> = {
  grow: "depth",
  leaves: 0,
  depth: 6,
  eta: 0.1,
  subsample: 1,
  rounds,
};
const peer = fileURLToPath(new URL("peers/boost.py", import.meta.url));

/** A label of linear terms, products and steps, so that trees have something to find. */
function table(seed: number, count: number) {
  const draw = random(seed);
  const features = Float32Array.from({ length: count * width }, draw.normal);
  const weight = random(99);
  const linear = Array.from({ length: width }, () => 0.3 * weight.normal());
  const label = Float32Array.from({ length: count }, (_, row) => {
    const x = features.subarray(row * width, (row + 1) * width);
    let z = -1.5 + x[0] * x[1] + Math.sin(2 * x[2]) + (x[3] > 0.5 ? 1 : 0);
    for (let j = 0; j < width; j++) z += linear[j] * x[j];
    return draw.uniform() < sigmoid(z) ? 1 : 0;
  });
  return { features, label };
}

function frame(features: Float32Array): Frame {
  const count = features.length / width;
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `x${j}`,
    type: "number" as const,
    values: Float64Array.from(
      { length: count },
      (_, i) => features[i * width + j],
    ),
  }));
  return { rows: count, columns };
}

type Measured = { seconds: number; auc: number; peakBytes: number };

function floats(path: string) {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

/** In a process of its own, so that its peak memory is the trainer's. */
function measure(directory: string): Measured {
  const read = (name: string) => floats(join(directory, `${name}.f32`));
  const input = {
    frame: frame(read("x")),
    label: read("y"),
    columns: Array.from({ length: width }, (_, j) => `x${j}`),
    at: 0,
    options,
    seed: 1,
  };
  let [seconds, trees] = [Infinity, {} as Trees.Trees];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    ({ trees } = Boost.fit(input));
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const logit = PackedTrees.predict(trees, frame(read("held_x")), 0);
  const probability = Array.from(logit, sigmoid);
  return { seconds, auc: auc(read("held_y"), probability), peakBytes };
}

async function child(file: string, args: string[]): Promise<Measured> {
  const env = { ...process.env, OMP_NUM_THREADS: "1" };
  return JSON.parse((await promisify(execFile)(file, args, { env })).stdout);
}

const firstLine = (error: unknown) => String(error).split("\n")[0];

const best = (a: Measured | null, b: Measured | null) =>
  a && (!b || a.seconds < b.seconds) ? a : b;

export async function run() {
  const directory = await mkdtemp(join(tmpdir(), "boost-"));
  try {
    const [train, test] = [table(1, rows), table(2, held)];
    const parts = {
      x: train.features,
      y: train.label,
      held_x: test.features,
      held_y: test.label,
    };
    for (const [name, data] of Object.entries(parts))
      await writeFile(join(directory, `${name}.f32`), data);
    // Bundled, so that no loader of TypeScript counts as the trainer's memory.
    const { build } = await import("esbuild");
    const bundle = join(directory, "boost.mjs");
    await build({
      entryPoints: [fileURLToPath(import.meta.url)],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "esm",
      external: ["esbuild"],
      logLevel: "error",
    });
    const asked = [peer, directory, ...[width, rounds, repeats].map(String)];
    let [ours, theirs]: (Measured | null)[] = [null, null];
    for (let turn = 0; turn < turns; turn++) {
      ours = best(ours, await child(process.execPath, [bundle, directory]));
      theirs = best(
        theirs,
        await child("/usr/bin/python3", asked).catch((error) => {
          console.error(`XGBoost is not measured: ${firstLine(error)}`);
          return null;
        }),
      );
    }
    return {
      name: "100 trees of depth 6 on 100,000 × 32, against XGBoost hist, one thread",
      ratio: theirs && ours!.seconds / theirs.seconds,
      goal: 1.2,
      aucDifference: theirs && ours!.auc - theirs.auc,
      memoryRatio: theirs && ours!.peakBytes / theirs.peakBytes,
      ours,
      theirs,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(
    JSON.stringify(
      process.argv[2] ? measure(process.argv[2]) : await run(),
      null,
      2,
    ),
  );
