import { afterAll, beforeAll, expect, test } from "vitest";
import { settled, start, type Cloud } from "../cloud";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const text = "id,n\na,1\nb,2\nc,x\nd,4\n";
const type = "text/csv";

async function send(dataset: string, name: string, body = text) {
  const size = Buffer.byteLength(body);
  const asked = { dataset, name, size, type };
  const { url, key } = (await cloud.call("POST", "/v1/uploads", asked)).body;
  const sent = await fetch(url, {
    method: "PUT",
    body,
    headers: { "content-type": type },
  });
  expect(sent.status).toBe(200);
  return key as string;
}

test("a file put at the address becomes an upload whose counts add up", async () => {
  await cloud.call("PUT", "/v1/datasets/simple", {
    columns: { n: "number" },
    id: "id",
  });
  const key = await send("simple", "first.csv");
  expect(key).toBe("inbox/simple/first.csv");
  const [upload] = await settled(cloud, "simple", 1);
  expect(upload).toMatchObject({
    dataset: "simple",
    key,
    state: "done",
    rows: 4,
    accepted: 3,
    rejected: 1,
    scored: 0,
    drops: 1,
    predictionsUrl: null,
  });
  const { body } = await cloud.call("GET", `/v1/uploads/${upload.id}`);
  expect({ ...body, rejectsUrl: "" }).toEqual({ ...upload, rejectsUrl: "" });
  const rejects = await (await fetch(body.rejectsUrl)).text();
  expect(rejects.split(/\r?\n/)[1]).toMatch(/^4,n,cell\.number,.*,c,x$/);
});

test("a stated period is that of the rows, of this drop alone, and stands above the file's name", async () => {
  const sendOf = async (period: string | undefined, body: string) => {
    const size = Buffer.byteLength(body);
    const asked = { dataset: "stated", name: "2025-03.csv", size, type };
    const { body: address } = await cloud.call("POST", "/v1/uploads", {
      ...asked,
      period,
    });
    const headers = { "content-type": type };
    await fetch(address.url, { method: "PUT", body, headers });
  };
  await sendOf("2025-04", text);
  const [first] = await settled(cloud, "stated", 1);
  expect(first).toMatchObject({ state: "done", periods: ["2025-04"] });
  expect(first.period).toBe("2025-04");
  // The same bytes for another month are another statement, and change something.
  await sendOf("2025-05", text);
  const [second] = await settled(cloud, "stated", 2);
  expect(second).toMatchObject({ drops: 1, periods: ["2025-05"] });
  await sendOf(undefined, `${text}e,5\n`);
  const [third] = await settled(cloud, "stated", 3);
  expect(third.periods).toEqual(["2025-03"]);
});

test.each(["2025-13", "April", "", "2025-4", "../x"])(
  "the period %j is refused",
  async (period) => {
    const { status, body } = await cloud.call("POST", "/v1/uploads", {
      ...{ dataset: "stated", name: "b.csv", size: 5, type, period },
    });
    expect([status, body.code]).toEqual([400, "upload.period"]);
  },
);

test("the address takes the announced size and type and nothing else", async () => {
  const size = 5;
  const { url } = (
    await cloud.call("POST", "/v1/uploads", {
      dataset: "bound",
      name: "a.csv",
      size,
      type,
    })
  ).body;
  const put = async (body: string, contentType: string) =>
    (
      await fetch(url, {
        method: "PUT",
        body,
        headers: { "content-type": contentType },
      })
    ).status;
  expect(await put("a,b\n1,2\n", type)).toBe(403);
  expect(await put("a\n1\n2", "text/html")).toBe(403);
  expect(await put("a\n1\n2", type)).toBe(200);
});

test.each([
  ["name", { name: "../b.csv" }],
  ["name", { name: "b.xls" }],
  ["name", { name: "folder/b.csv" }],
  ["size", { size: 0 }],
  ["size", { size: 5 * 1024 ** 3 + 1 }],
  ["dataset", { dataset: "Up/Per" }],
])("an address with a wrong %s is refused", async (field, wrong) => {
  const { status, body } = await cloud.call("POST", "/v1/uploads", {
    dataset: "d",
    name: "b.csv",
    size: 1,
    type,
    ...wrong,
  });
  expect([status, body.code]).toEqual([400, "request.invalid"]);
  expect(body.message).toContain(`body.${field}`);
});

test("pages over all datasets join to the whole list, newest first", async () => {
  for (const name of ["one.csv", "two.csv", "three.csv"])
    for (const dataset of ["left", "right"]) await send(dataset, name);
  await settled(cloud, "left", 3);
  await settled(cloud, "right", 3);
  const whole = (await cloud.call("GET", "/v1/uploads")).body.items;
  const ids = whole.map((u: any) => u.id);
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await cloud.call("GET", `/v1/uploads?limit=2${cursor}`);
    seen.push(...body.items.map((u: any) => u.id));
    cursor = body.cursor && `&cursor=${body.cursor}`;
  } while (cursor);
  expect(seen).toEqual(ids);
  expect(new Set(ids).size).toBe(whole.length);
  const dropped = whole.map((u: any) => u.droppedAt);
  expect(dropped).toEqual(dropped.toSorted().reverse());
});

test("a failed upload says why, and can be driven again", async () => {
  await send("broken", "a.csv", "PK\u0003\u0004 no table");
  const [upload] = await settled(cloud, "broken", 1);
  expect(upload).toMatchObject({
    state: "failed",
    error: { code: "upload.csv.binary" },
  });
  const { status, body } = await cloud.call(
    "POST",
    `/v1/uploads/${upload.id}/redrive`,
  );
  expect(status).toBe(200);
  expect(body.id).toBe(upload.id);
});

test("an unknown upload answers 404", async () => {
  for (const id of ["nobody", "a-20260101T000000000-12345678"]) {
    const { status, body } = await cloud.call("GET", `/v1/uploads/${id}`);
    expect([status, body.code]).toEqual([404, "upload.unknown"]);
  }
});
