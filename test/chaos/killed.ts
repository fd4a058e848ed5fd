// killed: a function that dies between any two writes to the stores, as if its process had been killed
import { AsyncLocalStorage } from "node:async_hooks";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Queue } from "@mainstay/core/aws/queue";
import { Table } from "@mainstay/core/aws/table";

type Process = {
  writes: number;
  killAt: number;
  isDone: boolean;
  isDead: boolean;
};
const running = new AsyncLocalStorage<Process>();
const isWrite = (command: string) =>
  /^(Put|Update|Delete|BatchWrite|Send|Complete|Create)/.test(command);

class Killed extends Error {
  override name = "Killed";
}

/** From now on every call to a store goes by here. */
export function install() {
  const clients = [Table.client(), Bucket.client(), Queue.client()];
  for (const { middlewareStack } of clients)
    (middlewareStack as { add: (...of: any[]) => void }).add(
      (next: any, context: any) => async (args: any) => {
        const process = running.getStore();
        if (!process) return next(args);
        if (process.isDead) throw new Killed("it is dead");
        const counts = isWrite(String(context.commandName));
        const dies = counts && ++process.writes === process.killAt;
        // Every second one dies before its write, the others after it.
        if (dies && process.isDone) await next(args);
        if (dies) process.isDead = true;
        if (process.isDead) throw new Killed("it was killed");
        return next(args);
      },
      { step: "initialize", name: "killed" },
    );
}

/** Runs as a process of its own; answers how many writes it made and whether it lived. */
export async function live(
  run: () => Promise<boolean>,
  { killAt = Infinity, isDone = false } = {},
) {
  const process: Process = { writes: 0, killAt, isDone, isDead: false };
  const went = await running.run(process, () => run().catch(() => false));
  return { writes: process.writes, isDead: process.isDead, went };
}

export * as KilledProcess from "./killed";
