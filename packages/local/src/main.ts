// main: npm start; the whole of Mainstay on this computer until it is told to stop
import { Failure } from "@mainstay/core/base/error";
import { existsSync, openSync } from "node:fs";
import {
  chmod,
  mkdir,
  readFile,
  rename,
  stat,
  writeFile,
} from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ChildProcess } from "./process/child-process";
import { DataFault } from "./process/data-fault";
import { Credentials } from "./runtime/credentials";
import { Environment } from "./runtime/environment";
import { ProgressLine } from "./sample/progress-line";
import { type Machine, startMachine } from "./runtime/machine";

const usage =
  "Usage: npm start -- [--port 4000] [--data .mainstay] [--empty] [--once] [--credentials] [--verbose]";
const options = {
  port: { type: "string", default: "4000" },
  data: { type: "string", default: ".mainstay" },
  empty: { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  credentials: { type: "boolean", default: false },
  verbose: { type: "boolean", default: false },
} as const;

function read() {
  try {
    const { values } = parseArgs({ options });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_532)
      throw new Error(`Expected --port from 1 to 65532; came "${values.port}"`);
    return { ...values, port, data: resolve(values.data) };
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    process.exit(2);
  }
}

const { port, data, empty, once, verbose, ...wish } = read();
let machine: Machine | undefined;
let stopping = false;

async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  await machine?.stop();
  process.exit(code);
}
function say(error: unknown) {
  const fault = error instanceof Failure ? error : DataFault.of(error, data);
  console.error(fault ? `${fault.code}: ${fault.message}` : error);
}

// A store that failed beneath a request may hold what it could not write: only a start reads it anew.
process.on("uncaughtException", (error) => {
  say(error);
  process.exit(1);
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop(0));

// The key with every scope, readable by the owner alone. Without its file, or once revoked, it gives way to a new one.
async function admit() {
  const { ApiKey } = await import("@mainstay/core/aws/api-key");
  const { OwnerKey } = await import("@mainstay/core/aws/owner-key");
  const file = join(data, "api-key");
  const make = async () => {
    await writeFile(`${file}.new`, `${ApiKey.random()}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  const read = async () => (await readFile(file, "utf8")).trim();
  if (!existsSync(file)) await make();
  if (await OwnerKey.admit(await read())) return;
  await make();
  await OwnerKey.admit(await read());
}

const ownerKey = async () =>
  (await readFile(join(data, "api-key"), "utf8")).trim();

// The mark is set only when the sample is whole, so that a load cut short goes on.
async function settle({ url }: Machine) {
  const mark = join(data, "settled");
  if (existsSync(mark)) return;
  if (!empty) {
    const { load } = await import("./sample/load-sample");
    const progress = ProgressLine.on(process.stdout);
    const key = await ownerKey();
    try {
      await load({ url, key, now: await sampleDay(), progress });
    } finally {
      progress.end();
    }
  }
  await writeFile(mark, "");
}

// A load that goes on after a stop invents the same company: the day of its first start counts.
async function sampleDay() {
  const file = join(data, "sample-day");
  if (!existsSync(file)) await writeFile(file, new Date().toISOString());
  return new Date(await readFile(file, "utf8"));
}

const logBytes = 10_000_000;
// What functions and jobs write goes to a file, the one before it kept beside; with --verbose to the terminal.
async function openLog() {
  const file = join(data, "log");
  const { size } = await stat(file).catch(() => ({ size: 0 }));
  if (size > logBytes) await rename(file, `${file}.before`);
  ChildProcess.writeTo(openSync(file, "a", 0o600));
}

try {
  Environment.enter(Environment.quiet);
  // All that Mainstay writes is its owner's alone, whichever part of it writes.
  process.umask(0o077);
  await mkdir(data, { recursive: true });
  await chmod(data, 0o700);
  const credentials = await (wish.credentials
    ? Credentials.make(data)
    : Credentials.read(data));
  if (!verbose) await openLog();
  machine = await startMachine({ port, data, credentials });
  Environment.enter(machine.environment);
  await admit();
  console.log(`Sign in: ${machine.url}/sign-in#key=${await ownerKey()}`);
  await settle(machine);
  console.log(`Mainstay is ready at ${machine.url}`);
  if (once) await stop(0);
} catch (error) {
  if (!stopping) {
    say(error);
    await stop(1);
  }
}
