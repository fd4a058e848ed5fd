// drop-dataset: a dataset goes with all it brought
import { Bucket } from "../aws/bucket";
import { Job } from "../aws/job";
import { Problem } from "../aws/problem";
import { Table } from "../aws/table";
import { Tally } from "../aws/tally";
import { Profile } from "../customers/profile";
import { Dataset } from "../dataset/dataset";
import { Feedback } from "../feedback/feedback";
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
  await join(job);
  return { jobId: job.id };
}

export async function join(job: Job.Info) {
  await Line.join(job.dataset!, Job.queuedAt(job), "drop", job.id);
  await Line.look(job.dataset!);
}

/** May be run again after it died anywhere; what comes into the inbox after it was asked for is another dataset's beginning. */
export const steps = (work: Line.Info): RunWork.Steps => ({
  planned: { run: () => drop(work) },
});

async function drop({ dataset, id }: Line.Info) {
  const job = await Job.get(id);
  if (job.state === "done") return;
  await Job.set(id, { state: "running" });
  const tally = await Tally.open(id);
  await forgetUploads(dataset, new Date(job.createdAt), tally);
  const periods = await Dataset.periods(dataset);
  await tally.note("periods", "", periods.length);
  await forgetActions(dataset, periods, tally);
  await ResetRows.rows(dataset);
  for (const { pk } of [
    Table.keys.alert(dataset),
    Table.keys.override(dataset, ""),
    Table.keys.assigned(dataset),
    Table.keys.view(dataset),
    Table.keys.confirmed(dataset, ""),
    Table.keys.announced(dataset, ""),
  ])
    await Table.empty(pk);
  await Table.remove(Table.keys.judged(dataset));
  await Feedback.drop(dataset);
  for (const month of await Dataset.periods(dataset))
    await Dataset.removePeriod(dataset, month);
  await Profile.empty(dataset);
  await MonthlyReport.forget(dataset, (month, objects) =>
    tally.note("objects", month, objects),
  );
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
  ]) {
    await tally.note("objects", prefix, await Bucket.count(prefix));
    await Bucket.empty(prefix);
  }
  await Table.remove(Table.keys.dataset(dataset));
  await Job.done(id, { dataset, removed: tally.sums() });
}

async function forgetUploads(dataset: string, before: Date, tally: Tally.Info) {
  await tally.note("uploads", "", 0);
  let after: string | undefined;
  do {
    const page = await Upload.page(dataset, { after, limit: 100 });
    for (const { id, key, etag, droppedAt, state } of page.items) {
      if (new Date(droppedAt) > before || state === "planned") continue;
      await tally.note("uploads", id, Number(state !== "removed"));
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
}

async function forgetActions(
  dataset: string,
  periods: string[],
  tally: Tally.Info,
) {
  const actions = await Action.all(dataset, periods);
  await tally.note("actions", "", actions.length);
  for (const customer of new Set(actions.map((action) => action.customer)))
    await Action.erase(dataset, customer);
}

export * as DropDataset from "./drop-dataset";
