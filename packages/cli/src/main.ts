// main: the command line, `mainstay`
import { Command, Option } from "commander";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Warning } from "@mainstay/core/reading/warning";
import { ApiCommand } from "./api-command";
import { ApiCommands } from "./api-commands";
import { client, type Options } from "./client";
import { env } from "./env";
import { evaluate } from "./evaluate";
import { inspect } from "./inspect";
import { createKey } from "./create-key";
import { CommandError } from "./command-error";
import { priorities } from "./priorities";
import { score } from "./score";
import { sql } from "./sql";
import { upload } from "./upload";
import manifest from "../package.json" with { type: "json" };

const program = new Command("mainstay")
  .version(manifest.version)
  .description("Customer scores, metrics and reports out of CSV files")
  .addOption(
    new Option("--url <url>", "where Mainstay answers")
      .env("MAINSTAY_URL")
      .default("http://127.0.0.1:4000"),
  )
  .addOption(
    new Option("--key <key>", "API key; else the data folder's").env(
      "MAINSTAY_KEY",
    ),
  )
  .addOption(
    new Option("--data <folder>", "data folder of a local Mainstay")
      .env("MAINSTAY_DATA")
      .default(".mainstay"),
  );

const call = () => client(program.opts<Options>());
const say = (answer: unknown) =>
  console.log(
    typeof answer === "string" ? answer : JSON.stringify(answer, null, 2),
  );
const fail = (error?: { code: string; message: string; next?: string }) => {
  console.error(error ? `${error.message} (${error.code})` : "failed");
  if (error?.next) console.error(`Next step: ${error.next}`);
  process.exitCode = 1;
};

program
  .command("upload <file>")
  .description("put a CSV into the inbox and follow it to its end")
  .requiredOption("--dataset <name>")
  .option("--period <period>", "the period of its rows, such as 2026-04")
  .action(async (file, { dataset, period }) => {
    const done = await upload(call(), file, dataset, period);
    if (done.state === "failed") return fail(done.error);
    const { id, rows, accepted, rejected, scored } = done;
    say(
      `${id}: ${rows} rows, ${accepted} accepted, ${rejected} rejected, ${scored} scored`,
    );
    for (const warning of done.warnings)
      say(`warning: ${Warning.sentence(warning)} (${warning.code})`);
    if (done.rejectsUrl) say(`rejects: ${done.rejectsUrl}`);
    if (done.predictionsUrl) say(`predictions: ${done.predictionsUrl}`);
  });

program
  .command("score <file>")
  .description("a CSV of any length into a CSV of scores by the serving model")
  .requiredOption("--dataset <name>")
  .option("--out <file>", "where the scores go; else to standard output")
  .option("--explain", "with the contribution of every column")
  .action(async (file, { dataset, out, explain }) => {
    const counts = { rows: 0, scored: 0, refused: 0 };
    const warn = (sentence: string) => console.error(`warning: ${sentence}`);
    const lines = score(call(), file, { dataset, explain, warn, counts });
    if (out) await pipeline(lines, createWriteStream(out));
    else await pipeline(lines, process.stdout, { end: false });
    const { rows, scored, refused } = counts;
    console.error(`${rows} rows, ${scored} scored, ${refused} refused`);
  });

const nouns = new Map(
  Object.entries(ApiCommands.nouns).map(([noun, about]) => [
    noun,
    program.command(noun).description(about),
  ]),
);
nouns.get("keys")!.addCommand(createKey(call, say));
for (const declared of ApiCommands.declared)
  ApiCommand.add(program, declared, { call, say, fail });

program
  .command("env")
  .description(
    "what AWS clients need to work on a local Mainstay, as AWS_… lines",
  )
  .action(async () => say(await env(program.opts<Options>())));

program.addCommand(priorities(call, say));
program.addCommand(sql(call, say));
program.addCommand(inspect);
program.addCommand(evaluate);

try {
  await program.parseAsync();
} catch (error) {
  console.error(CommandError.sentence(error));
  process.exitCode = 1;
}
