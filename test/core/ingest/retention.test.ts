// What is older than its owner keeps: rows of any files, and all else that bears a date, planted on both sides of the day.
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Job } from "@mainstay/core/aws/job";
import { Table } from "@mainstay/core/aws/table";
import { HealthOverride } from "@mainstay/core/accounts/health-override";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Feedback } from "@mainstay/core/feedback/feedback";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { Retention } from "@mainstay/core/ingest/retention";
import { Upload } from "@mainstay/core/ingest/upload";
import { Exposures } from "@mainstay/core/offers/exposures";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import { MonthlyReport } from "@mainstay/core/reporting/monthly-report";
import { Period } from "@mainstay/core/tabular/period";
import { start, type Cloud } from "../../cloud";
import { stored } from "../../stored";

let cloud: Cloud;
beforeAll(async () => void (cloud = await start()));
afterAll(() => cloud.stop());

const now = new Date();
const thisMonth = now.toISOString().slice(0, 7);
const monthsAgo = (n: number) =>
  Array.from({ length: n }).reduce(Period.previous, thisMonth);

async function keep(dataset: string, definition: object) {
  await Redefine.put(dataset, Redefine.Input.parse(definition), now);
}
async function retain(dataset: string) {
  const { jobId } = await Retention.start(dataset, new Date());
  await cloud.drain();
  const job = await Job.get(jobId);
  expect(job.error).toBeUndefined();
  expect(job.state).toBe("done");
  return job.result as { before: string; removed: Record<string, number> };
}

/** Where each mark stands, but for what is said of jobs. */
async function places(marks: string[]) {
  const all = [...(await stored())].filter(([at]) => !at.startsWith("job "));
  return new Map(
    marks.map((mark) => [
      mark,
      all.flatMap(([at, text]) => (text.includes(mark) ? [at] : [])).sort(),
    ]),
  );
}

const row = fc.record({
  id: fc.constantFrom("a", "b", "c", "d"),
  ago: fc.integer({ min: 0, max: 6 }),
  isRefused: fc.boolean(),
  isLong: fc.boolean(),
});
const file = fc.record({
  name: fc.constantFrom("1.csv", "2.csv", "3.csv.gz"),
  rows: fc.array(row, { minLength: 1, maxLength: 8 }),
});

let cases = 0;
test("nothing older is left, nothing newer is gone, and a second time changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      async (files, months) => {
        const dataset = `kept-${++cases}`;
        await keep(dataset, {
          ...{ id: "id", time: "month", columns: { mrr: "number" } },
          retention: { months },
        });
        // A file under the same name takes the older one's place.
        const marked = files.map(({ name, rows }, f) => ({
          name,
          rows: rows.map((row, r) => ({
            ...row,
            mark: `m${cases}x${f}x${r}y`,
          })),
        }));
        for (const { name, rows } of marked) {
          const text = ["id,month,mrr,note"]
            .concat(
              rows.map(({ id, ago, isRefused, isLong, mark }) =>
                [
                  ...[id, monthsAgo(ago), isRefused ? "much" : "1"],
                  isLong ? `"${mark}\nand more"` : mark,
                ].join(","),
              ),
            )
            .join("\n");
          await Bucket.put(
            Bucket.keys.inbox(dataset, name),
            name.endsWith(".gz") ? gzipSync(text) : text,
          );
          await cloud.drain();
        }
        const rows = marked.flatMap((one) => one.rows);
        const marks = rows.map(({ mark }) => mark);
        const before = await places(marks);
        await retain(dataset);
        const after = await places(marks);
        for (const { mark, ago } of rows)
          expect([mark, after.get(mark)]).toEqual([
            mark,
            ago > months ? [] : before.get(mark),
          ]);
        for (const period of await Dataset.periods(dataset))
          expect(period >= monthsAgo(months)).toBe(true);
        const twice = async () =>
          [...(await stored())].filter(([at]) => !at.startsWith("job "));
        const once = await twice();
        await retain(dataset);
        expect(await twice()).toEqual(once);
      },
    ),
    { numRuns: 3 },
  );
}, 120_000);

