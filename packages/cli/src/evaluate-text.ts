// evaluate-text: comments of a file classified by folds, or by a model of another file
import type { Csv } from "@mainstay/core/tabular/csv";
import { Failure } from "@mainstay/core/base/error";
import { bar } from "./progress";

export type Options = {
  text?: string;
  label?: string;
  trainFile?: string;
  folds: number;
  fold?: number;
  header: boolean;
  /** Commander's default of --no-quotes is true: told from the file. */
  quotes?: boolean;
  separator?: Csv.Separator;
  seed: number;
  json?: boolean;
};

export async function text(file: string, options: Options) {
  const { text, label, header, quotes, json } = options;
  if (text === undefined || label === undefined)
    throw new Failure(
      "evaluate.columns",
      "Expected --text and --label with --task text",
    );
  const { trial } = await import("@mainstay/training/cli/evaluate-text");
  const progress = bar("text");
  const result = await trial({
    file,
    text,
    label,
    trainFile: options.trainFile,
    folds: options.folds,
    fold: options.fold,
    header,
    quotes: quotes === false ? false : undefined,
    separator: options.separator,
    seed: options.seed,
    progress: (share, stage) => progress.set(share, stage),
  }).finally(progress.stop);
  console.log(json ? JSON.stringify(result) : table(result));
}

const table = (result: Record<string, unknown>) =>
  Object.entries(result)
    .map(([name, value]) => `${name.padEnd(12)}${shown(value)}`)
    .join("\n");

const shown = (value: unknown) =>
  typeof value === "number" && !Number.isInteger(value)
    ? value.toFixed(4)
    : String(value);
