// query-process: a statement of somebody's own, run in a process that may be killed: DuckDB holds to its limits between
// operations, and a single function can take all memory and never look up
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { Failure } from "../base/error";
import { Duckdb } from "./duckdb";
import { SelectOnly } from "./select-only";

export type Asked = { tables: Duckdb.Table[]; sql: string; limit: number };
type Reply =
  | { ready: true }
  | { answer: Duckdb.Answer }
  | { failure: { code: string; message: string } };

const isOurs = "MAINSTAY_QUERY_PROCESS";
const self = import.meta.url;

const megabyte = 2 ** 20;

/** Node's own data takes about this much beside DuckDB's. */
const nodeMb = 600;

const limits = () => ({
  memoryMb: Math.floor(Math.min(1024, totalmem() / megabyte / 4)),
  threads: 2,
});

type Engine = { child: ChildProcess; ready: Promise<void> };

function start(): Engine {
  const node = [
    process.execPath,
    "--max-old-space-size=192", // MB
    ...(self.endsWith(".ts") ? ["--import", import.meta.resolve("tsx")] : []),
    fileURLToPath(self),
  ];
  const dataKb = (limits().memoryMb + nodeMb) * 1024;
  // The kernel refuses memory beyond the limit, so that an allocation fails at once and this machine is not filled.
  const [command, ...args] =
    process.platform === "win32"
      ? node
      : ["/bin/sh", "-c", `ulimit -d ${dataKb}; exec "$0" "$@"`, ...node];
  const child = spawn(command, args, {
    // Neither keys nor endpoints are known there.
    env: { PATH: process.env.PATH, [isOurs]: "1" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ready = new Promise<void>((done, fail) => {
    child.once("message", () => done());
    child.once("error", fail);
    child.once("exit", () =>
      fail(new Error("the query process did not start")),
    );
  });
  ready.catch(() => {});
  return { child, ready };
}

const alive = ({ child }: Engine) =>
  child.exitCode === null && child.signalCode === null && child.connected;

// Whoever waits for nothing else may end while an engine is idle.
function hold({ child }: Engine, isBusy: boolean) {
  child[isBusy ? "ref" : "unref"]();
  child.channel?.[isBusy ? "ref" : "unref"]();
}

const idle: Engine[] = [];
const maxEngines = 2;
let busy = 0;
const waiting: (() => void)[] = [];

/** The answer of one SELECT over the tables, within `timeMs`. */
export async function run(asked: Asked, timeMs: number) {
  while (busy >= maxEngines)
    await new Promise<void>((done) => waiting.push(done));
  busy++;
  try {
    const engine = idle.pop();
    return await use(engine && alive(engine) ? engine : start(), asked, timeMs);
  } finally {
    busy--;
    waiting.shift()?.();
  }
}

async function use(engine: Engine, asked: Asked, timeMs: number) {
  const { child } = engine;
  hold(engine, true);
  await engine.ready;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const reply = await new Promise<Reply>((done) => {
    const end = (code: string, message: string) =>
      done({ failure: { code, message } });
    child.once("message", done);
    child.once("exit", () =>
      end(
        "query.memory",
        `The statement took more than the ${limits().memoryMb} MB of memory that it may`,
      ),
    );
    timer = setTimeout(
      () =>
        end(
          "query.time",
          `The statement took longer than the ${timeMs / 1000} s that it may`,
        ),
      timeMs,
    );
    child.send(asked, (error) => error && end("query.failed", error.message));
  });
  clearTimeout(timer);
  child.removeAllListeners("message").removeAllListeners("exit");
  const isSpent =
    "failure" in reply && /^query\.(time|memory)$/.test(reply.failure.code);
  if (isSpent || !alive(engine)) child.kill("SIGKILL");
  else idle.push(engine);
  hold(engine, false);
  if ("answer" in reply) return reply.answer;
  const { code, message } = (reply as { failure: Failure }).failure;
  throw new Failure(code, message);
}

async function answer({ tables, sql, limit }: Asked): Promise<Reply> {
  const { connection, close } = await Duckdb.open(tables, limits());
  try {
    const parsed = await connection.runAndReadAll(
      "SELECT json_serialize_sql($1::VARCHAR)",
      [sql],
    );
    SelectOnly.check(SelectOnly.read(String(parsed.getRows()[0][0])), tables);
    return { answer: await Duckdb.read(connection, sql, limit) };
  } catch (error) {
    return { failure: failure(error as Error) };
  } finally {
    close();
  }
}

const kinds: [start: RegExp, code: string][] = [
  [/^Out of Memory|bad_alloc|Allocation failure/i, "query.memory"],
  [/^Permission Error/, "query.refused"],
  [/^(Parser|Syntax) Error/, "query.syntax"],
];

function failure(error: Error) {
  if (error instanceof Failure)
    return { code: error.code, message: error.message };
  const code = kinds.find(([start]) => start.test(error.message))?.[1];
  return {
    code: code ?? "query.failed",
    message:
      code === "query.memory"
        ? `The statement took more than the ${limits().memoryMb} MB of memory that it may`
        : error.message.split("\n\nLINE ")[0],
  };
}

function serve() {
  try {
    // Where memory runs out all the same, this process goes first.
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Only Linux has it.
  }
  process.on("disconnect", () => process.exit());
  process.on("message", async (asked: Asked) =>
    process.send!(await answer(asked)),
  );
  process.send!({ ready: true } satisfies Reply);
}

// The file is the program of its own process too, and so is the bundle that it becomes part of.
if (process.env[isOurs] && process.send) serve();

export * as QueryProcess from "./query-process";