test("answers, events, offers, questions, actions, alerts, overrides and reports go by their dates", async () => {
  const old = monthsAgo(5);
  const young = monthsAgo(1);
  const both = [
    ["oldmark", old],
    ["youngmark", young],
  ] as const;
  const retention = { months: 3 };
  await keep("customers", { id: "id", time: "month", retention });
  await keep("events", { retention });
  await keep("feedback", { retention });
  const drop = async (dataset: string, name: string, lines: string[]) => {
    await Bucket.put(Bucket.keys.inbox(dataset, name), lines.join("\n"));
    await cloud.drain();
  };
  await drop("customers", "c.csv", [
    "id,month,mrr,left",
    ...both.flatMap(([mark, month]) => [
      `${mark},${month},100,no`,
      `x,${month},200,yes`,
    ]),
  ]);
  await drop("events", "e.csv", [
    "UserID,ProductID,Action,Time",
    ...both.map(([mark, month]) => `u,${mark},view,${month}-02T00:00:00Z`),
    `v,other,view,${young}-02T00:00:00Z`,
  ]);
  await drop("feedback", "f.csv", [
    "customer_id,time,channel,rating,scale,text",
    ...both.map(([mark, month]) => `x,${month}-03T00:00:00Z,mail,2,5,${mark}`),
    `x,${young}-04T00:00:00Z,mail,2,5,another`,
  ]);
  for (const [mark, month] of both) {
    const at = new Date(`${month}-04T00:00:00Z`);
    const time = at.toISOString();
    const judge = async () => [];
    const said = { customerId: "x", time, rating: 3, channel: mark };
    await Feedback.add("feedback", said, { judge, now });
    const offer = { products: [mark], heldOut: false, version: "v" };
    await Exposures.remember("x", offer, at);
    await Table.put({ ...Table.keys.question(month, mark), question: mark });
    const cause = `high-risk#${month}#${mark}`;
    const alert = { kind: "high-risk", dataset: "customers", cause } as const;
    const text = { en: mark, zh: mark };
    const found = [{ ...alert, customer: mark, text }];
    await Alert.raise("customers", found, Alert.defaults, at, []);
    const word = { status: "red", reason: mark, author: "A" } as const;
    const until = `${month}-20`;
    await HealthOverride.set("customers", "x", { ...word, until }, at);
    await Table.put({ ...Table.keys.confirmed("customers", month), mark });
    await Table.put(Table.keys.mailed("customers", month, mark));
    await MonthlyReport.publish("customers", month, now);
    await Bucket.put(
      `${Bucket.keys.given("customers", "shadow-v")}${month}/1.csv`,
      mark,
    );
  }
  await cloud.drain();
  // As if the first files had come when their rows were young.
  for (const dataset of ["customers", "events"]) {
    const { pk } = Table.keys.upload(dataset, "");
    for (const item of await Table.all(pk))
      await Upload.update(item.sk, {
        set: { droppedAt: `${old}-05T00:00:00Z` },
      });
  }
  const before = await places(["oldmark", "youngmark"]);
  expect(before.get("oldmark")!.length).toBeGreaterThan(12);
  const results = [];
  for (const dataset of ["customers", "events", "feedback"])
    results.push((await retain(dataset)).removed);
  const after = await places(["oldmark", "youngmark"]);
  // A report of a month that is kept stays as it was made, with what it tells of the months before.
  const ofKept = (place: string) => place.startsWith(`reports/${young}/`);
  expect(after.get("oldmark")!.filter((place) => !ofKept(place))).toEqual([]);
  const gone = (await Bucket.text(`reports/${old}/report.json`)) === null;
  expect(gone).toBe(true);
  const same = before.get("youngmark")!;
  expect(after.get("youngmark")).toEqual(same);
  expect(results).toMatchObject([
    {
      ...{ lakeRows: 2, snapshots: 2, exposures: 1, questions: 1, alerts: 1 },
      ...{ overrides: 1, confirmations: 1, mails: 1, inboxFiles: 1 },
    },
    { lakeRows: 1, trail: 1 },
    { lakeRows: 1, feedback: 2 },
  ]);
});

test("a morning begins what is due, once a month and again where old rows have come since", async () => {
  const jobs = async () =>
    (await Job.all()).filter(({ dataset }) => dataset === "mornings");
  const columns = "id,month,mrr";
  await keep("mornings", { id: "id", time: "month" });
  await Bucket.put(
    Bucket.keys.inbox("mornings", "1.csv"),
    `${columns}\na,${monthsAgo(3)},1\na,${thisMonth},1\n`,
  );
  await cloud.drain();
  const morning = async () => {
    await Retention.run(new Date());
    await cloud.drain();
    return (await jobs()).map(({ state }) => state);
  };
  expect(await morning()).toEqual([]);
  await keep("mornings", { retention: { months: 2 } });
  expect(await morning()).toEqual(["done"]);
  expect(await morning()).toEqual(["done"]);
  await Bucket.put(
    Bucket.keys.inbox("mornings", "2.csv"),
    `${columns}\nb,${monthsAgo(3)},1\n`,
  );
  await cloud.drain();
  expect(await morning()).toEqual(["done", "done"]);
  expect(await Dataset.periods("mornings")).toEqual([thisMonth]);
  await expect(keep("mornings", { period: "step" })).rejects.toMatchObject({
    code: "definition.retention.step",
  });
  await keep("mornings", { retention: null });
  await expect(Retention.start("mornings", now)).rejects.toMatchObject({
    code: "retention.none",
  });
});

test.each([
  [0, "2026-12-01"],
  [1, "2026-11-01"],
  [12, "2025-12-01"],
  [24, "2024-12-01"],
])("of %i months before December the first day kept is %s", (months, day) => {
  expect(Retention.firstKept(new Date("2026-12-31T23:00:00Z"), months)).toBe(
    day,
  );
});
