// shop: the whole machine of a shop that drops a real log of orders
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { HeaderRow } from "@mainstay/core/tabular/header-row";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { expect, vi } from "vitest";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { ApiKey } from "@mainstay/core/aws/api-key";
import { Line } from "@mainstay/core/work/line";
import { Environment } from "@mainstay/local/runtime/environment";
import { startMachine } from "@mainstay/local/runtime/machine";

export const folder = process.env.REAL_DATA;
export const lacking = folder
  ? ""
  : " (needs the folder of real data in REAL_DATA)";
export const file = (name: string) => join(folder!, "retail", name);

export async function within(
  run: (shop: Awaited<ReturnType<typeof open>>) => Promise<void>,
) {
  const shop = await open();
  try {
    await run(shop);
  } finally {
    await shop.close();
  }
}

const until = <T>(look: () => Promise<T>) =>
  vi.waitUntil(look, { timeout: 170_000, interval: 250 });

async function open() {
  const data = await mkdtemp(join(tmpdir(), "shop-"));
  const machine = await startMachine({ data, freezes: true });
  Environment.enter(machine.environment);
  const key = ApiKey.random();
  await ApiKey.put({ key, name: "test", scopes: [...ApiKey.everything] });
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(machine.url + path, {
      method,
      headers: { authorization: `Bearer ${key}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    expect([path, answer.status, text.slice(0, 300)]).toEqual([
      ...[path, expect.toSatisfy((code: number) => code < 300)],
      expect.anything(),
    ]);
    return JSON.parse(text);
  };
  return {
    call,
    drop: async (name: string) =>
      new S3Client({}).send(
        new PutObjectCommand({
          ...{ Bucket: "mainstay", Key: `inbox/events/${name}` },
          Body: await readFile(file(name)),
        }),
      ),
    done: (dataset: string) =>
      until(async () => {
        const { items } = await call("GET", `/v1/uploads?dataset=${dataset}`);
        expect(items.filter((u: any) => u.state === "failed")).toEqual([]);
        return items[0]?.state === "done" && items[0];
      }),
    // All that follows of the rows is worked out.
    quiet: (dataset: string) =>
      until(async () => (await Line.waiting(dataset)).length === 0),
    async close() {
      await machine.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export function table(bytes: Uint8Array) {
  const scan = Csv.scan(bytes, Dialect.detect(bytes.subarray(0, 1 << 16)));
  const { names } = HeaderRow.read(scan, { header: true });
  const cell = (row: number, name: string) =>
    Csv.text(scan, scan.first[row + 1] + names.indexOf(name));
  return { rows: scan.rows - 1, cell };
}
