// drop-dataset: a dataset goes with all it brought
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Problem } from "../aws/problem";
import { Table } from "../aws/table";
import { Dataset } from "../dataset/dataset";
import { Action } from "../playbooks/action/action";
import { MonthlyReport } from "../reporting/monthly-report";
import { Line } from "../work/line";
import type { RunWork } from "../work/run-work";
import { ResetRows } from "./reset-rows";
import { Upload } from "./upload";

export async function start(dataset: string, now: Date) {
  if (!(await Upload.page(dataset, { limit: 1 })).items.length)
    await Dataset.get(dataset);
  const id = `drop.${dataset}.${now.toISOString().replace(/\D/g, "")}`;
  const job = await Job.create("drop", dataset, now, { id, dataset });
  await Line.join(dataset, job.createdAt, "drop", job.id);
  await Line.look(dataset);
  return { jobId: job.id };
}

/** May be run again after it died anywhere; what comes into the inbox after it was asked for is another dataset's beginning. */
export const steps = (work: Line.Info): RunWork.Steps => ({
  planned: { run: () => drop(work) },
});

async function drop(work: Line.Info) {
  const { dataset, id } = work;
  await Job.set(id, { state: "running" });
  const before = Line.timeOf(work);
  const uploads = await forgetUploads(dataset, before);
  const periods = await Dataset.periods(dataset);
  await ResetRows.rows(dataset);
  const actions = await forgetActions(dataset, periods);
  for (const { pk } of [
    Table.keys.alert(dataset),
    Table.keys.override(dataset, ""),
    Table.keys.confirmed(dataset, ""),
    Table.keys.announced(dataset, ""),
  ])
    await Table.empty(pk);
  await Table.remove(Table.keys.judged(dataset));
  await Table.empty(Table.keys.feedbackMonth(dataset, "").pk);
  for (const month of await Dataset.periods(dataset)) {
    for (let n = 0; n < Table.shards; n++)
      await Table.empty(Table.keys.feedbackShard(dataset, month, n));
    await Table.remove(Table.keys.period(dataset, month));
  }
  let objects = await MonthlyReport.forget(dataset);
  // The definition last: until then a repeat can still read the rows.
  for (const prefix of [
    Bucket.keys.lake(dataset),
    Bucket.keys.views(dataset),
    Bucket.keys.standings(dataset),
    Bucket.keys.allPeriods(dataset),
    Bucket.keys.allGiven(dataset),
    Bucket.keys.allSettings(dataset),
    Bucket.keys.models(dataset),
    Bucket.keys.definitions(dataset),
  ])
    objects += await Bucket.empty(prefix);
  await Table.remove(Table.keys.dataset(dataset));
  await Job.set(id, {
    state: "done",
    progress: 1,
    result: {
      dataset,
      removed: { uploads, periods: periods.length, actions, objects },
    },
  });
}

async function forgetUploads(dataset: string, before: Date) {
  let count = 0;
  let after: string | undefined;
  do {
    const page = await Upload.page(dataset, { after, limit: 100 });
    for (const { id, key, etag, droppedAt, state } of page.items) {
      if (new Date(droppedAt) > before || state === "planned") continue;
      if (state !== "removed") count++;
      await Bucket.remove(Bucket.keys.rejects(id));
      await Bucket.remove(Bucket.keys.predictions(id));
      if ((await Bucket.etag(key)) === etag) await Bucket.remove(key);
      const mine = { when: "#upload = :upload", values: { upload: id } };
      await Table.remove(Table.keys.object(dataset, key), mine);
      await Problem.clear(Upload.problemOf({ dataset, key }));
      await Upload.removed(id, before);
    }
    after = page.after;
  } while (after !== undefined);
  return count;
}

async function forgetActions(dataset: string, periods: string[]) {
  const actions = await Action.all(dataset, periods);
  for (const customer of new Set(actions.map((action) => action.customer)))
    await Action.erase(dataset, customer);
  return actions.length;
}

export * as DropDataset from "./drop-dataset";
