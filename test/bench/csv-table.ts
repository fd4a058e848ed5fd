// csv-table: made-up rows of numbers, categories and an outcome as a CSV file of any length
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { random } from "@mainstay/core/base/random";
import { sigmoid } from "@mainstay/core/stats/log-odds";

export type Shape = { numbers: number; categories: number };

/** `label` puts the outcome last; without it a file to score. The outcome has linear terms, a product, a step and levels in it. */
export async function write(
  path: string,
  { numbers, categories }: Shape,
  { rows, seed, label }: { rows: number; seed: number; label: boolean },
) {
  const draw = random(seed);
  const file = createWriteStream(path);
  const names = [
    ...Array.from({ length: numbers }, (_, k) => `number${k}`),
    ...Array.from({ length: categories }, (_, k) => `category${k}`),
    ...(label ? ["left"] : []),
  ];
  let text = `${names.join(",")}\n`;
  for (let row = 0; row < rows; row++) {
    const x = Array.from({ length: numbers }, draw.normal);
    const levels = Array.from({ length: categories }, () => draw.integer(8));
    const logit =
      x[0] - x[1] + x[2] * x[3] + +(x[4] > 0.5) + (levels[0] ?? 4) / 4 - 2;
    const cells = [
      ...x.map((value) => value.toFixed(3)),
      ...levels.map((level) => `level ${level}`),
    ];
    if (label) cells.push(String(+(draw.uniform() < sigmoid(logit))));
    text += `${cells.join(",")}\n`;
    if (text.length < 1 << 20) continue;
    if (!file.write(text)) await once(file, "drain");
    text = "";
  }
  file.end(text);
  await once(file, "finish");
}
