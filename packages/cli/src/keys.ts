// keys: API keys, listed, made and revoked
import { Command } from "commander";
import type { Call } from "./client";

export function keys(call: () => Call, say: (answer: unknown) => void) {
  const command = new Command("keys").description("API keys");

  command
    .command("list")
    .description("name, scopes, last use and expiry of every key")
    .action(async () => say(await call()("GET", "/v1/keys?limit=1000")));

  command
    .command("create")
    .description("make a key and print it; it is not shown again")
    .requiredOption(
      "--scope <scopes>",
      "read, score, write, train, admin; several with commas, or all",
    )
    .option("--name <name>", "whose key it is", "command line")
    .option("--expires <moment>", "a day, which counts to its end, or a moment")
    .option(
      "--direct",
      "write to the table itself, for the first key (inside `sst shell`)",
    )
    .action(async ({ scope, name, expires, direct }) => {
      const { ApiKey } = await import("@mainstay/core/aws/api-key");
      const scopes = scope === "all" ? ApiKey.everything : scope.split(",");
      const wanted = { name, scopes, expires };
      if (!direct) return say(await call()("POST", "/v1/keys", wanted));
      say(await ApiKey.create(ApiKey.Wanted.parse(wanted)));
    });

  command
    .command("revoke <id>")
    .description("a key stops answering within a second")
    .action(async (id) =>
      say(await call()("DELETE", `/v1/keys/${encodeURIComponent(id)}`)),
    );
  return command;
}
