// size: time and peak memory of the whole recipe on generated tables of 100 columns, 10,000 rows and more (--rows 10000,100000 chooses)
import { execFile } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";
import type { Column } from "@mainstay/core/tabular/frame";
import { FitModel } from "@mainstay/training/fit/fit-model";
import type { TrainingTable } from "@mainstay/training/fit/training-table";

const usual = [10_000, 100_000, 1_000_000]; // ten million where asked for
const numbers = 80;
const categories = 20;
const levels = Array.from({ length: 12 }, (_, k) => `level ${k}`);

function table(rows: number): TrainingTable.Info {
  const draw = random(rows);
  const columns: Column[] = [
    ...Array.from({ length: numbers }, (_, k) => ({
      ...{ name: `number${k}`, type: "number" as const },
      values: Float64Array.from({ length: rows }, draw.normal),
    })),
    ...Array.from({ length: categories }, (_, k) => ({
      ...{ name: `category${k}`, type: "category" as const, levels },
      codes: Int32Array.from({ length: rows }, () =>
        draw.integer(levels.length),
      ),
    })),
  ];
  const at = (k: number, row: number) => {
    const column = columns[k];
    if (column.type === "text") return 0;
    return column.type === "category" ? column.codes[row] : column.values[row];
  };
  const label = Float32Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = [at(0, row), at(1, row), at(2, row)];
    const logit = a - b + a * c + at(numbers, row) / 4 - 2.5;
    return +(draw.uniform() < sigmoid(logit));
  });
  return {
    ...{ frame: { rows, columns }, label, at: new Float64Array(rows) },
    group: Int32Array.from({ length: rows }, (_, row) => row),
  };
}

const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

/** In a process of its own, so that its peak memory is that of its size. */
async function measure(rows: number) {
  const made = table(rows);
  const before = process.resourceUsage().maxRSS * 1024;
  const columns = made.frame.columns.map(({ name }) => name);
  const [started, used] = [performance.now(), process.cpuUsage()];
  const { parts } = await FitModel.fit(made, { columns });
  const { user, system } = process.cpuUsage(used);
  const peak = process.resourceUsage().maxRSS * 1024;
  return {
    ...{ rows, columns: columns.length },
    cpuSeconds: (user + system) / 1e6,
    seconds: (performance.now() - started) / 1000,
    microsecondsARow: (user + system) / rows,
    tableMegabytes: megabytes(before),
    peakMegabytes: megabytes(peak),
    bytesARow: Math.round((peak - before) / rows),
    members: Object.fromEntries(
      parts.map(({ name, seconds }) => [name, Math.round(seconds)]),
    ),
  };
}

export async function run(sizes: number[]) {
  const results = [];
  for (const rows of sizes) {
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--max-old-space-size=12000",
      ...["--import", "tsx", fileURLToPath(import.meta.url)],
      ...["--measure", String(rows)],
    ]);
    results.push(JSON.parse(stdout));
    console.error(JSON.stringify(results.at(-1)));
  }
  return { name: "training by size", results };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [option, value] = process.argv.slice(2);
  const result =
    option === "--measure"
      ? await measure(Number(value))
      : await run(option === "--rows" ? value.split(",").map(Number) : usual);
  console.log(JSON.stringify(result, null, 2));
}
