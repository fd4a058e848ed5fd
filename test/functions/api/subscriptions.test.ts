import { Period } from "@mainstay/core/tabular/period";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { settled, start, until, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const put = (name: string, body: string | Uint8Array) =>
  Bucket.put(Bucket.keys.inbox("subscriptions", name), body);
const metric = async (period: string, name = "mrr") =>
  (await cloud.call("GET", `/v1/metrics?period=${period}`)).body[name]?.value;
const settledTwice = async (count: number) => {
  await settled(cloud, "subscriptions", count);
  return until(async () => {
    const { body } = await cloud.call("GET", "/v1/uploads?dataset=customers");
    const done = body.items.filter(({ state }: any) => state === "done");
    return done.length === count && done[0];
  });
};

// The months before this one, so that the export counts as one of today.
const now = new Date().toISOString().slice(0, 7);
const third = Period.previous(now);
const second = Period.previous(third);
const first = Period.previous(second);

const head = "Customer,Plan,Amount,Currency,Interval,Start,End,Quantity\n";

test("subscriptions become customers by month, and a newer export of them changes the months it changes", async () => {
  await put(
    "a.csv",
    head +
      `acme,Team,100,USD,month,${first}-10,,1\n` +
      `acme,Support,1200,USD,year,${second}-01,,1\n` +
      `blue,Team,100,USD,month,${first}-20,${third}-15,3\n` +
      `cyan,Trial,100,USD,month,${third}-01,,1\n`,
  );
  const made = await settledTwice(1);
  expect(made).toMatchObject({ state: "done", rejected: 0 });
  expect(await metric(first)).toBe(400);
  expect(await metric(second)).toBe(500);
  expect(await metric(third)).toBe(200);
  expect(await metric(third, "logoChurn")).toBe(0.5);
  expect((await cloud.call("GET", "/v1/customers/cyan")).body.revenue).toBe(0);

  await put(
    "b.csv",
    head + `acme,Team,100,USD,month,${first}-10,${second}-10,1\n`,
  );
  await settledTwice(2);
  expect(await metric(first)).toBe(400);
  expect(await metric(second)).toBe(400);
});

test("where customers come in files of their own, subscriptions change none of their months, and it is said", async () => {
  await Bucket.put(
    Bucket.keys.inbox("customers", `${first}.csv`),
    "id,mrr\na,1\n",
  );
  await settled(cloud, "customers", 3);
  await put("late.csv", head + `dune,Team,100,USD,month,${first}-10,,1\n`);
  const [upload] = await settled(cloud, "subscriptions", 3);
  expect(upload.warnings.map(({ code }: any) => code)).toContain(
    "subscriptions.apart",
  );
  const { status } = await cloud.call("GET", "/v1/customers/dune");
  expect(status).toBe(404);
});
