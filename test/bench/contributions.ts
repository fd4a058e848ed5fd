// contributions: exact TreeSHAP of 100 trees of depth 6 over 20 columns, in rows a second, by tables for many rows and by walks for few, beside XGBoost's pred_contribs
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Frame } from "@mainstay/core/tabular/frame";
import { PackedTrees } from "@mainstay/core/trees/packed-trees";
import { Trees } from "@mainstay/core/trees/trees";
import { TreeShap } from "@mainstay/core/trees/tree-shap";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { Boost } from "@mainstay/training/trees/boost";

const rows = 20_000;
const asked = 2_000; // of XGBoost and of the walk
const many = 16_384;
const width = 20;
const rounds = 100;
const repeats = 5;
const peer = fileURLToPath(new URL("peers/contribs.py", import.meta.url));
const names = Array.from({ length: width }, (_, j) => `x${j}`);

function table() {
  const draw = random(1);
  const x = Float32Array.from({ length: rows * width }, draw.normal);
  const y = Float32Array.from({ length: rows }, (_, row) => {
    const at = row * width;
    let z = x[at] * x[at + 1] + Math.sin(2 * x[at + 2]);
    for (let j = 3; j < width; j++) z += (x[at + j] * (j % 5)) / 10;
    return draw.uniform() < sigmoid(z) ? 1 : 0;
  });
  return { x, y };
}

function frame(x: Float32Array): Frame {
  const count = x.length / width;
  const columns = names.map((name, j) => ({
    name,
    type: "number" as const,
    values: Float64Array.from({ length: count }, (_, i) => x[i * width + j]),
  }));
  return { rows: count, columns };
}

function measure(x: Float32Array, y: Float32Array) {
  const { trees } = Boost.fit({
    frame: frame(x),
    columns: names,
    at: 0,
    label: y,
    options: {
      grow: "depth",
      leaves: 0,
      depth: 6,
      eta: 0.1,
      subsample: 1,
      rounds,
    },
    seed: 1,
  });
  return {
    tables: rate(trees, frame(x.subarray(0, many * width)), (encoded) =>
      TreeShap.contributions(trees, encoded),
    ),
    walk: rate(trees, frame(x.subarray(0, asked * width)), (encoded) => {
      const into = new Float64Array(encoded.length);
      TreeShap.walked(trees, [...trees.roots.keys()], encoded, into);
      return into;
    }),
    nodes: trees.feature.length,
  };
}

/** Rows a second, the best of several times, and how far contributions are from adding up to the logit. */
function rate(
  trees: Trees.Trees,
  table: Frame,
  explain: (encoded: Float32Array) => Float64Array,
) {
  const logits = PackedTrees.predict(trees, table, 0);
  const encoded = Trees.encode(trees.columns, table, 0);
  const base = TreeShap.expected(trees);
  let [seconds, miss] = [Infinity, 0];
  for (let i = 0; i < repeats; i++) {
    const start = performance.now();
    const contributions = explain(encoded);
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
    logits.forEach((logit, row) => {
      const shares = contributions.subarray(row * width, (row + 1) * width);
      const sum = shares.reduce((a, b) => a + b, base);
      miss = Math.max(miss, Math.abs(sum - logit));
    });
  }
  return { rowsPerSecond: table.rows / seconds, miss };
}

type Peer = { rowsPerSecond: number; nodes: number };

async function xgboost(x: Float32Array, y: Float32Array): Promise<Peer | null> {
  const directory = await mkdtemp(join(tmpdir(), "contributions-"));
  try {
    const parts = { x, y, asked: x.subarray(0, asked * width) };
    for (const [name, data] of Object.entries(parts))
      await writeFile(join(directory, `${name}.f32`), data);
    const { stdout } = await promisify(execFile)(
      "/usr/bin/python3",
      [peer, directory, ...[width, rounds, repeats].map(String)],
      { env: { ...process.env, OMP_NUM_THREADS: "1" } },
    );
    return JSON.parse(stdout);
  } catch (error) {
    console.error(`XGBoost is not measured: ${String(error).split("\n")[0]}`);
    return null;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export async function run() {
  const { x, y } = table();
  const ours = measure(x, y);
  const theirs = await xgboost(x, y);
  return {
    name: "exact TreeSHAP, 100 trees of depth 6, 20 columns, against XGBoost pred_contribs, one thread",
    ratio: theirs && ours.tables.rowsPerSecond / theirs.rowsPerSecond,
    goal: 20,
    overWalk: ours.tables.rowsPerSecond / ours.walk.rowsPerSecond,
    ours,
    theirs,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(await run(), null, 2));
