// evaluate: learners tried on any file by folds, no server needed
import { Command, Option } from "commander";
import { Definition } from "@mainstay/core/definition";
import { writeFile } from "node:fs/promises";
import { bar } from "./progress";

const list = (text: string) =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

export const evaluate = new Command("evaluate")
  .description(
    "try the learners on a file: row i is tested in fold i mod folds",
  )
  .argument("<file>", "CSV, also .gz")
  .requiredOption("--label <column>")
  .requiredOption("--positive <value>")
  .option("--drop <columns>", "columns to leave out, with commas", list, [])
  .addOption(
    new Option("--separator <character>").choices([",", ";", "\t", "|"]),
  )
  .option("--no-header", "the first row is data; columns are named 0, 1, …")
  .addOption(
    new Option("--learner <name>", "how it is learned")
      .choices(Definition.Learner.options)
      .default("auto"),
  )
  .option("--folds <n>", "number of folds", Number, 5)
  .option("--seed <n>", "seed of every draw", Number, 42)
  .option("--json", "print JSON alone")
  .option("--out <file>", "write row,y,probability out of fold")
  .action(async (file, options) => {
    const { trial, table } = await import("@mainstay/training/trial");
    const progress = bar(options.learner);
    const result = await trial({
      ...options,
      file,
      progress: (share: number, stage: string) => progress.set(share, stage),
    }).finally(progress.stop);
    const { predictions, ...shown } = result;
    if (options.out) await writeFile(options.out, predictions());
    console.log(options.json ? JSON.stringify(shown) : table(shown));
  });
