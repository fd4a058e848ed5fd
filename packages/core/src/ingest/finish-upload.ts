// finish-upload: what can only be said of an upload once all its parts are done
import { Refresh } from "../periods/refresh";
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { DeriveJob } from "./derive-job";
import { IngestPart } from "./ingest-part";
import { Parquet } from "../tabular/parquet";
import { Warning } from "../reading/warning";
import { InputChecks } from "../model/input-checks";
import type { PlanUpload } from "./plan-upload";
import { Predictions } from "./predictions";
import { Rejects } from "./rejects";
import { Rescore } from "./rescore";
import { StoredRows } from "../tabular/stored-rows";
import { Snapshot } from "../customers/snapshot";
import { Upload } from "./upload";
import { PeriodIndex } from "../customers/period-index";

// May be run again after a crash at any of its steps.
export async function upload(
  plan: PlanUpload.Info,
  outcomes: IngestPart.Outcome[],
) {
  const total = (name: string) =>
    outcomes.reduce((sum, { counts }) => sum + counts[name], 0);
  const periods = [...new Set(outcomes.flatMap((o) => o.periods))].sort();
  const having = (name: string) =>
    [...outcomes.keys()].filter((part) => outcomes[part].counts[name] > 0);
  if (total("rejected")) await Rejects.assemble(plan, having("rejected"));
  if (total("scored"))
    await Predictions.assemble(
      plan.upload,
      predicted(plan.upload, having("scored")),
    );
  if (Dataset.kind(plan.dataset) === "snapshots") await views(plan);
  for (const period of periods)
    await Dataset.setPeriod(plan.dataset, period, plan.model);
  await Upload.update(
    plan.upload,
    {
      set: {
        state: "done",
        rows: total("rows"),
        accepted: total("accepted"),
        rejected: total("rejected"),
        scored: total("scored"),
        periods,
        warnings: Warning.merge([
          ...(plan.warnings ?? []),
          ...outcomes.flatMap((o) => o.warnings ?? []),
          ...InputChecks.warnings(outcomes.flatMap((o) => o.guarded ?? [])),
        ]),
      },
    },
    { when: "attribute_exists(pk)" },
  );
  const { model, reasons, dataset } = plan;
  if (model && !reasons && total("scored"))
    await Rescore.explain(
      { dataset, model, periods },
      plan.upload,
      ({ upload }) => upload === plan.upload,
    );
  await Rescore.overtaken(plan, periods);
  await Refresh.after(dataset, new Date());
  if (dataset === "events" && (await DeriveJob.wanted()))
    await DeriveJob.join(new Date());
}

async function* predicted(upload: string, parts: number[]) {
  for (const part of parts)
    yield await Bucket.existing(
      Bucket.keys.staging(upload, `predictions-${part}`),
    );
}

type Placed = PeriodIndex.Row & { part: number };

// Parts wrote their snapshots side by side; where two hold the same key, the later line is written once more.
async function views(plan: PlanUpload.Info) {
  const { upload, dataset, parts } = plan;
  const byPeriod = new Map<string, Map<string, Placed>>();
  const torn: Placed[] = [];
  for (const part of parts.keys()) {
    const rows: PeriodIndex.Row[] = JSON.parse(
      await Bucket.existing(Bucket.keys.staging(upload, `view-${part}`)),
    );
    for (const row of rows) {
      const ids = byPeriod.get(row.period) ?? new Map<string, Placed>();
      byPeriod.set(row.period, ids);
      const placed = { ...row, part };
      if (ids.has(row.id)) torn.push(placed);
      ids.set(row.id, placed);
    }
  }
  const last = torn.filter(
    (row) => byPeriod.get(row.period)!.get(row.id) === row,
  );
  await mend(plan, last);
  for (const [period, ids] of byPeriod)
    await PeriodIndex.merge(dataset, period, [...ids.values()]);
}

async function mend(plan: PlanUpload.Info, torn: Placed[]) {
  const files = new Map<string, Set<number>>();
  for (const { period, part, line } of torn) {
    const key = Bucket.keys.lakeFile(plan.dataset, period, plan.upload, part);
    files.set(key, (files.get(key) ?? new Set()).add(line));
  }
  const definition = await Dataset.at(plan.dataset, plan.definition);
  for (const [key, lines] of files) {
    const rows = StoredRows.read(
      await Parquet.read((await Bucket.bytes(key))!),
      definition,
    );
    const scores = await IngestPart.scored(plan, rows);
    await Snapshot.write(
      plan.dataset,
      [...rows.line.keys()]
        .filter((row) => lines.has(rows.line[row]))
        .map((row) => IngestPart.snapshot(rows, row, scores)),
    );
  }
}

export * as FinishUpload from "./finish-upload";
