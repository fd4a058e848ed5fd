// outcomes: numbers and classes foretold by folds, beside tuned boosting, a forest, a line and their mean on the same rows and folds
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { trial } from "@mainstay/training/cli/evaluate-outcome";

const folds = 3;
const peer = fileURLToPath(new URL("peers/outcomes.py", import.meta.url));
const sets = [
  ["retail/wholesale_customers.csv", "number", "Milk", ""],
  ["churn/telco_ibm.csv", "number", "MonthlyCharges", "customerID"],
  ["churn/telco_ibm.csv", "classes", "Contract", "customerID"],
] as const;

const folder = process.env.REAL_DATA;
if (!folder)
  console.error("Real tables are not measured: REAL_DATA names no folder");
for (const [path, kind, label, dropped] of folder ? sets : []) {
  const file = join(folder!, path);
  const drop = dropped ? [dropped] : [];
  const args = [peer, file, kind, label, String(folds), ...drop];
  const theirs: Record<string, Record<string, number>> = JSON.parse(
    execFileSync("/usr/bin/python3", ["-W", "ignore", ...args], {
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1" },
    }),
  );
  const { mean } = await trial({
    ...{ file, kind, label, drop, folds },
    ...{ header: true, learner: "auto", seed: 42 },
  });
  const figure = kind === "number" ? "rmse" : "logLoss";
  const ours = (mean as Record<string, number>)[figure];
  const each = Object.entries(theirs).map(
    ([name, found]) => `${(ours / found[figure]).toFixed(3)} of ${name}`,
  );
  console.log(`${label}: ${figure} ${ours.toPrecision(4)}, ${each.join(", ")}`);
}
