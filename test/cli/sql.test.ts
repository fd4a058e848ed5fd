import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { csv, definition, rows } from "../functions/company";
import { settled, start, type Cloud } from "../functions/cloud";

let cloud: Cloud;
let folder: string;
const month = csv("2026-10", 20);

// A copy as `aws s3 sync` makes it.
async function copy(to: string) {
  for await (const { key } of Bucket.list("")) {
    await mkdir(join(to, dirname(key)), { recursive: true });
    await writeFile(join(to, key), await Bucket.existingBytes(key));
  }
}

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  await Bucket.put(Bucket.keys.inbox("customers", "2026-10.csv"), month);
  await settled(cloud, "customers", 1);
  folder = await mkdtemp(join(tmpdir(), "mainstay-copy-"));
  await copy(folder);
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true });
});

const run = promisify(execFile);
const { PATH } = process.env;

test("a copy of the bucket answers without a server, a key or an account", async () => {
  const { stdout } = await run(
    process.execPath,
    [
      ...["--import", "tsx", "packages/cli/src/main.ts", "sql", "--json"],
      "select c.id, c.mrr, p.revenue from customers c join periods p using (id, period) order by id",
      ...["--folder", folder],
    ],
    { env: { PATH } },
  );
  expect(JSON.parse(stdout)).toMatchObject({
    rows: rows(month).map((row) => [
      row.customer_id,
      Number(row.mrr),
      Number(row.mrr),
    ]),
    truncated: false,
  });
});

test("a bundle of the code is the program of its own process", async () => {
  const file = join(process.cwd(), "node_modules/.query-bundle.mjs");
  await build({
    stdin: {
      contents: `import { QueryProcess } from "@mainstay/core/query/query-process";
        const asked = { tables: [], sql: "select 40 + 2", limit: 1 };
        if (!process.send) console.log(JSON.stringify(await QueryProcess.run(asked, 20000)));`,
      resolveDir: process.cwd(),
      loader: "ts",
    },
    bundle: true,
    outfile: file,
    platform: "node",
    format: "esm",
    external: ["@duckdb/node-api"],
  });
  try {
    const { stdout } = await run(process.execPath, [file], { env: { PATH } });
    expect(JSON.parse(stdout).rows).toEqual([[42]]);
  } finally {
    await rm(file);
  }
});
