// ingest-part: one part of an upload, from bytes to lake rows, and to snapshots, rejects and scores that nobody reads yet
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Manifest } from "../dataset/manifest";
import { Parquet } from "../tabular/parquet";
import { ReadWarnings } from "../intake/read-warnings";
import { AnyScorer } from "../outcome/any-scorer";
import type { PlanUpload } from "./plan-upload";
import { Predictions } from "./predictions";
import { Rejects } from "./rejects";
import { PartBytes } from "./part-bytes";
import { PartRows } from "../dataset/part-rows";
import { ScoredRows } from "../apply/scored-rows";
import { StagedRows } from "../apply/staged-rows";
import { StoredRows } from "../tabular/stored-rows";
import { PeriodIndex } from "../customers/period-index";

/** What a part says of its rows. */
export type Outcome = ReadWarnings.Part & {
  counts: Record<string, number>;
  periods: string[];
  files: Manifest.File[]; // of the lake
};

export async function part(
  plan: PlanUpload.Info,
  object: { key: string; etag: string },
  part: number,
): Promise<Outcome> {
  const { definition } = plan;
  const bytes = await PartBytes.load(plan, object, part);
  const rows = PartRows.read(bytes, plan, plan.parts[part].line);
  const stage = (name: string, body: string) =>
    Bucket.put(Bucket.keys.staging(plan.upload, `${name}-${part}`), body);
  if (rows.refused.length) await stage("rejects", Rejects.lines(rows.refused));
  const files = await lake(plan.dataset, rows, plan.firstPart + part);
  const accepted = rows.id.length;
  const rejected = rows.refused.length;
  const counts = { rows: accepted + rejected, accepted, rejected, scored: 0 };
  const periods = [...new Set(rows.period)].sort();
  const { dataset, model } = plan;
  const isScored = model && accepted && Dataset.kind(dataset) !== "log";
  const scorer = isScored ? await AnyScorer.open(dataset, model) : undefined;
  const outcome = {
    ...{ counts, periods, files },
    ...ReadWarnings.part(dataset, rows, scorer?.card),
  };
  if (Dataset.kind(dataset) === "log") return outcome;
  const scores = await ScoredRows.scored(plan, rows);
  const snapshots = StoredRows.last(rows).map((row) =>
    ScoredRows.snapshot(rows, row, scores),
  );
  await StagedRows.write(plan.upload, part, snapshots);
  await PeriodIndex.stage(
    plan.upload,
    `view-${part}`,
    snapshots.map((s) => PeriodIndex.rowOf(s, definition)),
  );
  if (!scores) return outcome;
  const answers = await AnyScorer.answersOf(dataset, model);
  const lines = scores.map((score, row) =>
    Predictions.line(rows.id[row], rows.period[row], score, answers),
  );
  await stage("predictions", lines.join(""));
  return {
    ...outcome,
    counts: { ...counts, scored: accepted },
  };
}

async function lake(dataset: string, rows: PartRows.Info, part: number) {
  const byPeriod = new Map<string, number[]>();
  rows.period.forEach((period, row) => {
    const list = byPeriod.get(period);
    if (list) list.push(row);
    else byPeriod.set(period, [row]);
  });
  const files: Manifest.File[] = [];
  for (const [period, list] of byPeriod) {
    const bytes = Parquet.write({
      columns: rows.columns,
      cells: rows.cells.map((cells) => list.map((row) => cells[row])),
      upload: list.map(() => rows.upload),
      line: Int32Array.from(list, (row) => rows.line[row]),
      order: list.map(() => rows.order),
      id: list.map((row) => rows.id[row]),
      period: list.map(() => period),
    });
    const key = Bucket.keys.lakeFile(dataset, period, rows.upload, part);
    await Bucket.put(key, bytes);
    const digest = Manifest.digestOf(bytes);
    files.push({ period, part, rows: list.length, digest });
  }
  return files;
}

export * as IngestPart from "./ingest-part";
