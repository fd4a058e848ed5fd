// lambda: a handler by its name, in as many processes as its concurrency allows
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../process/child-process";
import { Sandbox } from "./sandbox";
import { Log } from "@mainstay/core/base/log";

export type Options = {
  name?: string;
  handler: string; // path from the repository's root, then a dot and the export: packages/functions/src/api/index.handler
  env?: Record<string, string>;
  timeoutMs?: number;
  concurrency?: number; // processes at most
  perProcess?: number; // invocations at a time in one process
  freezes?: boolean; // a process stands still between an answer and its next invocation
  warm?: boolean; // the first process is there before the first invocation
};
export type Lambda = ReturnType<typeof lambda>;

export function lambda({
  handler,
  name = handler.split("/").at(-1)!,
  env = {},
  timeoutMs = 30_000,
  concurrency = 1,
  perProcess = 1,
  freezes = false,
  warm = true,
}: Options) {
  const dot = handler.lastIndexOf(".");
  const file = pathToFileURL(resolve(root, `${handler.slice(0, dot)}.ts`)).href;
  const exported = handler.slice(dot + 1);
  const pool = new Set<Sandbox>();
  const ending = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let stopped = false;

  function begin() {
    const sandbox = Sandbox.open({ name, file, exported, env, freezes });
    sandbox.ready.catch((error) => {
      if (!stopped) Log.error(error, { function: name });
      tidy();
    });
    pool.add(sandbox);
    return sandbox;
  }

  // Lets go of processes that take no more invocations.
  function tidy() {
    for (const sandbox of pool) if (!sandbox.usable()) pool.delete(sandbox);
  }

  async function acquire() {
    for (;;) {
      if (stopped) throw new Error(`${name} is stopping`);
      tidy();
      const free = [...pool].find((sandbox) => sandbox.taken < perProcess);
      const taken = free ?? (pool.size < concurrency ? begin() : undefined);
      if (taken) {
        taken.taken++;
        return taken;
      }
      await new Promise<void>((done) => waiting.push(done));
    }
  }

  async function invoke(event: unknown) {
    const sandbox = await acquire();
    try {
      return await sandbox.invoke(event, timeoutMs);
    } finally {
      sandbox.taken--;
      waiting.shift()?.();
    }
  }

  if (warm) begin();

  return {
    name,
    invoke,
    async stop() {
      stopped = true;
      waiting.splice(0).forEach((go) => go());
      for (const sandbox of pool) ending.add(sandbox.stop());
      await Promise.all(ending);
    },
  };
}
