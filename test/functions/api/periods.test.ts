import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { settled, start, until, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const drop = (name: string, ids: number[]) =>
  Bucket.put(
    Bucket.keys.inbox("shops", name),
    ["shop_id,mrr", ...ids.map((id) => `S${id},${100 + id}`)].join("\n") + "\n",
  );
const metrics = async (period: string) =>
  (await cloud.call("GET", `/v1/metrics?dataset=shops&period=${period}`)).body;

// A report that takes longer is a job.
async function reportOf(dataset: string, month: string) {
  const path = `/v1/reports/${month}?dataset=${dataset}`;
  const { status, body } = await cloud.call("POST", path);
  if (status === 200) return body;
  await until(async () => {
    const job = await cloud.call("GET", `/v1/jobs/${body.jobId}`);
    return job.body.state === "done";
  });
  return (await cloud.call("GET", `${path}&format=json`)).body;
}

test("an incomplete period tells no retention until somebody confirms it, and its report says so", async () => {
  await drop("2026-01.csv", [1, 2, 3, 4]);
  await settled(cloud, "shops", 1);
  await drop("2026-02.csv", [1]);
  await settled(cloud, "shops", 2);
  const before = await metrics("2026-02");
  expect(before.nrr).toEqual({ value: null, why: before.incomplete });
  expect(before.incomplete).toMatch(/Of 4 customers of 2026-01, 1 are in/);
  const { body: list } = await cloud.call("GET", "/v1/periods?dataset=shops");
  expect(list.items).toMatchObject([
    { period: "2026-02", customers: 1, confirmed: false },
    { period: "2026-01", customers: 4, incomplete: null },
  ]);
  const report = await reportOf("shops", "2026-02");
  expect(report.tables.incomplete).toBe(before.incomplete);
  expect(report.counts).not.toHaveProperty("left");

  const path = "/v1/periods/2026-02/confirm?dataset=shops";
  const confirmed = await cloud.call("POST", path);
  expect(confirmed).toMatchObject({ status: 200, body: { confirmed: true } });
  const after = await until(async () => {
    const found = await metrics("2026-02");
    return found.incomplete === null && found;
  });
  expect(after.logoChurn.value).toBe(0.75);
  expect((await reportOf("shops", "2026-02")).counts.left).toBe(3);
});

test("a period that is not there cannot be confirmed", async () => {
  const path = "/v1/periods/2031-01/confirm?dataset=shops";
  const { status, body } = await cloud.call("POST", path);
  expect([status, body.code]).toEqual([404, "period.unknown"]);
});
