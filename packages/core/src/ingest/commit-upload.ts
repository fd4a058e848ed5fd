// commit-upload: an upload whose parts are all staged comes into force, whole; and what is said of it once it is in the table
import { Refresh } from "../periods/refresh";
import { Bucket } from "../aws/bucket";
import { Problem } from "../aws/problem";
import { Failure } from "../base/error";
import { PeriodIndex } from "../customers/period-index";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { ApplyPlan } from "../apply/apply-plan";
import { ApplyRows } from "../apply/apply-rows";
import { DeriveJob } from "../intake/derive-job";
import { ReadWarnings } from "../intake/read-warnings";
import type { IngestPart } from "./ingest-part";
import type { PlanUpload } from "./plan-upload";
import { AnyScorer } from "../outcome/any-scorer";
import { Predictions } from "./predictions";
import { Rejects } from "./rejects";
import { Rescore } from "./rescore";
import { Upload } from "./upload";
import { Line } from "../work/line";

const total = (outcomes: IngestPart.Outcome[], name: string) =>
  outcomes.reduce((sum, { counts }) => sum + counts[name], 0);

const having = (outcomes: IngestPart.Outcome[], name: string) =>
  [...outcomes.keys()].filter((part) => outcomes[part].counts[name] > 0);

/** Whether the definition the rows were read by is still the newest: if not, they are read anew. */
export async function isCurrent({
  dataset,
  definition,
  base,
}: PlanUpload.Info) {
  const newest = await Dataset.newest(dataset);
  if (newest === base) return true;
  if (newest !== definition.version || base === newest) return false;
  // Our own, written before the function died.
  return Dataset.isEqual(await Dataset.at(dataset, newest), definition);
}

/** Puts the upload in force, or fails it while nothing of it can be seen. Answers how many tasks carry it into the table. */
export async function commit(
  plan: PlanUpload.Info,
  { key, etag }: Upload.Item,
  outcomes: IngestPart.Outcome[],
) {
  const { upload, dataset, definition, base, order } = plan;
  const refused = having(outcomes, "rejected");
  if (refused.length) await Rejects.assemble(plan, refused);
  const rows = total(outcomes, "accepted");
  if (!rows) {
    const rejected = total(outcomes, "rejected");
    const counts = { rows: rejected, accepted: 0, rejected, scored: 0 };
    await Upload.update(upload, { set: counts });
    throw await allRefused(upload, refused, rejected);
  }
  const scored = having(outcomes, "scored");
  if (scored.length)
    await Predictions.assemble(
      upload,
      Predictions.columns(await AnyScorer.answersOf(dataset, plan.model)),
      predicted(upload, scored),
    );
  if (definition.version > base) await Dataset.write(dataset, definition, base);
  const files = outcomes.flatMap((outcome) => outcome.files);
  const version = definition.version;
  const entry = {
    id: upload,
    key,
    etag,
    order,
    definition: version,
    rows,
    files,
  };
  const manifest = await Manifest.change(dataset, (before) =>
    Manifest.put(before, entry),
  );
  const apply = await applyPlan(plan, manifest);
  await ApplyPlan.write(upload, apply);
  return apply.tasks.length;
}

async function applyPlan(
  { upload, dataset, parts, firstPart }: PlanUpload.Info,
  manifest: Manifest.Info,
) {
  const staged = [...parts.keys()];
  if (Dataset.kind(dataset) === "log")
    return ApplyPlan.logs(
      dataset,
      manifest,
      staged.map((part) => firstPart + part),
    );
  const rows: PeriodIndex.Row[][] = [];
  for (const part of staged)
    rows.push(await PeriodIndex.staged(upload, `view-${part}`));
  return ApplyPlan.snapshots(dataset, manifest, { upload, parts: rows });
}

async function allRefused(upload: string, parts: number[], rejected: number) {
  const { count, line, message } = await Rejects.commonest(upload, parts);
  const share = count === rejected ? "all of them" : `${count} of them`;
  return new Failure(
    "upload.rows.refused",
    `Expected rows that can be read, got ${rejected} that were refused, ${share} for one reason, as on line ${line}: ${message}`,
  );
}

async function* predicted(upload: string, parts: number[]) {
  for (const part of parts)
    yield await Bucket.existing(
      Bucket.keys.staging(upload, `predictions-${part}`),
    );
}

/** The upload's rows stand in the table: its periods, its counts, and what has to be done because of it. */
export async function finish(
  plan: PlanUpload.Info,
  outcomes: IngestPart.Outcome[],
) {
  const { upload, dataset, model } = plan;
  const periods = [...new Set(outcomes.flatMap((o) => o.periods))].sort();
  if (Dataset.kind(dataset) === "log")
    for (const period of periods)
      await Dataset.setPeriod(dataset, period, model);
  const counts = Object.fromEntries(
    ["rows", "accepted", "rejected", "scored"].map((name) => [
      name,
      total(outcomes, name),
    ]),
  );
  const warnings = await ReadWarnings.all(
    {
      ...{ dataset, definition: plan.definition },
      warnings: plan.warnings ?? [],
      accepted: counts.accepted,
      rows: stagedRows(plan),
    },
    outcomes,
  );
  const definition = plan.definition.version;
  await Upload.update(
    upload,
    { set: { state: "done", ...counts, definition, periods, warnings } },
    { when: "attribute_exists(pk)" },
  );
  await Problem.clear(Upload.problemOf(await Upload.get(upload)));
  await Rescore.overtaken(plan, periods);
  if (plan.rereads)
    await Line.join(dataset, new Date().toISOString(), "clear", "rows");
  await follow(dataset);
}

async function* stagedRows({ upload, parts }: PlanUpload.Info) {
  for (const part of parts.keys())
    yield* await PeriodIndex.staged(upload, `view-${part}`);
}

/** What follows from other rows than before. */
export async function follow(dataset: string) {
  await ApplyRows.sweep(dataset);
  await Refresh.after(dataset, new Date());
  if (await DeriveJob.wanted(dataset))
    await DeriveJob.join(dataset, new Date());
}

export * as CommitUpload from "./commit-upload";
