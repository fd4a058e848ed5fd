// main: npm start; the whole of Mainstay on this computer until it is told to stop
import { Failure } from "@mainstay/core/base/error";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Credentials } from "./runtime/credentials";
import { Environment } from "./runtime/environment";
import { type Machine, startMachine } from "./runtime/machine";

const usage =
  "Usage: npm start -- [--port 4000] [--data .mainstay] [--empty] [--once] [--credentials]";
const options = {
  port: { type: "string", default: "4000" },
  data: { type: "string", default: ".mainstay" },
  empty: { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  credentials: { type: "boolean", default: false },
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

const { port, data, empty, once, ...wish } = read();
let machine: Machine | undefined;
let stopping = false;

async function stop(code: number) {
  if (stopping) return;
  stopping = true;
  await machine?.stop();
  process.exit(code);
}
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

// The mark is set only when the sample is whole, so that a load cut short begins again.
async function settle({ url }: Machine) {
  const mark = join(data, "settled");
  if (existsSync(mark)) return;
  if (!empty) {
    const { load } = await import("./sample/load-sample");
    const key = (await readFile(join(data, "api-key"), "utf8")).trim();
    await load({ url, key, now: new Date(), progress: console.log });
  }
  await writeFile(mark, "");
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
  machine = await startMachine({ port, data, credentials });
  Environment.enter(machine.environment);
  await admit();
  await settle(machine);
  console.log(`Mainstay is ready at ${machine.url}`);
  if (once) await stop(0);
} catch (error) {
  if (!stopping) {
    console.error(
      error instanceof Failure ? `${error.code}: ${error.message}` : error,
    );
    await stop(1);
  }
}
