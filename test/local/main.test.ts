import { env } from "@mainstay/cli/env";
import { Credentials } from "@mainstay/local/runtime/credentials";
import { spawn } from "node:child_process";
import { chmod, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "../free-ports";

const main = fileURLToPath(
  new URL("../../packages/local/src/main.ts", import.meta.url),
);
let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), "main-"));
});
afterEach(() => rm(data, { recursive: true }));

function run(...args: string[]) {
  const child = spawn(process.execPath, [
    "--import",
    import.meta.resolve("tsx"),
    main,
    ...args,
  ]);
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  const errors = text(child.stderr);
  const exit = new Promise<number | null>((done) => child.once("exit", done));
  const printed = (line: string) =>
    vi.waitFor(() => expect(output.join("")).toContain(line), 60_000);
  return { child, printed, exit, errors };
}

test.each([
  [["--prot", "4000"], /--prot/],
  [["--port", "many"], /--port from 1 to 65532; came "many"/],
  [["extra"], /extra/],
])(
  "wrong arguments %j are named, with the usage, and exit 2",
  async (args, message) => {
    const { exit, errors } = run(...args);
    expect(await exit).toBe(2);
    expect(await errors).toMatch(message);
    expect(await errors).toMatch(/Usage: npm start -- \[--port 4000\]/);
  },
);

test("it serves until SIGTERM, with one key for its owner that a restart keeps", async () => {
  const port = await freePort();
  const args = ["--port", String(port), "--data", data, "--empty"];
  const first = run(...args);
  await first.printed(`Mainstay is ready at http://127.0.0.1:${port}\n`);
  const file = join(data, "api-key");
  const key = await readFile(file, "utf8");
  expect(key).toMatch(/^mk_[\w-]{32}\n$/);
  await first.printed(
    `Sign in: http://127.0.0.1:${port}/sign-in#key=${key.trim()}\n`,
  );
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  first.child.kill("SIGTERM");
  expect(await first.exit).toBe(0);

  const once = run(...args, "--once");
  await once.printed("Mainstay is ready");
  expect(await once.exit).toBe(0);
  expect(await readFile(file, "utf8")).toBe(key);

  await rm(file);
  expect(await run(...args, "--once").exit).toBe(0);
  expect(await readFile(file, "utf8")).not.toBe(key);
});

test("nobody but the owner may look into the data folder, and --credentials makes keys that last", async () => {
  await chmod(data, 0o755);
  const port = await freePort();
  const args = ["--port", String(port), "--data", data, "--empty", "--once"];
  expect(await run(...args, "--credentials").exit).toBe(0);
  const kept = await readFile(join(data, "credentials"), "utf8");
  expect(await run(...args).exit).toBe(0);
  expect(await readFile(join(data, "credentials"), "utf8")).toBe(kept);

  const open = [data];
  for (const { name, parentPath } of await readdir(data, {
    recursive: true,
    withFileTypes: true,
  }))
    open.push(join(parentPath, name));
  for (const path of open) expect((await stat(path)).mode & 0o077).toBe(0);
  expect((await stat(data)).mode & 0o777).toBe(0o700);
  const file = (await stat(join(data, "credentials"))).mode & 0o777;
  expect(file).toBe(0o600);

  const { accessKeyId, secretAccessKey } = await Credentials.read(data);
  expect(secretAccessKey).toMatch(/^[\w-]{40}$/);
  expect(await env({ url: `http://127.0.0.1:${port}`, data })).toBe(
    [
      `AWS_ACCESS_KEY_ID=${accessKeyId}`,
      `AWS_SECRET_ACCESS_KEY=${secretAccessKey}`,
      "AWS_REGION=us-east-1",
      "AWS_DEFAULT_REGION=us-east-1",
      `AWS_ENDPOINT_URL_S3=http://127.0.0.1:${port + 1}`,
      `AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:${port + 2}`,
      `AWS_ENDPOINT_URL_SQS=http://127.0.0.1:${port + 3}`,
      `AWS_ENDPOINT_URL_BATCH=http://127.0.0.1:${port + 3}`,
    ].join("\n"),
  );
});
