// learners: training time, AUC and log loss of every learner by folds, beside scikit-learn and XGBoost on the same rows and folds, one thread each
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { FitModel } from "@mainstay/training/fit/fit-model";
import type { Learner } from "@mainstay/core/learning/learner";
import { trial } from "@mainstay/training/cli/evaluate-table";
import { write } from "./csv-table";

const folds = 3;
const peer = fileURLToPath(new URL("peers/learners.py", import.meta.url));

// Who does the like work: cross-validated or bagged over five inner folds where ours is.
const rivals: Record<Learner.Name, string[]> = {
  logistic: ["logistic"],
  boost: ["boost"],
  article: ["network"],
  mlp: ["networks"],
  auto: ["logistic", "boost", "networks"],
};

type Set = { file: string; label: string; positive: string; drop: string[] };
type Judged = { seconds: number; auc: number; logLoss: number };

function real(): Record<string, Set> {
  const folder = process.env.REAL_DATA;
  if (!folder) {
    console.error("Real tables are not measured: REAL_DATA names no folder");
    return {};
  }
  return {
    telco: {
      file: join(folder, "churn/telco_ibm.csv"),
      label: "Churn",
      positive: "Yes",
      drop: ["customerID"],
    },
    churn: {
      file: join(folder, "churn/Churn_Modelling.csv"),
      label: "Exited",
      positive: "1",
      drop: ["RowNumber", "CustomerId", "Surname"],
    },
  };
}

async function theirs(set: Set): Promise<Record<string, Judged> | null> {
  const env = { ...process.env, OMP_NUM_THREADS: "1" };
  const args = [peer, set.file, set.label, set.positive, String(folds)];
  try {
    const { stdout } = await promisify(execFile)(
      "/usr/bin/python3",
      [...args, ...set.drop],
      { env },
    );
    return JSON.parse(stdout);
  } catch (error) {
    console.error(`Peers are not measured: ${String(error).split("\n")[0]}`);
    return null;
  }
}

async function ours(set: Set, learner: Learner.Name): Promise<Judged> {
  const { mean } = await trial({
    ...set,
    learner,
    folds,
    header: true,
    seed: 42,
  });
  return { seconds: mean.fitSeconds, auc: mean.auc, logLoss: mean.logLoss };
}

export async function run() {
  const directory = await mkdtemp(join(tmpdir(), "learners-"));
  try {
    const file = join(directory, "made-up.csv");
    const shape = { numbers: 16, categories: 4 };
    await write(file, shape, { rows: 12_000, seed: 1, label: true });
    const sets: Record<string, Set> = {
      "made-up": { file, label: "left", positive: "1", drop: [] },
      ...real(),
    };
    const results = [];
    for (const [name, set] of Object.entries(sets)) {
      if (!existsSync(set.file)) {
        console.error(`${name} is not measured: there is no ${set.file}`);
        continue;
      }
      const peers = await theirs(set);
      for (const learner of FitModel.names) {
        const own = await ours(set, learner);
        const rival = peers && rivals[learner].map((each) => peers[each]);
        const best = (read: (each: Judged) => number) => rival!.map(read);
        const seconds = rival?.reduce((sum, each) => sum + each.seconds, 0);
        results.push({
          set: name,
          learner,
          ...own,
          rivals: rivals[learner].join(" + "),
          ratio: seconds ? own.seconds / seconds : null,
          // Over the best of its rivals.
          aucDifference: rival && own.auc - Math.max(...best(({ auc }) => auc)),
          logLossDifference:
            rival && own.logLoss - Math.min(...best(({ logLoss }) => logLoss)),
        });
        console.error(JSON.stringify(results.at(-1)));
      }
      if (peers) results.push({ set: name, peers });
    }
    return {
      name: `learners by ${folds} folds, CPU seconds a fit, against scikit-learn and XGBoost, one thread`,
      results,
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(JSON.stringify(await run(), null, 2));
