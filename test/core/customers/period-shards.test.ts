import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { PeriodShards } from "@mainstay/core/customers/period-shards";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const customers = (count: number) =>
  Array.from({ length: count }, (_, k) => `c${String(k).padStart(7, "0")}`);
const column = (id: string[]) => [
  { name: "id", type: "text" as const, values: id },
];
const write = (id: string[], digest: string) =>
  PeriodShards.write(
    "big",
    { period: "2026-01", inputDigest: digest },
    id,
    column(id),
    [],
  );
async function keys() {
  const found: string[] = [];
  for await (const { key, etag } of Bucket.list(
    Bucket.keys.period("big", "2026-01"),
  ))
    found.push(`${key} ${etag}`);
  return found;
}

test("a period has as many shards as its size asks for, and none of a larger one before it", async () => {
  await write(customers(20_000), "a");
  expect(await keys()).toHaveLength(8 + 1);
  await write(customers(100), "b");
  expect(await keys()).toHaveLength(1 + 1);
});

test("a write that is done twice leaves the same bytes, and one that ended early is seen by its head", async () => {
  await write(customers(9_000), "a");
  const first = await keys();
  await write(customers(9_000), "a");
  expect(await keys()).toEqual(first);
  const shard = first.find((key) => key.includes("shard=00"))!;
  await Bucket.put(shard.split(" ")[0], "half a file");
  const { head } = (await PeriodShards.head("big", "2026-01"))!;
  expect(head.inputDigest).toBe("a");
  await write(customers(9_000), "b");
  const all = await PeriodShards.columns("big", {
    period: "2026-01",
    shards: 4,
  });
  expect(all.columns.get("id")).toEqual(customers(9_000));
});
