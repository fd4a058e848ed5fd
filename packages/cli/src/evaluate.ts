// evaluate: learners tried on any file by folds, no server needed
import { Command, InvalidArgumentError, Option } from "commander";
import { Costs } from "@mainstay/core/learning/costs";
import { Learner } from "@mainstay/core/learning/learner";
import { Failure } from "@mainstay/core/base/error";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { writeFile } from "node:fs/promises";
import { bar } from "./progress";

const list = (text: string) =>
  text
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);

const learners = [
  ...new Set([...Learner.Name.options, ...RecommendCard.Learner.options]),
];

function learnerOf(text: string) {
  if (!text.trim().startsWith("{")) {
    if (learners.includes(text as never)) return text;
    throw new InvalidArgumentError(`Expected ${learners.join(", ")} or JSON.`);
  }
  return Learner.fromJson(text);
}

export const evaluate = new Command("evaluate")
  .description(
    "try the learners on a file: row i is tested in fold i mod folds",
  )
  .argument("<file>", "CSV, also .gz")
  .addOption(
    new Option("--task <name>", "what is to be told")
      .choices(["score", "recommend", "forecast", "text", "ask"])
      .default("score"),
  )
  .option("--label <column>", "score and text: what is to be told")
  .option("--id <column>", "time: who a row is about")
  .option("--event <column>", "time: whether it came")
  .option("--positive <value>", "score: the label's value to expect")
  .addOption(
    new Option("--kind <name>", "score: what the label is")
      .choices(["binary", "number", "classes", "ordered", "time"])
      .default("binary"),
  )
  .option("--order <values>", "ordered: from the least to the greatest", list)
  .option("--drop <columns>", "score: columns to leave out", list, [])
  .option(
    "--group <column>",
    "score: rows with the same value stay in one fold; not learned from",
  )
  .addOption(
    new Option("--separator <character>").choices([",", ";", "\t", "|"]),
  )
  .option("--no-header", "the first row is data; columns are named 0, 1, …")
  .addOption(
    new Option(
      "--learner <name>",
      `how it is learned: ${learners.join(", ")}, or a kind with options as JSON`,
    )
      .argParser(learnerOf)
      .default("auto"),
  )
  .option(
    "--costs <json>",
    'score: what errors cost, as {"falsePositive":1,"falseNegative":5}; figures are given at the cut that follows',
    Costs.fromJson,
  )
  .option(
    "--capacity <n>",
    "score: rows of the file that can be acted on; figures are given at the cut that follows",
    Number,
  )
  .option("--folds <n>", "number of folds", Number, 5)
  .option("--fold <k>", "text: this fold alone", Number)
  .option("--seed <n>", "seed of every draw", Number, 42)
  .option("--text <column>", "text: the comments")
  .option(
    "--train-file <file>",
    "text: learn from this file, test on the other",
  )
  .option("--no-quotes", "text: quotes are signs like any other")
  .option("--user <column>", "recommend: who")
  .option("--item <column>", "recommend: took what")
  .option(
    "--time <column>",
    "recommend and forecast: when; time: how long, or in which period",
  )
  .option("--lambda <number>", "recommend: regularisation of ease", Number)
  .option("--value <column>", "forecast: the values; recommend: ratings")
  .option("--above <columns>", "recommend: only rows above 0 in these", list)
  .addOption(
    new Option("--protocol <name>", "recommend: what is hidden for the test")
      .choices(["residues", "time"])
      .default("residues"),
  )
  .option("--items <file>", "recommend: what is known of the items")
  .option("--attributes <columns>", "recommend: its columns to use", list)
  .option("--series <column>", "forecast: which series a row is of")
  .option(
    "--period <n>",
    "forecast: steps of a season, or auto to find them in each series",
    "auto",
  )
  .option("--horizon <n>", "forecast: steps ahead, kept for the test", Number)
  .option("--where <column=value>", "forecast: only rows where this holds")
  .option("--articles <folder>", "ask: the articles, as Markdown or CSV")
  .option("--json", "print JSON alone")
  .option(
    "--out <file>",
    "score: write what each row was said to be out of fold",
  )
  .action(async (file, options) => tasks[options.task as Task](file, options));

type Task = "score" | "recommend" | "forecast" | "text" | "ask";

const tasks: Record<Task, (file: string, options: any) => Promise<void>> = {
  score,
  recommend: async (file, options) =>
    (await import("./evaluate-recommend")).recommend(file, options),
  forecast: async (file, options) =>
    (await import("./evaluate-forecast")).forecast(file, options),
  text: async (file, options) =>
    (await import("./evaluate-text")).text(file, options),
  ask: async (file, options) =>
    (await import("./evaluate-ask")).ask(file, options),
};

const needed = {
  binary: ["label", "positive"],
  time: ["id", "time", "event"],
};

async function score(file: string, options: any) {
  const { kind } = options;
  for (const name of needed[kind as keyof typeof needed] ?? ["label"])
    if (options[name] === undefined)
      throw new Failure(
        "evaluate.option.missing",
        `Expected --${name}, got none`,
      );
  if (!Learner.Info.safeParse(options.learner).success)
    throw new Failure(
      "evaluate.learner",
      `Expected one of ${Learner.Name.options.join(", ")} for tables, got ${options.learner}`,
    );
  if (kind === "binary") {
    const { trial, table } =
      await import("@mainstay/training/cli/evaluate-table");
    const { usualRepeats: repeats } =
      await import("@mainstay/training/fit/fit-model");
    return tried(file, { ...options, repeats }, trial, table);
  }
  if (kind === "time") {
    const { trial, table } =
      await import("@mainstay/training/cli/evaluate-survival");
    return tried(file, options, trial, table);
  }
  const { trial, table } =
    await import("@mainstay/training/cli/evaluate-outcome");
  return tried(file, options, trial, table);
}

// Prints what a trial found, and writes what it said of each row.
async function tried<R extends { predictions(): string }>(
  file: string,
  options: any,
  trial: (options: any) => Promise<R>,
  table: (shown: Omit<R, "predictions">) => string,
) {
  const progress = bar(Learner.nameOf(options.learner));
  const result = await trial({
    ...options,
    file,
    progress: (share: number, stage: string) => progress.set(share, stage),
  }).finally(progress.stop);
  const { predictions, ...shown } = result;
  if (options.out) await writeFile(options.out, predictions());
  console.log(options.json ? JSON.stringify(shown) : table(shown));
}
