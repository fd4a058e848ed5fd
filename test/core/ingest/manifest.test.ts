// What is in force is whole: replaced, refused, failed and taken back, an upload leaves what the others say.
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Table } from "@mainstay/core/aws/table";
import { PeriodIndex } from "@mainstay/core/customers/period-index";
import { Snapshot } from "@mainstay/core/customers/snapshot";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Line } from "@mainstay/core/work/line";
import { RunWork } from "@mainstay/core/work/run-work";
import { Work } from "@mainstay/core/work/work";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { DropDataset } from "@mainstay/core/ingest/drop-dataset";
import { TakeBack } from "@mainstay/core/ingest/take-back";
import { Upload } from "@mainstay/core/ingest/upload";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { RecentEvents } from "@mainstay/core/offers/recent-events";
import { start, type Cloud } from "../../cloud";

let cloud: Cloud;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const drop = async (dataset: string, name: string, body: string) => {
  await Bucket.put(Bucket.keys.inbox(dataset, name), body);
  await cloud.drain();
};
const uploads = async (dataset: string) =>
  (await Upload.page(dataset, { limit: 100 })).items;
const file = (rows: Record<string, number>, month = "2026-10") =>
  "customer_id,month,mrr\n" +
  Object.entries(rows)
    .map(([id, mrr]) => `${id},${month},${mrr}\n`)
    .join("");

/** Amounts by customer, as table, list and lake have them: the three agree. */
async function amounts(dataset: string, period = "2026-10") {
  const snapshots = await Snapshot.inPeriod(dataset, period);
  const rows = await PeriodIndex.read(dataset, period);
  const places = (list: { id: string; upload: string; line: number }[]) =>
    list.map(({ id, upload, line }) => `${id} ${upload} ${line}`).sort();
  expect(places(rows)).toEqual(places(snapshots));
  const lake: string[] = [];
  for await (const { key } of Bucket.list(Bucket.keys.lake(dataset)))
    lake.push(key);
  const named = (await Manifest.files(dataset)).map(({ key }) => key);
  expect(lake.sort()).toEqual(named.sort());
  return Object.fromEntries(
    snapshots.map(({ id, cells }) => [id, Number(cells.mrr)]),
  );
}

test("a newer file under the same name takes the rows away that only the older one brought", async () => {
  await drop("names", "other.csv", file({ b: 1, z: 1 }));
  await drop("names", "a.csv", file({ a: 2, b: 2, c: 2 }));
  await drop("names", "a.csv", file({ a: 3 }));
  // What another file says of a row that went stands again.
  expect(await amounts("names")).toEqual({ a: 3, b: 1, z: 1 });
});

test("a file taken back leaves what the files before it said, and its line in the list", async () => {
  await drop("back", "1.csv", file({ a: 1, b: 1 }));
  await drop("back", "2.csv", file({ b: 2, c: 2 }));
  await drop("back", "3.csv", file({ x: 3 }, "2026-11"));
  const [third, second] = await uploads("back");
  const { jobId } = await TakeBack.start(second.id, new Date());
  await cloud.drain();
  expect(await Job.get(jobId)).toMatchObject({
    state: "done",
    result: { removed: { rows: 2, snapshots: 1, files: 1 }, restored: 1 },
  });
  expect(await amounts("back")).toEqual({ a: 1, b: 1 });
  await TakeBack.start(third.id, new Date());
  await cloud.drain();
  expect(await Dataset.periods("back")).toEqual(["2026-10"]);
  const states = (await uploads("back")).map(({ state }) => state);
  expect(states).toEqual(["removed", "removed", "done"]);
  expect(await Bucket.etag(second.key)).toBe(null);
  // The same file may come again.
  await drop("back", "2.csv", file({ b: 2, c: 2 }));
  expect(await amounts("back")).toEqual({ a: 1, b: 2, c: 2 });
});

