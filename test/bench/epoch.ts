// epoch: time of one epoch of the article's classifier, as a ratio to scikit-learn's MLPClassifier in the same run
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Descent } from "@mainstay/training/fit/network/descent";
import { NetworkLayers } from "@mainstay/training/fit/network/network-layers";
import { random } from "@mainstay/core/base/random";

const rows = 100_000;
const width = 32;
const held = 20_000;
const epochs = 5;
const peer = new URL("peers/mlp.py", import.meta.url).pathname;

/** A label of linear terms, products and noise, so that hidden layers have something to find. */
function table(seed: number, count: number) {
  const draw = random(seed);
  const features = Float32Array.from({ length: count * width }, () =>
    draw.normal(),
  );
  const weight = random(99);
  const linear = Array.from({ length: width }, () => 0.3 * weight.normal());
  const label = Float32Array.from({ length: count }, (_, row) => {
    const x = features.subarray(row * width, (row + 1) * width);
    let z = -1.5 + x[0] * x[1] + Math.sin(2 * x[2]);
    for (let j = 0; j < width; j++) z += linear[j] * x[j];
    return draw.uniform() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
  });
  return { features, label };
}

/** Share of pairs put in the right order; ties count half. */
function auc(score: ArrayLike<number>, label: ArrayLike<number>): number {
  const order = Array.from(score, (_, i) => i).sort(
    (a, b) => score[a] - score[b],
  );
  let [positives, ranks] = [0, 0];
  for (let i = 0, end; i < order.length; i = end) {
    for (end = i; score[order[end]] === score[order[i]];) end++;
    for (let k = i; k < end; k++)
      if (label[order[k]] > 0.5) {
        positives++;
        ranks += (i + end + 1) / 2;
      }
  }
  const negatives = order.length - positives;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

type Peer = { secondsPerEpoch: number; auc: number };

async function sklearn(directory: string): Promise<Peer | null> {
  try {
    const { stdout } = await promisify(execFile)(
      "/usr/bin/python3",
      [peer, directory, String(width), String(epochs)],
      { env: { ...process.env, OMP_NUM_THREADS: "1" } },
    );
    return JSON.parse(stdout);
  } catch (error) {
    console.error(
      `scikit-learn is not measured: ${String(error).split("\n")[0]}`,
    );
    return null;
  }
}

export async function run() {
  const train = table(1, rows);
  const test = table(2, held);
  const directory = await mkdtemp(join(tmpdir(), "epoch-"));
  try {
    for (const [name, { features, label }] of Object.entries({ train, test })) {
      await writeFile(join(directory, `${name}.features`), features);
      await writeFile(join(directory, `${name}.label`), label);
    }
    const times: number[] = [];
    let last = performance.now();
    const options = { ...Descent.defaults, epochs };
    const all = Int32Array.from({ length: rows }, (_, row) => row);
    const { layers } = await Descent.descend({
      ...train,
      rows: { train: [all], held: [new Int32Array(0)] },
      random: random(42),
      options,
      progress: () => {
        times.push(performance.now() - last);
        last = performance.now();
      },
    });
    const shape = { ...options, folds: 1, features: width };
    const logits = await NetworkLayers.scoring(shape, (score) =>
      score(test.features, layers[0]),
    );
    const ours = {
      secondsPerEpoch: times.reduce((a, b) => a + b) / epochs / 1000,
      auc: auc(logits, test.label),
    };
    const theirs = await sklearn(directory);
    return {
      name: "epoch of the 64-32-1 network, batch 32, against scikit-learn",
      ratio: theirs && ours.secondsPerEpoch / theirs.secondsPerEpoch,
      goal: 0.4,
      aucDifference: theirs && ours.auc - theirs.auc,
      ours,
      theirs,
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(await run(), null, 2));
