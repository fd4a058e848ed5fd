// Customers whose ids bear a mark of their own come in by every way there is; afterwards the mark is nowhere on the disk.
import fc from "fast-check";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Pseudonym } from "@mainstay/core/aws/pseudonym";
import { settled, start, until, type Cloud } from "../../functions/cloud";
import { stored } from "../../stored";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const drop = (dataset: string, name: string, body: string | Uint8Array) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), body);

test("a pseudonym stands for one text alone, whoever asks, and for itself", () => {
  const name = Pseudonym.namer("a secret");
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(name(a)).toMatch(/^p_[\w-]{28}$/);
      expect(name(name(a))).toBe(name(a));
      expect(name(a) === name(b)).toBe(a === b);
      expect(Pseudonym.namer("a secret")(a)).toBe(name(a));
      // Nobody without the secret makes one that counts as such.
      expect(name(Pseudonym.namer("another")(a))).not.toBe(
        Pseudonym.namer("another")(a),
      );
    }),
  );
});

const mark = "quillfeather";
const raw = (n: number) => `${mark} ${n}`;

/** Where the mark stands, in what is stored and in every file of the machine. */
async function naming() {
  const found = [...(await stored())]
    .filter(([, text]) => text.toLowerCase().includes(mark))
    .map(([place]) => place);
  const names = await readdir(cloud.directory, {
    recursive: true,
    withFileTypes: true,
  });
  for (const file of names.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    const text = (isZipped ? gunzipSync(bytes) : bytes).toString("latin1");
    if (text.includes(mark)) found.push(path);
  }
  return found;
}