test("a file whose rows are all refused says the commonest reason and leaves no trace", async () => {
  const definition = {
    id: "customer_id",
    time: "month",
    columns: { mrr: "number" },
  };
  await Dataset.write("none", Definition.Info.parse(definition), 0);
  await drop(
    "none",
    "a.csv",
    "customer_id,month,mrr,plan\n,2026-10,1,x\nb,2026-10,much,y\nc,2026-10,more,z\n",
  );
  const [upload] = await uploads("none");
  expect(upload).toMatchObject({
    state: "failed",
    rows: 3,
    rejected: 3,
    error: { code: "upload.rows.refused" },
  });
  expect(upload.error!.message).toContain("line 3");
  expect(await Dataset.newest("none")).toBe(1);
  expect(await Dataset.periods("none")).toEqual([]);
  expect(await amounts("none")).toEqual({});
});

test("an upload that fails while it is applied gives back what it replaced", async () => {
  await drop("late", "a.csv", file({ a: 1, b: 1 }));
  const before = await amounts("late");
  await Bucket.put(Bucket.keys.inbox("late", "a.csv"), file({ b: 2, c: 2 }));
  while ((await Line.head("late"))?.phase !== "committed")
    await cloud.drain({ rounds: 1 });
  const tasks = await cloud.receive("Parts");
  expect(tasks.length).toBeGreaterThan(1);
  for (const { Body } of tasks.slice(1)) await cloud.deliver("Parts", Body!);
  const rows = await Snapshot.inPeriod("late", "2026-10");
  expect(rows.map(({ id }) => id).sort()).not.toEqual(["a", "b"]);
  const work = (await Line.head("late"))!;
  const error = { code: "work.attempts", message: "The table was full." };
  await Line.change(work, (w) => ({ work: Work.fail(w, error) }));
  await RunWork.remind(work);
  await cloud.drain();
  expect(await amounts("late")).toEqual(before);
  const [newest] = await uploads("late");
  expect(newest).toMatchObject({
    state: "failed",
    error: { code: "upload.broken" },
  });
  expect(await Line.waiting("late")).toEqual([]);
});

test("answers and events of a file taken back go, those of others and of calls stay", async () => {
  const answers = (rows: string[]) =>
    "customer_id,time,rating,text\n" + rows.map((row) => `${row}\n`).join("");
  const [one, both, two] = [
    "a,2026-10-01,9,x",
    "b,2026-10-02,8,y",
    "c,2026-10-03,7,z",
  ];
  await drop("feedback", "1.csv", answers([one, both]));
  await drop("feedback", "2.csv", answers([both, two]));
  const [second] = await uploads("feedback");
  await TakeBack.start(second.id, new Date());
  await cloud.drain();
  const left = await Feedback.inMonth("feedback", "2026-10");
  expect(left.map(({ customer }) => customer)).toEqual(["a", "b"]);

  const events = (product: string) =>
    `UserID,ProductID,Action,Time\nu,${product},view,2026-10-01 10:00:00\n`;
  await drop("events", "1.csv", events("p"));
  await drop("events", "2.csv", events("q"));
  const [newest] = await uploads("events");
  await TakeBack.start(newest.id, new Date());
  await cloud.drain();
  const steps = await RecentEvents.newest("events", "u");
  expect(steps.map(({ product }) => product)).toEqual(["p"]);
});

test("a dataset that is removed leaves nothing but its job and the lines of its uploads", async () => {
  await drop("whole", "1.csv", file({ a: 1, b: 1 }));
  await drop("whole", "2.csv", file({ c: 2 }, "2026-11"));
  await Table.put({ ...Table.keys.override("whole", "a"), history: [] });
  const { jobId } = await DropDataset.start("whole", new Date());
  await cloud.drain();
  expect(await Job.get(jobId)).toMatchObject({
    state: "done",
    result: { removed: { uploads: 2, periods: 2 } },
  });
  const keys: string[] = [];
  for await (const { key } of Bucket.list(""))
    if (key.includes("whole")) keys.push(key);
  expect(keys).toEqual([]);
  expect(await Dataset.find("whole")).toBe(null);
  expect(await Dataset.names()).not.toContain("whole");
  expect(await Snapshot.inPeriod("whole", "2026-10")).toEqual([]);
  expect(await Table.all("object#whole")).toEqual([]);
  expect(await Table.all("override#whole")).toEqual([]);
  await drop("whole", "1.csv", file({ a: 1, b: 1 }));
  expect(await amounts("whole")).toEqual({ a: 1, b: 1 });
});
