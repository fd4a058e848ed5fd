// retention: what is older than its owner keeps goes from everywhere, and the job says what was removed where
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Table } from "../aws/table";
import { Tally } from "../aws/tally";
import { ApplyRows } from "../apply/apply-rows";
import { Failure } from "../base/error";
import { Log } from "../base/log";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { ExpiredRows } from "../erasure/expired-rows";
import { Feedback } from "../feedback/feedback";
import { LearnedFrom } from "../model/learned-from";
import { MonthlyReport } from "../reporting/monthly-report";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { CommitUpload } from "./commit-upload";
import { ExpireFiles } from "./expire-files";
import { ExpireItems } from "./expire-items";

type Order = { before: string; modelVersions: string[] };

/** The first day that is kept: that of the month so many months before the current one. */
export function firstKept(now: Date, months: number) {
  const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months);
  return new Date(first).toISOString().slice(0, 10);
}

async function beforeOf(dataset: string, now: Date) {
  const { retention } = await Dataset.get(dataset);
  return retention ? firstKept(now, retention.months) : null;
}

/** Asked for again while it waits or runs, it is the same job. */
export async function start(dataset: string, now: Date) {
  const before = await beforeOf(dataset, now);
  if (before === null)
    throw new Failure(
      "retention.none",
      `Expected a dataset that says how long its rows are kept, such as {"retention":{"months":24}}; "${dataset}" does not`,
      409,
    );
  return begin(dataset, before, now);
}

const idOf = (dataset: string, before: string) => `retain.${dataset}.${before}`;

async function begin(dataset: string, before: string, now: Date) {
  const order: Order = { before, modelVersions: [] };
  const asked = { dataset, order };
  const subject = `${dataset} before ${before}`;
  let id = idOf(dataset, before);
  let job = await Job.create("retain", subject, now, { ...asked, id });
  // Rows as old as that have come since.
  if (job.state === "done") {
    id = `${id}.${now.toISOString().replace(/\D/g, "")}`;
    job = await Job.create("retain", subject, now, { ...asked, id });
  }
  if (!Job.isOver(job)) await join(job);
  return { jobId: job.id };
}

/** Every dataset whose first day kept has moved on, or that has got older rows since; one that fails stops no other. */
export async function run(now: Date) {
  for (const dataset of await Dataset.names())
    try {
      if (await Dataset.find(dataset)) await runOne(dataset, now);
    } catch (error) {
      Log.error(error, { dataset });
    }
}

async function runOne(dataset: string, now: Date) {
  const before = await beforeOf(dataset, now);
  if (before === null) return;
  const known = await Job.find(idOf(dataset, before));
  const isOpen = known !== null && known.state !== "done";
  if (isOpen || (known && !(await hasOlder(dataset, before)))) return;
  await begin(dataset, before, now);
}

async function hasOlder(dataset: string, before: string) {
  const files = await Manifest.files(dataset);
  const periods = files.map(({ period }) => period);
  periods.push(...(await Dataset.periods(dataset)));
  return periods.some((period) => ExpiredRows.isExpired(period, before));
}

export async function join(job: Job.Info) {
  await Line.join(job.dataset!, Job.queuedAt(job), "retain", job.id);
  await Line.look(job.dataset!);
}

/** May be run again after it died anywhere. */
export const steps = (work: Line.Info): RunWork.Steps => ({
  planned: { run: () => retain(work) },
});

async function retain({ dataset, id }: Line.Info) {
  const job = await Job.get(id);
  const order = await Job.order<Order>(id);
  if (!order || job.state === "done") return;
  await Job.set(id, { state: "running" });
  const tally = await Tally.open(id);
  const { before } = order;
  const rows = await ExpiredRows.read(dataset, before);
  const known = {
    ...order,
    modelVersions: await learned(dataset, rows, order),
  };
  // Kept before anything goes, so that a repeat knows it too.
  await Job.setOrder(id, known);
  const asked = { dataset, before, tally };
  // The lake tells which lines of a file are old, so it goes after the files.
  await ExpireFiles.run(asked, rows);
  await ExpireItems.run(asked, rows);
  await forgetPeriods(asked);
  await forgetLake(asked);
  await MonthlyReport.forget(
    dataset,
    (month, objects) => tally.note("reports", month, objects),
    (month) => ExpiredRows.isExpired(month, before),
  );
  await Bucket.empty(Bucket.keys.longLists);
  await CommitUpload.follow(dataset);
  // What was deleted does not stay on a disk.
  await Table.compact();
  const { modelVersions } = known;
  await Job.done(id, { dataset, before, removed: tally.sums(), modelVersions });
}

/** The versions that learned from what goes. */
async function learned(
  dataset: string,
  { held }: ExpiredRows.Info,
  { modelVersions }: Order,
) {
  if (!held.length) return modelVersions;
  const { uploads } = await Manifest.read(dataset);
  const known = new Set([Feedback.byHttp, ...uploads.map(({ id }) => id)]);
  const found = await LearnedFrom.versions(dataset, held, known);
  return [...new Set([...modelVersions, ...found])];
}

type Asked = { dataset: string; before: string; tally: Tally.Info };

async function forgetPeriods({ dataset, before, tally }: Asked) {
  await tally.note("snapshots", "", 0);
  const periods = await Dataset.periods(dataset);
  for (const period of periods) {
    if (!ExpiredRows.isExpired(period, before)) continue;
    const customers = await PeriodIndex.customers(dataset, period);
    await tally.note("snapshots", period, customers);
    for (let n = 0; n < Table.shards; n++)
      await Table.empty(Table.keys.shard(dataset, period, n));
    for await (const name of Bucket.folders(Bucket.keys.allGiven(dataset)))
      if (name.startsWith("shadow-"))
        await Bucket.empty(`${Bucket.keys.given(dataset, name)}${period}/`);
    await ApplyRows.forgetPeriod(dataset, period);
  }
}

async function forgetLake({ dataset, before, tally }: Asked) {
  await tally.note("lakeRows", "", 0);
  const { leaving } = await Manifest.change(dataset, (manifest) =>
    Manifest.part(manifest, ({ period }) =>
      ExpiredRows.isExpired(period, before),
    ),
  );
  for (const entry of leaving)
    for (const { key, period, rows } of Manifest.filesOf(dataset, entry))
      if (ExpiredRows.isExpired(period, before))
        await tally.note("lakeRows", key, rows);
  await ApplyRows.sweep(dataset);
}

export * as Retention from "./retention";