test("ids are hidden at the door, in whatever form they come, and customers are still found by them", async () => {
  const definition = {
    ...{ id: "id", time: "month", columns: { mrr: "number" } },
    roles: { revenue: "mrr" },
    pseudonymise: true,
  };
  const { status, body } = await cloud.call(
    "PUT",
    "/v1/datasets/customers",
    definition,
  );
  expect([status, body.pseudonymise]).toEqual([200, true]);
  const rows = (month: string) => [
    "id,month,mrr,note",
    `${raw(1)},${month},100,a`,
    `"${raw(2)}",${month},200,"two\nlines"`,
    `${raw(3)},${month},much,refused`,
    `${raw(4)},${month},300,of,another,${raw(5)}`,
    `lost,${raw(6)},${month}`,
    `Total,,,`,
  ];
  await drop("customers", "2026-09.csv", rows("2026-09").join("\n"));
  await drop(
    "customers",
    "2026-10.csv.gz",
    gzipSync(rows("2026-10").join("\r\n")),
  );
  await drop(
    "customers",
    "2026-11.csv",
    Buffer.from(`\ufeff${rows("2026-11").join("\n")}`, "utf16le"),
  );
  await drop("customers", "no-id.csv", `who,month,mrr\n${raw(7)},2026-11,1\n`);
  await drop("customers", "book.xlsx", Buffer.from(`PK\x03\x04${raw(8)}`));
  await drop(
    "events",
    "e.csv",
    `UserID,ProductID,Action,Time\n${raw(1)},p1,view,2026-10-01T00:00:00Z\n${raw(2)},p1,buy,2026-10-02T00:00:00Z\n`,
  );
  await drop(
    "feedback",
    "f.csv",
    `customer_id,time,channel,rating,scale,text\n${raw(1)},2026-10-03T00:00:00Z,mail,2,5,bad\n`,
  );
  const uploads: any[] = await settled(cloud, "customers", 5);
  await settled(cloud, "events", 1);
  await settled(cloud, "feedback", 1);
  const told = Object.fromEntries(
    uploads.map(({ key, rows, accepted, error }) => [
      key.split("/").at(-1),
      error?.code ?? [rows, accepted],
    ]),
  );
  expect(told).toEqual({
    ...{ "2026-09.csv": [6, 2], "2026-10.csv.gz": [6, 2] },
    ...{ "2026-11.csv": [6, 2], "no-id.csv": "definition.column.missing" },
    "book.xlsx": "upload.pseudonymise.type",
  });
  const api = async (method: string, path: string, body?: unknown) => {
    const answer = await cloud.call(method, path, body);
    expect([path, answer.body, answer.status < 300]).toEqual([
      ...[path, answer.body, true],
    ]);
    return answer.body;
  };
  await api("POST", "/v1/feedback", { customerId: raw(1), text: "slow" });
  const time = new Date().toISOString();
  const step = { userId: raw(1), productId: "p2", action: "view", time };
  await api("POST", "/v1/events", { events: [step] });
  await settled(cloud, "events", 2);
  await api("POST", "/v1/reports/2026-10");
  const path = `/v1/customers/${encodeURIComponent(raw(1))}`;
  const one = await api("GET", path);
  expect(one.id).toMatch(/^p_/);
  expect(await api("GET", `/v1/customers/${one.id}`)).toEqual(one);
  expect((await api("GET", `${path}/history`)).items).toHaveLength(3);
  await cloud.call("GET", `${path}/recommendations`);
  const said = await api(
    "GET",
    `/v1/feedback?customerId=${encodeURIComponent(raw(1))}`,
  );
  expect(said.items.map(({ text }: any) => text).sort()).toEqual([
    "bad",
    "slow",
  ]);
  expect(said.items[0].customer).toBe(one.id);
  const { items } = await api("GET", "/v1/customers");
  expect(items.map(({ id }: any) => id)).toContain(one.id);
  expect(items).toHaveLength(2);
  expect(await naming()).toEqual([]);

  // Read again, dropped again as it was or as it is kept, nothing changes but the number of drops.
  const [{ id, key }] = uploads.filter((one) =>
    one.key.endsWith("2026-09.csv"),
  );
  const again = async () => (await api("GET", `/v1/uploads/${id}`)).drops;
  await drop("customers", "2026-09.csv", rows("2026-09").join("\n"));
  await until(async () => (await again()) === 2);
  await settled(cloud, "customers", 5);
  expect(await naming()).toEqual([]);
  const kept = (await Bucket.bytes(key))!;
  expect(Buffer.from(kept).toString()).toContain(one.id);
  await api("POST", `/v1/uploads/${id}/redrive`);
  await settled(cloud, "customers", 5);
  expect((await api("GET", "/v1/customers")).items).toEqual(items);

  const { jobId } = await api("DELETE", path);
  await until(
    async () => (await api("GET", `/v1/jobs/${jobId}`)).state === "done",
  );
  expect((await cloud.call("GET", path)).status).toBe(404);
  const left = [...(await stored())].filter(([, text]) =>
    text.includes(one.id),
  );
  expect(left.map(([place]) => place)).toEqual([]);
}, 120_000);

test("what is to be hidden is said before the first file, and never the columns that rows are read by", async () => {
  const put = async (dataset: string, definition: object) =>
    (await cloud.call("PUT", `/v1/datasets/${dataset}`, definition)).body.code;
  expect(await put("customers", { pseudonymise: ["name"] })).toBe(
    "definition.pseudonymise.late",
  );
  expect(await put("knowledge", { pseudonymise: true })).toBe(
    "definition.pseudonymise.knowledge",
  );
  expect(await put("own", { time: "month", pseudonymise: ["month"] })).toBe(
    "definition.pseudonymise.column",
  );
  expect(await put("own", { pseudonymise: ["id", "email"] })).toBeUndefined();
  await drop(
    "own",
    "1.csv",
    "id,email,month,x\n7,a@b.c,2026-10,1\n8,a@b.c,2026-10,2\n",
  );
  await settled(cloud, "own", 1);
  const { items } = (await cloud.call("GET", "/v1/customers?dataset=own")).body;
  expect(items).toHaveLength(2);
  const [one, other] = await Promise.all(
    items.map(async ({ id }: any) => {
      const path = `/v1/customers/${id}?dataset=own`;
      return (await cloud.call("GET", path)).body;
    }),
  );
  expect(one.cells.email).toMatch(/^p_/);
  expect(other.cells.email).toBe(one.cells.email);
});
