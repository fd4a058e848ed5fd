// outcomes: amounts, classes, levels and times foretold by folds, beside tuned boosting, a forest, a line and their mean on the same rows and folds
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Csv } from "@mainstay/core/tabular/csv";
import { CsvFrame } from "@mainstay/training/cli/csv-frame";
import { EvaluateOutcome } from "@mainstay/training/cli/evaluate-outcome";
import { EvaluateSurvival } from "@mainstay/training/cli/evaluate-survival";
import { SurvivalQuality } from "@mainstay/training/judge/survival-quality";

const folds = 3;
// Of each table so many rows at most, evenly over the file; whoever compares is given the same.
const mostRows = 3000;

type Set = {
  file: string;
  kind: EvaluateOutcome.Kind | "time";
  label: string; // of times how long somebody was watched
  event?: string;
  drop: string[];
  join?: { file: string; on: [string, string]; column: string };
};
const telco = "churn/telco_ibm.csv";
const sets: Set[] = [
  {
    ...{ file: telco, kind: "number", label: "TotalCharges" },
    drop: ["customerID"],
  },
  {
    ...{ file: "retail/wholesale_customers.csv", kind: "number" },
    ...{ label: "Milk", drop: [] },
  },
  {
    ...{ file: telco, kind: "classes", label: "Contract" },
    drop: ["customerID"],
  },
  {
    ...{ file: telco, kind: "ordered", label: "Satisfaction Score" },
    drop: ["customerID"],
    join: {
      file: "churn/telco_ibm_ext_status.csv",
      on: ["customerID", "Customer ID"],
      column: "Satisfaction Score",
    },
  },
  {
    ...{ file: telco, kind: "time", label: "tenure", event: "Churn" },
    // The sum of all bills says how many there were.
    drop: ["TotalCharges"],
  },
];

const script = (name: string) =>
  fileURLToPath(new URL(`peers/${name}.py`, import.meta.url));
const python = (name: string, ...args: string[]) =>
  JSON.parse(
    execFileSync("/usr/bin/python3", ["-W", "ignore", script(name), ...args], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, OMP_NUM_THREADS: "1" },
    }),
  );

async function rowsOf(path: string) {
  const { names, cells, rows } = await CsvFrame.read(path, { header: true });
  return { names: [...names], cells: [...cells], rows };
}

/** The table with as many rows as are compared, and a column of another file where one is joined. */
async function written(set: Set, folder: string, into: string) {
  const { names, cells, rows } = await rowsOf(join(folder, set.file));
  if (set.join) {
    const other = await rowsOf(join(folder, set.join.file));
    const [own, theirs] = set.join.on;
    const at = (name: string) => other.cells[other.names.indexOf(name)];
    const found = new Map(
      at(theirs).map((key, row) => [key, at(set.join!.column)[row]]),
    );
    names.push(set.join.column);
    cells.push(cells[names.indexOf(own)].map((key) => found.get(key) ?? null));
  }
  const every = Math.ceil(rows / mostRows);
  const lines = Array.from({ length: Math.ceil(rows / every) }, (_, k) =>
    Csv.line(cells.map((column) => column[k * every] ?? "")),
  );
  writeFileSync(into, [Csv.line(names), ...lines].join(""));
}

type Judged = { figure: string; ours: number; theirs: Record<string, number> };

async function told(set: Set, file: string): Promise<Judged> {
  const { kind, label, drop } = set;
  const args = [file, kind, label, String(folds), ...drop];
  const theirs: Record<string, Record<string, number>> = python(
    "outcomes",
    ...args,
  );
  const { mean } = await EvaluateOutcome.trial({
    ...{ file, kind: kind as EvaluateOutcome.Kind, label, drop, folds },
    ...{ header: true, learner: "auto", seed: 42 },
  });
  const figure = kind === "number" ? "rmse" : "logLoss";
  return {
    figure,
    ours: (mean as Record<string, number>)[figure],
    theirs: Object.fromEntries(
      Object.entries(theirs).map(([name, found]) => [name, found[figure]]),
    ),
  };
}

/** Times by the integrated Brier score, which both sides work out of curves at the same times. */
async function timed(set: Set, file: string): Promise<Judged> {
  const { label, event = "", drop } = set;
  const trial = await EvaluateSurvival.trial({
    ...{ file, id: "customerID", time: label, event, drop, folds },
    ...{ header: true, learner: "auto", seed: 42 },
  });
  const [header, ...lines] = trial.predictions().trimEnd().split("\n");
  const times = header
    .split(",")
    .slice(4)
    .map((name) => +name.slice(5));
  const cells = lines.map((line) => line.split(",").map(Number));
  const own = {
    time: cells.map(([, time]) => time),
    event: cells.map(([, , event]) => event),
  };
  const score = (left: number[]) =>
    SurvivalQuality.integratedBrier(own, Float64Array.from(left), {
      ...{ times, seen: own },
    });
  const args = [file, label, event, String(folds), "customerID", ...drop];
  const theirs: Record<string, number[]> = python(
    "survival",
    ...[JSON.stringify(times), ...args],
  );
  return {
    figure: "integrated Brier score",
    ours: score(cells.flatMap((row) => row.slice(4))),
    theirs: Object.fromEntries(
      Object.entries(theirs).map(([name, left]) => [name, score(left)]),
    ),
  };
}

const folder = process.env.REAL_DATA;
if (!folder)
  console.error("Real tables are not measured: REAL_DATA names no folder");
const directory = mkdtempSync(join(tmpdir(), "outcomes-"));
try {
  for (const set of folder ? sets : []) {
    const started = performance.now();
    const file = join(directory, "table.csv");
    await written(set, folder!, file);
    const { figure, ours, theirs } =
      set.kind === "time" ? await timed(set, file) : await told(set, file);
    const rows = readFileSync(file, "utf8").trimEnd().split("\n").length - 1;
    const each = Object.entries(theirs).map(
      ([name, found]) => `${(ours / found).toFixed(3)} of ${name}`,
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(
      `${set.kind} ${set.label}, ${rows} rows: ${figure} ${ours.toPrecision(4)}, ${each.join(", ")} (${seconds} s)`,
    );
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
