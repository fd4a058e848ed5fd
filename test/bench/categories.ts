// categories: how much a category without signal costs on real tables, and what one of 200 levels with signal brings, beside one-hot logistic regression and XGBoost
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { trial } from "@mainstay/training/cli/evaluate-table";
import type { Learner } from "@mainstay/core/learning/learner";

const peer = fileURLToPath(new URL("peers/categories.py", import.meta.url));
const folds = 3;

type Set = { file: string; label: string; positive: string; drop: string[] };
const real: Record<string, Set> = {
  telco: {
    file: "churn/telco_ibm.csv",
    label: "Churn",
    positive: "Yes",
    drop: ["customerID"],
  },
  churn: {
    file: "churn/Churn_Modelling.csv",
    label: "Exited",
    positive: "1",
    drop: ["RowNumber", "CustomerId", "Surname"],
  },
  machines: {
    file: "industrial/ai4i2020.csv",
    label: "Machine_failure",
    positive: "1",
    drop: ["UDI", "Product ID", "TWF", "HDF", "PWF", "OSF", "RNF"],
  },
};

const loss = async (set: Set, learner: Learner.Name = "auto") =>
  (await trial({ ...set, learner, folds, header: true, seed: 42 })).mean
    .logLoss;

/** The table again with a column of levels drawn at random. */
async function withNoise(set: Set, levels: number, into: string) {
  const draw = random(levels);
  const text = await readFile(set.file, "utf8");
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  await writeFile(
    into,
    lines
      .map((line, i) =>
        i ? `${line},level ${draw.integer(levels)}` : `${line},noise`,
      )
      .join("\n"),
  );
  return { ...set, file: into };
}

async function noise(directory: string) {
  const folder = process.env.REAL_DATA;
  if (!folder) {
    console.error("Real tables are not measured: REAL_DATA names no folder");
    return [];
  }
  const results = [];
  for (const [name, relative] of Object.entries(real)) {
    const set = { ...relative, file: join(folder, relative.file) };
    if (!existsSync(set.file)) continue;
    const plain = await loss(set);
    for (const levels of [5, 50, 500]) {
      const noisy = await withNoise(set, levels, join(directory, "noisy.csv"));
      results.push({
        set: name,
        levels,
        ratio: (await loss(noisy)) / plain,
        goal: 1.002,
      });
      console.error(JSON.stringify(results.at(-1)));
    }
  }
  return results;
}

/** Ten thousand rows whose category of 200 levels has a rate of its own for each. */
async function signal(directory: string, spread: number) {
  const draw = random(207);
  const effect = Array.from({ length: 200 }, () => spread * draw.normal());
  const lines = ["x0,x1,x2,x3,x4,x5,c,y"];
  for (let row = 0; row < 10_000; row++) {
    const x = Array.from({ length: 6 }, draw.normal);
    const level = draw.integer(effect.length);
    const z = x[0] + 0.7 * x[1] * x[2] - Math.abs(x[3]) / 2 + effect[level] - 1;
    const y = +(draw.uniform() < sigmoid(z));
    lines.push([...x, `level ${level}`, y].join());
  }
  const file = join(directory, "signal.csv");
  await writeFile(file, lines.join("\n"));
  const set = { file, label: "y", positive: "1", drop: [] };
  const ours = await loss(set);
  const without = await loss({ ...set, drop: ["c"] });
  try {
    const { stdout } = await promisify(execFile)(
      "/usr/bin/python3",
      [peer, file, String(folds)],
      { env: { ...process.env, OMP_NUM_THREADS: "1" } },
    );
    const theirs: Record<string, number> = JSON.parse(stdout);
    const ratio = ours / Math.min(...Object.values(theirs));
    return { spread, ours, without, theirs, ratio, goal: 1 };
  } catch (error) {
    console.error(`Peers are not measured: ${String(error).split("\n")[0]}`);
    return { spread, ours, without };
  }
}

export async function run() {
  const directory = await mkdtemp(join(tmpdir(), "categories-"));
  try {
    return {
      name: `categories of many levels by ${folds} folds, log loss`,
      noise: await noise(directory),
      signal: [await signal(directory, 0.4), await signal(directory, 1)],
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(await run(), null, 2));
