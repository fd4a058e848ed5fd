// killed: a function that dies between any two writes to the stores, as if its process had been killed, or at one that fails
import { AsyncLocalStorage } from "node:async_hooks";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Queue } from "@mainstay/core/aws/queue";
import { Table } from "@mainstay/core/aws/table";

type Process = {
  writes: number;
  killAt: number;
  isDone: boolean;
  isDead: boolean;
  died?: string; // at which write
};
const running = new AsyncLocalStorage<Process>();
const isWrite = (command: string) =>
  /^(Put|Update|Delete|BatchWrite|Send|Complete|Create)/.test(command);

class Killed extends Error {
  override name = "Killed";
}

let broken: string | null = null;

/** Until it is mended (null), every process fails at this write. */
export const breakAt = (write: string | null) => void (broken = write);

/** The same write of another day has the same name. */
function nameOf(command: string, input: any) {
  const [batch] = Object.values<any>(input.RequestItems ?? {});
  const place = input.Key ?? input.Item ?? batch?.[0];
  const text =
    typeof place === "string"
      ? place
      : JSON.stringify(place ?? input.QueueUrl ?? "");
  return `${command} ${text}`;
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
        const command = String(context.commandName);
        if (!isWrite(command)) return next(args);
        const name = nameOf(command, args.input);
        if (name === broken) throw new Error(`${name} fails`);
        const dies = ++process.writes === process.killAt;
        // Every second one dies before its write, the others after it.
        if (dies && process.isDone) await next(args);
        if (dies) Object.assign(process, { isDead: true, died: name });
        if (process.isDead) throw new Killed("it was killed");
        return next(args);
      },
      { step: "initialize", name: "killed" },
    );
}

/** Runs as a process of its own; answers how many writes it made and at which it died. */
export async function live(
  run: () => Promise<unknown>,
  { killAt = Infinity, isDone = false } = {},
) {
  const process: Process = { writes: 0, killAt, isDone, isDead: false };
  const answer = await running.run(process, () =>
    run().catch((error: unknown) => ({ error })),
  );
  return { ...process, answer };
}

export * as KilledProcess from "./killed";
