// main: the command line, `mainstay`
import { Command } from "commander";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Warning } from "@mainstay/core/reading/warning";
import { client, type Options } from "./client";
import { env } from "./env";
import { evaluate } from "./evaluate";
import { follow } from "./follow-job";
import { inspect } from "./inspect";
import { datasets, jobs, problems, takeBack } from "./jobs";
import { keys } from "./keys";
import { periods } from "./periods";
import { priorities } from "./priorities";
import { score } from "./score";
import { upload } from "./upload";
import manifest from "../package.json" with { type: "json" };

const program = new Command("mainstay")
  .version(manifest.version)
  .description("Customer scores, metrics and reports out of CSV files")
  .option("--url <url>", "where Mainstay answers", "http://127.0.0.1:4000")
  .option(
    "--key <key>",
    "API key (else the one in the data folder)",
    process.env.MAINSTAY_KEY,
  )
  .option("--data <folder>", "data folder of a local Mainstay", ".mainstay");

const call = () => client(program.opts<Options>());
const say = (answer: unknown) =>
  console.log(
    typeof answer === "string" ? answer : JSON.stringify(answer, null, 2),
  );
const fail = (error?: { code: string; message: string }) => {
  console.error(error ? `${error.message} (${error.code})` : "failed");
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

program
  .command("train")
  .description("train a model on a dataset's rows")
  .option("--dataset <name>", "dataset", "customers")
  .option("--seed <n>", "seed of every draw", "42")
  .action(async ({ dataset, seed }) => {
    const { jobId } = await call()<{ jobId: string }>(
      "POST",
      `/v1/models/${dataset}/train`,
      { seed: Number(seed) },
    );
    const job = await follow(call(), jobId, `training ${dataset}`);
    if (job.state === "failed") return fail(job.error);
    say({ version: job.version, ...(job.result as object) });
  });

program
  .command("models")
  .description("versions of a dataset's model")
  .option("--dataset <name>", "dataset", "customers")
  .action(async ({ dataset }) =>
    say(await call()("GET", `/v1/models/${dataset}`)),
  );

program
  .command("promote <version>")
  .description("let a version serve")
  .option("--dataset <name>", "dataset", "customers")
  .action(async (version, { dataset }) =>
    say(await call()("POST", `/v1/models/${dataset}/promote`, { version })),
  );

program
  .command("rollback")
  .description("let the version before serve again")
  .option("--dataset <name>", "dataset", "customers")
  .action(async ({ dataset }) =>
    say(await call()("POST", `/v1/models/${dataset}/rollback`)),
  );

program
  .command("report <month>")
  .description("make a month's report (YYYY-MM)")
  .option("--dataset <name>", "dataset", "customers")
  .action(async (month, { dataset }) => {
    const made = await call()<{ jobId?: string }>(
      "POST",
      `/v1/reports/${month}?dataset=${dataset}`,
    );
    if (!made.jobId) return say(made);
    const job = await follow(call(), made.jobId, `report ${month}`);
    if (job.state === "failed") return fail(job.error);
    say(job.result);
  });

program
  .command("redrive <upload>")
  .description("ingest an upload anew, as if dropped now")
  .action(async (id) => say(await call()("POST", `/v1/uploads/${id}/redrive`)));

program
  .command("erase <customer>")
  .description("remove a customer from everywhere; prints what went where")
  .option("--dataset <name>", "dataset", "customers")
  .action(async (id, { dataset }) => {
    const query = `dataset=${encodeURIComponent(dataset)}`;
    const { jobId } = await call()<{ jobId: string }>(
      "DELETE",
      `/v1/customers/${encodeURIComponent(id)}?${query}`,
    );
    const job = await follow(call(), jobId, "erasing");
    if (job.state === "failed") return fail(job.error);
    say(job.result);
  });

program.addCommand(keys(call, say));
program.addCommand(periods(call, say));
program.addCommand(jobs(call, say));
program.addCommand(problems(call, say));
program.addCommand(datasets(call, say, fail));
program.addCommand(takeBack(call, say, fail));

program
  .command("env")
  .description(
    "what AWS clients need to work on a local Mainstay, as AWS_… lines",
  )
  .action(async () => say(await env(program.opts<Options>())));

program.addCommand(priorities(call, say));
program.addCommand(inspect);
program.addCommand(evaluate);

try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
