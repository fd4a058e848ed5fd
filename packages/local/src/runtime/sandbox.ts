// sandbox: one process that holds one handler, as Lambda's execution environments do
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { ChildProcess } from "../process/child-process";

export type Fault = { name: string; message: string; stack?: string };
export type ToClient = { id: string; event: string; deadline: number };
export type FromClient =
  | { ready: true }
  | { broken: Fault }
  | { id: string; answer: string }
  | { id: string; fault: Fault };

const client = fileURLToPath(new URL("./lambda-client.ts", import.meta.url));
const initMs = 60_000;
const error = (name: string, message: string) =>
  Object.assign(new Error(message), { name });

type Call = { settle: (message: { answer?: string; fault?: Fault }) => void };
export type Sandbox = ReturnType<typeof open>;

export function open({
  name,
  file,
  exported,
  env,
}: {
  name: string;
  file: string;
  exported: string;
  env: Record<string, string>;
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
        `${name} ended with ${signal ?? `exit code ${code}`}`,
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
    function settle({ answer, fault }: { answer?: string; fault?: Fault }) {
      clearTimeout(timer);
      calls.delete(id);
      if (retired && !calls.size) child.kill("SIGKILL");
      if (answer !== undefined) return resolve(JSON.parse(answer));
      reject(
        Object.assign(error(fault!.name, fault!.message), {
          stack: fault!.stack,
        }),
      );
    }
    calls.set(id, { settle });
    const call: ToClient = {
      id,
      event: JSON.stringify(event),
      deadline: Date.now() + timeoutMs,
    };
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
