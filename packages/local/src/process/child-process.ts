// child-process: a Node process of ours that runs TypeScript, outlives no parent and hears no Ctrl+C meant for it
import {
  type ChildProcess,
  spawn,
  type StdioOptions,
} from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../../", import.meta.url));
const tsx = import.meta.resolve("tsx");
const leash = new URL("./end-with-parent.ts", import.meta.url).href;

let output: number | "inherit" = "inherit";
/** From now on children write to this open file, and no longer to the terminal. */
export function writeTo(file: number) {
  output = file;
}

export function start(args: string[], env: Record<string, string>) {
  const options = ["--import", tsx, "--import", leash, ...args];
  const stdio: StdioOptions = ["ignore", output, output, "ipc"];
  // Its own process group: a signal to the whole group of the parent must not end it before the parent asks.
  return spawn(process.execPath, options, {
    cwd: root,
    env,
    stdio,
    detached: true,
  });
}

const over = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null || !child.pid;

export async function end(child: ChildProcess, graceMs = 3_000) {
  if (over(child)) return;
  const exited = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await exited;
  clearTimeout(timer);
}

/** How a process ended, in words. Node aborts at the limit of its heap, and a kernel without memory kills. */
export function ending(code: number | null, signal: string | null) {
  if (signal === null) return `ended with exit code ${code}`;
  const isMemory = signal === "SIGABRT" || signal === "SIGKILL";
  const why = isMemory ? ", most often for want of memory" : "";
  return `ended with ${signal}${why}`;
}

// The shell's own variables without the owner's real cloud account, which must never be reached from here.
export const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(AWS|SST)_/.test(entry[0]),
    ),
  );

export * as ChildProcess from "./child-process";
