import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Csv } from "@mainstay/core/tabular/csv";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Dialect } from "@mainstay/core/tabular/dialect";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Upload } from "@mainstay/core/ingest/upload";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Line } from "@mainstay/core/work/line";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const drop = (dataset: string, name: string, body: string | Uint8Array) =>
  Bucket.put(Bucket.keys.inbox(dataset, name), body);
const uploads = async (dataset: string) =>
  (await Upload.page(dataset, { limit: 100 })).items;
const only = async (dataset: string) => {
  const all = await uploads(dataset);
  expect(all).toHaveLength(1);
  return all[0];
};

// Everything stored of a dataset but its uploads' own words: what a repeat must not change.
async function stored(dataset: string) {
  const objects: string[] = [];
  for (const prefix of [
    "lake",
    "views",
    "datasets",
    "predictions",
    "rejects",
    "staging",
  ])
    for await (const { key, etag } of Bucket.list(`${prefix}/`))
      if (key.includes(dataset)) objects.push(`${key} ${etag}`);
  const snapshots = [];
  for (const period of await Dataset.periods(dataset))
    snapshots.push(...(await Snapshot.inPeriod(dataset, period)));
  return {
    objects,
    snapshots: snapshots.sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

async function table(key: string) {
  const bytes = (await Bucket.bytes(key))!;
  const scan = Csv.scan(bytes, Dialect.detect(bytes));
  return Array.from({ length: scan.rows }, (_, row) =>
    Array.from({ length: scan.first[row + 1] - scan.first[row] }, (_, k) =>
      Csv.text(scan, scan.first[row] + k),
    ),
  );
}

const head = "customer_id,month,plan,mrr\n";
const people = (n: number, mrr = (i: number) => `${i}`) =>
  head +
  Array.from({ length: n }, (_, i) => `c${i},2026-10,pro,${mrr(i)}\n`).join("");

test("every row of a file becomes a snapshot and a lake row, unscored while there is no model", async () => {
  await drop("plain", "2026-10.csv", people(50));
  await cloud.drain();
  const upload = await only("plain");
  expect(upload).toMatchObject({
    state: "done",
    rows: 50,
    accepted: 50,
    rejected: 0,
    scored: 0,
    drops: 1,
  });
  const snapshots = await Snapshot.inPeriod("plain", "2026-10");
  expect(snapshots).toHaveLength(50);
  const [one] = snapshots.filter(({ id }) => id === "c7");
  expect(one).toMatchObject({
    line: 9,
    cells: { plan: "pro", mrr: "7" },
    score: null,
  });
  const lake = await Parquet.read(
    (await Bucket.bytes(
      Bucket.keys.lakeFile("plain", "2026-10", upload.id, 0),
    ))!,
  );
  expect(lake.id).toHaveLength(50);
  expect(await Line.waiting("plain")).toEqual([]);
});

test("the same bytes dropped again under their key change nothing but the count of drops", async () => {
  const before = await stored("plain");
  await drop("plain", "2026-10.csv", people(50));
  await cloud.drain();
  expect(await only("plain")).toMatchObject({
    state: "done",
    drops: 2,
    accepted: 50,
  });
  expect(await stored("plain")).toEqual(before);
});

test("events delivered three times leave what one delivery leaves", async () => {
  await drop("thrice", "a.csv", people(30));
  await cloud.drain({ times: 3 });
  expect(await only("thrice")).toMatchObject({
    state: "done",
    drops: 1,
    rows: 30,
    accepted: 30,
  });
  expect((await stored("thrice")).snapshots).toHaveLength(30);
});

test("an object whose event was lost is found by the next look at its dataset", async () => {
  await drop("lost", "a.csv", people(5));
  for (const { Body } of await cloud.receive("Inbox"))
    expect(Body).toContain("lost");
  await Line.look("lost");
  await cloud.drain();
  expect(await only("lost")).toMatchObject({ state: "done", accepted: 5 });
});

test("a row is accepted or refused with its line, column and reason, and none is lost", async () => {
  await Dataset.write(
    "refused",
    Definition.Info.parse({
      id: "customer_id",
      time: "month",
      columns: { mrr: "number" },
    }),
    0,
  );
  await drop(
    "refused",
    "a.csv",
    `${head}a,2026-10,pro,1\nb,2026-10,"x\ny",cheap\n,2026-10,pro,2\nd,soon,pro,3\ne,2026-10,pro\nf,2026-10,pro,4,5\n`,
  );
  await cloud.drain();
  const upload = await only("refused");
  expect(upload).toMatchObject({
    state: "done",
    rows: 6,
    accepted: 1,
    rejected: 5,
  });
  const [names, ...rows] = await table(Bucket.keys.rejects(upload.id));
  expect(names).toEqual([
    "_line",
    "_column",
    "_code",
    "_message",
    "_period",
    "customer_id",
    "month",
    "plan",
    "mrr",
    "_extra1",
  ]);
  expect(rows.map(([line, column, code]) => [line, column, code])).toEqual([
    ["3", "mrr", "cell.number"],
    ["5", "customer_id", "row.id.missing"],
    ["6", "month", "row.period"],
    ["7", null, "row.cells.few"],
    ["8", null, "row.cells.many"],
  ]);
  expect(rows[4].slice(5)).toEqual(["f", "2026-10", "pro", "4", "5"]);
});

test("a mended rejects file dropped again adds exactly the rows that were missing", async () => {
  const [{ id }] = await uploads("refused");
  const text = (await Bucket.text(Bucket.keys.rejects(id)))!;
  const mended = text
    .replaceAll("cheap", "9")
    .replaceAll("soon", "2026-10")
    .replace(/,2026-10,pro,2/, "c,2026-10,pro,2");
  await drop("refused", "mended.csv", mended);
  await cloud.drain();
  const [newest] = await uploads("refused");
  expect(newest).toMatchObject({ state: "done", rows: 5, accepted: 4 });
  const ids = (await Snapshot.inPeriod("refused", "2026-10"))
    .map(({ id }) => id)
    .sort();
  expect(ids).toEqual(["a", "b", "c", "d", "e"]);
});

test("the newest upload's row stands for an id and period; rows it leaves out stay", async () => {
  await drop(
    "newer",
    "a.csv",
    people(3, () => "1"),
  );
  await cloud.drain();
  await drop(
    "newer",
    "b.csv",
    `${head}c1,2026-10,max,2\nc1,2026-10,max,3\nc9,2026-10,max,4\n`,
  );
  await cloud.drain();
  const cells = Object.fromEntries(
    (await Snapshot.inPeriod("newer", "2026-10")).map((s) => [
      s.id,
      s.cells.mrr,
    ]),
  );
  expect(cells).toEqual({ c0: "1", c1: "3", c2: "1", c9: "4" });
  expect((await uploads("newer"))[0]).toMatchObject({ rows: 3, accepted: 3 });
});

test("uploads take effect in the order of their drops, however their events come", async () => {
  for (const n of [1, 2, 3])
    await drop("order", `${n}.csv`, `${head}a,2026-10,pro,${n}\n`);
  const bodies = (await cloud.receive("Inbox")).map(({ Body }) => Body!);
  for (const body of bodies.reverse()) await cloud.deliver("Inbox", body);
  await cloud.drain();
  const [snapshot] = await Snapshot.inPeriod("order", "2026-10");
  expect(snapshot.cells.mrr).toBe("3");
});

test("across parts the later line of a key wins", async () => {
  const wide = "x".repeat(2000);
  const rows = Array.from(
    { length: 9000 },
    (_, i) => `c${i % 4000},2026-10,${wide},${i}\n`,
  );
  await drop("parts", "a.csv", head + rows.join(""));
  await cloud.drain({ times: 1, queues: ["Inbox"] });
  // The last part is done first: what it wrote must stand against those after it.
  const parts = await cloud.receive("Parts");
  expect(parts.length).toBeGreaterThan(1);
  for (const { Body } of parts.reverse())
    expect(await cloud.deliver("Parts", Body!)).toBe(true);
  await cloud.drain();
  expect(await only("parts")).toMatchObject({
    state: "done",
    rows: 9000,
    accepted: 9000,
  });
  const snapshots = await Snapshot.inPeriod("parts", "2026-10");
  expect(snapshots).toHaveLength(4000);
  for (const { id, cells } of snapshots) {
    const i = Number(id.slice(1));
    expect(Number(cells.mrr)).toBe(i + 8000 < 9000 ? i + 8000 : i + 4000);
  }
  const view = await PeriodIndex.read("parts", "2026-10");
  expect(view.find(({ id }) => id === "c10")!.line).toBe(8010 + 2);
});

test("gzip and other encodings give the rows that plain UTF-8 gives", async () => {
  const text = "客户,月份,金额\n甲,2026-10,1\n乙,2026-10,2\n";
  await Dataset.write(
    "wide",
    Definition.Info.parse({ id: "客户", time: "月份" }),
    0,
  );
  await drop("wide", "a.csv.gz", gzipSync(text));
  await drop("wide", "b.csv", Buffer.from(`\ufeff${text}`, "utf16le"));
  await cloud.drain();
  expect((await uploads("wide")).map((u) => [u.state, u.accepted])).toEqual([
    ["done", 2],
    ["done", 2],
  ]);
  const names = (await Snapshot.inPeriod("wide", "2026-10"))
    .map(({ id }) => id)
    .sort();
  expect(names).toEqual(["乙", "甲"].sort());
});

test("a file that cannot be read fails with a code, and the next one is not held up", async () => {
  await drop("broken", "1.csv", "");
  await drop("broken", "2.csv", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
  await drop("broken", "3.csv", people(2));
  await cloud.drain();
  const codes = (await uploads("broken"))
    .reverse()
    .map((u) => u.error?.code ?? u.state);
  expect(codes).toEqual(["upload.csv.empty", "upload.csv.binary", "done"]);
  for await (const { key } of Bucket.list("staging/broken"))
    throw new Error(`${key} stayed behind`);
});

test("events are kept in the lake and make no snapshots", async () => {
  await drop(
    "events",
    "e.csv",
    "UserID,ProductID,Action,Time\nu1,p1,view,2026-10-01 10:00:00\nu1,p2,cart,2026-11-01 10:00:00\n",
  );
  await cloud.drain();
  expect(await only("events")).toMatchObject({
    state: "done",
    accepted: 2,
    scored: 0,
    periods: ["2026-10", "2026-11"],
  });
  expect(await Snapshot.inPeriod("events", "2026-10")).toEqual([]);
});

test("a definition with another id or period stores every upload anew and leaves nothing under the old keys", async () => {
  const text = "a,b,seen,mrr\nx1,y1,2026-09-30,1\nx2,y2,2026-10-01,2\n";
  await Dataset.write(
    "again",
    Definition.Info.parse({ id: "a", time: "seen" }),
    0,
  );
  await drop("again", "2026-11.csv", text);
  await cloud.drain();
  expect(await Dataset.periods("again")).toEqual(["2026-09", "2026-10"]);
  await Redefine.put("again", { id: "b", period: "day" }, new Date());
  await cloud.drain();
  expect(await Dataset.periods("again")).toEqual(["2026-09-30", "2026-10-01"]);
  const held = [];
  for (const period of ["2026-09", "2026-10", "2026-09-30", "2026-10-01"])
    for (const { id, cells } of await Snapshot.inPeriod("again", period))
      held.push([period, id, cells.mrr]);
  expect(held).toEqual([
    ["2026-09-30", "y1", "1"],
    ["2026-10-01", "y2", "2"],
  ]);
  const lake = [];
  for await (const { key } of Bucket.list(Bucket.keys.lake("again")))
    lake.push(key.split("/")[2]);
  expect(lake).toEqual(["period=2026-09-30", "period=2026-10-01"]);
  expect(await only("again")).toMatchObject({
    state: "done",
    rows: 2,
    accepted: 2,
  });
});

test("a redriven upload takes effect as if dropped now", async () => {
  const [newer, older] = await uploads("newer");
  expect(older.key).toBe("inbox/newer/a.csv");
  await Upload.redrive(older.id, new Date());
  await cloud.drain();
  const cells = Object.fromEntries(
    (await Snapshot.inPeriod("newer", "2026-10")).map((s) => [
      s.id,
      s.cells.mrr,
    ]),
  );
  expect(cells).toEqual({ c0: "1", c1: "1", c2: "1", c9: "4" });
  expect(await Upload.get(older.id)).toMatchObject({ state: "done", drops: 2 });
  expect(newer.state).toBe("done");
});
