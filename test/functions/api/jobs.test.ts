import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { settled, start, until, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const put = (key: string, text: string) => Bucket.put(key, text);
const file = "shop_id,month,mrr\nS1,2026-01,10\nS2,2026-01,20\n";
const done = (jobId: string) =>
  until(async () => {
    const { body } = await cloud.call("GET", `/v1/jobs/${jobId}`);
    return body.state === "done" && body;
  });
const page = async (path: string) => {
  const { status, body } = await cloud.call("GET", path, undefined, {
    accept: "text/html",
  });
  expect(status, path).toBe(200);
  return body as string;
};

test("what an upload brought goes again by a job that says what went", async () => {
  await put("inbox/shops/2026-01.csv", file);
  const [{ id }] = await settled(cloud, "shops", 1);
  expect(await page(`/uploads/${id}/take-back`)).toContain("2 accepted rows");
  const first = await cloud.call("DELETE", `/v1/uploads/${id}`);
  expect(first.status).toBe(202);
  const again = await cloud.call("DELETE", `/v1/uploads/${id}`);
  expect(again.body).toEqual(first.body);
  const job = await done(first.body.jobId);
  expect(job.result).toMatchObject({ removed: { rows: 2, snapshots: 2 } });
  const { body } = await cloud.call("GET", "/v1/jobs?kind=remove&state=done");
  expect(body.items).toHaveLength(1);
  const upload = await cloud.call("GET", `/v1/uploads/${id}`);
  expect(upload.body).toMatchObject({ state: "removed", rejectsUrl: null });
  const { body: customers } = await cloud.call(
    "GET",
    "/v1/customers/S1?dataset=shops",
  );
  expect(customers.code).toBe("customer.unknown");
  expect(await page("/jobs")).toContain("Taking back");
  expect(await page(`/jobs/${first.body.jobId}`)).toContain("2 rows");
});

test("a dataset goes with all it brought", async () => {
  await put("inbox/gone/2026-01.csv", file);
  await settled(cloud, "gone", 1);
  expect(await page("/datasets/gone/remove")).toContain("1 file with 2 rows");
  const { status, body } = await cloud.call("DELETE", "/v1/datasets/gone");
  expect(status).toBe(202);
  await done(body.jobId);
  const after = await cloud.call("GET", "/v1/datasets/gone");
  expect(after.status).toBe(404);
  const unknown = await cloud.call("DELETE", "/v1/datasets/never");
  expect(unknown.status).toBe(404);
});

test("what failed for good is a problem until it is tried again or goes well", async () => {
  await put("inbox/bad/a.csv", "");
  await put("inbox/Not A Dataset/x.csv", file);
  await settled(cloud, "bad", 1);
  const { body } = await cloud.call("GET", "/v1/problems");
  const [upload] = body.items.filter(({ kind }: any) => kind === "upload");
  expect(upload).toMatchObject({ dataset: "bad", subject: "inbox/bad/a.csv" });
  expect(body.items.map(({ subject }: any) => subject)).toContain(
    "inbox/Not A Dataset/x.csv",
  );
  expect(await page("/problems")).toContain("inbox/bad/a.csv");
  const retried = await cloud.call("POST", `/v1/problems/${upload.id}/retry`);
  expect(retried.status).toBe(202);
  await settled(cloud, "bad", 1);
  await put("inbox/bad/a.csv", file);
  await settled(cloud, "bad", 2);
  const { body: left } = await cloud.call("GET", "/v1/problems");
  expect(left.items.filter(({ dataset }: any) => dataset === "bad")).toEqual(
    [],
  );
});

test("a report is made by a message, and a job that is over cannot be cancelled", async () => {
  await put("inbox/told/2026-01.csv", file);
  await settled(cloud, "told", 1);
  const made = await cloud.call("POST", "/v1/reports/2026-01?dataset=told");
  expect([200, 202]).toContain(made.status);
  const { body } = await cloud.call("GET", "/v1/jobs?kind=report");
  const [{ id }] = body.items;
  await done(id);
  const late = await cloud.call("POST", `/v1/jobs/${id}/cancel`);
  expect([late.status, late.body.code]).toEqual([409, "job.over"]);
  const busy = await cloud.call("POST", `/v1/jobs/${id}/retry`);
  expect([busy.status, busy.body.code]).toEqual([409, "job.busy"]);
});
