// A customer with a mark of their own is planted everywhere, erased, and looked for in every object and every item.
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { ErasedLines } from "@mainstay/core/erasure/erased-lines";
import { Definition } from "@mainstay/core/tabular/definition";
import { Exposures } from "@mainstay/core/offers/exposures";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { stored } from "../../stored";
import { settled, start, until, type Cloud } from "../cloud";

const mark = "quillfeather";
const id = `${mark}/7-(b)+`;
const name = "Ottoline Quillfeather";
let cloud: Cloud;

const csv = (month: string, left = false) =>
  [
    "id,month,name,mrr,left",
    `"c-1",${month},One,100,no`,
    ...(left ? [] : [`${id},${month},"${name}",200,no`]),
    `c-2,${month},"Two\nlines",300,yes`,
    ...(left ? [] : [`${id},${month},"${name}",much,no`]),
    `c-3,${month},Three,400,no`,
  ].join("\r\n");
const drop = (dataset: string, file: string, body: string | Uint8Array) =>
  Bucket.put(Bucket.keys.inbox(dataset, file), body);

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", {
    ...{ id: "id", time: "month", columns: { mrr: "number" } },
    roles: { name: "name", revenue: "mrr" },
    label: { column: "left", positive: "yes" },
  });
  await drop("customers", "2026-09.csv", csv("2026-09"));
  await drop("customers", "2026-10.csv.gz", gzipSync(csv("2026-10")));
  await drop(
    "customers",
    "2026-11.csv",
    Buffer.from(`\ufeff${csv("2026-11")}`, "utf16le"),
  );
  await drop(
    "events",
    "e.csv",
    `UserID,ProductID,Action,Time\n${id},p1,view,2026-10-01T00:00:00Z\nc-1,p1,buy,2026-10-02T00:00:00Z\n`,
  );
  await drop(
    "feedback",
    "f.csv",
    `customer_id,time,channel,rating,scale,text\n${id},2026-10-03T00:00:00Z,mail,2,5,bad\nc-2,2026-10-03T00:00:00Z,mail,5,5,good\n`,
  );
  for (const [dataset, count] of [
    ["events", 1],
    ["feedback", 1],
    ["customers", 3],
  ] as const)
    await settled(cloud, dataset, count);
  await cloud.call("POST", "/v1/feedback", {
    customerId: id,
    text: "slow",
    time: "2026-10-05T00:00:00Z",
  });
  await cloud.call("POST", "/v1/reports/2026-10");
});
afterAll(() => cloud?.stop());

const naming = async () =>
  [...(await stored())]
    .filter(([, text]) => text.toLowerCase().includes(mark))
    .map(([place]) => place);

test("the customer is in its period's shard before", async () => {
  expect((await naming()).some((key) => key.startsWith("periods/"))).toBe(true);
});

test("after an erasure nothing names the customer, and everybody else is as before", async () => {
  const now = new Date();
  const uploads = async () =>
    (await cloud.call("GET", "/v1/uploads?dataset=customers")).body.items;
  const [upload] = await uploads();
  await Bucket.put(
    Bucket.keys.predictions(upload.id),
    `id,period,probability\n${id},2026-10,0.5\nc-1,2026-10,0.5\n`,
  );
  await Bucket.put(
    `${Bucket.keys.given("customers", "2026-10")}1.parquet`,
    Parquet.write({
      columns: ["probability", "band", "version", "at"],
      cells: [
        ["0.5", "0.6"],
        ["high", "high"],
        ["v", "v"],
        [now.toISOString(), now.toISOString()],
      ],
      ...{ upload: ["u", "u"], line: Int32Array.of(1, 2), order: ["", ""] },
      ...{ id: [id, "c-1"], period: ["2026-10", "2026-10"] },
    }),
  );
  const offer = { products: ["p1"], heldOut: false, version: "v" };
  await Exposures.remember(id, offer, now);
  const alert = { kind: "high-risk", dataset: "customers" } as const;
  const text = { en: `${name} is at risk`, zh: name };
  const cause = `high-risk#2026-10#${id}`;
  await Alert.raise(
    "customers",
    [{ ...alert, cause, customer: id, text }],
    Alert.defaults,
    now,
    [],
  );
  const job = await Job.create("report", "customers 2026-10", now);
  const error = { code: "x", message: `Expected a number, got "${name}"` };
  await Job.set(job.id, { state: "failed", error });

  const others = async () => ({
    customers: (
      await cloud.call("GET", "/v1/customers?limit=1000")
    ).body.items.filter((one: any) => one.id !== id),
    history: (await cloud.call("GET", "/v1/customers/c-2/history")).body,
    lines: (await Manifest.files("customers")).length,
  });
  const before = await others();
  const known = (await uploads()).map(({ id, drops }: any) => [id, drops]);
  expect((await naming()).length).toBeGreaterThan(12);

  const path = `/v1/customers/${encodeURIComponent(id)}`;
  const asked = await cloud.call("DELETE", path);
  expect(asked.status).toBe(202);
  const done = await until(async () => {
    const { body } = await cloud.call("GET", `/v1/jobs/${asked.body.jobId}`);
    expect(body.state).not.toBe("failed");
    return body.state === "done" && body;
  });
  await settled(cloud, "customers", 3);
  expect(done.result).toEqual({
    removed: {
      ...{ inboxFiles: 5, droppedFiles: 0, lakeRows: 5, rejects: 3 },
      ...{ predictions: 1, given: 1, snapshots: 3, feedback: 2, trail: 1 },
      ...{
        actions: expect.any(Number),
        alerts: 1,
        questions: 0,
        recommendations: 0,
      },
      ...{ exposures: 1, overrides: 0, reports: 1 },
      sayings: expect.any(Number),
    },
    modelVersions: [],
  });
  expect(await naming()).toEqual([]);
  expect(await others()).toEqual(before);
  expect((await uploads()).map(({ id, drops }: any) => [id, drops])).toEqual(
    known,
  );
  expect((await cloud.call("GET", path)).status).toBe(404);
});

test("a key that may not administer erases nobody", async () => {
  const { key } = (
    await cloud.call("POST", "/v1/keys", {
      name: "w",
      scopes: ["read", "write"],
    })
  ).body;
  const answer = await (await import("../cloud")).calling(key)(
    "DELETE",
    "/v1/customers/c-1",
  );
  expect([answer.status, answer.body.code]).toEqual([403, "key.scope"]);
});

test("all other bytes and line numbers of a file stay, in every encoding", async () => {
  const known = Definition.Info.parse({ id: "id", columns: {} });
  const asked = {
    gone: "b",
    upload: "u",
    dataset: "d",
    name: "x.csv",
    known,
  };
  const text = 'id,n\r\na,1\r\n"b","x\r\ny"\r\nc,ä\r\nb,2';
  const left = "id,n\r\na,1\r\n\r\n\r\nc,ä\r\n";
  for (const encoding of ["utf8", "utf16le"] as const) {
    const mark = encoding === "utf16le" ? "\ufeff" : "";
    const bytes = Buffer.from(mark + text, encoding);
    const found = await ErasedLines.without(bytes, asked);
    expect(Buffer.from(found as Uint8Array).toString(encoding)).toBe(
      mark + left,
    );
  }
  const cr = await ErasedLines.without(
    Buffer.from("id,n\ra,1\rb,1\rc,1"),
    asked,
  );
  expect(Buffer.from(cr as Uint8Array).toString()).toBe("id,n\ra,1\r\rc,1");
  expect(
    await ErasedLines.without(Buffer.from("id,n\na,b\n"), asked),
  ).toBeNull();
});
