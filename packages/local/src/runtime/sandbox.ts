// sandbox: one process that holds one handler, as Lambda's execution environments do
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ChildProcess } from "../process/child-process";

export type Fault = { name: string; message: string; stack?: string };
// What is sent is written as JSON on the way, as Lambda does.
export type ToClient = { id: string; event: any; deadline: number };
export type FromClient =
  | { ready: true }
  | { broken: Fault }
  | { id: string; result: unknown }
  | { id: string; fault: Fault };

const client = fileURLToPath(new URL("./lambda-client.ts", import.meta.url));
const initMs = 60_000;
const error = (name: string, message: string) =>
  Object.assign(new Error(message), { name });

type Settled = { result?: unknown; fault?: Fault };
type Call = { settle: (message: Settled) => void };
export type Sandbox = ReturnType<typeof open>;

export function open({
  name,
  file,
  exported,
  env,
  freezes = false,
}: {
  name: string;
  file: string;
  exported: string;
  env: Record<string, string>;
  freezes?: boolean; // whether nothing runs between an answer and the next call, as in Lambda
}) {
  const child = ChildProcess.start([client, file, exported], {
    ...ChildProcess.inherited(),
    ...env,
    AWS_LAMBDA_FUNCTION_NAME: name,
  });
  const calls = new Map<string, Call>();
  let usable = true;
  let retired = false;

  let started = () => {};
  let broken = (_: Error) => {};
  const ready = new Promise<void>((done, fail) => {
    started = done;
    broken = fail;
  });
  ready.catch(() => {});
  const slow = setTimeout(
    () =>
      fail(
        error(
          "Runtime.InitTimeout",
          `${name} did not load its handler within ${initMs} ms`,
        ),
      ),
    initMs,
  );

  function fail(reason: Error) {
    usable = false;
    clearTimeout(slow);
    broken(reason);
    for (const { settle } of calls.values()) settle({ fault: reason });
    child.kill("SIGKILL");
  }

  child.on("message", (message: FromClient) => {
    if ("ready" in message) {
      clearTimeout(slow);
      return started();
    }
    if ("broken" in message)
      return fail(
        Object.assign(error(message.broken.name, message.broken.message), {
          stack: message.broken.stack,
        }),
      );
    calls.get(message.id)?.settle(message);
  });
  child.on("error", fail);
  child.on("exit", (code, signal) =>
    fail(
      error(
        "Runtime.ExitError",
        `${name} ${ChildProcess.ending(code, signal)}`,
      ),
    ),
  );

  async function invoke(event: unknown, timeoutMs: number): Promise<any> {
    await ready;
    const id = randomUUID();
    const { promise, resolve, reject } = withResolvers<any>();
    const timer = setTimeout(() => {
      // What else runs in this process may finish; nothing new begins there.
      usable = false;
      retired = true;
      settle({
        fault: error(
          "Sandbox.Timedout",
          `${name} timed out after ${timeoutMs} ms`,
        ),
      });
    }, timeoutMs);
    function settle({ result, fault }: Settled) {
      clearTimeout(timer);
      calls.delete(id);
      if (freezes && !calls.size) child.kill("SIGSTOP");
      if (retired && !calls.size) child.kill("SIGKILL");
      if (!fault) return resolve(result);
      reject(
        Object.assign(error(fault.name, fault.message), {
          stack: fault.stack,
        }),
      );
    }
    calls.set(id, { settle });
    const call: ToClient = {
      ...{ id, event },
      deadline: Date.now() + timeoutMs,
    };
    if (freezes) child.kill("SIGCONT");
    child.send(call, (reason) => reason && fail(reason));
    return promise;
  }

  return {
    taken: 0,
    ready,
    invoke,
    usable: () => usable,
    stop: () => {
      usable = false;
      if (freezes) child.kill("SIGCONT");
      return ChildProcess.end(child);
    },
  };
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (reason: Error) => void;
  const promise = new Promise<T>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}

export * as Sandbox from "./sandbox";
