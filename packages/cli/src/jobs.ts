// jobs: `mainstay jobs`, `problems`, `take-back` and `datasets`: slow work, what failed of it, and what goes again
import { Command } from "commander";
import type { Call } from "./client";
import { follow } from "./follow-job";

type Say = (answer: unknown) => void;
type Fail = (error?: { code: string; message: string }) => void;
const part = encodeURIComponent;

export function jobs(call: () => Call, say: Say) {
  const command = new Command("jobs")
    .description("slow work: waiting, running, done and failed")
    .option("--state <state>", "queued, running, done or failed")
    .option("--kind <kind>", "such as train, report or remove")
    .action(async (asked: Record<string, string>) =>
      say(await call()("GET", `/v1/jobs?${new URLSearchParams(asked)}`)),
    );
  for (const verb of ["retry", "cancel"])
    command
      .command(`${verb} <id>`)
      .action(async (id) =>
        say(await call()("POST", `/v1/jobs/${part(id)}/${verb}`)),
      );
  return command;
}

export function problems(call: () => Call, say: Say) {
  const command = new Command("problems")
    .description("what failed for good")
    .action(async () => say(await call()("GET", "/v1/problems")));
  command
    .command("retry <id>")
    .action(async (id) =>
      say(await call()("POST", `/v1/problems/${part(id)}/retry`)),
    );
  return command;
}

const removal =
  (call: () => Call, say: Say, fail: Fail) =>
  async (path: string, what: string) => {
    const { jobId } = await call()<{ jobId: string }>("DELETE", path);
    const job = await follow(call(), jobId, what);
    if (job.state === "failed") return fail(job.error);
    say(job.result);
  };

export const takeBack = (call: () => Call, say: Say, fail: Fail) =>
  new Command("take-back")
    .argument("<upload>")
    .description("take an upload's rows away again")
    .action((id) =>
      removal(call, say, fail)(`/v1/uploads/${part(id)}`, `taking back ${id}`),
    );

export function datasets(call: () => Call, say: Say, fail: Fail) {
  const command = new Command("datasets")
    .description("every dataset with its definition")
    .action(async () => say(await call()("GET", "/v1/datasets")));
  command
    .command("remove <dataset>")
    .description("remove a dataset with all it brought")
    .action((name) =>
      removal(
        call,
        say,
        fail,
      )(`/v1/datasets/${part(name)}`, `removing ${name}`),
    );
  return command;
}
