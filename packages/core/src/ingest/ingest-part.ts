// ingest-part: one part of an upload, from bytes to snapshots, lake rows, rejects and scores
import { Bucket } from "../aws/bucket";
import { Dataset } from "../dataset/dataset";
import { Failure } from "../base/error";
import { JoinedFeatures } from "../scoring/joined-features";
import { Parquet } from "../tabular/parquet";
import { LogRows } from "./log-rows";
import { InputChecks } from "../model/input-checks";
import type { Warning } from "../reading/warning";
import { Reason } from "../model/reason";
import { Scorer } from "../model/scorer";
import type { PlanUpload } from "./plan-upload";
import { Predictions } from "./predictions";
import { Rejects } from "./rejects";
import { PartRows } from "./part-rows";
import { StoredRows } from "../tabular/stored-rows";
import type { Score } from "../model/score";
import { Snapshot } from "../customers/snapshot";
import { PeriodIndex } from "../customers/period-index";

/** What a part says of its rows. */
export type Outcome = {
  counts: Record<string, number>;
  periods: string[];
  warnings?: Warning.Info[];
  guarded?: InputChecks.Count[];
};

export async function part(
  plan: PlanUpload.Info,
  { key, etag }: { key: string; etag: string },
  part: number,
): Promise<Outcome> {
  const definition = await Dataset.at(plan.dataset, plan.definition);
  const bytes = await load(plan, key, etag, part);
  const rows = PartRows.read(bytes, plan, part, definition);
  const stage = (name: string, body: string) =>
    Bucket.put(Bucket.keys.staging(plan.upload, `${name}-${part}`), body);
  if (rows.refused.length) await stage("rejects", Rejects.lines(rows.refused));
  await lake(plan.dataset, rows, part);
  const accepted = rows.id.length;
  const rejected = rows.refused.length;
  const counts = { rows: accepted + rejected, accepted, rejected, scored: 0 };
  const periods = [...new Set(rows.period)].sort();
  const { warnings } = rows;
  if (Dataset.kind(plan.dataset) === "log") {
    await LogRows.write(plan.dataset, rows, part, definition);
    return { counts, periods, warnings };
  }
  const scores = await scored(plan, rows);
  const snapshots = StoredRows.last(rows).map((row) =>
    snapshot(rows, row, scores),
  );
  await Snapshot.write(plan.dataset, snapshots);
  await stage(
    "view",
    JSON.stringify(snapshots.map((s) => PeriodIndex.rowOf(s, definition))),
  );
  if (!scores) return { counts, periods, warnings };
  const lines = scores.map((score, row) =>
    Predictions.line(rows.id[row], rows.period[row], score),
  );
  await stage("predictions", lines.join(""));
  return {
    counts: { ...counts, scored: accepted },
    periods,
    warnings,
    guarded: await guarded(plan, rows),
  };
}

// What the model did not learn from, counted; such rows are scored all the same.
async function guarded(
  { dataset, model }: PlanUpload.Info,
  rows: StoredRows.Info,
) {
  const { card } = await Scorer.open(dataset, model!);
  const given = new Set(rows.columns);
  return InputChecks.counts(card.columns, rows.frame, (name) =>
    given.has(name),
  );
}

async function load(
  plan: PlanUpload.Info,
  key: string,
  etag: string,
  part: number,
) {
  const { start, end } = plan.parts[part];
  const found = plan.staged
    ? await Bucket.bytes(Bucket.keys.staging(plan.upload, `part-${part}`))
    : await Bucket.bytes(key, { range: [start, end], etag });
  if (found) return found;
  throw new Failure(
    "upload.object.replaced",
    `${key} was replaced or removed while it was read`,
  );
}

async function lake(dataset: string, rows: PartRows.Info, part: number) {
  const byPeriod = new Map<string, number[]>();
  rows.period.forEach((period, row) => {
    const list = byPeriod.get(period);
    if (list) list.push(row);
    else byPeriod.set(period, [row]);
  });
  for (const [period, list] of byPeriod)
    await Bucket.put(
      Bucket.keys.lakeFile(dataset, period, rows.upload, part),
      Parquet.write({
        columns: rows.columns,
        cells: rows.cells.map((cells) => list.map((row) => cells[row])),
        upload: list.map(() => rows.upload),
        line: Int32Array.from(list, (row) => rows.line[row]),
        order: list.map(() => rows.order),
        id: list.map((row) => rows.id[row]),
        period: list.map(() => period),
      }),
    );
}

export type Asked = { dataset: string; model: string | null; reasons: boolean };

// Null while the dataset has no model.
export async function scored(
  { dataset, model, reasons }: Asked,
  rows: StoredRows.Info,
): Promise<Score.Info[] | null> {
  if (!model || !rows.id.length) return null;
  const scorer = await Scorer.open(dataset, model);
  const at = StoredRows.ends(rows.period);
  const frame = await JoinedFeatures.onto(rows.frame, rows, scorer);
  const begun = performance.now();
  const scores = await Scorer.scores(scorer, frame, at);
  tell("scored", rows, begun);
  if (!reasons) return scores;
  const index = new Map(rows.columns.map((name, k) => [name, k]));
  const cell = (column: string, row: number) =>
    index.has(column)
      ? rows.cells[index.get(column)!][row]
      : JoinedFeatures.cell(frame, column, row);
  const asked = { reasons: Reason.kept, cell };
  const then = performance.now();
  const why = await Scorer.explained(scorer, frame, at, scores, asked);
  tell("explained", rows, then);
  return why;
}

function tell(what: string, { id, upload }: StoredRows.Info, begun: number) {
  const seconds = (performance.now() - begun) / 1000;
  const rowsPerSecond = Math.round(id.length / seconds);
  console.log(JSON.stringify({ upload, [what]: id.length, rowsPerSecond }));
}

export function snapshot(
  rows: StoredRows.Info,
  row: number,
  scores: Score.Info[] | null,
): Snapshot.Info {
  const cells = Object.fromEntries(
    rows.columns.flatMap((name, k) => {
      const cell = rows.cells[k][row];
      return cell === null ? [] : [[name, cell]];
    }),
  );
  return {
    id: rows.id[row],
    period: rows.period[row],
    upload: rows.upload,
    line: rows.line[row],
    cells,
    score: scores?.[row] ?? null,
  };
}

export * as IngestPart from "./ingest-part";
