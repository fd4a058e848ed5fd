// Subscriptions dropped and taken back: what was made of them goes too.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { PeriodSources } from "@mainstay/core/periods/period-sources";
import { settled, start, until, type Cloud } from "../functions/cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

test("customers made of subscriptions go with the last of them, and what was said of their file no longer counts", async () => {
  const rows = Array.from(
    { length: 6 },
    (_, i) =>
      `s${i},c${i},Pro,${i === 5 ? "N/A" : 10 + i},EUR,month,2025-0${1 + i}-01,`,
  );
  const csv = [
    "subscription,customer,plan,amount,currency,interval,start,end",
    ...rows,
  ].join("\n");
  await Bucket.put(Bucket.keys.inbox("subscriptions", "b.csv"), csv);
  const uploads = await settled(cloud, "subscriptions", 1);
  await until(async () => {
    const { body } = await cloud.call("GET", "/v1/uploads?dataset=customers");
    return body.items[0]?.state === "done";
  });
  const { body: before } = await cloud.call("GET", "/v1/customers?limit=10");
  expect(before.items.length).toBeGreaterThan(0);
  const said = (period: string) =>
    PeriodSources.warnings("subscriptions", period);
  const [period] = uploads[0].periods;
  expect(await said(period)).toMatchObject([
    { code: "cell.sentinel", column: "amount", count: 1, file: "b.csv" },
  ]);
  await cloud.call("DELETE", `/v1/uploads/${uploads[0].id}`);
  await until(async () => {
    const { body } = await cloud.call("GET", "/v1/customers?limit=10");
    return body.items?.length === 0;
  });
  expect(await said(period)).toEqual([]);
});
