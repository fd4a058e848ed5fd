// periods: `mainstay periods`, which periods there are, which look incomplete, and somebody's word that one is whole
import { Command } from "commander";
import type { Call } from "./client";

export function periods(call: () => Call, say: (answer: unknown) => void) {
  const command = new Command("periods")
    .description("periods of a dataset, and which look incomplete")
    .option("--dataset <name>", "dataset", "customers")
    .action(async ({ dataset }) =>
      say(await call()("GET", `/v1/periods?dataset=${dataset}`)),
    );
  command
    .command("confirm <period>")
    .description("say that a period that looks incomplete is whole")
    .action(async (period) => {
      const { dataset } = command.opts();
      const path = `/v1/periods/${encodeURIComponent(period)}/confirm`;
      say(await call()("POST", `${path}?dataset=${dataset}`));
    });
  return command;
}
