// growth: time and peak memory of training and of scoring at 10,000, 100,000 and 1,000,000 rows, as ratio to linear growth
import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Frame } from "@mainstay/core/tabular/frame";
import { Auto } from "@mainstay/training/fit/auto";
import { model, predict } from "@mainstay/training/fit/export-learner";
import { BlendedModel } from "@mainstay/training/fit/blended-model";
import { InputLayout } from "@mainstay/training/fit/input-layout";
import { boost } from "@mainstay/training/fit/boosted-trees";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import { FitModel } from "@mainstay/training/fit/fit-model";
import { TrainingTable } from "@mainstay/training/fit/training-table";

const sizes = [10_000, 100_000, 1_000_000];
// In turn, the best of each counts: the machine may be shared, and a short run is slowed the most.
const turns = [3, 3, 1];
const numbers = 16;
const categories = 4;

// The member of the recipe with its rounds fixed, so that every size grows as many trees.
const member = boost("boost", { leaves: 31, eta: 0.05, rounds: 30 });

function table(rows: number): TrainingTable.Info {
  const draw = random(rows);
  const values = Array.from({ length: numbers }, () =>
    Float64Array.from({ length: rows }, draw.normal),
  );
  const codes = Array.from({ length: categories }, () =>
    Int32Array.from({ length: rows }, () => draw.integer(8)),
  );
  const levels = Array.from({ length: 8 }, (_, k) => `level ${k}`);
  const columns: Frame["columns"] = [
    ...values.map((values, k) => ({
      name: `number${k}`,
      type: "number" as const,
      values,
    })),
    ...codes.map((codes, k) => ({
      name: `category${k}`,
      type: "category" as const,
      codes,
      levels,
    })),
  ];
  const label = Float32Array.from({ length: rows }, (_, i) => {
    const [a, b, c, d] = values;
    const logit = a[i] - b[i] + c[i] * d[i] + codes[0][i] / 4 - 1;
    return +(draw.uniform() < sigmoid(logit));
  });
  return {
    frame: { rows, columns },
    at: new Float64Array(rows),
    label,
    group: Int32Array.from({ length: rows }, (_, i) => i),
  };
}

// CPU seconds.
type Measured = { train: number; score: number; peakBytes: number };

const least = (a: Measured | undefined, b: Measured): Measured => ({
  train: Math.min(a?.train ?? Infinity, b.train),
  score: Math.min(a?.score ?? Infinity, b.score),
  peakBytes: Math.max(a?.peakBytes ?? 0, b.peakBytes),
});

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

async function fit(learner: string, rows: TrainingTable.Info) {
  const names = rows.frame.columns.map(({ name }) => name);
  if (learner === "article")
    return FitModel.fit(rows, { columns: names, learner: "article" });
  const layout = InputLayout.plan(rows.frame, names, rows.at);
  const members = [member];
  const fitted = await Auto.fit({
    ...rows,
    layout,
    members,
    seed: 42,
    folds: 5,
  });
  return BlendedModel.model("boost", layout, fitted);
}

/** In a process of its own, so that its peak memory is its learner's at its size. */
async function measure(learner: string, rows: number): Promise<Measured> {
  const made = table(rows);
  const start = cpuSeconds();
  const { layout, graph } = await fit(learner, made);
  const trained = cpuSeconds();
  await predict(model(layout, graph), layout.inputs, made.frame, made.at);
  const scored = cpuSeconds();
  return {
    train: trained - start,
    score: scored - trained,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

export async function run() {
  const own = fileURLToPath(import.meta.url);
  const results = [];
  for (const learner of ["boost", "article"]) {
    const found: Measured[] = [];
    for (let turn = 0; turn < Math.max(...turns); turn++)
      for (const [k, rows] of sizes.entries()) {
        if (turn >= turns[k]) continue;
        const { stdout } = await promisify(execFile)(process.execPath, [
          ...["--import", "tsx", own, learner, String(rows)],
        ]);
        console.error(learner, rows, stdout.replaceAll(/\s+/g, " "));
        found[k] = least(found[k], JSON.parse(stdout));
      }
    const last = found.length - 1;
    // Over what the middle size took, times the rows; the smallest is mostly warming up.
    const growth = (part: "train" | "score") =>
      found[last][part] /
      ((found[last - 1][part] * sizes[last]) / sizes[last - 1]);
    results.push({
      learner,
      trainGrowth: growth("train"),
      scoreGrowth: growth("score"),
      bytesPerRow:
        (found[last].peakBytes - found[last - 1].peakBytes) /
        (sizes[last] - sizes[last - 1]),
      sizes: sizes.map((rows, k) => ({ rows, ...found[k] })),
    });
  }
  return {
    name: `training and scoring at ${sizes.join(", ")} rows × ${numbers + categories} columns, over linear growth`,
    results,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [learner, rows] = process.argv.slice(2);
  const result = learner ? await measure(learner, Number(rows)) : await run();
  console.log(JSON.stringify(result, null, 2));
}
