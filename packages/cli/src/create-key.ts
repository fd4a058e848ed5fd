// create-key: `mainstay keys create`, a new API key, through the API or, for the first one, in the table itself
import { Command } from "commander";
import type { Call } from "./client";

export const createKey = (call: () => Call, say: (answer: unknown) => void) =>
  new Command("create")
    .description("make a key and print it; it is not shown again")
    .requiredOption(
      "--scope <scopes>",
      "read, score, write, train, admin; several with commas, or all",
    )
    .option(
      "--datasets <datasets>",
      "the only datasets it reaches, several with commas; all unless told",
    )
    .option("--name <name>", "whose key it is", "command line")
    .option("--expires <moment>", "a day, which counts to its end, or a moment")
    .option(
      "--direct",
      "write to the table itself, for the first key (inside `sst shell`)",
    )
    .action(async ({ scope, datasets, name, expires, direct }) => {
      const { ApiKey } = await import("@mainstay/core/aws/api-key");
      const scopes = scope === "all" ? ApiKey.everything : scope.split(",");
      const only = datasets?.split(",");
      const wanted = { name, scopes, datasets: only, expires };
      if (!direct) return say(await call()("POST", "/v1/keys", wanted));
      say(await ApiKey.create(ApiKey.Wanted.parse(wanted)));
    });
