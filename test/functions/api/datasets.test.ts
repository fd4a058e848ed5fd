import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { start, until, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const csv =
  "customer_id,month,spend,plan,churn\n1,2026-01,10,a,yes\n2,2026-01,20,b,no\n";
const drop = (dataset: string, name: string, text = csv) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), text);
const settled = (dataset: string, count: number) =>
  until(async () => {
    const { body } = await cloud.call("GET", `/v1/uploads?dataset=${dataset}`);
    const done = body.items.filter((u: any) => u.state === "done");
    return done.length === count && (done as any[]);
  });

test("a definition is versioned, and an equal one keeps its version", async () => {
  const definition = { id: "k", label: { column: "y", positive: true } };
  const first = await cloud.call("PUT", "/v1/datasets/plain", definition);
  expect(first.body).toMatchObject({
    id: "k",
    label: { column: "y", positive: "true", horizon: 0 },
    period: "month",
    version: 1,
  });
  const again = await cloud.call("PUT", "/v1/datasets/plain", definition);
  expect(again.body).toEqual(first.body);
  const whole = await cloud.call("PUT", "/v1/datasets/plain", first.body);
  expect(whole.body).toEqual(first.body);
  const other = await cloud.call("PUT", "/v1/datasets/plain", { time: "t" });
  expect(other.body).toEqual({
    ...first.body,
    time: "t",
    said: ["id", "label", "time"],
    open: [],
    version: 2,
  });
  const { body } = await cloud.call("GET", "/v1/datasets/plain");
  expect(body).toEqual(other.body);
});

test("an unknown key of a definition is named", async () => {
  const { status, body } = await cloud.call("PUT", "/v1/datasets/typo", {
    lable: {},
  });
  expect([status, body.code]).toEqual([400, "request.invalid"]);
  expect(body.message).toContain('"lable"');
});

test("a name that is no dataset's is refused, an unknown one not found", async () => {
  const wrong = await cloud.call("PUT", "/v1/datasets/No Name", {});
  expect(wrong.status).toBe(400);
  const unknown = await cloud.call("GET", "/v1/datasets/nobody");
  expect([unknown.status, unknown.body.code]).toEqual([404, "dataset.unknown"]);
});

test("pages of datasets join to the whole list, once each and in order", async () => {
  for (const name of ["list-c", "list-a", "list-b"])
    await cloud.call("PUT", `/v1/datasets/${name}`, {});
  const whole = (await cloud.call("GET", "/v1/datasets")).body;
  expect(whole.cursor).toBeNull();
  const names: string[] = [];
  let cursor = "";
  do {
    const { body } = await cloud.call("GET", `/v1/datasets?limit=1${cursor}`);
    names.push(...body.items.map((d: any) => d.name));
    cursor = body.cursor && `&cursor=${body.cursor}`;
  } while (cursor);
  expect(names).toEqual(whole.items.map((d: any) => d.name));
  expect(names).toEqual(names.toSorted());
});

test("a cursor nobody gave answers 400", async () => {
  for (const path of [
    "datasets",
    "uploads",
    "customers?dataset=plain",
    "models",
  ]) {
    const join = path.includes("?") ? "&" : "?";
    const { status, body } = await cloud.call(
      "GET",
      `/v1/${path}${join}cursor=bm8`,
    );
    expect([path, status, body.code]).toEqual([path, 400, "request.cursor"]);
  }
});

test("columns that inference has not seen are refused by name", async () => {
  await drop("seen", "1.csv");
  await settled("seen", 1);
  const { status, body } = await cloud.call("PUT", "/v1/datasets/seen", {
    roles: { revenue: "spent" },
  });
  expect([status, body.code]).toEqual([400, "definition.column.missing"]);
  expect(body.message).toMatch(/spend.*got spent/);
});

test("a definition keeps what inference found unless told otherwise", async () => {
  const before = (await cloud.call("GET", "/v1/datasets/seen")).body;
  const { body } = await cloud.call("PUT", "/v1/datasets/seen", {
    ignore: ["spend"],
  });
  expect(body).toEqual({
    ...before,
    ignore: ["spend"],
    version: before.version + 1,
  });
  expect(body.columns.spend).toBe("number");
});

test("a new revenue role shows in the list of customers without a new upload", async () => {
  const revenue = async () =>
    (
      await cloud.call("GET", "/v1/customers?dataset=seen&sort=id")
    ).body.items.map((c: any) => c.revenue);
  expect(await revenue()).toEqual([null, null]);
  await cloud.call("PUT", "/v1/datasets/seen", { roles: { revenue: "spend" } });
  await until(async () => (await revenue())[0] === 10);
  expect(await revenue()).toEqual([10, 20]);
});

test("a column's new type reads every upload of the inbox again", async () => {
  await drop("typed", "1.csv");
  await drop("typed", "2.csv", csv.replaceAll("2026-01", "2026-02"));
  const before = await settled("typed", 2);
  expect(before.map((u) => u.rejected)).toEqual([0, 0]);
  await cloud.call("PUT", "/v1/datasets/typed", {
    columns: { plan: "number" },
  });
  const after = await until(async () => {
    const { body } = await cloud.call("GET", "/v1/uploads?dataset=typed");
    const all: any[] = body.items;
    return all.every((u) => u.state === "failed") && all;
  });
  expect(after.map((u) => u.id)).toEqual(before.map((u) => u.id));
  expect(after.map((u) => [u.rows, u.accepted, u.error.code])).toEqual([
    [2, 0, "upload.rows.refused"],
    [2, 0, "upload.rows.refused"],
  ]);
});
